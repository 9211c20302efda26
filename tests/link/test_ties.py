"""Pairs of units that are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.link.groups import Ref
from kg.link.ties import pairs_by_name


@dataclass(frozen=True, slots=True)
class Named:
    refs: tuple[Ref, ...]
    names: Sequence[str]
    short: Sequence[str] = ()


def test_names_pair_with_like_names_and_with_what_they_may_be_short_for() -> None:
    said = [(["совет"], ["с", "сп"]), (["союз", "сп"], []), (["салон"], ["с", "сп"]), (["союз"], ["союз"])]
    units = [Named(((f"a{at}", "n"),), *each) for at, each in enumerate(said)]
    pairs = pairs_by_name(units, lambda unit: unit.names, lambda unit: unit.short)
    assert pairs == [(0, 1), (1, 2), (1, 3)]

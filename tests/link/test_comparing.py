"""Pairs compared in batches, wherever: who is who is the same."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.identity import Judgement
from kg.link import Resolution, comparing, resolve
from kg.link.comparing import Answer, Batch, Question, Shared, answer, here
from kg.link.ties import Reason
from kg.model import Extraction
from tests.link.test_revise import articles, judged
from tests.link.test_ties import Named
from tests.strategies import SEEDS


def elsewhere(batches: Iterable[Batch[Any]]) -> Iterator[Answer]:
    """Compared as other processes do: out of what can be sent, back as what can be sent."""
    for batch in batches:
        sent: Batch[Any] = pickle.loads(pickle.dumps(batch))
        found: Answer = pickle.loads(pickle.dumps(answer(sent)))
        yield found


def resolved(told: Iterable[Extraction], judgements: dict[int, Judgement]) -> Resolution:
    return resolve(told, judgements=judgements, comparing=Shared(elsewhere, pays=0, dense=0))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEEDS, st.integers(2, 24), st.integers(1, 7))
def test_who_is_who_is_the_same_in_batches_of_any_size(
    monkeypatch: pytest.MonkeyPatch, seed: int, number: int, size: int
) -> None:
    monkeypatch.setattr(comparing, "BATCH", size)
    told = articles(seed, number)
    judgements = judged(told, Random(seed))
    assert resolved(told.values(), judgements) == resolve(told.values(), judgements=judgements)


def shares_a_letter(one: Named, other: Named) -> Reason | None:
    shared = set(one.names[0]) & set(other.names[0])
    return Reason(len(shared) / 10, min(shared)) if shared else None


def begins_alike(one: Named, other: Named) -> Reason | None:
    return Reason(0.9, "beginning") if one.names[0][0] == other.names[0][0] else None


def test_a_batch_has_the_units_of_its_pairs_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "BATCH", 2)
    units = [Named(((f"a{at}", "n"),), (name,)) for at, name in enumerate(("лес", "сад", "липа", "сено"))]
    sent = list[Batch[Named]]()

    def share(batches: Iterable[Batch[Any]]) -> list[Answer]:
        sent.extend(batches)
        return [answer(batch) for batch in sent]

    question = Question([(1, 3), (1, 0), (0, 2)], ((shares_a_letter, begins_alike), (begins_alike,)))
    told = Shared(share, pays=0, dense=0)(units, [question, question])
    assert told == here(units, [question, question])
    assert [[tie.reason.detail for tie in tier] for tier in told[:2]] == [
        ["beginning", "с", "beginning"],
        ["beginning", "beginning"],
    ]
    assert [[unit.names[0] for unit in batch.units] for batch in sent[:2]] == [
        ["лес", "сад", "сено"],
        ["лес", "липа"],
    ]


def test_little_is_compared_here_be_it_in_all_or_for_each_unit() -> None:
    question = Question([(0, 1)], ((shares_a_letter,),))
    units = [Named(((name, "n"),), (name,)) for name in ("лес", "сад")]

    def nobody(batches: Iterable[Batch[Any]]) -> Iterator[Answer]:
        raise AssertionError

    for pays, dense in ((2, 0), (0, 1)):
        assert Shared(nobody, pays, dense)(units, [question]) == here(units, [question])

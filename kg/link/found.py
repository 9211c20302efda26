"""What a stage of resolving finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.identity import Unsure
from kg.link.groups import Merge, Ref


@dataclass(frozen=True, slots=True)
class Found:
    """The merges, the pairs that stayed unsure, and the first nodes of what only judgements joined.

    `bonds` are pairs of nodes with anything between them, joined or not: what no chain of bonds leads to has
    no part in what became of a node.
    """

    merges: Sequence[Merge]
    unsure: Sequence[Unsure] = ()
    parts: Sequence[Ref] = ()
    bonds: Sequence[tuple[Ref, Ref]] = ()

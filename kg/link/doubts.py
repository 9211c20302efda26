"""Ties that joined nothing: what a person may be asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.identity import Unsure
from kg.link.ties import Tie, Unit

MOST = 5  # pairs that one thing is in: namesakes by the hundred must not make questions by the thousand
RIVAL = "another fits as well"
BLOCKED = "one of them is already one with what stands apart"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A tie that joined nothing, and why not; `rival` is the position of what else fits.

    `against_rules`: it is worth asking although the rules hold the two apart.
    """

    tie: Tie
    why: str
    rival: int | None = None
    against_rules: bool = False


def unsure(
    doubts: Iterable[Doubt],
    units: Sequence[Unit],
    things: Sequence[int],
    rival: Callable[[Doubt], int | None],
) -> list[Unsure]:
    """The best doubt on each pair of things, the likeliest first, and the best few of each thing.

    `things` names the thing of each unit, `rival` finds what else fits.
    """
    return [
        Unsure(
            units[doubt.tie.one].refs[0],
            units[doubt.tie.other].refs[0],
            doubt.tie.reason.score,
            doubt.tie.reason.detail,
            doubt.why,
            None if (found := rival(doubt)) is None else units[found].refs[0],
        )
        for doubt in best(doubts, things)
    ]


def best(doubts: Iterable[Doubt], things: Sequence[int]) -> Iterator[Doubt]:
    """One doubt for each pair of things, as long as neither has enough of them."""
    seen, asked = set[frozenset[int]](), Counter[int]()
    for doubt in sorted(doubts, key=lambda doubt: (-doubt.tie.reason.score, doubt.tie.one, doubt.tie.other)):
        pair = frozenset((things[doubt.tie.one], things[doubt.tie.other]))
        if pair not in seen and all(asked[thing] < MOST for thing in pair):
            seen.add(pair)
            asked.update(pair)
            yield doubt

"""Clustering with ties and contradictions; the outcome does not depend on the order of arrival."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, Protocol, TypeVar

from kg.link.groups import Merge, Ref


class Unit(Protocol):
    """What is clustered: nodes that share all features; `refs` earliest first."""

    @property
    def refs(self) -> tuple[Ref, ...]: ...


U = TypeVar("U", bound=Unit)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two units may be one: `score` from 0 to 1."""

    score: float
    detail: str


Compare = Callable[[U, U], Reason | None]
Apart = Callable[[U, U], bool]


@dataclass(frozen=True, slots=True)
class Tie:
    """A reason between the units of two positions."""

    one: int
    other: int
    reason: Reason


class Clustering(Generic[U]):
    """Units (sorted by their first refs) in clusters that never hold two units which are `apart`."""

    def __init__(self, units: Sequence[U], apart: Apart[U]) -> None:
        self._units = units
        self._apart = apart
        self._cluster = list(range(len(units)))
        self._members = {position: [position] for position in self._cluster}
        self._verdicts = dict[tuple[int, ...], bool]()
        self.merges: list[Merge] = []

    def tie(self, ties: Iterable[Tie]) -> None:
        """Joins along every tie, the best first, where nothing stands apart."""
        for tie in ranked(ties):
            one, other = self._cluster[tie.one], self._cluster[tie.other]
            if one != other and not self._are_apart(one, other):
                self._join(tie)

    def tie_where_clear(self, ties: Iterable[Tie]) -> None:
        """Joins along a tie only if neither side has another tie to what stands apart from this one."""
        found = ranked(ties)
        rivals = self._rivals(found)
        clear = {cluster: self._is_clear(candidates) for cluster, candidates in rivals.items()}
        ends = [(self._cluster[tie.one], self._cluster[tie.other]) for tie in found]
        self.tie(tie for tie, (one, other) in zip(found, ends, strict=True) if clear[one] and clear[other])

    def _rivals(self, ties: Iterable[Tie]) -> dict[int, set[int]]:
        rivals = defaultdict[int, set[int]](set)
        for tie in ties:
            one, other = self._cluster[tie.one], self._cluster[tie.other]
            rivals[one].add(other)
            rivals[other].add(one)
        return rivals

    def _is_clear(self, candidates: set[int]) -> bool:
        return not any(self._are_apart(one, other) for one, other in combinations(sorted(candidates), 2))

    def _are_apart(self, one: int, other: int) -> bool:
        # Clusters only grow, so that their sizes tell whether a verdict still holds.
        key = (*sorted((one, other)), len(self._members[one]) + len(self._members[other]))
        if key not in self._verdicts:
            self._verdicts[key] = any(
                self._apart(self._units[a], self._units[b])
                for a in self._members[one]
                for b in self._members[other]
            )
        return self._verdicts[key]

    def _join(self, tie: Tie) -> None:
        one, other = sorted((self._cluster[tie.one], self._cluster[tie.other]))
        moved = self._members.pop(other)
        self._members[one] += moved
        for position in moved:
            self._cluster[position] = one
        refs = self._units[tie.one].refs[0], self._units[tie.other].refs[0]
        self.merges.append(Merge(*refs, tie.reason.score, tie.reason.detail))


def ranked(ties: Iterable[Tie]) -> list[Tie]:
    """The best tie first; equals by position."""
    return sorted(ties, key=lambda tie: (-tie.reason.score, tie.one, tie.other))


def pairs_in_blocks(blocks: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Every pair of positions that share a block, once."""
    seen = set[tuple[int, int]]()
    for block in blocks:
        for pair in combinations(sorted(set(block)), 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def blocks_by(units: Sequence[U], keys: Callable[[U], Iterable[Hashable]]) -> list[tuple[int, ...]]:
    """Positions of units that share a key; each block once, whatever keys make it."""
    blocks = defaultdict[Hashable, list[int]](list)
    for position, unit in enumerate(units):
        for key in set(keys(unit)):
            blocks[key].append(position)
    return list(dict.fromkeys(tuple(block) for block in blocks.values() if len(block) > 1))


def ties(units: Sequence[U], pairs: Iterable[tuple[int, int]], rules: Sequence[Compare[U]]) -> list[Tie]:
    """For each pair the best reason that the rules give."""
    found = []
    for one, other in pairs:
        reasons = [reason for rule in rules if (reason := rule(units[one], units[other]))]
        if reasons:
            found.append(Tie(one, other, max(reasons, key=lambda reason: reason.score)))
    return found


def same_features(units: Iterable[Unit], detail: str) -> Iterator[Merge]:
    """The merges inside units: all their nodes share every feature."""
    for unit in units:
        for ref in unit.refs[1:]:
            yield Merge(unit.refs[0], ref, 1.0, detail)

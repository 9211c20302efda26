"""Clustering with ties and contradictions; the outcome does not depend on the order of arrival.

Rules join units to clusters; what people judged the same joins clusters to things. Rules compare clusters
only, so that a judgement moves nothing but what it is about. No thing holds two that were judged different.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Generic

from kg.identity import Standing
from kg.link.constraints import Constraints
from kg.link.doubts import BLOCKED, RIVAL, Doubt, unsure
from kg.link.found import Found
from kg.link.groups import Merge, Ref
from kg.link.ties import Apart, Reason, Tie, U, ranked


class Partition:
    """Positions in sets; the smallest position names its set."""

    def __init__(self, size: int) -> None:
        self.of = list(range(size))
        self.members = {position: [position] for position in self.of}

    def join(self, one: int, other: int) -> bool:
        """Make one set of those of two positions. False if they are one already."""
        kept, moved = sorted((self.of[one], self.of[other]))
        if kept == moved:
            return False
        positions = self.members.pop(moved)
        self.members[kept] += positions
        for position in positions:
            self.of[position] = kept
        return True


class Clustering(Generic[U]):
    """Units (sorted by their first refs) in clusters that never hold two units which are `apart`.

    The nodes of a unit are one because of `alike`. Where judgements speak of them, they come as several
    units: `units` are those that ties are between.
    """

    def __init__(
        self, units: Sequence[U], apart: Apart[U], bounds: Constraints, alike: str = "the same in all"
    ) -> None:
        self._apart, self._bounds = apart, bounds
        self.units, wholes = split(units, bounds)
        self._clusters, self._things = Partition(len(self.units)), Partition(len(self.units))
        self._classes = [bounds.classes_of(unit.refs) for unit in self.units]
        self._verdicts = dict[tuple[int, ...], bool]()
        self._doubts = list[Doubt]()
        self._bonds = list[tuple[int, int]]()
        self._merges = [Merge(unit.refs[0], ref, 1.0, alike) for unit in self.units for ref in unit.refs[1:]]
        self._join_judged()
        self._join_wholes(wholes, Reason(1.0, alike))

    def tie(self, ties: Iterable[Tie], note: str = "") -> None:
        """Joins along every tie, the best first, where nothing stands apart."""
        for tie in self._noted(ranked(ties)):
            one, other = self._ends(tie)
            if one != other and self._are_apart(one, other):
                self._doubts.append(Doubt(tie, BLOCKED))
            elif one != other:
                self._join(tie, note)

    def tie_where_clear(self, ties: Iterable[Tie]) -> None:
        """Joins along a tie only if neither side has another tie to what stands apart from this one."""
        noted = self._noted(ranked(ties))
        found = [tie for tie in noted if not self._are_judged_apart(tie.one, tie.other)]
        clashes = {cluster: self._clash(fitting) for cluster, fitting in self._rivals(found).items()}
        clear = list[Tie]()
        for tie in found:
            ends = self._ends(tie)
            clash = clashes[ends[0]] or clashes[ends[1]]
            if clash:
                rival = next((position for position in clash if position not in ends), None)
                self._doubts.append(Doubt(tie, BLOCKED if rival is None else RIVAL, rival))
            else:
                clear.append(tie)
        self.tie(clear, ", nobody else fits")

    def doubt(self, ties: Iterable[Tie], why: str, *, against_rules: bool = False) -> None:
        """Ties that join nothing but may be asked about; `against_rules`: also between what stands apart."""
        noted = self._noted(list(ties))
        self._doubts += [Doubt(tie, why, None, against_rules) for tie in noted]

    def found(self) -> Found:
        """What came out."""
        open_doubts = [doubt for doubt in self._doubts if not self._is_decided(doubt)]
        found = unsure(open_doubts, self.units, self._things.of, self._rival)
        return Found(self._merges, found, list(self._parts()), list(self._bonded()))

    def _noted(self, ties: Sequence[Tie]) -> Sequence[Tie]:
        self._bonds += [(tie.one, tie.other) for tie in ties]
        return ties

    def _bonded(self) -> Iterator[tuple[Ref, Ref]]:
        yield from ((merge.one, merge.other) for merge in self._merges)
        yield from ((self.units[one].refs[0], self.units[other].refs[0]) for one, other in self._bonds)

    def _ends(self, tie: Tie) -> tuple[int, int]:
        return self._clusters.of[tie.one], self._clusters.of[tie.other]

    def _rivals(self, ties: Iterable[Tie]) -> dict[int, set[int]]:
        rivals = defaultdict[int, set[int]](set)
        for one, other in map(self._ends, ties):
            rivals[one].add(other)
            rivals[other].add(one)
        return rivals

    def _clash(self, fitting: set[int]) -> tuple[int, int] | None:
        things = self._things.of
        pairs = combinations(sorted(fitting), 2)
        return next((p for p in pairs if things[p[0]] != things[p[1]] and self._are_apart(*p)), None)

    def _are_apart(self, one: int, other: int) -> bool:
        # Clusters only grow, so that their sizes tell whether a verdict still holds.
        mine, yours = self._clusters.members[one], self._clusters.members[other]
        key = (*sorted((one, other)), len(mine) + len(yours))
        if key not in self._verdicts:
            self._verdicts[key] = any(self._apart(self.units[a], self.units[b]) for a in mine for b in yours)
        return self._verdicts[key] or self._are_judged_apart(one, other)

    def _are_judged_apart(self, one: int, other: int) -> bool:
        if not self._bounds.foes:
            return False
        return self._bounds.are_foes(self._classes_with(one), self._classes_with(other))

    def _classes_with(self, position: int) -> frozenset[Ref]:
        members = self._things.members[self._things.of[position]]
        return frozenset[Ref]().union(*(self._classes[member] for member in members))

    def _join_judged(self) -> None:
        same = self._bounds.same
        places = {ref: at for at, unit in enumerate(self.units) for ref in unit.refs} if same else {}
        for found in same:
            one, other = places.get(found.one), places.get(found.other)
            if one is not None and other is not None and self._things.join(one, other):
                self._merges.append(Merge(found.one, found.other, 1.0, judged(found), judged=True))

    def _join_wholes(self, wholes: Sequence[int], reason: Reason) -> None:
        parts = defaultdict[int, list[int]](list)
        for position, whole in enumerate(wholes):
            parts[whole].append(position)
        for one, other in sorted(pair for part in parts.values() for pair in combinations(part, 2)):
            if not self._are_judged_apart(one, other) and self._clusters.of[one] != self._clusters.of[other]:
                self._join(Tie(one, other, reason))

    def _join(self, tie: Tie, note: str = "") -> None:
        self._clusters.join(tie.one, tie.other)
        if self._things.join(tie.one, tie.other):
            refs = self.units[tie.one].refs[0], self.units[tie.other].refs[0]
            self._merges.append(Merge(*refs, tie.reason.score, tie.reason.detail + note))

    def _is_decided(self, doubt: Doubt) -> bool:
        one, other = doubt.tie.one, doubt.tie.other
        ends = {self._things.of[one], self._things.of[other]}
        if len(ends) == 1 or self._are_judged_apart(one, other):
            return True
        if doubt.rival is not None and self._things.of[doubt.rival] in ends:
            return True  # a person chose between the two that fit
        return not doubt.against_rules and self._apart(self.units[one], self.units[other])

    def _rival(self, doubt: Doubt) -> int | None:
        if doubt.why != BLOCKED:
            return doubt.rival
        mine, yours = (self._clusters.members[cluster] for cluster in self._ends(doubt.tie))
        clashes = ((a, b) for a in mine for b in yours if self._apart(self.units[a], self.units[b]))
        ends = (doubt.tie.one, doubt.tie.other)
        return next((position for clash in clashes for position in clash if position not in ends), None)

    def _parts(self) -> Iterator[Ref]:
        if self._bounds.same:
            crowd = Counter(self._things.of[cluster] for cluster in self._clusters.members)
            for cluster in self._clusters.members:
                if crowd[self._things.of[cluster]] > 1:
                    yield self.units[cluster].refs[0]


def split(units: Sequence[U], bounds: Constraints) -> tuple[Sequence[U], Sequence[int]]:
    """The units with judged nodes apart, by their first refs, and the place of the whole unit of each."""
    if not bounds.foes:
        return units, range(len(units))
    parts = [
        (bounds.order[refs[0]], whole, refs)
        for whole, unit in enumerate(units)
        for refs in bounds.parts(unit.refs)
    ]
    parts.sort()
    return [replace(units[whole], refs=refs) for _, whole, refs in parts], [whole for _, whole, _ in parts]


def judged(found: Standing) -> str:
    """The reason of a merge that a person asked for."""
    said = found.judgement
    words = ("judged the same", said.by and f"by {said.by}", said.when and f"on {said.when[:10]}")
    return " ".join(filter(None, words)) + (f": {said.why}" if said.why else "")

"""What people judged of nodes, as it bounds the clusters: some are one thing, some are never."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.identity import Effect, Standing, Verdict
from kg.link.groups import Groups, Merge, Ref


@dataclass(frozen=True, slots=True)
class Constraints:
    """`order` ranks all nodes. Judged nodes stand for `classes` of nodes that are the same.

    `foes` gives the classes that a class differs from, `same` the judgements that make the classes.
    """

    order: Mapping[Ref, int]
    same: tuple[Standing, ...] = ()
    classes: Mapping[Ref, Ref] = field(default_factory=dict)
    foes: Mapping[Ref, frozenset[Ref]] = field(default_factory=dict)

    def classes_of(self, refs: Iterable[Ref]) -> frozenset[Ref]:
        """The classes among nodes that differ from others."""
        if not self.foes:
            return frozenset()
        found = (self.classes.get(ref) for ref in refs)
        return frozenset(one for one in found if one is not None and one in self.foes)

    def are_foes(self, one: frozenset[Ref], other: frozenset[Ref]) -> bool:
        """True if a class of one was judged to differ from one of the other."""
        return any(not other.isdisjoint(self.foes[found]) for found in one)

    def parts(self, refs: tuple[Ref, ...]) -> list[tuple[Ref, ...]]:
        """The nodes, each judged class apart from the others, so that any may be kept apart."""
        if not self.foes:
            return [refs]
        found = defaultdict[Ref | None, list[Ref]](list)
        for ref in refs:
            found[self.classes.get(ref)].append(ref)
        return [tuple(part) for part in found.values()]


def constraints(order: Mapping[Ref, int], effect: Effect) -> Constraints:
    """What the judgements bound. They do not contradict each other."""
    same, different = effect.of(Verdict.SAME), effect.of(Verdict.DIFFERENT)
    groups = Groups({ref: order[ref] for found in (*same, *different) for ref in (found.one, found.other)})
    groups.join(Merge(found.one, found.other, 1.0, "") for found in same)
    foes = defaultdict[Ref, set[Ref]](set)
    for found in different:
        one, other = groups.of(found.one), groups.of(found.other)
        foes[one].add(other)
        foes[other].add(one)
    classes = {ref: first for first in groups for ref in groups.members(first)}
    return Constraints(order, same, classes, {ref: frozenset(others) for ref, others in foes.items()})

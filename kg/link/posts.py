"""Posts: one node for each role in each body; a role without a body is its holder's."""

from __future__ import annotations

from collections import defaultdict

from kg.link.comparing import Comparing, here
from kg.link.constraints import Constraints
from kg.link.found import Found
from kg.link.groups import Groups, Merge, Ref
from kg.link.index import Index
from kg.link.roles import roles
from kg.model import Kind, Predicate

Features = tuple[frozenset[str], frozenset[Ref], frozenset[Ref]]


def posts(index: Index, groups: Groups, bounds: Constraints, comparing: Comparing = here) -> Found:
    """The merges of all posts; nothing of them is compared."""
    found = defaultdict[Features, list[Ref]](list)
    for ref in index.of_kind(Kind.POST):
        features = features_of(index, groups, ref)
        if features is not None:
            found[features].append(ref)
    merges = [
        Merge(refs[0], ref, 1.0, "the same role in the same body")
        for refs in found.values()
        for ref in refs[1:]
    ]
    return Found(merges, bonds=[(merge.one, merge.other) for merge in merges])


def features_of(index: Index, groups: Groups, ref: Ref) -> Features | None:
    """Roles with bodies or, without a body, with holders; None where neither is known."""
    bodies = frozenset(groups.of(body) for body in index.objects(ref, Predicate.POST_IN))
    people = index.subjects(ref, Predicate.HOLDS_POST, Predicate.FORMER_POST)
    holders = frozenset() if bodies else frozenset(groups.of(person) for person in people)
    said = frozenset(roles(index, ref))
    return (said, bodies, holders) if said and (bodies or holders) else None

"""Delegations: they follow their visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.link.clustering import Clustering
from kg.link.comparing import Comparing, Question, here
from kg.link.constraints import Constraints
from kg.link.found import Found
from kg.link.groups import Groups, Ref
from kg.link.index import Index
from kg.link.ties import Reason, blocks_by, pairs_in_blocks
from kg.link.visits import by_visit
from kg.model import Kind, Predicate


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegation as one article tells of it; `alone` if its article has no other on the same visit."""

    refs: tuple[Ref, ...]
    visits: frozenset[Ref]
    parties: frozenset[Ref]
    alone: bool


def delegations(index: Index, groups: Groups, bounds: Constraints, comparing: Comparing = here) -> Found:
    """The merges of all delegations."""
    units = delegation_units(index, groups)
    clustering = Clustering(units, are_apart, bounds)
    pairs = list(pairs_in_blocks(blocks_by(units, keys)))
    (found,) = comparing(units, [Question(pairs, ((same_parties, only_ones),))])
    clustering.tie(found)
    return replace(
        clustering.found(), unsure=(), parts=()
    )  # they follow their visits: nobody is asked of them


def delegation_units(index: Index, groups: Groups) -> list[Delegation]:
    """The features of every delegation."""
    made = by_visit(index, groups, index.of_kind(Kind.DELEGATION), Predicate.MAKES)
    crowd = Counter((ref[0], visit) for ref, visits in made.items() for visit in visits)
    return [
        Delegation(
            (ref,), visits, parties(index, groups, ref), all(crowd[ref[0], visit] == 1 for visit in visits)
        )
        for ref, visits in made.items()
    ]


def parties(index: Index, groups: Groups, ref: Ref) -> frozenset[Ref]:
    """Senders, head and members."""
    found = index.objects(ref, Predicate.SENT_BY, Predicate.LED_BY) + index.subjects(ref, Predicate.MEMBER_OF)
    return frozenset(map(groups.of, found))


def keys(unit: Delegation) -> Iterator[Ref]:
    """The visits it makes."""
    return iter(unit.visits)


def are_apart(one: Delegation, other: Delegation) -> bool:
    """True for two delegations of one article."""
    return one.refs[0][0] == other.refs[0][0]


def same_parties(one: Delegation, other: Delegation) -> Reason | None:
    """Somebody in both, on one visit."""
    return Reason(0.9, "the same visit and people or senders") if one.parties & other.parties else None


def only_ones(one: Delegation, other: Delegation) -> Reason | None:
    """Each the only delegation of its article on one visit."""
    return Reason(0.8, "the only delegations on one visit") if one.alone and other.alone else None

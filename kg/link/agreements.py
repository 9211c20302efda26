"""Agreements: the same parties and kind of document, on the same day or visit."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import combinations

from kg.link.clustering import Clustering
from kg.link.comparing import Comparing, Question, here
from kg.link.constraints import Constraints
from kg.link.found import Found
from kg.link.groups import Groups, Ref
from kg.link.index import Index
from kg.link.meetings import Event, day_of, days_apart, same_sides
from kg.link.ties import Reason, blocks_by
from kg.link.times import FEW, Nearness, near_pairs, nearness
from kg.model import Kind, Predicate
from kg.text.names import normalize


def agreements(index: Index, groups: Groups, bounds: Constraints, comparing: Comparing = here) -> Found:
    """The merges of all agreements: dated first, then those that fit one document only."""
    units = [agreement(index, groups, ref) for ref in index.of_kind(Kind.AGREEMENT)]
    clustering = Clustering(units, are_apart, bounds)
    times = [unit.time for unit in units]
    alike, others = (list(near_pairs(times, blocks_by(units, by))) for by in (keys, sides))
    asked = Question(alike, ((same_day,), (same_visit, undated))), Question(others, ((other_kind,),))
    dated, fitting, doubtful = comparing(units, asked)
    clustering.tie(dated)
    clustering.tie_where_clear(fitting)
    clustering.doubt(doubtful, "two kinds of document", against_rules=True)
    return clustering.found()


def agreement(index: Index, groups: Groups, ref: Ref) -> Event:
    """The features of one agreement."""
    sides = frozenset(map(groups.of, index.objects(ref, Predicate.PARTY)))
    visits = frozenset(map(groups.of, index.objects(ref, Predicate.SIGNED_DURING)))
    sort = min(map(normalize, index.texts(ref, Predicate.KIND)), default="")
    return Event((ref,), sides, visits, sort, day_of(index, ref))


def keys(unit: Event) -> Iterator[Hashable]:
    """The kind of document with every two parties."""
    yield from ((unit.sort, *pair) for pair in combinations(sorted(unit.sides), 2))


def sides(unit: Event) -> Iterator[Hashable]:
    """Every two parties."""
    yield from combinations(sorted(unit.sides), 2)


def are_apart(one: Event, other: Event) -> bool:
    """True for two documents of one article, of different kinds or days."""
    days = days_apart(one, other)
    return one.article == other.article or one.sort != other.sort or (days is not None and days > FEW)


def same_day(one: Event, other: Event) -> Reason | None:
    """The same parties sign a document of one kind on one day."""
    if days_apart(one, other) is None or not same_sides(one, other):
        return None
    return Reason(0.9, "the same parties, kind and day")


def same_visit(one: Event, other: Event) -> Reason | None:
    """The same parties and kind during one visit."""
    if not one.visits & other.visits or not same_sides(one, other):
        return None
    return Reason(0.8, "the same parties and kind during one visit")


def undated(one: Event, other: Event) -> Reason | None:
    """The same parties and kind at times that do not exclude each other."""
    if not same_sides(one, other) or nearness(one.time, other.time) is not Nearness.POSSIBLE:
        return None
    return Reason(0.6, "the same parties and kind at possible days")


def other_kind(one: Event, other: Event) -> Reason | None:
    """The same parties on the same day or visit, told by two articles as two kinds of document."""
    near = days_apart(one, other) == 0 or one.visits & other.visits
    if one.article == other.article or one.sort == other.sort or not near or not same_sides(one, other):
        return None
    return Reason(0.5, "the same parties and day or visit")

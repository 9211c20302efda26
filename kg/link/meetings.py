"""Meetings: the same people or bodies on the same day or visit."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.link.clustering import Clustering
from kg.link.comparing import Comparing, Question, here
from kg.link.constraints import Constraints
from kg.link.found import Found
from kg.link.groups import Groups, Ref
from kg.link.index import Index
from kg.link.ties import Reason, blocks_by
from kg.link.times import Nearness, Time, near_pairs, nearness
from kg.link.visits import status_of
from kg.model import Kind, Predicate

DAYS = 1  # by which two reports of one meeting may differ


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting or agreement as one article tells it; `sides` are first refs of participants or parties."""

    refs: tuple[Ref, ...]
    sides: frozenset[Ref]
    visits: frozenset[Ref]
    sort: str  # the kind of an agreement, empty for meetings
    time: Time

    @property
    def article(self) -> str:
        """The article that tells it."""
        return self.refs[0][0]


def meetings(index: Index, groups: Groups, bounds: Constraints, comparing: Comparing = here) -> Found:
    """The merges of all meetings: dated or of one visit first, then those that fit one meeting only."""
    units = [meeting(index, groups, ref) for ref in index.of_kind(Kind.MEETING)]
    clustering = Clustering(units, are_apart, bounds)
    pairs = list(near_pairs([unit.time for unit in units], blocks_by(units, keys)))
    tiers = (same_day,), (same_visit, undated), (one_side,)
    dated, fitting, doubtful = comparing(units, [Question(pairs, tiers)])
    clustering.tie(dated)
    clustering.tie_where_clear(fitting)
    clustering.doubt(doubtful, "too little is told of both")
    return clustering.found()


def meeting(index: Index, groups: Groups, ref: Ref) -> Event:
    """The features of one meeting."""
    sides = frozenset(map(groups.of, index.objects(ref, Predicate.PARTICIPANT)))
    visits = frozenset(map(groups.of, index.objects(ref, Predicate.DURING_VISIT)))
    return Event((ref,), sides, visits, "", day_of(index, ref))


def day_of(index: Index, ref: Ref) -> Time:
    """The time of something that lasts a day."""
    day = index.day(ref, Predicate.DATE)
    return Time(day, day, index.published(ref), status_of(index, ref))


def keys(unit: Event) -> Iterator[Hashable]:
    """Every two sides; a lone side with the visit."""
    yield from (frozenset(pair) for pair in combinations(sorted(unit.sides), 2))
    yield from ((side, visit) for side in unit.sides for visit in unit.visits)


def same_sides(one: Event, other: Event) -> bool:
    """True if two sides are in both, or all of the one that tells fewer."""
    shared = len(one.sides & other.sides)
    return shared >= 2 or 0 < shared == min(len(one.sides), len(other.sides))


def days_apart(one: Event, other: Event) -> int | None:
    """Days between two dated events; None if one is undated."""
    if one.time.start is None or other.time.start is None:
        return None
    return abs((one.time.start - other.time.start).days)


def are_apart(one: Event, other: Event) -> bool:
    """True for two meetings of one article or of different days."""
    days = days_apart(one, other)
    if one.article == other.article or (days is not None and days > DAYS):
        return True
    return nearness(one.time, other.time) is Nearness.FAR and not one.visits & other.visits


def same_day(one: Event, other: Event) -> Reason | None:
    """The same sides on one day."""
    if days_apart(one, other) is None or not same_sides(one, other):
        return None
    return Reason(0.9, "the same participants and day")


def same_visit(one: Event, other: Event) -> Reason | None:
    """The same sides during one visit."""
    if not one.visits & other.visits or not same_sides(one, other):
        return None
    return Reason(0.75, "the same participants during one visit")


def undated(one: Event, other: Event) -> Reason | None:
    """The same two sides at times that do not exclude each other."""
    if len(one.sides & other.sides) < 2 or nearness(one.time, other.time) is not Nearness.POSSIBLE:
        return None
    return Reason(0.55, "the same participants at possible days")


def one_side(one: Event, other: Event) -> Reason | None:
    """A participant in both, on one day of one visit, with others who differ."""
    if not (one.sides & other.sides and one.visits & other.visits) or days_apart(one, other) != 0:
        return None
    return Reason(0.35, "a participant in both, on one day of one visit")

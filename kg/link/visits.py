"""Visits: one trip in many reports, by where it goes, who goes, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from kg.link.areas import Area, Relation, countries, regions, related, relation
from kg.link.clustering import Clustering
from kg.link.comparing import Comparing, Question, here
from kg.link.constraints import Constraints
from kg.link.context import area_of
from kg.link.fame import everywhere
from kg.link.found import Found
from kg.link.groups import Groups, Ref
from kg.link.index import Index
from kg.link.ties import Reason, blocks_by, pairs_in_blocks
from kg.link.times import Nearness, Time, is_put_off, is_recalled, near_pairs, nearness, same_days
from kg.model import Kind, Predicate, Status


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as one article tells it: areas and first refs of those involved."""

    refs: tuple[Ref, ...]
    destinations: Area
    stops: Area
    senders: Area
    bodies: frozenset[Ref]
    people: frozenset[Ref]
    heads: frozenset[Ref]
    cast: frozenset[Ref]  # everybody whom the article names
    time: Time

    @property
    def article(self) -> str:
        """The article that tells it."""
        return self.refs[0][0]

    @property
    def is_anonymous(self) -> bool:
        """True if nobody is said to go or send."""
        return not (self.senders or self.bodies or self.people)


def visits(index: Index, groups: Groups, bounds: Constraints, comparing: Comparing = here) -> Found:
    """The merges of all visits: dated reports first, then undated ones that fit one trip only."""
    casts = casts_of(index, groups)
    units = [visit_unit(index, groups, casts, ref) for ref in index.of_kind(Kind.VISIT)]
    clustering = Clustering(units, are_apart, bounds)
    pairs = list(near_pairs([unit.time for unit in units], blocks_by(units, keys)))
    looks_back = list(pairs_in_blocks(blocks_by(units, people_abroad)))
    asked = Question(pairs, (DATED, UNDATED, (moved,), DOUBTFUL)), Question(looks_back, ((recalled,),))
    dated, fitting, later, doubtful, back = comparing(units, asked)
    clustering.tie(dated)
    for found in (fitting, later, back):
        clustering.tie_where_clear(found)
    clustering.doubt(doubtful, "too little for one trip")
    return clustering.found()


def visit_unit(index: Index, groups: Groups, casts: Mapping[str, frozenset[Ref]], ref: Ref) -> Visit:
    """The features of one visit."""
    parties = index.subjects(ref, Predicate.MAKES)
    senders = [sender for party in parties for sender in index.objects(party, Predicate.SENT_BY)]
    heads = [head for party in parties for head in index.objects(party, Predicate.LED_BY)]
    members = heads + [member for party in parties for member in index.subjects(party, Predicate.MEMBER_OF)]
    people = {ref for ref in members if index.nodes[ref].kind is Kind.PERSON}
    bodies = {ref for ref in (*senders, *members) if index.nodes[ref].kind is Kind.ORGANIZATION}
    return Visit(
        refs=(ref,),
        destinations=area_of(index, groups, index.objects(ref, Predicate.DESTINATION)),
        stops=area_of(index, groups, index.objects(ref, Predicate.STOP)),
        senders=area_of(index, groups, senders),
        bodies=frozenset(map(groups.of, bodies)),
        people=frozenset(map(groups.of, people)),
        heads=frozenset(map(groups.of, heads)),
        cast=casts[ref[0]],
        time=time_of(index, ref),
    )


def casts_of(index: Index, groups: Groups) -> dict[str, frozenset[Ref]]:
    """The people of each article that tells of a visit, those left out whom many articles name."""
    articles = dict.fromkeys(article for article, _ in index.of_kind(Kind.VISIT))
    famous = everywhere(index.size)
    return {
        article: frozenset(one for ref in index.cast(article) if groups.fame(one := groups.of(ref)) <= famous)
        for article in articles
    }


def time_of(index: Index, ref: Ref) -> Time:
    """The times of a visit."""
    start, stop = index.day(ref, Predicate.START_DATE), index.day(ref, Predicate.END_DATE)
    return Time(start, stop, index.published(ref), status_of(index, ref))


def status_of(index: Index, ref: Ref) -> Status | None:
    """The status that the article gives."""
    return next(map(Status, sorted(index.texts(ref, Predicate.STATUS))), None)


def keys(unit: Visit) -> Iterator[Hashable]:
    """The country it goes to with each of those who go or send; for anonymous trips with the day."""
    actors: set[Hashable] = {*unit.people, *unit.bodies, *regions(unit.senders), *unit.cast}
    for country in countries(unit.destinations | unit.stops):
        yield from ((country, actor) for actor in actors)
        if unit.time.start:
            yield country, unit.time.start


def people_abroad(unit: Visit) -> Iterator[Hashable]:
    """The country it goes to with each of those who go."""
    for country in countries(unit.destinations | unit.stops):
        yield from ((country, person) for person in unit.people)


def are_apart(one: Visit, other: Visit) -> bool:
    """True for visits of one article, elsewhere, at other times, or of other regions' people."""
    if one.article == other.article:
        return True
    if nearness(one.time, other.time) is Nearness.FAR and not is_same_later(one, other):
        return True
    if one.destinations and other.destinations and not same_way(one, other):
        return True
    strangers = relation(one.senders, other.senders) is Relation.CONFLICT
    return strangers and not (one.people & other.people or one.bodies & other.bodies)


def same_way(one: Visit, other: Visit) -> bool:
    """True if a destination of one is, contains or lies in a destination or stop of the other."""
    return related(one.destinations, other.destinations | other.stops) or related(
        one.stops, other.destinations
    )


def same_days_and_people(one: Visit, other: Visit) -> Reason | None:
    """The same people, at the same time, to the same place."""
    if not one.people & other.people or nearness(one.time, other.time) is not Nearness.CLOSE:
        return None
    return Reason(0.95, "the same people, place and days") if same_way(one, other) else None


def same_days_and_senders(one: Visit, other: Visit) -> Reason | None:
    """Those whom the same region or body sends, at the same time, to the same place, under no other head."""
    if nearness(one.time, other.time) is not Nearness.CLOSE or not same_way(one, other):
        return None
    if not same_senders(one, other) or (are_strangers(one, other) and not same_days(one.time, other.time)):
        return None
    return Reason(0.85, "the same senders, place and days")


def same_senders(one: Visit, other: Visit) -> bool:
    """True if one region or body sends both."""
    return relation(one.senders, other.senders) is Relation.AGREE or bool(one.bodies & other.bodies)


def are_strangers(one: Visit, other: Visit) -> bool:
    """True if both name their heads, and nobody goes on both."""
    return bool(one.heads and other.heads) and not one.people & other.people


def undated(one: Visit, other: Visit) -> Reason | None:
    """The same people or senders to the same place, at times that do not exclude each other."""
    if nearness(one.time, other.time) is not Nearness.POSSIBLE or not same_way(one, other):
        return None
    if one.people & other.people:
        return Reason(0.7, "the same people and place, at possible days")
    if same_senders(one, other) and not are_strangers(one, other):
        return Reason(0.6, "the same senders and place, at possible days")
    return None


def anonymous(one: Visit, other: Visit) -> Reason | None:
    """The same days and place where one article names nobody."""
    if not (one.is_anonymous or other.is_anonymous) or not same_days(one.time, other.time):
        return None
    return Reason(0.5, "the same days and place") if same_way(one, other) else None


def same_cast(one: Visit, other: Visit) -> Reason | None:
    """Near days and the same place in articles that name the same people, whoever goes."""
    if nearness(one.time, other.time) not in (Nearness.CLOSE, Nearness.POSSIBLE) or not same_way(one, other):
        return None
    return (
        Reason(0.5, "the same place and days, told with the same people") if one.cast & other.cast else None
    )


def is_same_later(one: Visit, other: Visit) -> bool:
    """True if a visit may have been put off to the days of the other, or is looked back at by it."""
    return could_be_moved(one, other) or could_be_recalled(one, other)


def could_be_recalled(one: Visit, other: Visit) -> bool:
    """True if one of the articles may look back at the visit of the other."""
    return is_recalled(one.time, other.time) or is_recalled(other.time, one.time)


def recalled(one: Visit, other: Visit) -> Reason | None:
    """Months later and without days: the same people, senders and place."""
    if not could_be_recalled(one, other) or not same_way(one, other) or not one.people & other.people:
        return None
    return (
        Reason(0.45, "the same people, senders and place, looked back at")
        if same_senders(one, other)
        else None
    )


def could_be_moved(one: Visit, other: Visit) -> bool:
    """True if a planned visit may have been put off to the days that a later article tells."""
    return is_put_off(one.time, other.time) or is_put_off(other.time, one.time)


def moved(one: Visit, other: Visit) -> Reason | None:
    """The same senders or people to the same place, later than was planned."""
    if not could_be_moved(one, other) or not same_way(one, other) or are_strangers(one, other):
        return None
    if not (one.people & other.people or (same_senders(one, other) and one.cast & other.cast)):
        return None
    return Reason(0.45, "the same people or senders and place, put off")


def days_between(one: Visit, other: Visit) -> Reason | None:
    """The same people or senders to the same place, some days further apart than outlets differ."""
    if nearness(one.time, other.time) is not Nearness.UNSURE or not same_way(one, other):
        return None
    if one.people & other.people or (same_senders(one, other) and not are_strangers(one, other)):
        return Reason(0.4, "the same people or senders and place, days apart")
    return None


def other_heads(one: Visit, other: Visit) -> Reason | None:
    """The same senders, place and days under two heads."""
    near = nearness(one.time, other.time) is Nearness.CLOSE and same_way(one, other)
    if not near or not same_senders(one, other) or not are_strangers(one, other):
        return None
    return Reason(0.4, "the same senders, place and days under two heads")


DATED = (same_days_and_people, same_days_and_senders)
UNDATED = (undated, anonymous, same_cast)
DOUBTFUL = (days_between, other_heads)


def by_visit(
    index: Index, groups: Groups, refs: Iterator[Ref], *predicates: Predicate
) -> dict[Ref, frozenset[Ref]]:
    """For each ref the first refs of the visits that its facts point to."""
    found = defaultdict[Ref, set[Ref]](set)
    for ref in refs:
        found[ref] |= {groups.of(visit) for visit in index.objects(ref, *predicates)}
    return {ref: frozenset(visits) for ref, visits in found.items()}

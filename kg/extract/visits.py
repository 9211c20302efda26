"""Visits: clauses of travel put together, one visit for all that is said of one journey."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.extract.affinity import earlier_period, is_background, matching_visit
from kg.extract.areas import area, country
from kg.extract.goals import common_goal
from kg.extract.groups import Senders
from kg.extract.holding import Holding
from kg.extract.itinerary import take_dates
from kg.extract.lexicon import TRIP_NOUNS, WORK_AT, words
from kg.extract.reading import Form, Reading, Ref, fold
from kg.extract.syntax import governor, tense
from kg.extract.trips import Trip, find_trips
from kg.extract.visit import Visit, set_days
from kg.model import Kind, ZoneKind

OFFICIAL = words("делегация визит командировка бизнес-миссия бизнес-делегация")
TOLD = {ZoneKind.HEADLINE, ZoneKind.BODY}


def find_visits(
    reading: Reading, senders: Senders, posts: list[Holding], places: dict[str, str], led: set[int]
) -> list[Visit]:
    """The article's visits, main ones and background ones, without rosters and stops yet.

    `places` gives the place that each official speaks for: going about there is no visit. `led` are the
    sentences that say who leads a delegation: where no clause tells of a journey, the first of them does.
    """
    visits: list[Visit] = []
    taken = {(p.sentence, i) for p in posts for i in range(p.start, p.stop)}
    trips = find_trips(reading, senders, taken)
    loose = [trip for trip in trips if not _take(reading, visits, trip, trips, posts, places)]
    if all(v.background for v in visits):
        visits = [*_visit_of_roster(reading, senders, led), *visits]
    for trip in loose:
        visit = matching_visit(reading, visits, trip, places) if _is_loose(trip) else None
        if visit is not None:
            _join(reading, visit, trip)
    for visit in visits:
        if not visit.destinations:
            _guess_goal(reading, visit)
    return [v for v in visits if v.destinations and not _is_denied(reading, v)]


def _take(
    reading: Reading,
    visits: list[Visit],
    trip: Trip,
    trips: list[Trip],
    posts: list[Holding],
    places: dict[str, str],
) -> bool:
    """Put a clause of travel into a visit, an old or a new one; False if no visit takes it."""
    if _goes_home(reading, visits, trip):
        return True
    if trip.negated and trip.actors and any(t.cancelled and not t.actors for t in trips):
        trip = replace(trip, cancelled=True)
    if not _is_official(reading, trip, posts) or (trip.negated and not trip.cancelled):
        return False
    trip = _with_headline(reading, trip, trips) if not visits else trip
    trip = _with_common_goal(reading, trip)
    visit = matching_visit(reading, visits, trip, places)
    if visit is None and _can_start(reading, trip, places):
        visit = Visit(background=is_background(reading, trip), period=earlier_period(reading, trip))
        visits.append(visit)
    missed = trip.negated and visit is not None and any(not t.negated for t in visit.trips)
    if visit is not None and not missed:
        _join(reading, visit, trip)
    return visit is not None


def _is_loose(trip: Trip) -> bool:
    """A clause that only says when: `поездка рассчитана на три дня`, told before the journey itself."""
    return (
        bool(trip.dates)
        and not trip.actors
        and not trip.others
        and not trip.negated
        and trip.lemma in TRIP_NOUNS
    )


def _visit_of_roster(reading: Reading, senders: Senders, led: set[int]) -> list[Visit]:
    """The journey of a delegation that the article only says who leads; one at most."""
    for index in sorted(led):
        groups = [r for r in reading.outer(index, Kind.DELEGATION) if senders.get(r.thing)]
        if groups:
            visit = Visit(trips=[_bare_trip(reading, groups[0], senders[groups[0].thing])])
            visit.senders = dict.fromkeys(senders[groups[0].thing], index)
            _guess_goal(reading, visit)
            return [visit] if visit.destinations else []
    return []


def _bare_trip(reading: Reading, group: Ref, senders: tuple[str, ...]) -> Trip:
    sentence = reading.sentences[group.sentence]
    verb = governor(sentence, group.head)
    return Trip(
        sentence=group.sentence,
        trigger=group.head,
        actors=(group,),
        senders=senders,
        destinations=(),
        origins=(),
        dates=tuple(reading.dates[group.sentence]),
        tense=tense(sentence, verb) if verb is not None else "present",
        negated=False,
        cancelled=False,
        returning=False,
        lemma=sentence.tokens[group.head].lemma,
        others=False,
        words=frozenset(),
    )


def _guess_goal(reading: Reading, visit: Visit) -> None:
    """Countries named in the journey's own sentences; else the one that most places after them lie in."""
    homes = {country(reading, s) for s in visit.senders}
    own = [r for t in visit.trips for r in reading.outer(t.sentence, Kind.COUNTRY) if r.form is Form.NAME]
    told = [i for i, sentence in enumerate(reading.sentences) if sentence.zone in TOLD]
    later = [r for i in told for r in reading.outer(i, Kind.CITY, Kind.REGION) if r.form is Form.NAME]
    found = [r for r in own or later if country(reading, r.thing) not in {*homes, None}]
    counts = Counter(area(reading, r.thing) for r in found)
    for ref in found:
        if own or counts.most_common(1)[0][0] == area(reading, ref.thing):
            visit.areas |= {area(reading, ref.thing) or ""}
            visit.destinations.setdefault(ref.thing, ref.sentence)


def _is_official(reading: Reading, trip: Trip, posts: list[Holding]) -> bool:
    """A delegation or somebody with a post travels; private people and tourists don't count."""
    holders = {p.person for p in posts if not _is_sport(reading, p)}
    groups = [a for a in trip.actors if a.kind is Kind.DELEGATION]
    if groups and all(_is_people(reading, a) for a in groups) and not _tells_of_delegations(reading):
        return False
    if any(a.kind is Kind.DELEGATION or a.thing in holders for a in trip.actors):
        return (
            trip.lemma not in WORK_AT
            or bool(trip.senders)
            or (trip.lemma in {"находиться", "пребывать"} and bool(trip.words & TRIP_NOUNS or trip.dates))
            or any(a.kind is Kind.DELEGATION for a in trip.actors)
        )
    return not trip.actors and not trip.others


def _is_sport(reading: Reading, post: Holding) -> bool:
    """The president of a club is no official."""
    name = fold(reading.things[post.body].names[0]) if post.body else ""
    return any(word in name.split() for word in ("клуб", "сборная", "команда"))


def _is_people(reading: Reading, ref: Ref) -> bool:
    """`украинцы`, `хабаровчане`: people of a place, who may be anybody."""
    return any(
        r.nested and r.form is Form.DEMONYM and r.start == ref.start for r in reading.refs[ref.sentence]
    )


def _tells_of_delegations(reading: Reading) -> bool:
    """The article speaks of a delegation or an official visit, so that `хабаровчане` may mean those."""
    return any(t.lemma in OFFICIAL for s in reading.sentences for t in s.tokens)


def _with_headline(reading: Reading, trip: Trip, trips: list[Trip]) -> Trip:
    """The first clause of travel may leave its destination to the headline."""
    told = [t for t in trips if t.destinations and reading.sentences[t.sentence].zone is ZoneKind.HEADLINE]
    if trip.destinations or not told or not any(a.kind is Kind.DELEGATION for a in trip.actors):
        return trip
    return replace(trip, destinations=told[0].destinations)


def _with_common_goal(reading: Reading, trip: Trip) -> Trip:
    """`прибыла в республику`: the place that is meant."""
    if trip.destinations or trip.returning or not trip.senders:
        return trip
    goal = common_goal(reading, trip.sentence, trip.trigger, list(trip.senders))
    return replace(trip, destinations=(goal,)) if goal is not None else trip


def _goes_home(reading: Reading, visits: list[Visit], trip: Trip) -> bool:
    """`Домой делегация отправится в пятницу`: the last day of the visit under way."""
    places = {area(reading, r.thing) for r in trip.destinations} - {None}
    for visit in reversed(visits):
        homes = {area(reading, s) for s in visit.senders}
        others = {a.thing for a in trip.actors if a.kind is Kind.PERSON} - visit.people
        if others or (trip.senders and not set(trip.senders) & set(visit.senders)):
            continue
        if places and places <= homes and not places & visit.areas and not visit.background:
            day = next((d.when.start for d in trip.dates if d.when.start), None)
            set_days(visit, None, day, trip.sentence)
            return True
    return False


def _can_start(reading: Reading, trip: Trip, places: dict[str, str]) -> bool:
    if not trip.destinations:
        return _is_main(reading, trip)
    there = {area(reading, r.thing) for r in trip.destinations}
    sides = [*trip.senders, *(places[a.thing] for a in trip.actors if a.thing in places)]
    homes = {area(reading, s) for s in sides if reading.things[s].known} - {"RU"}
    return bool(trip.actors) and not (homes and there <= homes and None not in there)


def _is_main(reading: Reading, trip: Trip) -> bool:
    """A delegation's journey whose goal is told elsewhere."""
    return (
        any(a.kind is Kind.DELEGATION for a in trip.actors)
        and bool(trip.senders)
        and bool(trip.dates or trip.returning)
    )


def _join(reading: Reading, visit: Visit, trip: Trip) -> None:
    visit.trips.append(trip)
    for ref in trip.destinations:
        around = area(reading, ref.thing)
        visit.areas |= {around} if around else set()
        visit.destinations.setdefault(ref.thing, trip.sentence)
    for sender in trip.senders:
        if reading.things[sender].kind is not Kind.COUNTRY or not visit.senders:
            visit.senders.setdefault(sender, trip.sentence)
    for actor in trip.actors:
        if actor.kind is Kind.PERSON:
            visit.members.setdefault(actor.thing, trip.sentence)
    for origin in trip.origins:
        if not trip.returning and not trip.senders and not any(a.kind is Kind.PERSON for a in trip.actors):
            visit.senders.setdefault(origin.thing, trip.sentence)
    take_dates(reading, visit, trip)


def _is_denied(reading: Reading, visit: Visit) -> bool:
    """Only negated clauses speak of it: nobody announced such a visit."""
    return all(t.negated for t in visit.trips) and not any(t.cancelled for t in visit.trips)

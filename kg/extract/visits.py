"""Visits: clauses of travel put together, one visit for all that is said of one journey."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kg.extract.areas import area, country, named_place
from kg.extract.groups import Senders
from kg.extract.lexicon import WORK_AT, words
from kg.extract.posts import Holding
from kg.extract.reading import DateRef, Form, Reading
from kg.extract.trips import STAY, Trip, find_trips
from kg.gazetteer import gazetteer
from kg.model import Kind, Status, ZoneKind
from kg.text.dates import Precision

EARLIER = words("предыдущий прошлый прежний ранее раньше впервые тогда прежде")
NEXT_STEP = words("затем потом далее после оттуда сначала вначале")
FAR = timedelta(days=21)

Said = int  # the sentence that says it


@dataclass(slots=True)
class Visit:
    """One journey while it is being put together; each filler with the sentence that says it."""

    trips: list[Trip] = field(default_factory=list)
    senders: dict[str, Said] = field(default_factory=dict)
    head: dict[str, Said] = field(default_factory=dict)
    members: dict[str, Said] = field(default_factory=dict)
    destinations: dict[str, Said] = field(default_factory=dict)
    stops: dict[str, Said] = field(default_factory=dict)
    hosts: dict[str, Said] = field(default_factory=dict)
    start: tuple[date, Said] | None = None
    end: tuple[date, Said] | None = None
    status: Status = Status.HAPPENED
    status_said: Said = 0
    areas: set[str] = field(default_factory=set)
    background: bool = False
    days: int | None = None
    period: tuple[int, int | None] | None = None  # year and month of a background visit

    @property
    def first(self) -> int:
        return min(t.sentence for t in self.trips)

    @property
    def people(self) -> set[str]:
        return set(self.head) | set(self.members)


def find_visits(
    reading: Reading, senders: Senders, posts: list[Holding], places: dict[str, str]
) -> list[Visit]:
    """The article's visits, main ones and background ones, without rosters and stops yet.

    `places` gives the place that each official speaks for: going about there is no visit.
    """
    visits: list[Visit] = []
    taken = {(p.sentence, i) for p in posts for i in range(p.start, p.stop)}
    trips = find_trips(reading, senders, taken)
    for trip in trips:
        if _goes_home(reading, visits, trip):
            continue
        if not _is_official(trip, posts) or (trip.negated and not trip.cancelled and trip.tense != "future"):
            continue
        trip = _with_headline(reading, trip, trips) if not visits else trip
        visit = _matching(reading, visits, trip, places)
        if visit is None and _can_start(reading, trip, places):
            visit = Visit(background=_is_background(reading, trip), period=_period(reading, trip))
            visits.append(visit)
        if visit is not None:
            _join(reading, visit, trip)
    for visit in visits:
        if not visit.destinations:
            _guess_goal(reading, visit)
    return [v for v in visits if v.destinations and not _is_denied(reading, v)]


def _guess_goal(reading: Reading, visit: Visit) -> None:
    """Countries named in the journey's own sentences; else the one that most places after them lie in."""
    homes = {country(reading, s) for s in visit.senders}
    own = [r for t in visit.trips for r in reading.outer(t.sentence, Kind.COUNTRY) if r.form is Form.NAME]
    later = [
        r
        for i in range(visit.first, len(reading.sentences))
        for r in reading.outer(i, Kind.CITY, Kind.REGION)
    ]
    found = [r for r in own or later if country(reading, r.thing) not in {*homes, None}]
    counts = Counter(area(reading, r.thing) for r in found)
    for ref in found:
        if own or counts.most_common(1)[0][0] == area(reading, ref.thing):
            visit.areas |= {area(reading, ref.thing) or ""}
            visit.destinations.setdefault(ref.thing, ref.sentence)


def _is_official(trip: Trip, posts: list[Holding]) -> bool:
    """A delegation or somebody with a post travels; private people and tourists don't count."""
    holders = {p.person for p in posts}
    if any(a.kind is Kind.DELEGATION or a.thing in holders for a in trip.actors):
        return (
            trip.lemma not in WORK_AT
            or bool(trip.senders)
            or trip.lemma in {"находиться", "пребывать"}
            or any(a.kind is Kind.DELEGATION for a in trip.actors)
        )
    return not trip.actors


def _with_headline(reading: Reading, trip: Trip, trips: list[Trip]) -> Trip:
    """The first clause of travel may leave its destination to the headline."""
    told = [t for t in trips if t.destinations and reading.sentences[t.sentence].zone is ZoneKind.HEADLINE]
    if trip.destinations or not told or not any(a.kind is Kind.DELEGATION for a in trip.actors):
        return trip
    return replace(trip, destinations=told[0].destinations)


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
            _set(visit, None, day, trip.sentence)
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


def _matching(reading: Reading, visits: list[Visit], trip: Trip, places: dict[str, str]) -> Visit | None:
    fitting = [v for v in visits if _compatible(reading, v, trip, places)]
    return max(fitting, key=lambda v: (_affinity(reading, v, trip), v.trips[-1].sentence), default=None)


def _affinity(reading: Reading, visit: Visit, trip: Trip) -> int:
    shared = len(visit.people & {a.thing for a in trip.actors}) + 2 * len(
        set(visit.senders) & set(trip.senders)
    )
    places = {area(reading, r.thing) for r in trip.destinations} & visit.areas
    return shared + 2 * len(places) + (2 if visit.trips[-1].sentence == trip.sentence else 0)


def _compatible(reading: Reading, visit: Visit, trip: Trip, places: dict[str, str]) -> bool:
    if visit.trips[-1].sentence == trip.sentence and visit.trips[-1].actors == trip.actors and trip.actors:
        return True
    if visit.background != _is_background(reading, trip) or (
        visit.background and visit.period != _period(reading, trip)
    ):
        return False
    if (
        _contradicts_senders(reading, visit, trip, places)
        or _far_apart(visit, trip)
        or _is_later(reading, visit, trip)
    ):
        return False
    there = {area(reading, r.thing) for r in trip.destinations} - {None}
    if there and visit.areas and not there & visit.areas:
        return _goes_on(reading, visit, trip)
    return True


def _contradicts_senders(reading: Reading, visit: Visit, trip: Trip, places: dict[str, str]) -> bool:
    ours = {area(reading, s) or s for s in visit.senders}
    sides = [places[a.thing] for a in trip.actors if a.thing in places] if not trip.senders else []
    theirs = {area(reading, s) or s for s in (*trip.senders, *sides)}
    if ours and theirs and not _same_side(ours, theirs):
        return not (set(visit.people) & {a.thing for a in trip.actors})
    homes = {area(reading, o.thing) for o in trip.origins} - {None}
    return bool(theirs & visit.areas) or bool(homes and ours and not homes & ours and not homes & visit.areas)


def _same_side(ours: set[str], theirs: set[str]) -> bool:
    """Shared areas, a country and its region, or bodies whose place is not known."""
    loose = any("-" in k and k[0].islower() for k in ours | theirs)
    return (
        bool(ours & theirs) or loose or ("RU" in ours | theirs and all(k[:2] == "RU" for k in ours | theirs))
    )


def _is_later(reading: Reading, visit: Visit, trip: Trip) -> bool:
    """Another journey still to come, told beside one that has begun."""
    published = reading.document.article.published
    days = [d for r in trip.dates for d in (r.when.start, r.when.stop) if d]
    begun = any(t.tense == "past" for t in visit.trips)
    return bool(trip.tense == "future" and begun and days and published and min(days) - published > FAR)


def _far_apart(visit: Visit, trip: Trip) -> bool:
    days = [d for r in trip.dates for d in (r.when.start, r.when.stop) if d]
    ours = [d[0] for d in (visit.start, visit.end) if d]
    return bool(days and ours) and min(abs(a - b) for a in days for b in ours) > FAR


def _goes_on(reading: Reading, visit: Visit, trip: Trip) -> bool:
    """A tour: the same travellers, or nobody named, go on to the next country (`затем`, a list of countries)."""
    words = {t.lemma for t in reading.sentences[trip.sentence].tokens}
    same = bool(visit.people & {a.thing for a in trip.actors}) or not any(
        a.kind is Kind.PERSON for a in trip.actors
    )
    return same and bool(words & NEXT_STEP) and not visit.background


def _is_background(reading: Reading, trip: Trip) -> bool:
    sentence = reading.sentences[trip.sentence]
    if trip.tense == "future":
        return False
    if _period(reading, trip) is not None:
        return True
    return any(t.lemma in EARLIER for t in sentence.tokens) and not any(r.when.start for r in trip.dates)


def _period(reading: Reading, trip: Trip) -> tuple[int, int | None] | None:
    """The earlier year (and month) that the clause sets itself in."""
    published = reading.document.article.published
    for ref in reading.dates[trip.sentence]:
        when = ref.when
        if when.year is None or published is None:
            continue
        month = when.month or (when.start.month if when.start else None)
        age = (published.year - when.year) * 12 + (published.month - (month or published.month))
        near = when.stop is not None and published - when.stop < timedelta(days=45)
        if (
            (when.year < published.year or age > 1 or (age >= 1 and when.start is None))
            and not near
            and age > 0
        ):
            return (when.year, month)
    return None


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
    _take_dates(reading, visit, trip)


def _is_denied(reading: Reading, visit: Visit) -> bool:
    """Only negated clauses speak of it: nobody announced such a visit."""
    return all(t.negated for t in visit.trips) and not any(t.cancelled for t in visit.trips)


# ---------------------------------------------------------------- dates

STARTING = words(
    """
    прибыть прилететь приехать отправиться вылететь начать начаться направиться прибывать прилетать
    приезжать отправляться вылетать приплыть
    """
)
ENDING = words(
    """
    вернуться завершиться завершить возвращаться покинуть закончиться завершать завершаться уехать
    """
)
DAY_TRIP = words("посетить побывать посещать визит съездить слетать ездить")


def _take_dates(reading: Reading, visit: Visit, trip: Trip) -> None:
    for ref in _own_dates(reading, trip):
        when = ref.when
        if when.precision is Precision.RANGE or (when.start and when.stop and when.start != when.stop):
            _set(visit, when.start, when.stop, trip.sentence)
        elif when.start and when.stop is None:
            _set(visit, when.start, None, trip.sentence)
        elif when.stop and when.start is None:
            _set(visit, None, when.stop, trip.sentence)
        elif when.start is not None:
            _take_day(reading, visit, trip, when.start)
    _take_length(visit, trip)
    _take_ordinal(reading, visit, trip)


def _own_dates(reading: Reading, trip: Trip) -> Iterable[DateRef]:
    """Dates of the clause, nearest to the trigger first."""
    return sorted(trip.dates, key=lambda r: abs(r.start - trip.trigger))


DAYS = {"второй": 2, "третий": 3, "четвёртый": 4, "четвертый": 4, "пятый": 5}


def _take_ordinal(reading: Reading, visit: Visit, trip: Trip) -> None:
    """`Второй день работает в …`: it began a day before publication."""
    tokens, published = reading.sentences[trip.sentence].tokens, reading.document.article.published
    for a, b in itertools.pairwise(tokens):
        if a.lemma in DAYS and b.lemma == "день" and trip.tense == "present" and published:
            _set(visit, published - timedelta(days=DAYS[a.lemma] - 1), None, trip.sentence)


def _take_day(reading: Reading, visit: Visit, trip: Trip, day: date) -> None:
    words = trip.words
    if words & ENDING or trip.returning:
        _set(visit, None, day, trip.sentence)
    elif words & STARTING:
        published = reading.document.article.published
        under_way = any(_is_there(t) for t in visit.trips[:-1])
        if not (under_way and published and day > published):
            _set(visit, day, None, trip.sentence)
    elif trip.lemma in DAY_TRIP and visit.start is None and visit.end is None:
        _set(visit, day, day, trip.sentence)


def _take_length(visit: Visit, trip: Trip) -> None:
    visit.days = visit.days or next(
        (r.when.days for r in trip.dates if r.when.days and not r.when.start), None
    )


def _settle_length(visit: Visit) -> None:
    """A known length gives the day that the text leaves out."""
    if visit.days is None or (visit.start and visit.end):
        return
    if visit.start:
        visit.end = (visit.start[0] + timedelta(days=visit.days - 1), visit.start[1])
    elif visit.end:
        visit.start = (visit.end[0] - timedelta(days=visit.days - 1), visit.end[1])


def _is_there(trip: Trip) -> bool:
    """The clause says that the travellers are at their goal already."""
    return (trip.lemma in STAY and trip.tense == "present") or (
        trip.lemma in STARTING and trip.tense == "past"
    )


def _set(visit: Visit, start: date | None, end: date | None, said: Said) -> None:
    if start and visit.start is None and not (visit.end and visit.end[0] < start):
        visit.start = (start, said)
    if end and (visit.end is None or visit.end == visit.start) and not (visit.start and end < visit.start[0]):
        visit.end = (end, said)


# ---------------------------------------------------------------- after all clauses are read


def settle_visits(reading: Reading, visits: list[Visit]) -> None:
    """Bring destinations to the country (abroad) or region (at home), the rest to stops; set the status."""
    for visit in visits:
        _settle_length(visit)
        _settle_places(reading, visit)
        _settle_status(reading, visit)


def _settle_places(reading: Reading, visit: Visit) -> None:
    tops: dict[str, Said] = {}
    for key, said in visit.destinations.items():
        around = area(reading, key)
        top = named_place(reading, around) if around else None
        top = top or (_unlisted_top(reading, key, visit) or key)
        tops.setdefault(top, said)
        if top != key:
            visit.stops.setdefault(key, said)
    visit.destinations = tops
    for key in list(visit.stops):
        if key in tops:
            del visit.stops[key]


def _unlisted_top(reading: Reading, key: str, visit: Visit) -> str | None:
    """A place that no table lists lies where the visit's other destinations lie."""
    if reading.things[key].known or reading.within.get(key):
        return None
    return next((named_place(reading, a) for a in sorted(visit.areas) if named_place(reading, a)), None)


def _settle_status(reading: Reading, visit: Visit) -> None:
    published = reading.document.article.published
    last = next((t for t in visit.trips if t.cancelled), None)
    if last is not None or all(t.negated for t in visit.trips):
        visit.status, visit.status_said = Status.CANCELLED, (last or visit.trips[0]).sentence
        return
    by_dates = _status_by_dates(visit, published) if published else None
    said = visit.trips[0]
    visit.status_said = said.sentence
    visit.status = by_dates or _status_by_tense(visit)


def _status_by_dates(visit: Visit, published: date) -> Status | None:
    start, end = (visit.start or (None,))[0], (visit.end or (None,))[0]
    if end and end < published:
        return Status.HAPPENED
    if start and start > published and not any(_is_there(t) for t in visit.trips):
        return Status.PLANNED
    if start and end and start < end:
        return Status.ONGOING
    if end and not start and any(t.tense != "future" for t in visit.trips):
        return Status.ONGOING
    return None


def _status_by_tense(visit: Visit) -> Status:
    tenses = [t.tense for t in visit.trips]
    if visit.background or any(t.returning and t.tense == "past" for t in visit.trips):
        return Status.HAPPENED
    if all(t == "future" for t in tenses):
        return Status.PLANNED
    arrived = any(t.lemma in STARTING and t.tense == "past" for t in visit.trips)
    if "present" in tenses or (arrived and visit.start and not visit.end):
        return Status.ONGOING
    return Status.HAPPENED


def country_named(reading: Reading, key: str) -> str | None:
    """The thing that is the country around a place, if the article names it."""
    code = country(reading, key)
    return named_place(reading, code) if code and code in gazetteer() else None

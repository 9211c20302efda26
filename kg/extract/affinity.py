"""Which journey a clause of travel belongs to, and whether it tells of an earlier one."""

from __future__ import annotations

from datetime import timedelta

from kg.extract.areas import area
from kg.extract.lexicon import words
from kg.extract.reading import Reading
from kg.extract.trips import Trip
from kg.extract.visit import Visit
from kg.model import Kind

EARLIER = words("предыдущий прошлый прежний ранее раньше впервые тогда прежде")


NEXT_STEP = words("затем потом далее после оттуда сначала вначале")


FAR = timedelta(days=21)


def matching_visit(reading: Reading, visits: list[Visit], trip: Trip, places: dict[str, str]) -> Visit | None:
    """The visit that a clause of travel belongs to, the one that shares most with it; None if none fits."""
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
    if visit.background != is_background(reading, trip) or (
        visit.background and visit.period != earlier_period(reading, trip)
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
    """A tour: the same travellers, or nobody named, go on to the next country (`затем`, a list of
    countries)."""
    words = {t.lemma for t in reading.sentences[trip.sentence].tokens}
    same = bool(visit.people & {a.thing for a in trip.actors}) or not any(
        a.kind is Kind.PERSON for a in trip.actors
    )
    return same and bool(words & NEXT_STEP) and not visit.background


def is_background(reading: Reading, trip: Trip) -> bool:
    """True if the clause tells of an earlier journey than the news itself."""
    sentence = reading.sentences[trip.sentence]
    if trip.tense == "future":
        return False
    if earlier_period(reading, trip) is not None:
        return True
    return any(t.lemma in EARLIER for t in sentence.tokens) and not any(r.when.start for r in trip.dates)


def earlier_period(reading: Reading, trip: Trip) -> tuple[int, int | None] | None:
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

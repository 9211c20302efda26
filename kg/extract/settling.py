"""What is settled once all clauses are read: destinations, missing days, the status."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.areas import area, lies_in, named_place
from kg.extract.itinerary import BEGINNING, ENDING, STARTING, is_there
from kg.extract.reading import Reading
from kg.extract.trips import Trip
from kg.extract.visit import Said, Visit, set_days
from kg.model import Status

FINISHING = frozenset({"завершиться", "закончиться", "завершаться", "продлиться"})
LATELY = timedelta(days=14)  # a visit said to have begun is taken to last no longer


def _settle_length(visit: Visit) -> None:
    """A known length gives the day that the text leaves out."""
    if visit.days is None or (visit.start and visit.end):
        return
    if visit.start:
        visit.end = (visit.start[0] + timedelta(days=visit.days - 1), visit.start[1])
    elif visit.end:
        visit.start = (visit.end[0] - timedelta(days=visit.days - 1), visit.end[1])


def _settle_range(reading: Reading, visit: Visit) -> None:
    """`За три дня, с 5 по 7 мая, …` soon after the journey's clauses gives its days."""
    if visit.background or (visit.start and visit.end):
        return
    last = max(t.sentence for t in visit.trips)
    for index in range(visit.first, min(last + 2, len(reading.dates))):
        for ref in reading.dates[index]:
            start, stop = ref.when.start, ref.when.stop
            if start and stop and start < stop and _agrees(visit, start, stop):
                visit.start, visit.end = (start, index), (stop, index)
                return


def _settle_retold(reading: Reading, visit: Visit) -> None:
    """`… последний день поездки. Началась она 2 мая`: the sentence behind the journey's gives a day of it."""
    index = max(t.sentence for t in visit.trips) + 1
    if visit.background or index >= len(reading.sentences):
        return
    lemmas = {token.lemma for token in reading.sentences[index].tokens}
    days = [r.when.start for r in reading.dates[index] if r.when.start and r.when.start == r.when.stop]
    if lemmas.isdisjoint({"он", "она"}) or len(days) != 1:
        return
    if lemmas & BEGINNING:
        set_days(visit, days[0], None, index)
    elif lemmas & FINISHING:
        set_days(visit, None, days[0], index)


def _agrees(visit: Visit, start: date, stop: date) -> bool:
    return (not visit.start or visit.start[0] == start) and (not visit.end or visit.end[0] == stop)


def settle_visits(reading: Reading, visits: list[Visit]) -> None:
    """Bring destinations to the country (abroad) or region (at home), the rest to stops; set the status."""
    for visit in visits:
        _settle_range(reading, visit)
        _settle_retold(reading, visit)
        _settle_length(visit)
        settle_places(reading, visit)
        _settle_status(reading, visit)


def settle_places(reading: Reading, visit: Visit) -> None:
    """Bring destinations to the country (abroad) or region (at home) that is named, the rest to stops."""
    tops: dict[str, Said] = {}
    for key, said in visit.destinations.items():
        around = area(reading, key)
        top = named_place(reading, around) if around else None
        top = top or (_unlisted_top(reading, key, visit) or key)
        tops.setdefault(top, said)
        if top != key:
            visit.stops.setdefault(key, said)
    for key in _inner(reading, list(tops)):
        visit.stops.setdefault(key, tops.pop(key))
    visit.destinations = tops
    for key in list(visit.stops):
        if key in tops:
            del visit.stops[key]


def _inner(reading: Reading, keys: list[str]) -> list[str]:
    """Destinations that lie in another one: the city beside its province."""
    known = [reading.things[k].known for k in keys]
    return [k for k in keys if any(other and lies_in(reading, k, other) for other in known)]


def _unlisted_top(reading: Reading, key: str, visit: Visit) -> str | None:
    """A place that no table lists lies where the visit's other destinations lie."""
    if reading.things[key].known or reading.within.get(key):
        return None
    return next((named_place(reading, a) for a in sorted(visit.areas) if named_place(reading, a)), None)


def _settle_status(reading: Reading, visit: Visit) -> None:
    published = reading.document.article.published
    off = next((t for t in visit.trips if t.cancelled), None)
    if (off is not None and not _made_after_all(visit, off)) or all(t.negated for t in visit.trips):
        visit.status, visit.status_said = Status.CANCELLED, (off or visit.trips[0]).sentence
        return
    by_dates = _status_by_dates(visit, published) if published else None
    said = visit.trips[0]
    visit.status_said = said.sentence
    visit.status = by_dates or _status_by_tense(visit)


def _made_after_all(visit: Visit, off: Trip) -> bool:
    """A journey once put off that later clauses tell as made."""
    later = [t for t in visit.trips if t.sentence > off.sentence and not t.negated and not t.cancelled]
    return any(t.tense == "past" and (t.destinations or t.actors or t.dates) for t in later)


def _status_by_dates(visit: Visit, published: date) -> Status | None:
    start, end = (visit.start or (None,))[0], (visit.end or (None,))[0]
    if end and end < published:
        return Status.HAPPENED
    if start and start > published and not any(is_there(t) for t in visit.trips):
        return Status.PLANNED
    if start and end and start < end:
        return Status.ONGOING
    ending = any(t.words & ENDING for t in visit.trips)
    if end and not start and (ending or any(t.tense != "future" for t in visit.trips)):
        return Status.ONGOING
    lately = start is not None and published - start <= LATELY
    if lately and not end and any(t.words & BEGINNING for t in visit.trips):
        return Status.ONGOING
    return None


def _status_by_tense(visit: Visit) -> Status:
    tenses = [t.tense for t in visit.trips]
    if visit.background or any(t.returning and t.tense == "past" for t in visit.trips):
        return Status.HAPPENED
    if all(t == "future" for t in tenses):
        return Status.PLANNED
    arrived = any(t.lemma in STARTING and t.tense == "past" for t in visit.trips)
    if any(t.words & BEGINNING and t.tense == "past" for t in visit.trips):
        return Status.ONGOING
    if "present" in tenses or (arrived and visit.start and not visit.end):
        return Status.ONGOING
    return Status.HAPPENED

"""Events that the models see → visits, meetings, agreements and posts as the rules give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.agreements import Agreement
from kg.extract.areas import area
from kg.extract.holding import Holding
from kg.extract.learned.events import Event, Filler, date_of
from kg.extract.learned.things import words_of
from kg.extract.lexicon import DOCUMENTS
from kg.extract.meetings import Meeting
from kg.extract.occupations import Occupation
from kg.extract.reading import DateRef, Reading
from kg.extract.settling import settle_places
from kg.extract.visit import Visit
from kg.extract.wording import wording
from kg.model import Kind, Status, ZoneKind

# Probability from which a filler counts, by kind of event, chosen on data/training/selection.jsonl. A visit
# takes its parts from all over the text, and a wrong one is a wrong line on the map. Of posts the sentence is
# asked as well (`kg.extract.vetting`).
SURE = {"visit": 0.85, "meeting": 0.8, "agreement": 0.8, "post": 0.2}
SURE_OF_DATE = 0.5
VISIT_SLOTS = ("senders", "head", "members", "destinations", "stops", "hosts")
STATUSES = ("planned", "ongoing", "happened", "cancelled")
UNTOLD = frozenset({ZoneKind.RELATED, ZoneKind.CREDIT, ZoneKind.SECTION})  # other articles' facts, and none
DEFAULT_KIND = "соглашение"


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day that the dates of an event give, each None where unknown."""

    start: date | None = None
    end: date | None = None


def visits(reading: Reading, events: Iterable[Event]) -> Iterator[Visit]:
    """Visits with a destination and somebody who travels."""
    for event in events:
        if event.kind == "visit" and _is_told(reading, event):
            visit = _visit(reading, event)
            if visit.destinations and (visit.senders or visit.people):
                yield visit


def _is_told(reading: Reading, event: Event) -> bool:
    """True if some words that evoke the event stand where the article tells its own news."""
    return any(reading.sentences[said(reading, cue)].zone not in UNTOLD for cue in event.cues)


def said(reading: Reading, cue: int) -> int:
    """The sentence that a cue stands in."""
    place = words_of(reading, reading.document.cues[cue])
    return place[0] if place else 0


def _visit(reading: Reading, event: Event) -> Visit:
    visit = Visit(status_said=said(reading, event.cues[0]))
    for slot in VISIT_SLOTS:
        getattr(visit, slot).update(
            (str(f.value), said(reading, f.said)) for f in event.of(slot) if f.score >= SURE[event.kind]
        )
    if all(reading.document.cues[cue].label != "delegation" for cue in event.cues):
        visit.members |= visit.head  # who travels without a group leads none
        visit.head.clear()
    for slot, others in (("head", "members"), ("destinations", "stops")):
        for key in getattr(visit, slot):
            getattr(visit, others).pop(key, None)
    _set_days(reading, visit, event)
    visit.areas = {found for key in visit.destinations if (found := area(reading, key))}
    settle_places(reading, visit)
    visit.status = _status(event.states, visit.start, visit.end, reading.document.article.published)
    return visit


def _set_days(reading: Reading, visit: Visit, event: Event) -> None:
    days = event_days(reading, event)
    sentence = visit.status_said
    visit.start = (days.start, sentence) if days.start else None
    visit.end = (days.end, sentence) if days.end and not (days.start and days.end < days.start) else None


def event_days(reading: Reading, event: Event) -> Days:
    """The days of a visit; a length («трёхдневный») gives the end that is not told."""
    start = end = None
    length = None
    for filler in sorted(event.fillers, key=lambda f: -f.score):
        ref = _date(reading, filler) if filler.role in {"start", "end", "startend"} else None
        if ref is None or filler.score < SURE_OF_DATE:
            continue
        if filler.role in {"start", "startend"}:
            start = start or ref.when.start
        if filler.role in {"end", "startend"}:
            end = end or ref.when.stop or (ref.when.start if filler.role == "end" else None)
        length = length or ref.when.days
    if length and start and not end:
        end = start + timedelta(days=length - 1)
    return Days(start, end)


def _date(reading: Reading, filler: Filler) -> DateRef | None:
    assert isinstance(filler.value, int)
    place = words_of(reading, reading.document.cues[filler.value])
    return date_of(reading, place) if place else None


def _status(
    states: Mapping[str, float],
    start: tuple[date, int] | None,
    end: tuple[date, int] | None,
    published: date | None,
) -> Status:
    """The likeliest state; days that lie behind or ahead of the publication overrule it."""
    likely = Status(max(STATUSES, key=lambda name: states.get(name, -9.0)))
    if published is None or likely is Status.CANCELLED:
        return likely
    if end and end[0] < published:
        return Status.HAPPENED
    if start and start[0] > published:
        return Status.PLANNED
    if start and end and start[0] < end[0]:
        return Status.ONGOING
    return likely


def meetings(reading: Reading, events: Iterable[Event]) -> Iterator[Meeting]:
    """Meetings with two participants at least."""
    for event in events:
        if event.kind != "meeting" or not _is_told(reading, event):
            continue
        who = [f for f in event.of("participants") if f.score >= SURE[event.kind]]
        day = _day(reading, event)
        place = next((str(f.value) for f in event.of("place") if f.score >= SURE[event.kind]), None)
        if len(who) > 1:
            status = _meeting_status(event, day, reading.document.article.published)
            keys = tuple(str(f.value) for f in who)
            yield Meeting(said(reading, event.cues[0]), keys, place, day, status, _confidence(who))


def _meeting_status(event: Event, day: date | None, published: date | None) -> Status:
    likely = Status(max(STATUSES, key=lambda name: event.states.get(name, -9.0)))
    if likely is Status.CANCELLED or not day or not published or day == published:
        return likely
    return Status.PLANNED if day > published else Status.HAPPENED


def _day(reading: Reading, event: Event) -> date | None:
    """The single day that the surest date of an event gives."""
    for filler in event.of("date"):
        ref = _date(reading, filler) if filler.score >= SURE_OF_DATE else None
        if ref is not None and ref.when.start and ref.when.start == ref.when.stop:
            return ref.when.start
    return None


def agreements(reading: Reading, events: Iterable[Event]) -> Iterator[Agreement]:
    """Documents with two parties at least."""
    for event in events:
        if event.kind != "agreement" or not _is_told(reading, event):
            continue
        parties = [f for f in event.of("parties") if f.score >= SURE[event.kind]]
        if len(parties) > 1:
            day = _day(reading, event)
            yield Agreement(
                said(reading, event.cues[0]),
                tuple(str(f.value) for f in parties),
                _kind(reading, event),
                _signed(event, day, reading.document.article.published),
                day,
                _confidence(parties),
            )


def _signed(event: Event, day: date | None, published: date | None) -> Status:
    if day and published and day != published:
        return Status.PLANNED if day > published else Status.SIGNED
    ahead = event.states.get("planned", -9.0) > event.states.get("signed", -9.0)
    return Status.PLANNED if ahead else Status.SIGNED


def _kind(reading: Reading, event: Event) -> str:
    """The kind of document that the words name, most often."""
    for cue in event.cues:
        place = words_of(reading, reading.document.cues[cue])
        if place is None:
            continue
        index, start, stop = place
        for token in reading.sentences[index].tokens[start:stop]:
            if token.lemma in DOCUMENTS:
                return DOCUMENTS[token.lemma]
    return DEFAULT_KIND


def _confidence(fillers: list[Filler]) -> float:
    """The mean of the fillers' probabilities."""
    return round(sum(f.score for f in fillers) / len(fillers), 3)


def posts(reading: Reading, events: Iterable[Event]) -> Iterator[Holding]:
    """Posts with a holder, current and former ones."""
    for event in events:
        if _tenure(event) != "occupation":
            yield from _held(reading, event)


def callings(reading: Reading, events: Iterable[Event]) -> Iterator[Occupation]:
    """What people are without a body."""
    for event in events:
        if _tenure(event) == "occupation":
            for held in _held(reading, event):
                yield Occupation(held.person, held.role, held.sentence)


def _tenure(event: Event) -> str:
    """`current`, `former` or `occupation`, whichever is likeliest."""
    return max(("current", "former", "occupation"), key=lambda name: event.states.get(name, -9.0))


def _held(reading: Reading, event: Event) -> Iterator[Holding]:
    place = words_of(reading, reading.document.cues[event.cues[0]])
    body = next((str(f.value) for f in event.of("of") if f.score >= SURE[event.kind]), None)
    for holder in event.of("holder"):
        if holder.score >= SURE[event.kind] and place is not None:
            former = _tenure(event) == "former"
            yield _holding(reading, place, str(holder.value), body, former, holder.score)


def _holding(
    reading: Reading, place: tuple[int, int, int], person: str, body: str | None, former: bool, score: float
) -> Holding:
    index, start, stop = place
    tokens = reading.sentences[index].tokens
    head = next((i for i in range(start, stop) if tokens[i].pos == "NOUN"), start)
    end = _body_start(reading, index, head, stop, body)
    role = wording(reading, index, start, head, end)
    return Holding(person, role, body, former, index, start, stop, round(score, 3), head)


def _body_start(reading: Reading, index: int, head: int, stop: int, body: str | None) -> int:
    """Where the name of the body begins behind the head of a post, else where the phrase ends."""
    starts = [
        ref.start
        for ref in reading.refs[index]
        if head < ref.start < stop
        and (ref.thing == body or ref.kind in {Kind.COUNTRY, Kind.REGION, Kind.CITY})
    ]
    return min(starts, default=stop)

"""Meetings and talks between named people or bodies."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date

from kg.extract.lexicon import CANCEL, MEET_SOLID
from kg.extract.reading import Form, Reading, Ref, case, is_plural
from kg.extract.sides import people_of_sides, visit_at
from kg.extract.syntax import ancestors, governor, is_negated, is_verb, preposition, tense
from kg.extract.talks import EVOKING, RECIPROCAL, RULES, is_contest, receives_guest
from kg.extract.times import day_carried, day_near
from kg.extract.visit import Visit
from kg.model import Kind, Sentence, Status, ZoneKind


@dataclass(frozen=True, slots=True)
class Meeting:
    """`participants` are things' keys; `place` a thing's key or None."""

    sentence: int
    participants: tuple[str, ...]
    place: str | None
    day: date | None
    status: Status
    confidence: float


def find_meetings(reading: Reading, visits: list[Visit], places: dict[str, str]) -> list[Meeting]:
    """Every meeting the body tells of, each once.

    `visits` and `places` (an official's place) name those whom `встреча двух губернаторов` leaves unnamed.
    """
    found: list[Meeting] = []
    for index, sentence in enumerate(reading.sentences):
        if sentence.zone in {ZoneKind.BODY, ZoneKind.QUOTE}:
            for i in (at for at, token in enumerate(sentence.tokens) if token.lemma in EVOKING):
                meeting = _meeting(reading, index, i, visits) or _of_both(reading, index, i, visits, places)
                found += [meeting] if meeting is not None else []
    return _merge(found)


def _meeting(reading: Reading, index: int, i: int, visits: list[Visit]) -> Meeting | None:
    sentence = reading.sentences[index]
    sides = _sides(reading, index, i)
    if sides and is_contest(sentence):
        sides = []
    if (
        sides
        and sentence.tokens[i].lemma in MEET_SOLID
        and all(preposition(sentence, r) in {"с", "со"} for r in sides)
    ):
        sides = _travellers(reading, visits, index) + sides
    if sides and (
        receives_guest(sentence, i) or (sentence.tokens[i].lemma in RECIPROCAL and _with_guests(sentence, i))
    ):
        sides = _travellers(reading, visits, index) + sides
    keys = tuple(dict.fromkeys(r.thing for r in sides))
    people = [r for r in sides if r.kind is Kind.PERSON]
    if len(keys) < 2 or (
        len(people) == 1
        and len(keys) == 2
        and sides[-1].kind is Kind.ORGANIZATION
        and sides[-1].form is Form.ANAPHOR
    ):
        return None
    verb = i if is_verb(sentence.tokens[i]) else governor(sentence, i)
    if verb is not None and is_negated(sentence, verb) and not _cancelled(sentence, i):
        return None
    day = day_near(reading, index, i) or day_carried(reading, index)
    return Meeting(
        index,
        _without_employers(reading, keys),
        _place(reading, index, i),
        day,
        _status(reading, index, i, verb, day),
        0.8,
    )


def _with_guests(sentence: Sentence, verb: int) -> bool:
    """`с гостями встретились …`: the visitors go unnamed."""
    tokens = sentence.tokens
    return any(
        b.lemma in {"гость", "дипломат", "делегация", "гостья"} and a.text.lower() in {"с", "со"}
        for a, b in itertools.pairwise(tokens[max(0, verb - 4) : verb + 5])
    )


def _travellers(reading: Reading, visits: list[Visit], index: int) -> list[Ref]:
    """Who meets where the programme only says with whom: the head, the only member, or else the sender."""
    visit = visit_at(visits, index)
    if visit is None:
        return []
    people = list(visit.head) or (list(visit.members) if len(visit.members) == 1 else [])
    return [Ref(index, 0, 1, 0, key, reading.things[key].kind) for key in (people or list(visit.senders))[:1]]


def _of_both(
    reading: Reading, index: int, i: int, visits: list[Visit], places: dict[str, str]
) -> Meeting | None:
    """`встреча двух руководителей`, `главы регионов провели переговоры`."""
    sentence = reading.sentences[index]
    token = sentence.tokens[i]
    near = sentence.tokens[max(0, i - 6) : i + 4]
    both = any(t.lemma in {"глава", "руководитель", "губернатор"} and is_plural(t) for t in near)
    if token.lemma not in MEET_SOLID or not both:
        return None
    people = people_of_sides(reading, visits, index, places)
    verb = governor(sentence, i)
    if not people or (verb is not None and is_negated(sentence, verb)):
        return None
    day = day_near(reading, index, i) or day_carried(reading, index)
    return Meeting(index, people, _place(reading, index, i), day, _status(reading, index, i, verb, day), 0.6)


def _sides(reading: Reading, index: int, i: int) -> list[Ref]:
    for rule in RULES:
        sides = rule(reading, index, i)
        if sides is not None:
            return sides
    return []


def _place(reading: Reading, index: int, i: int) -> str | None:
    sentence = reading.sentences[index]
    near = [
        r
        for r in reading.outer(index, Kind.CITY, Kind.FACILITY, Kind.PROGRAMME_EVENT)
        if preposition(sentence, r) in {"в", "во", "на"}
        and r.form is Form.NAME
        and case(sentence.tokens[r.head]) in {"Loc", None, "Acc"}
    ]
    sites = [r for r in near if r.kind is Kind.FACILITY and case(sentence.tokens[r.head]) == "Loc"]
    best = min(
        sites or [r for r in near if r.kind is Kind.CITY], key=lambda r: abs(r.start - i), default=None
    )
    if best is not None:
        return best.thing
    return (
        _place_before(reading, index) if any(t.lemma in {"здесь", "там"} for t in sentence.tokens) else None
    )


def _place_before(reading: Reading, index: int) -> str | None:
    for row in (index, index - 1, index - 2):
        cities = [r for r in reading.outer(row, Kind.CITY) if r.form is Form.NAME] if row >= 0 else []
        if cities:
            return cities[-1].thing
    return None


def _cancelled(sentence: Sentence, i: int) -> bool:
    near = {i, *ancestors(sentence, i)}
    return any(t.lemma in CANCEL and (j in near or t.head in near) for j, t in enumerate(sentence.tokens))


def _status(reading: Reading, index: int, i: int, verb: int | None, day: date | None) -> Status:
    sentence = reading.sentences[index]
    published = reading.document.article.published
    if _cancelled(sentence, i):
        return Status.CANCELLED
    value = tense(sentence, verb) if verb is not None else "past"
    if day and published and day != published:
        return Status.PLANNED if day > published else Status.HAPPENED
    if any(t.lemma in {"программа", "план", "предстоять"} for t in sentence.tokens[:i]) and value != "past":
        return Status.PLANNED
    return Status.PLANNED if value == "future" else Status.HAPPENED


def _without_employers(reading: Reading, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The most specific participants: bodies go where people of the meeting are named on both sides."""
    people = tuple(k for k in keys if reading.things[k].kind is Kind.PERSON)
    return people if len(people) > 1 else keys


def _merge(found: list[Meeting]) -> list[Meeting]:
    kept: list[Meeting] = []
    for meeting in found:
        twin = next((k for k in kept if _is_same(k, meeting)), None)
        if twin is None:
            kept.append(meeting)
        else:
            kept[kept.index(twin)] = _union(twin, meeting)
    return kept


def _is_same(a: Meeting, b: Meeting) -> bool:
    shared = set(a.participants) & set(b.participants)
    days = a.day is None or b.day is None or a.day == b.day
    nested = len(shared) == min(len(set(a.participants)), len(set(b.participants)))
    return days and nested and len(shared) >= 2


def _union(a: Meeting, b: Meeting) -> Meeting:
    people = tuple(dict.fromkeys(a.participants + b.participants))
    return Meeting(
        a.sentence, people, a.place or b.place, a.day or b.day, a.status, max(a.confidence, b.confidence)
    )

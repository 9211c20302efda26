"""The days of a journey, from the dates of its clauses."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from kg.extract.lexicon import words
from kg.extract.reading import DateRef, Reading
from kg.extract.route import STAY
from kg.extract.syntax import governor
from kg.extract.trips import Trip
from kg.extract.visit import Visit, set_days
from kg.text.dates import Precision

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
BEGINNING = words("начаться стартовать начинаться")
ARRIVALS = words("приезд прибытие прилёт прилет")
MOVING = words("перенести переноситься перенос перенесённый перенесенный сдвинуть сдвинуться")
DAY_TRIP = words("посетить побывать посещать визит съездить слетать ездить быть")


def take_dates(reading: Reading, visit: Visit, trip: Trip) -> None:
    """Take the days of one more clause into the visit; a move makes room for the new dates told after it."""
    if visit.moved and any(r.when.start and r.when.stop and r.when.start != r.when.stop for r in trip.dates):
        visit.start = visit.end = None
        visit.moved = False
    visit.moved = visit.moved or bool(trip.words & MOVING)
    for ref in _own_dates(reading, trip):
        when = ref.when
        if when.precision is Precision.RANGE or (when.start and when.stop and when.start != when.stop):
            set_days(visit, when.start, when.stop, trip.sentence)
        elif when.start and when.stop is None:
            set_days(visit, when.start, None, trip.sentence)
        elif when.stop and when.start is None:
            set_days(visit, None, when.stop, trip.sentence)
        elif when.start is not None:
            _take_day(reading, visit, trip, ref, when.start)
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
            with suppress(OverflowError):  # some sources write 0001-01-01 for no date
                set_days(visit, published - timedelta(days=DAYS[a.lemma] - 1), None, trip.sentence)


def _own_verb(reading: Reading, trip: Trip, ref: DateRef) -> frozenset[str]:
    """The verb that a date hangs on, where it tells of a beginning or an end."""
    sentence = reading.sentences[trip.sentence]
    verb = governor(sentence, ref.start)
    lemma = sentence.tokens[verb].lemma if verb is not None else ""
    return frozenset({lemma}) & (BEGINNING | ENDING | STARTING)


def _participle(reading: Reading, trip: Trip, ref: DateRef) -> frozenset[str]:
    """`визит, начавшийся 25 мая`: the participle before a date, where it tells of a beginning or an end."""
    before = reading.sentences[trip.sentence].tokens[max(0, ref.start - 1)]
    told = frozenset({before.lemma}) & (BEGINNING | ENDING)
    return told if before.feats.get("VerbForm") == "Part" else frozenset()


def _take_day(reading: Reading, visit: Visit, trip: Trip, ref: DateRef, day: date) -> None:
    plain = bool(trip.words & ENDING) != bool(trip.words & STARTING)
    told = _participle(reading, trip, ref)
    told = told or (trip.words if plain else _own_verb(reading, trip, ref) or trip.words)
    if told & ENDING or trip.returning:
        set_days(visit, None, day, trip.sentence)
    elif told & (STARTING | BEGINNING) or trip.lemma in ARRIVALS:
        published = reading.document.article.published
        under_way = any(is_there(t) for t in visit.trips[:-1])
        if not (under_way and published and day > published):
            set_days(visit, day, None, trip.sentence)
    elif trip.lemma in DAY_TRIP and trip.destinations and visit.start is None and visit.end is None:
        set_days(visit, day, day, trip.sentence)


def _take_length(visit: Visit, trip: Trip) -> None:
    visit.days = visit.days or next(
        (r.when.days for r in trip.dates if r.when.days and not r.when.start), None
    )


def is_there(trip: Trip) -> bool:
    """The clause says that the travellers are at their goal already."""
    begun = trip.tense == "past" and bool(trip.words & BEGINNING)
    return begun or (trip.lemma in STAY and trip.tense == "present") or _has_arrived(trip)


def _has_arrived(trip: Trip) -> bool:
    return trip.lemma in STARTING and trip.tense == "past"

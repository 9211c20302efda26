"""Pieces of travel, clause by clause: who went where, said by one verb or noun of travel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.groups import PLACES, Senders
from kg.extract.lexicon import CANCEL, DENY, GO, RETURN, TRIP_NOUNS, WORK_AT, words
from kg.extract.reading import DateRef, Reading, Ref
from kg.extract.route import find_route, says_home
from kg.extract.syntax import ancestors, governor, is_negated, is_verb, tense
from kg.extract.travellers import CARRY, find_travellers, has_other_subject
from kg.model import Kind, Sentence, ZoneKind

BOUNDS = words("начать завершить продолжить закончить начинать завершать продолжать")  # … работу в Твери


FAILED = words(
    "состояться смочь удаться получиться доехать долететь добраться"
)  # with a negation: the journey fell through


@dataclass(frozen=True, slots=True)
class Trip:
    """One clause of travel: tokens of `trigger`, who travels (`actors`), to which places, from where, when,
    how real."""

    sentence: int
    trigger: int
    actors: tuple[Ref, ...]
    senders: tuple[str, ...]
    destinations: tuple[Ref, ...]
    origins: tuple[Ref, ...]
    dates: tuple[DateRef, ...]
    tense: str
    negated: bool
    cancelled: bool
    returning: bool
    lemma: str
    others: bool  # somebody who is no delegation and no named person travels: tourists, a team, a parcel
    words: frozenset[str]  # dictionary forms around the trigger and of the verbs in its clause


def find_trips(reading: Reading, senders: Senders, taken: set[tuple[int, int]]) -> list[Trip]:
    """Every clause of travel in the article, in text order.

    `taken` are (sentence, token) places inside role phrases: `посол Сербии в России` goes nowhere by that.
    """
    trips = [trip for i, s in enumerate(reading.sentences) for trip in _in_sentence(reading, senders, i, s)]
    return [_without(trip, taken) for trip in trips]


def _without(trip: Trip, taken: set[tuple[int, int]]) -> Trip:
    free = [
        tuple(r for r in row if (r.sentence, r.start) not in taken)
        for row in (trip.destinations, trip.origins)
    ]
    return replace(trip, destinations=free[0], origins=free[1])


def _in_sentence(reading: Reading, senders: Senders, index: int, sentence: Sentence) -> Iterator[Trip]:
    if sentence.zone not in {ZoneKind.BODY, ZoneKind.HEADLINE}:
        return
    for i, token in enumerate(sentence.tokens):
        if _is_trigger(sentence, i):
            trip = _trip(reading, senders, index, i)
            moving = token.lemma in TRIP_NOUNS | RETURN | GO and bool(trip.actors)
            timed = (token.lemma in TRIP_NOUNS or trip.returning) and bool(trip.dates or trip.cancelled)
            if trip.destinations or trip.origins or moving or timed:
                yield trip


def _is_trigger(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if token.lemma in TRIP_NOUNS and token.pos == "NOUN":
        following = sentence.tokens[i + 1].lemma if i + 1 < len(sentence.tokens) else ""
        return following != "вежливость"
    if token.lemma == "быть":
        return (
            token.feats.get("VerbForm") != "Inf"
            and token.head >= 0
            and not is_verb(sentence.tokens[token.head])
        )
    if token.lemma in {"участие", "участвовать"}:
        return True
    if token.lemma == "работа":
        return token.head >= 0 and sentence.tokens[token.head].lemma in BOUNDS
    return is_verb(token) and token.lemma in GO | RETURN | WORK_AT | CARRY


def _trip(reading: Reading, senders: Senders, index: int, i: int) -> Trip:
    sentence = reading.sentences[index]
    tokens = sentence.tokens
    scope = _scope(sentence, i)
    inside = [r for r in reading.outer(index) if _in_scope(sentence, r, scope) or _is_beside(sentence, r, i)]
    actors = find_travellers(reading, index, i, inside)
    lemma = tokens[i].lemma
    if lemma in CARRY and not any(a.kind is Kind.DELEGATION for a in actors):
        actors = []
    returning = any(tokens[v].lemma in RETURN for v in scope) or says_home(sentence, i)
    destinations, origins = find_route(reading, index, i, inside, actors, returning)
    verb = i if is_verb(tokens[i]) else governor(sentence, i)
    return Trip(
        index,
        i,
        tuple(actors),
        tuple(dict.fromkeys(k for a in actors for k in senders.get(a.thing, ()))),
        tuple(destinations),
        tuple(origins),
        tuple(d for d in reading.dates[index] if _dates_it(sentence, d, i, scope)),
        _tense(sentence, i, verb),
        is_negated(sentence, i) or _is_rumour(sentence, i),
        _is_cancelled(sentence, i),
        returning,
        lemma,
        not actors and has_other_subject(sentence, i, verb),
        frozenset(t.lemma for t in (*tokens[max(0, i - 3) : i + 4], *(tokens[v] for v in scope))),
    )


def _tense(sentence: Sentence, i: int, verb: int | None) -> str:
    if sentence.tokens[i].pos == "AUX":
        return "future" if sentence.tokens[i].feats.get("Tense") == "Fut" else "past"
    if verb is not None:
        return tense(sentence, verb)
    return "present" if sentence.tokens[i].lemma in TRIP_NOUNS else "past"


def _dates_it(sentence: Sentence, ref: DateRef, i: int, scope: set[int]) -> bool:
    """True for a date of the clause itself, or one that stands right beside the trigger or before all
    clauses."""
    if any(a in scope for t in range(ref.start, ref.stop) for a in (t, *ancestors(sentence, t))):
        verb = governor(sentence, ref.start)
        return verb is None or verb in scope or not is_verb(sentence.tokens[i]) or verb == i
    return abs(ref.start - i) <= 3 or abs(ref.stop - i) <= 2


def _scope(sentence: Sentence, i: int) -> set[int]:
    """The trigger and the verbs that share its clause: light verbs above a noun, infinitives' governors."""
    scope = {i}
    if sentence.tokens[i].pos == "AUX":
        return scope | {sentence.tokens[i].head} - {-1}
    for above in ancestors(sentence, i):
        token = sentence.tokens[above]
        light = sentence.tokens[i].rel in {"xcomp", "csubj"} or not is_verb(sentence.tokens[i])
        if not light or (is_verb(token) and len(scope) > 2):
            break
        scope.add(above)
        if is_verb(token):
            break
    return scope


def _in_scope(sentence: Sentence, ref: Ref, scope: set[int]) -> bool:
    for above in (ref.head, *ancestors(sentence, ref.head)):
        if above in scope:
            return True
        if is_verb(sentence.tokens[above]) and above != ref.head:
            return False
    return False


def _is_rumour(sentence: Sentence, i: int) -> bool:
    """`опроверг слухи о поездке`: nobody travels."""
    return any(sentence.tokens[a].lemma in DENY for a in ancestors(sentence, i))


def _is_beside(sentence: Sentence, ref: Ref, i: int) -> bool:
    """A place with its preposition near the trigger and in its clause, where the tree hangs it elsewhere."""
    tokens = sentence.tokens
    if (
        ref.kind not in PLACES
        or not ref.start
        or tokens[ref.start - 1].text.lower() not in {"в", "во", "на", "из"}
    ):
        return False
    low, high = (ref.stop, i) if ref.start < i else (i + 1, ref.start - 1)
    between = tokens[low:high]
    return len(between) <= 6 and not any(is_verb(t) or t.text in {",", ";", ":", "–", "—"} for t in between)


def _is_cancelled(sentence: Sentence, i: int) -> bool:
    tokens = sentence.tokens
    near = {i, *ancestors(sentence, i)}
    if is_negated(sentence, i) and any(tokens[a].lemma in FAILED for a in near):
        return True
    words_of_it = [j for j, t in enumerate(tokens) if t.lemma in CANCEL and (j in near or t.head in near)]
    given_up = any(tokens[a].lemma == "отказаться" for a in near)
    given_up = given_up and any(t.lemma == "делегация" for t in tokens)
    return given_up or any(not j or tokens[j - 1].text.lower() != "не" for j in words_of_it)

"""What rules and models find, joined: one finding where both mean the same, completed by the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.extract.agreements import Agreement
from kg.extract.assemble import Findings
from kg.extract.holding import Holding
from kg.extract.learned.events import find_events, find_post_events
from kg.extract.learned.findings import agreements, callings, meetings, posts, visits
from kg.extract.meetings import Meeting
from kg.extract.occupations import Occupation
from kg.extract.partners import add_senders, find_partnerships, places_of_people
from kg.extract.reading import Reading, fold
from kg.extract.visit import Visit, set_days, take_parts

T = TypeVar("T")
LIKE, SAME = 1, 5  # what two visits have in common, to be one (`likeness`)


def with_models(reading: Reading, found: Findings) -> Findings:
    """The findings of both."""
    if not reading.document.cues:
        return found
    events = find_events(reading.document, reading.cued)
    named = find_post_events(reading.document, reading.cued)
    held = join_posts(found.posts, posts(reading, named))
    v = join_visits(found.visits, list(visits(reading, events)))
    m = join_meetings(found.meetings, list(meetings(reading, events)))
    a = join_agreements(found.agreements, list(agreements(reading, events)))
    places = places_of_people(reading, held)
    for visit in v:
        add_senders(reading, visit, held, places)
    pairs = find_partnerships(reading, v, m, a, places)
    return replace(
        found,
        posts=held,
        occupations=join_occupations(found.occupations, callings(reading, named)),
        visits=v,
        meetings=m,
        agreements=a,
        partnerships=pairs,
    )


def join_posts(rules: Sequence[Holding], models: Iterable[Holding]) -> list[Holding]:
    """The rules' posts, and those of the models that the rules do not know."""
    found = list(rules)
    for holding in models:
        if not any(_same_post(holding, other) for other in found):
            found.append(holding)
    return sorted(found, key=lambda each: (each.sentence, each.start))


def _same_post(one: Holding, other: Holding) -> bool:
    """True if both say one post, or `one` is no more than a short title of who holds the other."""
    if one.person != other.person:
        return False
    overlap = one.sentence == other.sentence and one.start < other.stop and other.start < one.stop
    words, others = set(fold(one.role).split()), set(fold(other.role).split())
    title = one.sentence != other.sentence and one.body in {None, other.body} and one.former == other.former
    return overlap or title or words <= others or others <= words


def join_occupations(rules: Sequence[Occupation], models: Iterable[Occupation]) -> list[Occupation]:
    """Each calling of a person once."""
    found = {(each.person, each.word): each for each in models}
    return list((found | {(each.person, each.word): each for each in rules}).values())


def join_visits(rules: Sequence[Visit], models: Sequence[Visit]) -> list[Visit]:
    """Each visit once: the models' completes the one that is most like it, or stands alone.

    One that has been completed already, or that models alone have found, must be more like it than others.
    """
    found, fresh = list(rules), list(rules)
    for visit in models:
        likely = max(found, key=lambda other: likeness(other, visit), default=None)
        if likely is not None and likeness(likely, visit) >= (LIKE if likely in fresh else SAME):
            complete(likely, visit)
            fresh = [other for other in fresh if other is not likely]
        else:
            found.append(visit)
    return found


def likeness(one: Visit, other: Visit) -> int:
    """How much two visits have in common; 0 if they go to different places."""
    if one.areas and other.areas and one.areas.isdisjoint(other.areas):
        return 0
    if one.start and other.start and one.start[0] != other.start[0]:
        return 0
    places = {*one.destinations, *one.stops} & {*other.destinations, *other.stops}
    return (
        2 * len(places) + 2 * len(one.people & other.people) + len(one.senders.keys() & other.senders.keys())
    )


def complete(visit: Visit, other: Visit) -> None:
    """Put into a visit what only the other has."""
    take_parts(visit, other, kept=("senders", "head"))
    days = [day[0] if day else None for day in (other.start, other.end)]
    set_days(visit, days[0], days[1], other.status_said)


def join_meetings(rules: Sequence[Meeting], models: Sequence[Meeting]) -> list[Meeting]:
    """Each meeting once."""
    return _join(rules, models, _same_meeting, _one_meeting)


def _join(
    rules: Sequence[T], models: Sequence[T], same: Callable[[T, T], bool], one: Callable[[T, T], T]
) -> list[T]:
    """The rules' findings, each made `one` with those of the models that mean the same; the others behind."""
    found = list(rules)
    for each in models:
        twin = next((number for number, other in enumerate(found) if same(other, each)), None)
        if twin is None:
            found.append(each)
        else:
            found[twin] = one(found[twin], each)
    return found


def _one_meeting(known: Meeting, other: Meeting) -> Meeting:
    return replace(
        known,
        participants=tuple(dict.fromkeys((*known.participants, *other.participants))),
        place=known.place or other.place,
        day=known.day or other.day,
    )


def _same_meeting(one: Meeting, other: Meeting) -> bool:
    common = set(one.participants) & set(other.participants)
    days = {day for day in (one.day, other.day) if day}
    return len(days) < 2 and (len(common) > 1 or (bool(common) and one.sentence == other.sentence))


def join_agreements(rules: Sequence[Agreement], models: Sequence[Agreement]) -> list[Agreement]:
    """Each agreement once."""
    return _join(rules, models, _same_agreement, _one_agreement)


def _one_agreement(known: Agreement, other: Agreement) -> Agreement:
    return replace(
        known,
        parties=tuple(dict.fromkeys((*known.parties, *other.parties))),
        day=known.day or other.day,
    )


def _same_agreement(one: Agreement, other: Agreement) -> bool:
    common = set(one.parties) & set(other.parties)
    days = {day for day in (one.day, other.day) if day}
    return (
        len(days) < 2
        and one.kind == other.kind
        and (len(common) > 1 or (bool(common) and one.sentence == other.sentence))
    )

"""What reports tell of a thing over time: its states, days in dispute, how long a post was held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Predicate
from kg.rdf.settle import Report, Settled, Slot, printing, recency, support

Reports = Collection[Report]
DAYS = (Predicate.START_DATE, Predicate.END_DATE, Predicate.DATE)
POSTS = (Predicate.HOLDS_POST, Predicate.FORMER_POST)


@dataclass(frozen=True, slots=True)
class ReportedDay:
    """One of several days that texts give; `because` says why it was chosen, None if it was not.

    `reports` have one of each text, the earliest first; `value` is an ISO date.
    """

    predicate: Predicate
    value: str
    reports: tuple[Report, ...]
    because: str | None


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one post of a body, as far as it was reported: ISO dates, "" where unknown.

    `first` and `last` are days of publication of texts by which the person held the post, `left` the day of
    the first one afterwards by which the post was left. `report` is the earliest of all.
    """

    post: str
    first: str
    last: str
    left: str
    report: Report


@dataclass(frozen=True, slots=True)
class History:
    """The states of an event in the order in which they were reported, days in dispute, tenures of posts."""

    states: tuple[Report, ...] = ()
    days: tuple[ReportedDay, ...] = ()
    tenures: tuple[Tenure, ...] = ()


NOTHING = History()


def history(id: str, reported: Mapping[Slot, Reports], settled: Settled) -> History:
    """The history of one thing, from its own reports alone: each text counts once."""
    states = sorted(reported.get((id, Predicate.STATUS), ()), key=recency)
    days = [
        day
        for predicate in DAYS
        for day in disputed(reported.get((id, predicate), ()), settled.of(id, predicate))
    ]
    held, left = (reported.get((id, predicate), ()) for predicate in POSTS)
    return (
        History(tuple(states), tuple(days), tuple(tenures(held, left)))
        if states or days or held or left
        else NOTHING
    )


def disputed(reports: Reports, chosen: tuple[str, ...]) -> Iterator[ReportedDay]:
    """The days that reports give where they give several."""
    by_day = grouped(reports)
    for day in sorted(by_day) if len(by_day) > 1 else ():
        told = tuple(sorted(by_day[day], key=printing))
        yield ReportedDay(told[0].predicate, day, told, reason(by_day, day) if day in chosen else None)


def reason(by_day: Mapping[str, Reports], chosen: str) -> str:
    """Why a day was chosen, in Russian: what it has over the best supported one of the others."""
    supports = {day: support(reports, day) for day, reports in by_day.items()}
    stronger = [day for day in by_day if supports[day] > supports[chosen]]
    others = [supports[day] for day in by_day if supports[day] < supports[chosen]]
    grounds = ["дата, подтверждённая лучше, раньше начала"] if stronger else []
    return "; ".join([*grounds, *([advantage(supports[chosen], max(others))] if others else [])])


def advantage(mine: tuple[int, str, float, str], other: tuple[int, str, float, str]) -> str:
    """What the support of one day has over that of another, the first difference that counts."""
    if mine[0] > other[0]:
        return f"больше текстов: {mine[0]} против {other[0]}"
    if mine[1] > other[1]:
        return f"текстов поровну ({mine[0]}), последний из них новее: {mine[1]}"
    if mine[2] > other[2]:
        return f"текстов поровну ({mine[0]}), день публикации один, прочитано увереннее: {mine[2]:.2f}"
    return f"подтверждены одинаково (текстов: {mine[0]}), взята более поздняя дата"


def tenures(held: Reports, left: Reports) -> Iterator[Tenure]:
    """How long each post of a body was held by one person; one that no day is known of is left out."""
    holding, leaving = (grouped(each for each in reports if each.bodied) for reports in (held, left))
    for post in sorted(holding.keys() | leaving.keys()):
        during, after = days_of(holding.get(post, ())), days_of(leaving.get(post, ()))
        first, last = (during[0], during[-1]) if during else ("", "")
        ended = next((day for day in after if day > last), "")
        if first or ended:
            earliest = min((*holding.get(post, ()), *leaving.get(post, ())), key=printing)
            yield Tenure(post, first, last, ended, earliest)


def grouped(reports: Iterable[Report]) -> Mapping[str, list[Report]]:
    """Reports by value."""
    found = defaultdict[str, list[Report]](list)
    for report in reports:
        found[report.value].append(report)
    return found


def days_of(reports: Iterable[Report]) -> list[str]:
    """The days of publication that are known, in order."""
    return sorted(report.published for report in reports if report.published)

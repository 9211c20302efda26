"""Pure calendar arithmetic behind date expressions."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.text.dates.when import Interval


@dataclass(frozen=True, slots=True)
class Point:
    """A day and month, with or without a year."""

    day: int
    month: int
    year: int | None = None

    def in_year(self, year: int) -> date | None:
        """The day in that year (its own year goes first), or None if the calendar has no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Choice:
    """The window nearest to the publication, the latest past one and the nearest coming one."""

    nearest: Interval
    past: Interval | None = None
    future: Interval | None = None


REACH = 4  # years to either side: 29 February needs as many


def day_choice(options: Sequence[Interval], reference: date) -> Choice | None:
    """Chooses among intervals by distance from `reference`, ties for the past; None if there are none."""
    if not options:
        return None
    nearest = min(options, key=lambda option: (distance(option, reference), first(option)))
    past = max((o for o in options if first(o) <= reference), key=first, default=None)
    future = min((o for o in options if last(o) >= reference), key=first, default=None)
    return Choice(nearest, past, future)


def first(interval: Interval) -> date:
    """The earliest known day."""
    day = interval.start or interval.stop
    if day is None:
        raise ValueError("an interval without days has no first day")
    return day


def last(interval: Interval) -> date:
    """The latest known day."""
    day = interval.stop or interval.start
    if day is None:
        raise ValueError("an interval without days has no last day")
    return day


def distance(interval: Interval, day: date) -> int:
    """Days between `day` and the interval, 0 inside."""
    return max((first(interval) - day).days, (day - last(interval)).days, 0)


def yearless(start: Point | None, stop: Point | None, reference: date) -> list[Interval]:
    """The intervals that two points without a year may mean around `reference`."""
    years = range(reference.year - REACH, reference.year + REACH + 1)
    return [found for year in years if (found := in_year(start, stop, year)) is not None]


def in_year(start: Point | None, stop: Point | None, year: int) -> Interval | None:
    """The interval in `year` where the points do not say; None if a day does not exist or the order fails."""
    if start is None or stop is None:
        only = start or stop
        day = only.in_year(year) if only else None
        return None if day is None else Interval(day if start else None, day if stop else None)
    begin, end = start.in_year(year), stop.in_year(year)
    if begin and end and begin > end:
        begin, end = turn_of_year(start, stop, year)
    return Interval(begin, end) if begin and end and begin <= end else None


def turn_of_year(start: Point, stop: Point, year: int) -> tuple[date | None, date | None]:
    """«с 30 декабря по 3 января»: the end in the next year, or the beginning in the one before."""
    if stop.year is None:
        return start.in_year(year), stop.in_year((start.year or year) + 1)
    return start.in_year(stop.year - 1), stop.in_year(year)


def month_window(year: int, month: int) -> Interval:
    """The first and last day of a month."""
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def months_window(year: int, month: int, count: int) -> Interval:
    """The window of `count` months from that one on."""
    index = year * 12 + month - 1 + count - 1
    return Interval(date(year, month, 1), month_window(index // 12, index % 12 + 1).stop)


def year_window(year: int, until: int | None = None) -> Interval:
    """The first day of a year and the last of it or of the year `until`."""
    return Interval(date(year, 1, 1), date(until or year, 12, 31))


def week_window(day: date, weeks: int = 0) -> Interval:
    """Monday to Sunday of the week of `day`, moved by whole weeks."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return Interval(monday, monday + timedelta(days=6))


def weekday_choice(weekday: int, reference: date) -> Choice:
    """The latest such weekday up to `reference` and the next from it on; the past one counts as nearest."""
    past = reference - timedelta(days=(reference.weekday() - weekday) % 7)
    future = reference + timedelta(days=(weekday - reference.weekday()) % 7)
    return Choice(Interval(past, past), Interval(past, past), Interval(future, future))


def days_of_months(day: int, reference: date) -> Iterable[date]:
    """That day of the months around `reference`, where it exists."""
    for index in range(reference.year * 12 + reference.month - 3, reference.year * 12 + reference.month + 2):
        found = Point(day, index % 12 + 1).in_year(index // 12)
        if found:
            yield found


def clipped(year: int, month: int, part: tuple[int, int]) -> Interval:
    """Days `part` of a month: (1, 10) is its beginning; 31 stands for the last day."""
    stop = monthrange(year, month)[1]
    return Interval(date(year, month, part[0]), date(year, month, min(part[1], stop)))

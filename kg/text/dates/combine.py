"""Joins neighbouring expressions that mean one time: «в пятницу, 5 июля», «с понедельника по среду»."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from kg.model import Span
from kg.text.dates.arithmetic import distance, first
from kg.text.dates.when import UNKNOWN, Anchor, Bound, Interval, Precision, When

APPOSED = frozenset({", ", " (", ": ", " - ", ",", " ", ""})
CALENDAR = frozenset({Anchor.ABSOLUTE, Anchor.INFERRED})
LOOSE = frozenset({Precision.WEEK, Precision.WEEKEND, Precision.MONTH, Precision.SEASON, Precision.YEAR})
Join = Callable[[When, When, str], When | None]


def combine(folded: str, whens: tuple[When, ...]) -> tuple[When, ...]:
    """Neighbours joined where they mean one time, text-anchored ones counted from the day told before."""
    joined: list[When] = []
    for when in whens:
        merged = join(joined[-1], when, folded) if joined else None
        if merged:
            joined[-1] = merged
        else:
            joined.append(when)
    return tuple(chained(joined, folded))


def join(left: When, right: When, folded: str) -> When | None:
    """One expression for both, or None."""
    gap = folded[left.span.stop : right.span.start]
    return next((merged for rule in JOINS if (merged := rule(left, right, gap))), None)


def cover(left: When, right: When) -> Span:
    """The span of both."""
    return Span(left.span.start, right.span.stop)


def stretch(left: When, right: When, gap: str) -> When | None:
    """«с понедельника | по среду», «с мая | по июль»."""
    if gap not in (" ", ", ") or (left.bound, right.bound) != (Bound.FROM, Bound.UNTIL):
        return None
    whole = replace(left, span=cover(left, right), bound=Bound.BOTH, month=None, past=None, future=None)
    if is_weekday(left) and is_weekday(right):
        return days_of_week(whole, left, right)
    windows = (
        united(left.window, right.window),
        united(left.past, right.past),
        united(left.future, right.future),
    )
    nearest = next(filter(None, windows), UNKNOWN)
    return replace(whole, past=windows[1], future=windows[2]).settle(nearest)


def days_of_week(whole: When, left: When, right: When) -> When:
    """«с понедельника по среду»: from the latest such Monday on, and a week later for what is still ahead."""
    start, past, future = (end and (end.start or end.stop) for end in (left.past, right.past, right.future))
    if start is None or past is None or future is None:
        return whole
    running = Interval(start, past if past >= start else future)
    week = timedelta(days=7)
    later = running if running.stop == future else Interval(start + week, past + week)
    return replace(whole, past=running, future=later).settle(running)


def united(left: Interval | None, right: Interval | None) -> Interval | None:
    """From the beginning of one to the end of the other, if in this order."""
    if left is None or right is None or left.start is None or right.stop is None or left.start > right.stop:
        return None
    return Interval(left.start, right.stop)


def neighbours(left: When, right: When, gap: str) -> When | None:
    """«30 апреля и 1 мая»: two days running."""
    if (
        gap != " и "
        or {left.precision, right.precision} != {Precision.DAY}
        or Anchor.TEXT in (left.anchor, right.anchor)
    ):
        return None
    if left.start is None or right.start is None or right.start - left.start != timedelta(days=1):
        return None
    whole = replace(left, span=cover(left, right), precision=Precision.RANGE, past=None, future=None)
    return whole.settle(Interval(left.start, right.start))


def apposition(left: When, right: When, gap: str) -> When | None:
    """«на прошлой неделе, с 21 по 25 мая», «до пятницы, 23 февраля», «5 июля (пятница)»."""
    if gap not in APPOSED:
        return None
    if right.anchor in CALENDAR and right.precision in (Precision.DAY, Precision.RANGE) and is_loose(left):
        return explained(left, right)
    if (
        is_weekday(right)
        and right.bound is Bound.BOTH
        and left.anchor in CALENDAR
        and left.precision is Precision.DAY
    ):
        return confirmed(left, right)
    return in_week(left, right)


def is_weekday(when: When) -> bool:
    """True for «в пятницу» and «до пятницы»: counted from the publication, with two directions."""
    return (
        when.anchor is Anchor.PUBLICATION
        and when.past is not None
        and when.precision is not Precision.WEEKEND
    )


def is_loose(when: When) -> bool:
    """True for an expression that a calendar date may explain."""
    return when.anchor is Anchor.PUBLICATION or (
        when.precision in LOOSE and when.precision is not Precision.MONTH
    )


def explained(loose: When, exact: When) -> When | None:
    """The calendar date in the year that fits the looser words, open at the end that they leave open."""
    fitting = exact if exact.anchor is Anchor.ABSOLUTE else refitted(exact, loose)
    if fitting is None:
        return None
    whole = replace(fitting, span=cover(loose, exact), past=None, future=None)
    return (
        whole
        if loose.bound is Bound.BOTH or exact.precision is Precision.RANGE
        else reopened(whole, loose.bound)
    )


def reopened(when: When, bound: Bound) -> When:
    """A day turned into the open end that the first words say."""
    start, stop = when.window
    window = Interval(start, None) if bound is Bound.FROM else Interval(None, stop)
    return replace(when, bound=bound, precision=Precision.RANGE).settle(window)


def refitted(exact: When, loose: When) -> When | None:
    """The date moved by whole years towards the looser window; None if they stay far apart."""
    middle = loose.window.start or loose.window.stop
    if middle is None or exact.window == UNKNOWN:
        return exact
    away = middle.year - first(exact.window).year
    options = [
        option for years in (0, -1, 1, away - 1, away, away + 1) if (option := moved(exact.window, years))
    ]
    if is_weekday(loose):
        same = [option for option in options if first(option).weekday() == middle.weekday()]
        return exact.settle(same[0]) if same else None
    best = min(options, key=lambda option: gap_between(option, loose.window))
    return exact.settle(best) if gap_between(best, loose.window) <= SLACK else None


SLACK = 10  # days by which «через три недели» may miss the date that explains it


def gap_between(one: Interval, other: Interval) -> int:
    """Days between two intervals, 0 if they touch."""
    ends = [day for day in other if day is not None]
    starts = [day for day in one if day is not None]
    return min(*(distance(one, day) for day in ends), *(distance(other, day) for day in starts))


def moved(window: Interval, years: int) -> Interval | None:
    """The same days some years away; None on 29 February of a common year."""
    try:
        start, stop = (day and day.replace(year=day.year + years) for day in window)
    except ValueError:
        return None
    return Interval(start, stop)


def confirmed(exact: When, weekday: When) -> When | None:
    """«5 июля, в пятницу»: the weekday picks the year, or belongs to something else."""
    fitting = exact if exact.anchor is Anchor.ABSOLUTE else refitted(exact, weekday)
    if fitting is None or fitting.start is None or weekday.start is None:
        return None
    if fitting.start.weekday() != weekday.start.weekday():
        return None
    return replace(fitting, span=cover(exact, weekday), past=None, future=None)


def in_week(left: When, right: When) -> When | None:
    """«на прошлой неделе в пятницу», «в пятницу на прошлой неделе»."""
    weeks = [when for when in (left, right) if when.precision is Precision.WEEK and when.shift is None]
    named = [when for when in (left, right) if is_weekday(when) and when.bound is Bound.BOTH]
    if len(weeks) != 1 or len(named) != 1 or weeks[0].window.start is None or named[0].start is None:
        return None
    day = weeks[0].window.start + timedelta(days=named[0].start.weekday())
    return replace(named[0], span=cover(left, right), past=None, future=None).settle(Interval(day, day))


def named_day(left: When, right: When, gap: str) -> When | None:
    """«завтра, в пятницу»: the weekday of a day that is known already."""
    fixed = left.precision is Precision.DAY and left.anchor is Anchor.PUBLICATION and left.past is None
    if (
        not fixed
        or gap not in (", ", " же, ", " (")
        or not is_weekday(right)
        or right.bound is not Bound.BOTH
    ):
        return None
    if left.start is None or right.start is None or left.start.weekday() != right.start.weekday():
        return None
    return replace(left, span=cover(left, right))


def counted(left: When, right: When, gap: str) -> When | None:
    """«три дня, с 12 октября», «с 12 октября на три дня»: the length gives the end, or fits the days told."""
    length, since = (left, right) if left.days is not None else (right, left)
    if gap not in (", ", " ") or length.days is None or since.start is None:
        return None
    if since.stop == since.start + timedelta(days=length.days - 1):
        return replace(since, span=cover(left, right), days=length.days)
    if since.bound is not Bound.FROM:
        return None
    whole = replace(since, span=cover(left, right), bound=Bound.BOTH, days=length.days)
    return whole.lengthened(length.days)


JOINS: tuple[Join, ...] = (stretch, neighbours, counted, named_day, apposition)


def chained(whens: list[When], folded: str) -> list[When]:
    """Text-anchored expressions counted from the single day told last before them in the paragraph."""
    told: date | None = None
    result: list[When] = []
    for when in whens:
        if result and "\n" in folded[result[-1].span.stop : when.span.start]:
            told = None
        if when.anchor is Anchor.TEXT and told is not None:
            when = when.relative_to(told)
        if when.start is not None:
            told = when.start if when.start == when.stop else None
        result.append(when)
    return result

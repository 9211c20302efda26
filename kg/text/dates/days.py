"""Days by number: «4 ноября», «с 4 по 9 ноября», «04.11.2025», «18-го числа»."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from kg.model import Span
from kg.text.dates import grammar, words
from kg.text.dates.arithmetic import Choice, Point, day_choice, days_of_months, in_year, yearless
from kg.text.dates.match import Match, Readings, bound_of, chosen, pick, relative_year, spanned
from kg.text.dates.when import Anchor, Bound, Interval, Precision, When

DAY = re.compile(grammar.DAY)
TOGETHER = re.compile(r"-| по | до ")
LEAP = 2000  # a year that has every day


def day_number(text: str) -> int:
    """The number of «4», «4-го», «четвертого»; 0 for a word that is no ordinal."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else words.ORDINALS.get(text, 0)


def listed(match: Match) -> list[tuple[Span, int]]:
    """The days of the group `days` with their places."""
    start = match.start("days")
    found = DAY.finditer(match["days"])
    return [(Span(start + m.start(), start + m.end()), day_number(m[0])) for m in found]


def is_one_stretch(match: Match, days: list[int]) -> bool:
    """True for «4–9» and «10, 11 и 12», False for «5 и 12»."""
    if match["bound"] == "между" or TOGETHER.search(match["days"]):
        return True
    return days == list(range(days[0], days[0] + len(days)))


def calendar(match: Match, published: date | None) -> Readings:
    """Days of a month by name, one or many, with or without years."""
    places = listed(match)
    days = [day for _, day in places]
    month = grammar.MONTH_NUMBERS[match["month"].rstrip(".")]
    years = year_told(match, "", published), year_told(match, "2", published)
    if match["link"]:
        other = Point(
            day_number(match["days2"]), grammar.MONTH_NUMBERS[match["month2"].rstrip(".")], years[1]
        )
        return resolved(spanned(match), Bound.BOTH, Point(days[0], month, years[0]), other, published)
    if is_one_stretch(match, days):
        bound = bound_of(match) if len(days) == 1 else Bound.BOTH
        ends = Point(days[0], month, years[0]), Point(days[-1], month, years[0])
        return resolved(spanned(match), bound, *ends, published)
    spans = [span for span, _ in places[:-1]] + [Span(places[-1][0].start, match.end())]
    return separate(spans, [Point(day, month, years[0]) for day in days], published)


def in_month(match: Match, published: date | None) -> Readings:
    """«в конце мая, с 27-го по 30-е»: days of the month told before them; the last may be in the next one."""
    days = [day for _, day in listed(match)]
    month, year = grammar.MONTH_NUMBERS[pick(match, "month") or ""], year_told(match, "", published)
    last = Point(days[-1], month, year) if days[0] <= days[-1] else Point(days[-1], month % 12 + 1)
    return resolved(spanned(match), Bound.BOTH, Point(days[0], month, year), last, published)


def separate(spans: list[Span], points: list[Point], published: date | None) -> Readings:
    """«5 и 12 мая»: several days of one year, the nearest to the publication as a whole."""
    whole = resolved(spans[-1], Bound.BOTH, points[0], points[-1], published)
    if not whole or whole[0].window.start is None:
        return whole
    whens = [replace(whole[0], span=span, precision=Precision.DAY) for span in spans]
    return tuple(on_day(when, point) for when, point in zip(whens, points, strict=True))


def on_day(when: When, point: Point) -> When:
    """One day of the months that the expression and its alternatives lie in."""
    nearest, past, future = (shrunk(window, point) for window in (when.window, when.past, when.future))
    return chosen(when, Choice(nearest or when.window, past, future))


def shrunk(window: Interval | None, point: Point) -> Interval | None:
    """The day of the window that the point names."""
    return in_year(point, point, window.start.year) if window and window.start else None


def year_told(match: Match, n: str, published: date | None) -> int | None:
    """The year in digits, or that of «прошлого года»."""
    text = match[f"year{n}"]
    return int(text[:4]) if text else relative_year(match[f"relative{n}"], published)


def resolved(span: Span, bound: Bound, start: Point, stop: Point, published: date | None) -> Readings:
    """The expression for two points, or nothing if the calendar has no such days."""
    same = start.month == stop.month
    precision = Precision.DAY if start == stop and bound is Bound.BOTH else Precision.RANGE
    when = When(span, precision, Anchor.INFERRED, bound=bound, month=start.month if same else None)
    year = start.year or stop.year
    if year is not None:
        fixed = in_year(start, stop, year)
        return (chosen(replace(when, anchor=Anchor.ABSOLUTE, year=year), Choice(fixed)),) if fixed else ()
    if published is None:
        return (when,) if in_year(start, stop, LEAP) else ()
    choice = day_choice(yearless(start, stop, published), published)
    return (chosen(when, choice),) if choice else ()


def iso(match: Match, published: date | None) -> Readings:
    """«2025-11-06»."""
    try:
        day = date.fromisoformat(match["iso"])
    except ValueError:
        return ()
    return (When(spanned(match), Precision.DAY, Anchor.ABSOLUTE).settle(Interval(day, day)),)


def numeric(match: Match, published: date | None) -> Readings:
    """«04.11.2025», «04.11–09.11.2025», «с 04.11 по 09.11»; a lone «04.11» is no date."""
    start = point(match, "", published)
    if match["link"] is None:
        return resolved(spanned(match), bound_of(match), start, start, published) if start.year else ()
    stop = point(match, "2", published)
    if stop.year is None and (start.year is not None or bound_of(match) is not Bound.FROM):
        return ()
    return resolved(spanned(match), Bound.BOTH, start, stop, published)


def point(match: Match, n: str, published: date | None) -> Point:
    """The day, month and year in digits; day 0 of an impossible month is no date later on."""
    month, year = int(match[f"month{n}"]), match[f"year{n}"]
    return Point(int(match[f"day{n}"]), month, full_year(year, published) if year else None)


def full_year(digits: str, published: date | None) -> int:
    """Four digits as they are; two in the century that puts them at most five years after publication."""
    if len(digits) == 4:
        return int(digits)
    horizon = (published.year if published else 2025) + 5
    year = horizon // 100 * 100 + int(digits)
    return year if year <= horizon else year - 100


def of_month(match: Match, published: date | None) -> Readings:
    """«18-го числа», «с 4 по 9 числа», «20-го»: days of the month nearest to the publication."""
    days = [day for _, day in listed(match)]
    bound = bound_of(match) if len(days) == 1 else Bound.BOTH
    precision = Precision.DAY if len(days) == 1 and bound is Bound.BOTH else Precision.RANGE
    when = When(spanned(match), precision, Anchor.PUBLICATION, bound=bound)
    if not all(1 <= day <= 31 for day in days):
        return ()
    if published is None:
        return (when,)
    length = timedelta(days=max(days[-1] - days[0], 0))
    choice = day_choice([Interval(d, d + length) for d in days_of_months(days[0], published)], published)
    return (chosen(when, choice),) if choice else ()

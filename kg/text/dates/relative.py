"""Expressions that count from the publication or from the date told before."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.model import Span
from kg.text.dates import grammar, words
from kg.text.dates.arithmetic import Choice, month_window, week_window, weekday_choice, year_window
from kg.text.dates.match import Match, Readings, bound_of, chosen, number, pick, spanned, steps, unit_days
from kg.text.dates.when import UNKNOWN, Anchor, Bound, Interval, Precision, When


def one_day(day: date) -> Interval:
    """The interval of a single day."""
    return Interval(day, day)


def weekday(match: Match, published: date | None) -> Readings:
    """«в четверг», «в минувшую пятницу», «до пятницы»."""
    bound, name = bound_of(match), pick(match, "name") or ""
    precision = Precision.DAY if bound is Bound.BOTH else Precision.RANGE
    when = When(spanned(match), precision, Anchor.PUBLICATION, bound=bound)
    if published is None:
        return (when,)
    return (chosen(when, modified_weekday(words.WEEKDAYS[name], pick(match, "mod"), published)),)


def weekdays(match: Match, published: date | None) -> Readings:
    """«в субботу и воскресенье» as one stretch, «в среду и пятницу» as two days."""
    ends = words.WEEKDAYS[match["first"]], words.WEEKDAYS[match["second"]]
    spans = Span(match.start(), match.end("first")), Span(match.start("second"), match.end())
    if (ends[1] - ends[0]) % 7 != 1:
        whens = [When(span, Precision.DAY, Anchor.PUBLICATION) for span in spans]
        return tuple(
            chosen(when, modified_weekday(end, pick(match, "mod"), published)) if published else when
            for when, end in zip(whens, ends, strict=True)
        )
    when = When(spanned(match), Precision.RANGE, Anchor.PUBLICATION)
    return (chosen(when, two_days(ends[0], pick(match, "mod"), published)) if published else when,)


def two_days(first: int, modifier: str | None, published: date) -> Choice:
    """A weekday and the next one: the past ones are over by the publication."""
    if modifier is not None:
        return Choice(with_next_day(modified_weekday(first, modifier, published).nearest))
    over = with_next_day(weekday_choice(first, published - timedelta(days=1)).nearest)
    coming = weekday_choice(first, published).future
    return Choice(over, over, coming and with_next_day(coming))


def modified_weekday(day: int, modifier: str | None, published: date) -> Choice:
    """Without a modifier both directions are open; «минувший» is before the day, «ближайший» after it."""
    if modifier is None:
        return weekday_choice(day, published)
    if re.match(grammar.NEAR_WORD, modifier):
        return Choice(weekday_choice(day, published + timedelta(days=1)).future or UNKNOWN)
    if re.match(grammar.PAST_WORD, modifier):
        return Choice(weekday_choice(day, published - timedelta(days=1)).nearest)
    monday = week_window(published, steps(modifier)).start or published
    return Choice(one_day(monday + timedelta(days=day)))


def deictic(match: Match, published: date | None) -> Readings:
    """«вчера вечером», «завтрашний», «накануне»."""
    when = When(spanned(match), Precision.DAY, Anchor.PUBLICATION)
    if published is None:
        return (when,)
    days = grammar.DAYS_FROM_TODAY[match["word"] or match["adjective"]]
    return (when.settle(one_day(published + timedelta(days=days))),)


def shift(match: Match, published: date | None) -> Readings:
    """«три дня назад», «через неделю», «двумя днями позже», «за день до этого»."""
    count, unit = number(pick(match, "count")), pick(match, "unit") or ""
    if count is None:
        return (When(spanned(match), Precision.VAGUE, Anchor.PUBLICATION),)
    back = match["turn"] in ("назад", "ранее", "раньше") or match["unit3"] is not None
    amount = -count if back else count
    if match["turn"] != "назад" and match["ahead"] != "через":
        return (from_text(match, unit, amount),)
    if match["exactly"] and unit_days(unit) == 7:
        unit, amount = "день", amount * 7
    return (from_publication(match, unit, amount, published),)


def from_text(match: Match, unit: str, amount: int) -> When:
    """An expression counted from the date told before."""
    days = unit_days(unit)
    precision = Precision.VAGUE if days is None else Precision.DAY
    return When(spanned(match), precision, Anchor.TEXT, shift=days and amount * days)


def from_publication(match: Match, unit: str, amount: int, published: date | None) -> When:
    """Days give a day; weeks, months and years the window around, since «неделю назад» is seldom exact."""
    days = unit_days(unit)
    precision = far(unit) if days is None else Precision.DAY if days == 1 else Precision.WEEK
    ahead = (
        amount * days if days and amount > 0 else None
    )  # «через два дня» in a tale: from the date told before
    when = When(spanned(match), precision, Anchor.PUBLICATION, shift=ahead)
    if published is None:
        return when
    return when.settle(
        far_window(published, amount, precision) if days is None else near(published, amount, days)
    )


def far(unit: str) -> Precision:
    """The precision of a unit longer than a week."""
    return Precision.MONTH if unit.startswith("месяц") else Precision.YEAR


def near(published: date, amount: int, days: int) -> Interval:
    """The day, or the seven days around it for weeks."""
    day, slack = published + timedelta(days=amount * days), timedelta(days=days // 2)
    return Interval(day - slack, day + slack)


def far_window(published: date, amount: int, precision: Precision) -> Interval:
    """The month or year that lies `amount` of them away."""
    if precision is Precision.YEAR:
        return year_window(published.year + amount)
    index = published.year * 12 + published.month - 1 + amount
    return month_window(index // 12, index % 12 + 1)


def textual(match: Match, published: date | None) -> Readings:
    """«на следующий день», «в тот же день»: counted from the date told before."""
    return (When(spanned(match), Precision.DAY, Anchor.TEXT, shift=1 if match["next"] else 0),)


def week(match: Match, published: date | None) -> Readings:
    """«на прошлой неделе»."""
    when = When(spanned(match), Precision.WEEK, Anchor.PUBLICATION)
    if published is None:
        return (when,)
    return (when.settle(week_window(published, steps(pick(match, "mod")))),)


def weekend(match: Match, published: date | None) -> Readings:
    """«в выходные»: the window of a Saturday and a Sunday."""
    when = When(spanned(match), Precision.WEEKEND, Anchor.PUBLICATION)
    if published is None:
        return (when,)
    choice = modified_weekday(5, pick(match, "mod"), published)
    past, future = (saturday and with_next_day(saturday) for saturday in (choice.past, choice.future))
    return (chosen(when, Choice(with_next_day(choice.nearest), past, future)),)


def with_next_day(day: Interval) -> Interval:
    """The two days that begin on that one."""
    return Interval(day.start, day.start and day.start + timedelta(days=1))


def duration(match: Match, published: date | None) -> Readings:
    """«трёхдневный», «на неделю», «пять дней»: a length and no place in time."""
    unit = match["length"] or match["unit"] or match["one"]
    count = compound(match["compound"]) if match["compound"] else number(match["count"])
    length = 7 if unit.startswith("недел") else 1
    days = None if count is None or (match["compound"] == "" and length == 1) else count * length
    span = spanned(match) if match["one"] is None else bare_length(match)
    return (When(span, Precision.DURATION, Anchor.NONE, days=days),) if days else ()


def bare_length(match: Match) -> Span:
    """Without the verb in «продлится неделю», with the preposition in «на неделю»."""
    return Span(match.start() if match["preposition"] else match.start("one"), match.end())


def compound(stem: str) -> int | None:
    """The number in «трёхдневный», «10-дневный», «недельный»; None for a bare «дневной»."""
    digits = re.match(r"\d+", stem)
    return int(digits[0]) if digits else words.COMPOUNDS.get(stem)


def vague(match: Match, published: date | None) -> Readings:
    """«на днях», «в ближайшее время»."""
    return (When(spanned(match), Precision.VAGUE, Anchor.NONE),)

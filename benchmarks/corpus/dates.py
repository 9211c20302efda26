"""How outlets write days: absolute, counted from publication, by the day of the week, as a range."""

from __future__ import annotations

from datetime import date
from random import Random

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
NEAR = {-1: "вчера", 0: "сегодня", 1: "завтра"}
WEEKDAYS = ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье")
SEASONS = ("зимой", "весной", "летом", "осенью")
WEEK = 6  # days before and after publication in which a day of the week is understood


def on(day: date, year: bool = False) -> str:
    """«15 мая», «15 мая 2024 года»."""
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year} года" if year else "")


def told(day: date, published: date, chance: Random, relative: float) -> str:
    """One day as an article of that date has it; `relative` is how likely it is counted from there."""
    apart = (day - published).days
    if chance.random() < relative:
        if apart in NEAR:
            return NEAR[apart]
        if abs(apart) <= WEEK:
            return WEEKDAYS[day.weekday()]
    return on(day, day.year != published.year)


def span(start: date, end: date, published: date, chance: Random, year: bool) -> str:
    """A range of days."""
    year = year or start.year != published.year
    if start == end:
        return on(start, year)
    if start.month != end.month:
        return f"с {on(start)} по {on(end, year)}"
    wording = chance.choice(
        ("с {} по {}", "{}–{}", "с {}-го по {}-е") if not year else ("с {} по {}", "{}–{}")
    )
    days = wording.format(start.day, end.day)
    return f"{days} {on(end, year).split(' ', 1)[1]}"


def long_ago(day: date, published: date) -> str:
    """«весной прошлого года», «летом», «в мае»; for mentions months later."""
    season = SEASONS[day.month % 12 // 3]
    if day.year == published.year:
        return season
    # the winter of two years has no name of one year
    if day.month in (12, 1, 2) or day.year != published.year - 1:
        return f"в {on(day, True).split(' ', 1)[1].replace(MONTHS[day.month - 1], locative(day.month))}"
    return f"{season} прошлого года"


def locative(month: int) -> str:
    """«мае» of «мая»."""
    return MONTHS[month - 1][:-1] + "е"

"""Months, seasons and years by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kg.text.dates import grammar, words
from kg.text.dates.arithmetic import Choice, clipped, day_choice, months_window, year_window
from kg.text.dates.match import Match, Readings, bound_of, chosen, pick, relative_year, spanned, steps
from kg.text.dates.when import Anchor, Interval, Precision, When

Window = Callable[[int], Interval]  # from a year to the period in it


def month(match: Match, published: date | None) -> Readings:
    """«в мае», «в начале июня», «до мая», «май 2023 года», «в мае прошлого года»."""
    first, last = month_numbers(match)
    part = grammar.PARTS.get(match["part"] or "")
    when = When(spanned(match), Precision.MONTH, Anchor.INFERRED, bound=bound_of(match), month=first)

    def window(year: int) -> Interval:
        return clipped(year, first, part) if part else months_window(year, first, (last - first) % 12 + 1)

    return (in_its_year(when, window, match, published),)


def month_numbers(match: Match) -> tuple[int, int]:
    """The first and the last month."""
    name = next(found for group in ("loc", "gen", "nom", "any") if (found := pick(match, group)))
    first = grammar.MONTH_NUMBERS[name]
    return first, grammar.MONTH_NUMBERS[match["until"]] if match["until"] else first


def season(match: Match, published: date | None) -> Readings:
    """«летом 2022 года», «осенью», «прошлой зимой»."""
    first = words.SEASONS[match["season"]]
    either_winter = first == 12 and (
        match["year"] or match["relative"]
    )  # «зимой 2022 года»: at either end of it

    def window(year: int) -> Interval:
        return year_window(year) if either_winter else months_window(year, first, 3)

    return (in_its_year(When(spanned(match), Precision.SEASON, Anchor.INFERRED), window, match, published),)


def in_its_year(when: When, window: Window, match: Match, published: date | None) -> When:
    """The period in the year that the expression states or, failing that, in the likeliest one."""
    stated = pick(match, "year")
    if stated:
        year = int(stated[:4])
        return chosen(replace(when, anchor=Anchor.ABSOLUTE, year=year), Choice(window(year)))
    if published is None:
        return when
    year_told = relative_year(pick(match, "relative"), published)
    if year_told is not None:
        return chosen(replace(when, anchor=Anchor.PUBLICATION, year=year_told), Choice(window(year_told)))
    return inferred(when, window, pick(match, "mod"), published)


def inferred(when: When, window: Window, modifier: str | None, published: date) -> When:
    """The nearest such period, or the one that «прошлой» and the like point to."""
    options = [window(year) for year in range(published.year - 2, published.year + 3)]
    if modifier and not re.match(grammar.THIS_WORD, modifier):
        options = [option for option in options if beside(option, published, steps(modifier))]
        options = options[-1:] if steps(modifier) < 0 else options[:1]
    choice = day_choice(options, published)
    return chosen(when, choice) if choice else when


def beside(option: Interval, published: date, direction: int) -> bool:
    """True if the period lies wholly on that side of the publication."""
    if direction < 0:
        return option.stop is not None and option.stop < published
    return option.start is not None and option.start > published


def years(match: Match, published: date | None) -> Readings:
    """«в 2014 году», «2019–2021 гг.», «в прошлом году», «до конца года» without its part."""
    first, last = stated_years(match, published)
    anchor = Anchor.ABSOLUTE if match["year"] else Anchor.PUBLICATION
    when = When(spanned(match), Precision.YEAR, anchor, bound=bound_of(match))
    if first is None or (last is not None and last < first):
        return (when,) if match["year"] is None else ()
    return (chosen(replace(when, year=None if last else first), Choice(year_window(first, last))),)


def stated_years(match: Match, published: date | None) -> tuple[int | None, int | None]:
    """The first year and, for a span of years, the last."""
    if match["year"]:
        return int(match["year"]), int(match["year2"]) if match["year2"] else None
    return relative_year(pick(match, "mod"), published), None

"""Small readings of a pattern's groups that several kinds of expression share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kg.model import Span
from kg.text.dates import grammar, words
from kg.text.dates.arithmetic import Choice
from kg.text.dates.when import Bound, Interval, When

Match = re.Match[str]
Readings = tuple[When, ...]
Reading = Callable[[Match, date | None], Readings]


def pick(match: Match, name: str) -> str | None:
    """The text of the group `name` or of its copies `name2` … `name5`: the first that took part."""
    for key in (name, *(f"{name}{n}" for n in range(2, 6))):
        if key in match.re.groupindex and match[key] is not None:
            return match[key]
    return None


def spanned(match: Match) -> Span:
    """The place of the whole match."""
    return Span(match.start(), match.end())


def bound_of(match: Match) -> Bound:
    """The open end that the preposition leaves."""
    word = pick(match, "bound")
    if word is None or word == "между":
        return Bound.BOTH
    return Bound.FROM if word in grammar.FROM.split("|") else Bound.UNTIL


def opened(window: Interval, bound: Bound) -> Interval:
    """The window with the end that the preposition does not give left open."""
    match bound:
        case Bound.FROM:
            return Interval(window.start, None)
        case Bound.UNTIL:
            return Interval(None, window.stop)
        case Bound.BOTH:
            return window


def chosen(when: When, choice: Choice) -> When:
    """The expression with a choice of windows, open where its preposition says so."""
    past, future = (option and opened(option, when.bound) for option in (choice.past, choice.future))
    return replace(when, past=past, future=future).settle(opened(choice.nearest, when.bound))


def steps(phrase: str | None) -> int:
    """How many units ahead a modifier points: «прошлого» −1, «этой» 0, «следующем» 1; 0 without one."""
    if phrase is None or re.match(rf"{grammar.THIS_WORD}|сего|с\.", phrase):
        return 0
    if phrase.startswith("позапрошл"):
        return -2
    return -1 if re.match(grammar.PAST_WORD, phrase) else 1


def relative_year(phrase: str | None, published: date | None) -> int | None:
    """The year that «прошлого года» means; None without a phrase or a publication date."""
    return None if phrase is None or published is None else published.year + steps(phrase)


def number(text: str | None) -> int | None:
    """A count in digits or words; 1 where none is given, None where it is vague («несколько»)."""
    if text is None:
        return 1
    return int(text) if text.isdigit() else words.CARDINALS.get(text)


def unit_days(unit: str) -> int | None:
    """The length of a unit in days; None for months and years."""
    return next((days for stem, days in words.UNIT_DAYS.items() if unit.startswith(stem)), None)

"""Finds date expressions: the longest at each place, disjoint, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.model import Span
from kg.text.dates import days, grammar, periods, relative
from kg.text.dates.combine import combine
from kg.text.dates.fold import fold
from kg.text.dates.match import Match, Reading
from kg.text.dates.when import When


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over folded text and what its match means; an impossible match (31 февраля) means nothing."""

    pattern: re.Pattern[str]
    read: Reading


RULES = (
    Rule(re.compile(grammar.CALENDAR), days.calendar),
    Rule(re.compile(grammar.ISO), days.iso),
    Rule(re.compile(grammar.NUMERIC), days.numeric),
    Rule(re.compile(grammar.OF_MONTH), days.of_month),
    Rule(re.compile(grammar.BARE), days.of_month),
    Rule(re.compile(grammar.MONTH_AND_DAYS), days.in_month),
    Rule(re.compile(grammar.WEEKDAY), relative.weekday),
    Rule(re.compile(grammar.WEEKDAYS), relative.weekdays),
    Rule(re.compile(grammar.DEICTIC), relative.deictic),
    Rule(re.compile(grammar.SHIFT), relative.shift),
    Rule(re.compile(grammar.TEXTUAL), relative.textual),
    Rule(re.compile(grammar.WEEK), relative.week),
    Rule(re.compile(grammar.WEEKEND), relative.weekend),
    Rule(re.compile(grammar.MONTH), periods.month),
    Rule(re.compile(grammar.SEASON), periods.season),
    Rule(re.compile(grammar.YEARS), periods.years),
    Rule(re.compile(grammar.DURATION), relative.duration),
    Rule(re.compile(grammar.VAGUE), relative.vague),
)
ANY = "|".join(f"(?:{re.sub(r'[(][?]P<[a-z]+[0-9]*>', '(?:', rule.pattern.pattern)})" for rule in RULES)
# A letter or digit that begins a word and an expression. Looking ahead from behind the first character lets
# `re` skip by character class: twice as fast as searching for ANY itself.
START = re.compile(rf"[0-9а-я](?<![\w-].)(?<=(?={ANY}).)")
STREET = re.compile(r"(?:улиц[а-я]*|ул\.|имени|им\.|переул[а-я]*|пер\.|проспект[а-я]*|пр-т[а-я]*) $")
NAMED_SQUARE = re.compile(
    r"(?:площад[а-я]*|пл\.|парк[а-я]*|сквер[а-я]*|поселк[а-я]*|завод[а-я]*|фабрик[а-я]*) $"
)


def find_dates(text: str, published: date | None, span: Span | None = None) -> tuple[When, ...]:
    """The date expressions inside `span` (by default the whole text), disjoint and in order.

    Offsets are those of `text`. Days without a year lie in the year nearest to `published`, weekdays are
    taken as past: call `When.resolve` with the verb's tense to choose otherwise. Expressions like «на
    следующий день» are counted from the day told before them in the same span and paragraph, or stay open
    for `When.relative_to`.
    """
    if published and not date.min.year < published.year < date.max.year:
        published = None  # a placeholder, at the ends of the calendar, where no day can be counted from
    folded = fold(text)
    start, stop = (span.start, span.stop) if span else (0, len(text))
    return combine(folded, tuple(single_expressions(text, folded, published, start, stop)))


def single_expressions(
    text: str, folded: str, published: date | None, start: int, stop: int
) -> Iterator[When]:
    """The longest expression at each place, before neighbours are joined; an impossible one is skipped."""
    while place := START.search(folded, start, stop):
        rule, match = longest(folded, place.start(), stop)
        if not is_address(text, folded, match.start()):
            yield from rule.read(match, published)
        start = match.end()


def longest(folded: str, start: int, stop: int) -> tuple[Rule, Match]:
    """The rule that reaches farthest from `start`, the first of equals, and its match."""
    matches = ((rule, rule.pattern.match(folded, start, stop)) for rule in RULES)
    return max(((rule, match) for rule, match in matches if match), key=lambda found: found[1].end())


def is_address(text: str, folded: str, start: int) -> bool:
    """True for «улица 8 Марта», «площадь 1 Мая»: places named for a date."""
    before = folded[max(0, start - 16) : start]
    if not folded[start].isdigit() or not before.endswith(" "):
        return False
    capital = re.match(r"\d+ [А-Я]", text[start : start + 5])
    return bool(STREET.search(before) or (capital and NAMED_SQUARE.search(before)))

"""Dates that a news page states about itself: date lines of page dumps and the datelines of agencies."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
MONTHS = {stem: number for number, stem in enumerate(STEMS, start=1)}
MONTH = (
    r"(?:янв(?:ар[яь]|\.)?|фев(?:рал[яь]|р?\.)?|мар(?:та?|\.)?|апр(?:ел[яь]|\.)?|ма[яй]|июн[яь]?\.?|июл[яь]?\.?"
    r"|авг(?:уста?|\.)?|сен(?:тябр[яь]|т?\.)?|окт(?:ябр[яь]|\.)?|ноя(?:бр[яь]|б?\.)?|дек(?:абр[яь]|\.)?)"
)
WEEKDAY = r"(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс)"

# 2021-05-12, 2021-05-12T09:30:00+03:00
ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?", re.I
)
# 14.05.2021, 14/05/2021, 14.05.21
NUMERIC = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}|\d{2})(?![\d.]*\d)"
    r"(?:\s*(?:года|г\.|г\b))?",
    re.I,
)
# 3 марта 2021, 7 мая 2008 г.
WORDED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})(?![а-яё])(?:,?\s+(?P<year>\d{{4}})(?!\d)(?:\s*(?:года|г\.|г\b))?)?",
    re.I,
)
DATES = (ISO, NUMERIC, WORDED)

# What stands beside the date: time, weekday, age mark, and words that announce the date.
FURNITURE = re.compile(
    rf"""(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)(?:\s*\(?мск\)?)?
    | (?<!\d)\d{{1,2}}\.\d{{2}}(?![.\d])
    | \b{WEEKDAY}\b\.?
    | (?<!\d)(?:0|6|12|16|18)\+
    | \b(?:date|дата(?:\s+(?:публикации|создания))?)\b:?
    | \b(?:опубликовано|обновлено|размещено|изменено|добавлено|создано)\b:?
    | \b(?:просмотр(?:ов|ы|а)?|комментари(?:и|ев|й|я))\b:?\s*(?:\d[\d\s]*)?
    | \bв(?=\s+\d{{1,2}}:\d{{2}}) | \bв\s+рубрике\b:?
    | (?:\b(?:новость|выпуск|номер|публикация)\s+)?(?:№\s*\d+(?:\s*\(\d+\))?|\bот\b)
    | \bвремя\s+чтения:?\s*\d+\s*мин\w*\.? | \b\d+\s+(?:минут|час|дн|ден)\w*\s+назад
    | \b(?:сегодня|вчера)\b(?=,?\s+(?:в\s+)?\d{{1,2}}:\d{{2}})""",
    re.I | re.X,
)
INTO_DATE = re.compile(r"\w\s+\w+\s$")  # two words that run into the date: it belongs to their sentence
CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
SEPARATORS = " \t\u00a0|/\\,;:.•·—–-()[]→»>"

# ТАСС   /ТАСС/   (Интерфакс)   РИА Новости   «Север»   Север-Инфо
WIRE = (
    r"(?:\([^()]{2,40}\)|/[^/]{2,40}/|(?:ИА\s)?«[^»]{2,40}»|[А-ЯЁ][а-яё]+-[А-ЯЁ][а-яё]+|"
    r"[А-ЯЁӘІҢҒҮҰҚӨҺ]{3,}(?:[ -][А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]*){0,2})"
)

# ТВЕРЬ, 7 мая.   МОСКВА, 5 мая — ТАСС.   Москва. 9 июня 2020. ИНТЕРФАКС –   ОМСК /ТАСС/, 7 мая.
AGENCY = re.compile(
    rf"""(?P<city>[А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]+(?:\s[А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]*){{0,3}})
    (?:\s*[/(][^/()]{{2,40}}[/)])?[,.]\s+
    (?P<date>\d{{1,2}}\s+{MONTH}(?![а-яё])(?:\s+\d{{4}}(?:\s*(?:года|г\.?))?)?)
    (?:[.,]?\s*(?:[—–-]\s*)?(?P<agency>{WIRE})(?=\s*(?:[.,:—–/-]|$)))?
    (?:\s*[.,:]\s*(?:[/—–-]+\s*)?|\s*[/—–-]+\s+|\s*$)""",
    re.X,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The date part of a line.

    `rest` is the offset in the line where other words begin (its length if none do); `day` is None if no year
    is stated (`year`); `clock` says that a time of day stands there, `apart` that words before the date are
    no part of its sentence.
    """

    day: date | None
    rest: int
    clock: bool
    year: bool
    apart: bool = True


def agency(line: str) -> Dateline | None:
    """The dateline of an agency at the start of a line: city in capitals or agency named, day and month.

    >>> agency("ТВЕРЬ, 7 мая. Гости уехали").rest
    14
    """
    match = AGENCY.match(line)
    if match is None or not (match["agency"] or match["city"][:2].isupper()):
        return None
    stated = WORDED.match(match["date"])
    return stated and Dateline(calendar(stated), match.end(), clock=False, year=stated["year"] is not None)


def masthead(line: str) -> Dateline | None:
    """The date line of a page, dates and times before or after a section name; None if no date stands there.

    >>> masthead("14.05.2021 | Спорт").day
    datetime.date(2021, 5, 14)
    """
    found = next((match for form in DATES if (match := form.search(line))), None)
    if found is None:
        return None
    return Dateline(
        calendar(found),
        leading(line),
        clock=bool(CLOCK.search(line)),
        year=found["year"] is not None,
        apart=found.re is not WORDED or INTO_DATE.search(line[: found.start()]) is None,
    )


def leading(line: str) -> int:
    """The offset where words begin after the dates, times and separators at the start of a line."""
    at = 0
    while at < len(line):
        step = next((match.end() for match in marks_at(line, at) if match), at)
        while step < len(line) and is_separator(line[step]):
            step += 1
        if step == at:
            break
        at = step
    return at


def marks_at(line: str, at: int) -> Iterator[re.Match[str] | None]:
    return (form.match(line, at) for form in (*DATES, FURNITURE))


def remainder(line: str) -> str:
    """The words of a date line that are neither date nor time nor what belongs to them."""
    for form in (*DATES, FURNITURE):
        line = form.sub("|", line)
    pieces = (
        "".join(itertools.dropwhile(is_separator, piece)).strip(SEPARATORS) for piece in line.split("|")
    )
    return " | ".join(piece for piece in pieces if piece)


def is_separator(letter: str) -> bool:
    """True for the marks and pictograms that stand between the parts of a date line."""
    return letter in SEPARATORS or unicodedata.category(letter) in {"So", "Sk", "Cf"}


def calendar(stated: re.Match[str]) -> date | None:
    """The day that a match states; None without a year or if the calendar has no such day."""
    if stated["year"] is None:
        return None
    try:
        return date(year_number(stated["year"]), month_number(stated["month"]), int(stated["day"]))
    except ValueError:
        return None


def year_number(digits: str) -> int:
    """Two digits are of this century up to 79 and of the last one from 80 on."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 80 else 2000)


def month_number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(number for stem, number in MONTHS.items() if word.lower().startswith(stem))

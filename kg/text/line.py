"""Forms that a single line of a news page can have: prose, speech, list item, signature, section name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Span

HEADLINE_LIMIT = 160  # code points; a longer line is prose whatever it ends with
LONG = 100  # a line of so many code points or `MANY` words says a whole sentence, with a full stop or without
MANY = 13
SECTION_WORDS = 4
SHORT = 400  # code points; no line of a page's furniture is longer
LINES_KEPT = (
    1 << 10
)  # short lines of which is kept what they are: all rules ask, of the text as given and of its copy

BREAK = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
CLOSERS = "»”“\"')]"
# « „ “ " at the start of a paragraph of speech
OPENERS = '«„“"'
# – Мы   — Мы   - Мы   • министр   1) министр   3. министр
BULLET = re.compile(r"(?:[–—-]\s?(?=\S)|[•*·▪●◦‣✓✔]\s?|\d{1,2}[.)]\s|[а-я]\)\s)")
DASH = re.compile(r"[–—-]\s?(?=\S)")
# …, – сказал он. – …
TURN = re.compile(r"[,.!?…]\s?[–—-]\s")
# …», – сказал он   …!» – сказал он
CLOSE_OF_SPEECH = re.compile(r"[»”“\"]\s?,\s?[–—-]\s|[!?…][»”“\"]\s?[–—-]\s|[»”“\"][.!?]?$")
# …», – сказал он   …, – сказал он
SPEAKER = re.compile(r"(?:[»”“\"]\s?,|[,!?…][»”“\"]?)\s?[–—-]\s[а-яё]")
# … – сказал он. – Мы
RESUMED = re.compile(r"[.,]\s?[–—-]\s[«„“\"]?(?=[А-ЯЁа-яё])")
MOSTLY = 0.5  # a paragraph is speech if so much of it is
# 7 мая 2008 г.   5 млн руб.
ABBREVIATED = re.compile(
    r"(?:^|[\s.(])(?:г|гг|в|вв|руб|млн|млрд|тыс|долл|др|пр|обл|ул|им|чел|экз|стр|[А-ЯЁ])\.$"
)
# улетел   приняла   договорились, but not «Урала», «журнала», «отдел»
PAST = re.compile(
    r"\b(?!(?:ген|ур|байк|ям|ар|кан|журн|матери|капит|фили|порт|потенци|персон|сигн|кварт|вокз|адмир|интерв"
    r"|разд|отд|пред|перед)[ае]л)[а-яё]{2,}[аеёияуы]л(?:а|о|и|ся|ась|ось|ись)?\b"
)
# Напомним, …   Об этом сообщает …   По словам …
CONNECTIVE = re.compile(
    r"(?:Напомним|Добавим|Отметим|Уточним|Поясним|Как\s\w+,|Об\sэтом\s|По\s(?:его|её|ее|их)?\s?словам|По\sданным\s"
    r"|Кроме\sтого|Ранее\s\w+лось|Между\sтем|При\sэтом|Также\s)\b"
)
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
NAME_PART = r"(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{2,}(?:-[А-ЯЁ]{2,})?|[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?)"
# Иван Сидоров   И. Сидоров   Анна СЕДЫХ
BYLINE = re.compile(rf"{NAME_PART}(?:\s{NAME_PART}){{1,2}}(?:,\s(?:фото|текст)\b.*)?")
# Сидоров Иван Ильич – министр   Иван Сидоров, ректор
ROSTER = re.compile(rf"{NAME_PART}(?:\s?{NAME_PART}){{1,3}}(?:\s[–—-]|,)\s[а-яё]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: `text` is what `span` covers, without line break and outer spaces."""

    span: Span
    text: str


def lines(text: str) -> Iterator[Line]:
    """The lines of `text` that hold a non-space character, in order."""
    for match in BREAK.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + match[0].index(words)
            yield Line(Span(start, start + len(words)), words)


def words(line: str) -> tuple[str, ...]:
    """Words and numbers of a line; a hyphenated word is one."""
    return _kept(line) if len(line) <= SHORT else tuple(WORD.findall(line))


@lru_cache(maxsize=LINES_KEPT)
def _kept(line: str) -> tuple[str, ...]:
    return tuple(WORD.findall(line))


def fingerprint(line: str) -> str:
    """What is equal for two copies of a headline that differ in case, spaces and marks."""
    return " ".join(words(line)).casefold().replace("ё", "е")


def is_finished(line: str) -> bool:
    """True if the line ends as a sentence or a list item does; a headline too may ask or exclaim."""
    bare = line.rstrip(CLOSERS)
    return bare.endswith((".", ";", ":", "…")) and not ABBREVIATED.search(line[-20:])


def is_long(line: str) -> bool:
    """True if the line is long enough for a whole sentence of body text."""
    return len(line) >= LONG or len(words(line)) >= MANY


def is_prose(line: str) -> bool:
    """True if the line reads as body text by its own form, wherever it stands."""
    if is_finished(line) or len(line) >= HEADLINE_LIMIT or CONNECTIVE.match(line):
        return True
    return is_long(line) and line.rstrip(CLOSERS).endswith(("!", "?"))


def is_bullet(line: str) -> bool:
    """True if a dash, a bullet or a number opens the line."""
    return BULLET.match(line) is not None


def is_roster(line: str) -> bool:
    """True for one entry of a list of people: a name, then a post after dash or comma."""
    return ROSTER.match(line) is not None


def is_byline(line: str) -> bool:
    """True for a name of two or three capitalised words that stands alone, as a signature does."""
    return BYLINE.fullmatch(line) is not None


def is_section(line: str) -> bool:
    """True if the line is short enough for the name of a section."""
    return len(words(line)) <= SECTION_WORDS and len(line) <= 45 and not line.endswith(("!", "?"))


def is_attributed(line: str) -> bool:
    """True if a dash after speech introduces the speaker: `…, – сказал он`."""
    return SPEAKER.search(line) is not None


def is_spoken(line: str) -> bool:
    """True if the line is mostly direct speech. An unfinished line after a dash is a list item."""
    item = DASH.match(line) is not None and (line.endswith((";", ",", ":")) or line[-1].isalnum())
    return not item and speech_share(line) >= MOSTLY


def tells(line: str) -> bool:
    """True if a verb in the past tense makes the line a sentence, as in a headline but no section's name."""
    return PAST.search(line) is not None


def speech_share(line: str) -> float:
    """Which part of the line, from 0 to 1, is direct speech after a dash or in quotation marks."""
    if DASH.match(line):
        return turns_share(line)
    if line[0] in OPENERS:
        return quoted(line) / len(line)
    opened = re.search(r":\s[«„“\"]", line)
    return quoted(line[opened.end() - 1 :]) / len(line) if opened else 0.0


def turns_share(line: str) -> float:
    """Speech after a dash: every second piece between dashes that follow a mark is the speaker's."""
    pieces = TURN.split(line)
    return sum(len(piece) for piece in pieces[::2]) / max(1, sum(map(len, pieces)))


def quoted(line: str) -> int:
    """Length of the speech that opens `line`; 0 where the marks enclose a mere name.

    Speech whose closing mark stands in a later paragraph runs to the end of the line.
    """
    close = CLOSE_OF_SPEECH.search(line)
    if close is None:
        return len(line) if line.count("«") > line.count("»") else 0
    if len(words(line[: close.start()])) < 4:
        return 0
    resumed = RESUMED.search(line, close.end())
    return close.end() + (len(line) - resumed.end() if resumed else 0)

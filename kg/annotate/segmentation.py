"""Zones → sentences and words, as spans of the article's text, by razdel with more rules for Russian news."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from kg.annotate.engine.tokens import tokens
from kg.annotate.models import parses
from kg.model import Span, Zone

ABBREVIATIONS = frozenset(
    {
        "адм",
        "ал",
        "бул",
        "вл",
        "вост",
        "ген",
        "гл",
        "деп",
        "дер",
        "зап",
        "мкр",
        "наб",
        "отд",
        "пгт",
        "респ",
        "рук",
    }
    | {"сев", "секр", "упр", "экс", "юж"}
)
CURRENCIES = frozenset({"дол", "долл", "руб"})
COUNTRIES_OF_CURRENCIES = frozenset({"США", "РФ"})
YEAR = re.compile(r"\b\d{4}(?:\s?[-–—]\s?\d{2,4})?\s?гг?$")  # `12 мая 2024 г`, `2023–2024 гг`
DATE_WORDS = re.compile(  # `В конце мая 2024 г`, `С 4 по 9 ноября 2025 г`
    r"(?:\W|\d|\b(?:в|с|к|до|на|по|за|от|во|со|от|и|гг?|год\w*|конц\w+|начал\w+|середин\w+|период\w*|квартал\w*"
    r"|лет\w+|осен\w+|зим\w+|весн\w+|январ\w+|феврал\w+|март\w*|апрел\w+|ма[йяею]|июн\w+|июл\w+|август\w*"
    r"|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+)\b)*",
    re.IGNORECASE,
)
TITLE = re.compile(  # `«Порт. Причал»`, but no speech: `: «Едем. Ждите»`, `«Едем. Ждите», — сказал он`
    r"(?<!:)(?<!:\s)«[^«»\n]{1,100}\.\s{1,3}[А-ЯЁA-Z\d][^«»\n]{0,100}»(?!,?\s?[-–—])"
)
TITLE_WORDS = 8  # longer quotations are speech
NEAR = 80  # code points before a full stop that its rules look at
BY_HIM = re.compile(r"(\w+) им$")  # `подписан им`
VERBS = frozenset({"VERB", "INFN", "PRTF", "PRTS", "GRND"})


def words(text: str, zone: Zone) -> tuple[Span, ...]:
    """Spans of words and marks of a zone, in order; offsets are those of the article's text."""
    start = zone.span.start
    found = tokens(text[start : zone.span.stop], start)
    return tuple(Span(first, first + len(word)) for first, word in found)


def sentences(text: str, zone: Zone) -> tuple[Span, ...]:
    """Spans of a zone's sentences, in order; blanks between them belong to none."""
    start = zone.span.start
    found = _segmenter()(text[start : zone.span.stop])
    spans = [Span(start + part.start, start + part.stop) for part in found if part.text]
    titles = [
        Span(*match.span()) for match in TITLE.finditer(text, start, zone.span.stop) if _is_title(match)
    ]
    return tuple(_unbroken(spans, titles))


def _is_title(match: re.Match[str]) -> bool:
    return len(match[0].split()) <= TITLE_WORDS


def _unbroken(spans: Iterable[Span], titles: Sequence[Span]) -> Iterator[Span]:
    """The sentences, joined where a title lies across their bound."""
    held: Span | None = None
    for span in spans:
        if held and _is_inside(held.stop, titles):
            held = Span(held.start, span.stop)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _is_inside(bound: int, titles: Sequence[Span]) -> bool:
    at = bisect_left(titles, bound, key=lambda title: title.start)
    return at > 0 and bound < titles[at - 1].stop


def group(spans: tuple[Span, ...], parts: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """The spans inside each of the parts; both are ordered."""
    index = 0
    for part in parts:
        first = index
        while index < len(spans) and spans[index].stop <= part.stop:
            index += 1
        yield spans[first:index]


@cache
def _segmenter() -> Any:
    from razdel.rule import FunctionRule
    from razdel.segmenters.sentenize import RULES, SentSegmenter

    trivial, rest = RULES[:4], RULES[4:]
    return SentSegmenter(rules=[*trivial, *map(FunctionRule, MENDED), *rest])


def after_year(split: Any) -> str | None:
    """`Завод открыт 12 мая 2024 г. | Гости …`, but `В мае 2024 г. Тверь …`."""
    if split.delimiter != "." or not YEAR.search(split.buffer[-NEAR:]):
        return None
    return "join" if len(split.buffer) <= NEAR and DATE_WORDS.fullmatch(split.buffer) else "split"


def currency_of_country(split: Any) -> str | None:
    """`5 млн долл. США`."""
    joined = split.left_token in CURRENCIES and split.right_token in COUNTRIES_OF_CURRENCIES
    return "join" if split.delimiter == "." and joined else None


def abbreviation(split: Any) -> str | None:
    """`респ. Татарстан`, `ген. директор`: abbreviations that razdel doesn't list."""
    known = split.delimiter == "." and split.left_token.lower() in ABBREVIATIONS
    return "join" if known else None


def pronoun(split: Any) -> str | None:
    """`Договор подписан им. | Документ …`: the word is no abbreviation of `имени`."""
    match = BY_HIM.search(split.buffer[-NEAR:]) if split.delimiter == "." else None
    return "split" if match and parses(match[1].lower())[0].tag.POS in VERBS else None


MENDED = (after_year, currency_of_country, abbreviation, pronoun)

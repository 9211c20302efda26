"""Names while they are being recognised: ranges of a paragraph's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.annotate.models import parses
from kg.model import NameKind, Span, Token

INITIAL = re.compile(r"[А-ЯЁ]|Дж|Вл|Ал")  # `И. Дрозд`, `Дж. Рид`
OPENERS = frozenset({".", "!", "?", "…", ":", "«", "-", "–", "—"})  # marks that a sentence begins behind
NAMING = frozenset({"Name", "Surn", "Patr"})


class Found(NamedTuple):
    """A name at the words `first` to `last`, exclusive."""

    first: int
    last: int
    kind: NameKind


Rule = Callable[[Sequence[Token], Sequence[Found]], list[Found]]


def span_of(words: Sequence[Token], name: Found) -> Span:
    """Where the name stands in the text."""
    return Span(words[name.first].span.start, words[name.last - 1].span.stop)


def is_capital(word: Token) -> bool:
    """True of a word that begins with a capital letter."""
    return word.text[:1].isupper()


def has_letter(word: Token) -> bool:
    """True of words and numbers, not of marks."""
    return any(letter.isalnum() for letter in word.text)


def is_common(text: str) -> bool:
    """True of a word of the dictionary that is no name of a person."""
    found = parses(text.lower().rpartition("-")[2])
    return found[0].is_known and all(NAMING.isdisjoint(parse.tag.grammemes) for parse in found)


def is_animate(text: str) -> bool:
    """True of a word that may mean a living being."""
    return any("anim" in parse.tag.grammemes for parse in parses(text.lower().rpartition("-")[2]))


def is_given(text: str) -> bool:
    """True of a given name that the dictionary knows, in any form."""
    return any("Name" in parse.tag.grammemes and parse.is_known for parse in parses(text.lower()))

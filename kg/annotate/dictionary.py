"""pymorphy3's analyzer and what its dictionary says of paradigms: a word's forms with their tags."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import pymorphy3_dicts_ru
from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse
from pymorphy3.units import DictionaryAnalyzer

KEPT = 1 << 13


class Reading(Parse):  # type: ignore[misc] # pymorphy3 has no types
    """A parse that looks its word up once, not at every question."""

    @property
    def is_known(self) -> bool:
        """True of a form that is in the dictionary."""
        return place(self) is not None or _is_known(self.word)


def place(parse: Any) -> tuple[int, int] | None:
    """Number of the paradigm and of the form in it; None of what the dictionary does not have as such."""
    stack = parse.methods_stack
    if len(stack) > 1 or not isinstance(stack[0][0], DictionaryAnalyzer):
        return None
    _, _, number, at = stack[0]
    return number, at


def form(paradigm: int, at: int) -> tuple[str, Any, str]:
    """A form of a paradigm: prefix, tag, ending."""
    found = analyzer().dictionary
    forms = found.paradigms[paradigm]
    size = len(forms) // 3
    prefix, tag = found.paradigm_prefixes[forms[2 * size + at]], found.gramtab[forms[size + at]]
    return prefix, tag, found.suffixes[forms[at]]


def nominative_places(paradigm: int) -> list[int]:
    """Which forms of a paradigm are nominatives."""
    forms, wanted = analyzer().dictionary.paradigms[paradigm], _nominative_tags()
    size = len(forms) // 3
    return [at for at, tag in enumerate(forms[size : 2 * size]) if tag in wanted]


@cache
def _nominative_tags() -> frozenset[int]:
    return frozenset(at for at, tag in enumerate(analyzer().dictionary.gramtab) if "nomn" in tag.grammemes)


@cache
def analyzer() -> Any:
    """pymorphy3's analyzer for Russian."""
    path = pymorphy3_dicts_ru.get_path()  # unasked it looks at all packages
    return MorphAnalyzer(path, "ru", result_type=Reading)


@lru_cache(maxsize=KEPT)
def _is_known(word: str) -> bool:
    known: bool = analyzer().dictionary.word_is_known(word, analyzer().char_substitutes)
    return known

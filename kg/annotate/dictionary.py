"""pymorphy3's dictionary, looked up in one loop where the library takes a call for every byte.

Its automata (DAWG: Daciuk et al. 2000; here double arrays, Yata et al. 2007) are walked byte by byte. What a
compiled `DAWG2`, if installed, does already is left to it.
"""

from __future__ import annotations

from binascii import a2b_base64
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from struct import Struct
from typing import Any

import pymorphy3_dicts_ru
from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse
from pymorphy3.units import DictionaryAnalyzer

LABEL = 0x800000FF  # of a unit: its byte, and whether it is a leaf
EXTENSION, HAS_VALUE, VALUE = 1 << 9, 1 << 8, (1 << 31) - 1
ROOT, NOWHERE = 0, 0  # no transition leads to the root
SEPARATOR = b"\x01"  # between a word and what is known of it
BYTES = [bytes((label,)) for label in range(256)]
KEPT = 1 << 13
Replaces = Mapping[bytes, Sequence[tuple[bytes, str]]]


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
    """pymorphy3's analyzer for Russian, with lookups of its own."""
    found = MorphAnalyzer(
        pymorphy3_dicts_ru.get_path(), "ru", result_type=Reading
    )  # unasked it looks at all packages
    words = found.dictionary.words
    if not hasattr(words, "dct"):  # compiled
        return found
    found.dictionary.words = Words(words)
    found.dictionary.prediction_suffixes_dawgs = [
        Words(each) for each in found.dictionary.prediction_suffixes_dawgs
    ]
    found.prob_estimator.p_t_given_w = Chances(found.prob_estimator.p_t_given_w)
    return found


@lru_cache(maxsize=KEPT)
def _is_known(word: str) -> bool:
    known: bool = analyzer().dictionary.word_is_known(word, analyzer().char_substitutes)
    return known


class Bytewise:
    """The units of a double array: a transition leads from a unit to another over a byte."""

    def __init__(self, dawg: Any) -> None:
        self.units: Sequence[int] = dawg.dct._units
        self.guide: Sequence[int] = dawg.guide._units

    def follow(self, label: bytes, index: int) -> int:
        """Where the bytes lead from a unit; NOWHERE if there is no such way."""
        units, own, extension = self.units, LABEL, EXTENSION
        unit = units[index]
        for byte in label:
            index ^= ((unit >> 10) << ((unit & extension) >> 6)) ^ byte
            unit = units[index]
            if unit & own != byte:
                return NOWHERE
        return index

    def value(self, index: int) -> int | None:
        """The number that belongs to a unit, if a key ends there."""
        unit = self.units[index]
        if not unit & HAS_VALUE:
            return None
        return self.units[index ^ ((unit >> 10) << ((unit & EXTENSION) >> 6))] & VALUE


class Words(Bytewise):
    """Words and what is known of each: records of numbers."""

    def __init__(self, dawg: Any) -> None:
        super().__init__(dawg)
        self._record = Struct(dawg.fmt)
        self._letters: frozenset[str] | None = None
        self.records = lru_cache(maxsize=KEPT)(self._records)

    def similar_items(self, key: str, replaces: Replaces) -> list[tuple[str, list[tuple[int, ...]]]]:
        """The word as it is, then with letters replaced (ё for е), each with its records."""
        return [(word, self.records(index)) for word, index in self._found("", key, ROOT, replaces)]

    def similar_item_values(self, key: str, replaces: Replaces) -> list[list[tuple[int, ...]]]:
        """The records of `similar_items`."""
        return [records for _, records in self.similar_items(key, replaces)]

    def similar_keys(self, key: str, replaces: Replaces) -> list[str]:
        """The words of `similar_items`."""
        return [word for word, _ in self._found("", key, ROOT, replaces)]

    def _found(self, done: str, key: str, index: int, replaces: Replaces) -> list[tuple[str, int]]:
        """Words and the units of their records; `done` letters lead to `index`."""
        others: list[tuple[str, int]] = []
        start, letters = len(done), self._replaced(replaces)
        for at in range(start, len(key)):
            if key[at] not in letters:
                continue
            index = self.follow(key[start:at].encode(), index)
            if not index and at > 0:
                return others
            for label, letter in replaces[key[at].encode()]:
                if beyond := self.follow(label, index):
                    others += self._found(done + key[len(done) : at] + letter, key, beyond, replaces)
            start = at
        index = self.follow(key[start:].encode() + SEPARATOR, index)
        return [(done + key[len(done) :], index), *others] if index else others

    def _replaced(self, replaces: Replaces) -> frozenset[str]:
        """The letters that others may stand for."""
        if self._letters is None:
            self._letters = frozenset(letter.decode() for letter in replaces)
        return self._letters

    def _records(self, index: int) -> list[tuple[int, ...]]:
        return [self._record.unpack(a2b_base64(key)) for key in self._keys(index)]

    def _keys(self, start: int) -> Iterator[bytes]:
        """All keys that go on from a unit, in the order of the guide."""
        units, guide, left = self.units, self.guide, [(start, b"")]
        while left:
            index, key = left.pop()
            unit, label = units[index], guide[2 * index]
            if unit & HAS_VALUE:
                yield key
            base, found = index ^ ((unit >> 10) << ((unit & EXTENSION) >> 6)), []
            while label:
                found.append((base ^ label, key + BYTES[label]))
                label = guide[2 * (base ^ label) + 1]
            left += found[::-1]


class Chances(Bytewise):
    """How likely a word has a tag, in millionths."""

    def __init__(self, dawg: Any) -> None:
        super().__init__(dawg)
        self._multiplier: int = dawg.MULTIPLIER
        self._word = lru_cache(maxsize=1)(lambda word: self.follow(f"{word}:".encode(), ROOT))

    def prob(self, word: str, tag: Any) -> float:
        """The share, 0 to 1; 0 of what is not known."""
        index = self._word(word)
        index = index and self.follow(str(tag).encode(), index)
        return ((index and self.value(index)) or 0) / self._multiplier

"""What pymorphy3's dictionary knows of words, looked up for many words at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from kg.annotate.automaton import Automaton, Numbers, codes
from kg.annotate.dictionary import analyzer

PLAIN = re.compile(r"[а-яё-]{2,60}")  # a bit for each letter that may be another fits into 64
YO = ord("е"), ord("ё")
SEPARATOR = np.uint32(1)  # between a word and what is known of it
DIGITS = 6  # of base 64: two numbers of 16 bits, paradigm and form
Readings = tuple[Any, ...]


class Lookup:
    """The dictionary's parses of words; what it lacks is for pymorphy3 to predict."""

    def __init__(self, analyzer: Any) -> None:
        self._dictionary = analyzer.dictionary
        sample = analyzer.parse("дом")[0]
        self._reading = type("Known", (type(sample),), {"is_known": True})
        self._unit = sample.methods_stack[0][0]
        folder = Path(self._dictionary.path)
        self._words = Automaton.read(folder / "words.dawg")
        self._chances = Automaton.read(folder / "p_t_given_w.intdawg")
        self._tags = codes([str(tag) for tag in self._dictionary.gramtab])
        paradigms = [np.frombuffer(each, np.uint16) for each in self._dictionary.paradigms]
        self._sizes = np.array([len(each) // 3 for each in paradigms])
        self._starts = np.cumsum([0, *(3 * self._sizes[:-1])])
        self._paradigms = np.concatenate(paradigms)
        self._cut = cache(self._cuts)

    def parses(self, words: Sequence[str]) -> Iterator[tuple[str, Readings]]:
        """Each word, in lower case, that the dictionary has, with its parses, likeliest first."""
        words = [word for word in words if PLAIN.fullmatch(word)]
        rows, changed, paradigms, forms = self._found(words)
        tags = self._paradigms[self._starts[paradigms] + self._sizes[paradigms] + forms]
        chances = self._scores(words, rows, tags)
        order = np.lexsort((-chances, rows))
        found = (each[order].tolist() for each in (rows, changed, paradigms, forms, tags, chances))
        readings: dict[int, list[Any]] = {}
        for row, *of in zip(*found, strict=True):
            readings.setdefault(row, []).append(self._parse(words[row], *of))
        return ((words[row], tuple(each)) for row, each in readings.items())

    def _found(self, words: Sequence[str]) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Row, letters changed to ё, paradigm and form of each parse, as pymorphy3 orders those of a word."""
        rows, units, changed = self._words.walk(np.zeros(len(words), np.uint32), codes(words), YO)
        units = self._words.follow(units, SEPARATOR)
        there = np.flatnonzero(units)
        owners, numbers = self._words.records(units[there], DIGITS)
        rows, changed = rows[there][owners], changed[there][owners]
        order = np.lexsort((_ranks(changed), rows))
        numbers = numbers[order] >> 4
        return rows[order], changed[order], numbers >> 16, numbers & 0xFFFF

    def _scores(self, words: Sequence[str], rows: Numbers, tags: Numbers) -> Numbers:
        """How likely each parse is, 0 to 1; all of a word alike where nothing is known of its tags."""
        starts = np.zeros(len(words), np.uint32)
        known = self._chances.walk(starts, codes([f"{word}:" for word in words]))
        starts[known.rows] = known.units
        there = np.flatnonzero(starts[rows])
        tagged = self._chances.walk(starts[rows[there]], self._tags[tags[there]])
        found = np.zeros(len(rows))
        found[there[tagged.rows]] = self._chances.values(tagged.units) / 1e6
        told = np.bincount(rows, found, len(words)) > 0
        return np.where(told[rows], found, 1.0 / np.bincount(rows, minlength=len(words))[rows])

    def _parse(self, word: str, changed: int, paradigm: int, form: int, tag: int, score: float) -> Any:
        if changed:
            word = "".join("ё" if changed >> at & 1 else letter for at, letter in enumerate(word))
        normal = word
        if form:
            before, behind, prefix, suffix = self._cut(paradigm, form)
            normal = f"{prefix}{word[before : len(word) - behind]}{suffix}"
        method = (self._unit, word, paradigm, form)
        return self._reading(word, self._dictionary.gramtab[tag], normal, score, (method,))

    def _cuts(self, paradigm: int, form: int) -> tuple[int, int, str, str]:
        """How long a form's prefix and ending are, and those of the normal form."""
        forms, size = self._dictionary.paradigms[paradigm], int(self._sizes[paradigm])
        prefixes, endings = self._dictionary.paradigm_prefixes, self._dictionary.suffixes
        before, behind = prefixes[forms[2 * size + form]], endings[forms[form]]
        return len(before), len(behind), prefixes[forms[2 * size]], endings[forms[0]]


def _ranks(changed: Numbers) -> Numbers:
    """The place of each as pymorphy3 orders them: by where ё stands, what ends first before what goes on."""
    kinds, places = np.unique(changed, return_inverse=True)
    order = sorted(range(len(kinds)), key=lambda at: [bit for bit in range(64) if int(kinds[at]) >> bit & 1])
    return np.argsort(order)[places]


@cache
def lookup() -> Lookup:
    """The lookup, made at the first call."""
    return Lookup(analyzer())

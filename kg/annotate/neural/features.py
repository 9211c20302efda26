"""What the mention model knows of a word by itself: its vector, its letters, its shape and its grammemes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.annotate.engine.packs import embedding
from kg.annotate.models import parses

AFFIXES = {
    "suffix2": slice(-2, None),
    "suffix3": slice(-3, None),
    "suffix4": slice(-4, None),
    "prefix3": slice(3),
}
GRAMMEMES = tuple(
    "NOUN ADJF ADJS COMP VERB INFN PRTF PRTS GRND NUMR ADVB NPRO PRED PREP CONJ PRCL INTJ anim inan "  # noqa: SIM905 (a table reads better)
    "masc femn neut sing plur Sgtm Pltm nomn gent datv accs ablt loct gen2 loc2 Name Surn Patr Geox Orgn "
    "Trad Abbr Init perf impf past pres futr 1per 2per 3per actv pssv Apro Anum Fixd LATN PNCT NUMB ROMN "
    "UNKN".split()
)
PLACE = {grammeme: index for index, grammeme in enumerate(GRAMMEMES)}
SHAPES = (
    ("digits4", r"\d{4}"),
    ("digits2", r"\d{1,2}"),
    ("digits", r"\d+"),
    ("quote", r"[«»„“”\"']"),
    ("dash", r"[-‐‑‒–—−]"),
    ("stop", r"[.!?…]"),
    ("mark", r"[^\w\s]+"),
)
SHAPE_NAMES = (
    *("lower", "latin"),
    *(name for name, _ in SHAPES),
    *("title", "upper", "initial", "camel", "mixed", "Latin", "LATIN"),
)
_SHAPES = [(name, re.compile(pattern)) for name, pattern in SHAPES]


class WordFeatures(NamedTuple):
    """`affixes` are strings for the model's own vocabularies; `grammemes` are shares over all parses."""

    vector: int  # row of the embedding, -1 if it has none
    affixes: tuple[str, ...]
    lemma: str
    shape: int
    grammemes: NDArray[np.float32]


@lru_cache(maxsize=1 << 13)
def word_features(text: str) -> WordFeatures:
    """The features of a word as it stands in the text."""
    low = text.casefold()
    known = parses(low)
    lemma = known[0].normal_form.replace("ё", "е")
    padded = f"<{low}>"
    return WordFeatures(
        vector_row(low, lemma),
        tuple(padded[part] for part in AFFIXES.values()),
        lemma,
        SHAPE_NAMES.index(shape(text)),
        grammemes(known),
    )


def vector_row(low: str, lemma: str) -> int:
    """The embedding's row for a word, else for it without ё, else for its lemma; -1 if it has none."""
    ids = embedding().ids
    return next((ids[form] for form in (low, low.replace("ё", "е"), lemma) if form in ids), -1)


def vectors(rows: Sequence[int]) -> NDArray[np.float32]:
    """Rows of the embedding, zeros for -1; shape (rows, 300)."""
    numbers = np.array(rows, np.intp)
    found = embedding().rows(np.maximum(numbers, 0))
    found[numbers < 0] = 0
    return found


def grammemes(known: Sequence[Any]) -> NDArray[np.float32]:
    """How much of the parses' weight has each grammeme."""
    found = np.zeros(len(GRAMMEMES), np.float32)
    for parse in known:
        found[places(parse.tag)] += parse.score
    found /= max(1e-6, sum(parse.score for parse in known))
    return found


@lru_cache(maxsize=1 << 11)
def places(tag: Any) -> NDArray[np.intp]:
    """The places of a tag's grammemes in GRAMMEMES."""
    return np.array([PLACE[grammeme] for grammeme in tag.grammemes if grammeme in PLACE], np.intp)


def shape(text: str) -> str:
    """One of SHAPE_NAMES."""
    if text.isalpha():
        latin = text.isascii()
        if text.islower():
            return "latin" if latin else "lower"
        if text.isupper():
            return "LATIN" if latin else ("initial" if len(text) == 1 else "upper")
        if text[0].isupper() and text[1:].islower():
            return "Latin" if latin else "title"
        return "camel"
    return next((name for name, pattern in _SHAPES if pattern.fullmatch(text)), "mixed")

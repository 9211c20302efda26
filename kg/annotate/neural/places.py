"""What the gazetteer knows of words: whether they begin or continue a name of a country, region or city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.annotate.neural.words import Word
from kg.gazetteer import gazetteer
from kg.gazetteer.place import FormKind
from kg.model import Kind

KINDS = (Kind.COUNTRY, Kind.REGION, Kind.CITY)
PLACE_MARKS = 2 * len(KINDS) + 2  # begins and continues a name of each kind; an adjective; an inhabitant


def place_marks(words: Sequence[Word]) -> NDArray[np.float32]:
    """Marks of each word, shape (words, PLACE_MARKS)."""
    found = np.zeros((len(words), PLACE_MARKS), np.float32)
    table = gazetteer()
    runs = list(hyphenated(words))
    folded = [text for _, _, text in runs]
    for first, text in enumerate(folded):
        for last in range(first, min(len(runs), first + table.reach(text))):
            for form in table.lookup(tuple(folded[first : last + 1])):
                mark(found, runs[first][0], runs[last][1], KINDS.index(table[form.place].kind), form.kind)
    return found


def hyphenated(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Words that hyphens join, as the gazetteer takes them: first and last index, text folded."""
    first = 0
    for last, word in enumerate(words):
        follows = last + 1 < len(words) and words[last + 1].start == word.stop
        if follows and (word.text == "-" or words[last + 1].text == "-"):
            continue
        text = "".join(part.text for part in words[first : last + 1])
        yield first, last, text.casefold().replace("ё", "е")
        first = last + 1


def mark(found: NDArray[np.float32], first: int, last: int, kind: int, form: FormKind) -> None:
    """Put one reading's marks on its words."""
    found[first, 2 * kind] = 1
    found[first + 1 : last + 1, 2 * kind + 1] = 1
    if form is not FormKind.NAME:
        found[first : last + 1, -2 if form is FormKind.ADJECTIVE else -1] = 1

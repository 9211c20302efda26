"""Long texts → parts that are read one by one: what is compared inside a part must not grow with the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text.faircopy import FairCopy

LONGEST = 50_000  # code points; the longest news articles have half of it
BOUNDS = (re.compile(r"\n"), re.compile(r"[.!?…][»”\"]?\s"), re.compile(r"\s"))  # the best one first


def parts(copy: FairCopy) -> list[FairCopy]:
    """The copy in parts that end with a paragraph, else with a sentence, else with a word, if any ends."""
    ends = list(_ends(copy.text))
    return [copy.part(start, stop) for start, stop in zip([0, *ends], [*ends, len(copy.text)], strict=True)]


def _ends(text: str) -> Iterator[int]:
    start = 0
    while len(text) - start > LONGEST:
        start = _end(text, start + LONGEST // 2, start + LONGEST)
        yield start


def _end(text: str, first: int, last: int) -> int:
    for bound in BOUNDS:
        ends = [match.end() for match in bound.finditer(text, first, last)]
        if ends:
            return ends[-1]
    return last

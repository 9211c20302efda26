"""Words and marks of a text as razdel cuts them; each run of letters and marks between blanks is cut once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from razdel import tokenize
from razdel.segmenters.tokenize import ATOM, INT, PUNCT

# razdel looks over a blank only where one of these marks stands beside it: `5 -ти`, `3, 4`
JOINING = frozenset("-‑–—−_.,/\\")
NOTHING, NUMBER, WORD = SAMPLES = ("!", "1", "a")  # what stands beyond it, as far as razdel tells it apart
# letters of one alphabet between single marks that never join, or a number: what most runs are
PLAIN = re.compile(r"([«\"(„“])?(?:([а-яё]+|[a-z]+)([,.;:?…»\")”])?|(\d+))", re.IGNORECASE)
KEPT = 1 << 14  # runs whose cuts are kept
Piece = tuple[int, str]


def tokens(text: str, offset: int = 0) -> list[Piece]:
    """Where each word or mark begins, and itself; the text begins at `offset`."""
    found: list[Piece] = []
    runs, at = text.split(), 0
    for number, run in enumerate(runs):
        start = text.index(run, at)
        at = start + len(run)
        start += offset
        joins = run[0] in JOINING or run[-1] in JOINING
        for first, piece in cut(run, *_beside(runs, number)) if joins else cut(run):
            found.append((start + first, piece))
    return found


@lru_cache(maxsize=KEPT)
def cut(run: str, before: str = NOTHING, after: str = NOTHING) -> tuple[Piece, ...]:
    """The words and marks of a run without blanks, between neighbours of these kinds."""
    if plain := PLAIN.fullmatch(run):
        return tuple((plain.start(at), each) for at, each in enumerate(plain.groups(), 1) if each)
    found = list(tokenize(f"{before} {run} {after}"))[1:-1]
    return tuple((each.start - len(before) - 1, each.text) for each in found)


def _beside(runs: Sequence[str], number: int) -> tuple[str, str]:
    """What the neighbours of a run begin or end with, as far as it tells."""
    run = runs[number]
    before = _kind(runs[number - 1][-1]) if number and run[0] in JOINING else NOTHING
    after = _kind(runs[number + 1][0]) if number + 1 < len(runs) and run[-1] in JOINING else NOTHING
    return before, after


@lru_cache(maxsize=KEPT)
def _kind(letter: str) -> str:
    found = ATOM.match(letter)
    kind = found.lastgroup if found else PUNCT
    return NOTHING if kind == PUNCT else NUMBER if kind == INT else WORD

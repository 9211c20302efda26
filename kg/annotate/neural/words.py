"""Words as the mention model reads them: razdel's tokens, parted again at dashes, slashes and full stops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import razdel

from kg.annotate.engine.tokens import tokens

PIECE = re.compile(r"[-‐‑‒–—−/.]|[^-‐‑‒–—−/.]+")
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")  # what str.splitlines parts, too
WINDOW = 96  # words that the model sees at once
LONGEST = 16  # words of the longest mention


class Word(NamedTuple):
    """A word or mark; offsets are code points of the text, half open."""

    start: int
    stop: int
    text: str
    sentence: int  # its number in the text


def windows(text: str) -> Iterator[list[Word]]:
    """The text's words in runs of whole sentences, up to WINDOW words each; longer sentences are cut."""
    window: list[Word] = []
    for sentence in sentences(text):
        if window and len(window) + len(sentence) > WINDOW:
            yield window
            window = []
        window = window + sentence
        while len(window) > WINDOW:
            yield window[:WINDOW]
            window = window[WINDOW:]
    if window:
        yield window


def sentences(text: str) -> Iterator[list[Word]]:
    """The words of each sentence; no sentence goes over the end of a line."""
    number = 0
    for line in LINE.finditer(text):
        for sentence in razdel.sentenize(line.group()):
            found = list(words(sentence.text, line.start() + sentence.start, number))
            if found:
                yield found
                number += 1


def words(text: str, offset: int, sentence: int) -> Iterator[Word]:
    """The words of a sentence that begins at `offset`."""
    for start, token in tokens(text, offset):
        for first, piece in pieces(token):
            yield Word(start + first, start + first + len(piece), piece, sentence)


@lru_cache(maxsize=1 << 14)
def pieces(token: str) -> tuple[tuple[int, str], ...]:
    """Where the parts of a word begin in it, and themselves."""
    return tuple((piece.start(), piece.group()) for piece in PIECE.finditer(token))

"""How a mention stands to the words that evoke an event: distances and neighbours, as rows of tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
TYPES = (
    *("agreement", "city", "country", "date", "delegation", "event", "facility", "meeting", "organization"),
    *("owns", "person", "post", "region", "visit"),
)
EVENTS = ("visit", "delegation", "meeting", "agreement", "owns")
POSTS = ("post",)
EVOKING = (*EVENTS, *POSTS)
DISTANCES = 14  # rows of a table of sentences or paragraphs apart
WORDS_APART = 16
BETWEEN = 8


class Mentions(NamedTuple):
    """Mentions of a text in order: first and last word (included), row in TYPES, sentence, paragraph."""

    first: Numbers
    last: Numbers
    type: Numbers
    sentence: Numbers
    paragraph: Numbers


class Pairs(NamedTuple):
    """Table rows for each pair of an evoking mention and a mention, shape (evoking, mentions)."""

    evoking: Numbers
    sentences: Numbers
    paragraphs: Numbers
    words_apart: Numbers
    types: Numbers
    between: Numbers


def pairs(mentions: Mentions, types: Sequence[str] = EVOKING) -> Pairs:
    """The pairs of a text's mentions, the first of one of the evoking `types`."""
    evoking = np.flatnonzero(np.isin(mentions.type, [TYPES.index(name) for name in types]))
    return Pairs(
        evoking,
        apart(mentions.sentence, evoking, DISTANCES),
        apart(mentions.paragraph, evoking, DISTANCES),
        apart(mentions.first, evoking, WORDS_APART),
        mentions.type[evoking][:, None] * len(TYPES) + mentions.type[None, :],
        between(mentions, evoking),
    )


def apart(places: Numbers, evoking: Numbers, count: int) -> Numbers:
    """Signed distances on a scale that is even up to 3 and logarithmic beyond, as rows of a table."""
    distance = places[None, :] - places[evoking][:, None]
    size, most = np.abs(distance), count // 2 - 1
    far = 4 + np.floor(np.log2(np.maximum(size, 3) / 3 + 1e-9)).astype(np.int64)
    rows: Numbers = np.sign(distance) * np.where(size <= 3, size, np.minimum(most, far)) + most
    return rows


def between(mentions: Mentions, evoking: Numbers) -> Numbers:
    """How many mentions of the second's type begin between the two, at most BETWEEN - 1."""
    low = np.minimum(mentions.first[evoking][:, None], mentions.first[None, :])
    high = np.maximum(mentions.first[evoking][:, None], mentions.first[None, :])
    found = np.zeros_like(low)
    for type in set(mentions.type.tolist()):
        chosen = np.flatnonzero(mentions.type == type)
        places = np.sort(mentions.first[chosen])
        until = np.searchsorted(places, high[:, chosen], side="left")
        found[:, chosen] = until - np.searchsorted(places, low[:, chosen], side="right")
    return found.clip(0, BETWEEN - 1)


def type_marks(count: int, mentions: Sequence[tuple[int, int, int]]) -> NDArray[np.float32]:
    """For each of `count` words: whether a mention `(first, last, type)` begins there, or goes on."""
    found = np.zeros((count, 2 * len(TYPES)), np.float32)
    for first, last, type in mentions:
        found[first, 2 * type] = 1
        found[first + 1 : last + 1, 2 * type + 1] = 1
    return found

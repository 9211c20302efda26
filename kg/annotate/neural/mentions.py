"""The mention model: every run of words scored against every label; the best labels that do not cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from kg.annotate.neural.encoder import Encoder
from kg.annotate.neural.layers import Array, gelu, linear
from kg.annotate.neural.words import LONGEST, Word
from kg.resources import resource

NO_RUN = -1e9  # score of runs that reach over the end of a window


class Found(NamedTuple):
    """A mention at the words `first` to `last`, `last` included."""

    first: int
    last: int
    label: str
    score: float  # probability


@cache
def encoder() -> Encoder:
    """The shipped mention model, read once."""
    return Encoder.read(resource("data/models/mentions.npz"), "places")


def find_mentions(windows: Sequence[Sequence[Word]], places: Sequence[Array]) -> list[list[Found]]:
    """The mentions of each window, in the order given; in text order, the longer first.

    `places` are the windows' marks of names of places.
    """
    labels = encoder().lists["labels"]
    states = encoder().states(windows, places)
    return [
        best_runs(_within_sentences(_scores(h), window), labels)
        for h, window in zip(states, windows, strict=True)
    ]


def _scores(h: Array) -> Array:
    """Logits of every run of a window, shape (words, LONGEST, labels)."""
    weights = encoder().weights
    start, stop, left, right = (linear(h, weights, name) for name in ("start", "stop", "left", "right"))
    sums = np.concatenate([np.zeros_like(start[:1]), linear(h, weights, "mean").cumsum(0)])
    found = np.full((len(h), LONGEST, len(encoder().lists["labels"])), NO_RUN, np.float32)
    found[..., 0] = 0
    for width in range(min(LONGEST, len(h))):
        n = len(h) - width
        inside = (sums[width + 1 :] - sums[:n]) / np.float32(width + 1)
        run = start[:n] + stop[width:] + inside + weights["length.weight"][width] + left[:n] * right[width:]
        found[:n, width] = linear(gelu(run), weights, "score")
    return found


def _within_sentences(scores: Array, window: Sequence[Word]) -> Array:
    """The scores without the runs that go over the end of a sentence."""
    sentences = np.array([word.sentence for word in window])
    for width in range(1, min(LONGEST, len(window))):
        over = np.flatnonzero(sentences[width:] != sentences[:-width])
        scores[over, width, 1:] = NO_RUN
    return scores


def best_runs(scores: Array, labels: Sequence[str]) -> list[Found]:
    """The best label of each run; of runs that cross, the surer one stays.

    Scores have the shape (words, LONGEST, labels).
    """
    kept: list[Found] = []
    for one in sorted(_named(scores, labels), key=lambda each: (-each.score, each)):
        if not any(_cross(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda each: (each.first, -each.last))


def _named(scores: Array, labels: Sequence[str]) -> Iterator[Found]:
    best = scores.argmax(-1)
    for first, width in zip(*np.nonzero(best), strict=True):
        run, label = scores[first, width], best[first, width]
        share = float(1 / np.exp(run - run[label]).sum())
        yield Found(int(first), int(first + width), labels[label], share)


def _cross(one: Found, other: Found) -> bool:
    return (one.first < other.first <= one.last < other.last) or (
        other.first < one.first <= other.last < one.last
    )

"""The mention model: every run of words scored against every label; the best labels that do not cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from kg.annotate.neural.encoder import Encoder
from kg.annotate.neural.layers import Array, Weights, gelu, product
from kg.annotate.neural.recurrent import Numbers
from kg.annotate.neural.words import LONGEST, Word
from kg.resources import resource

TOGETHER = 8  # windows whose runs are scored together: they stay in the processor's cache
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
    labels, states = encoder().lists["labels"], encoder().states(windows, places)
    found: list[list[Found]] = []
    while together := list(islice(states, TOGETHER)):
        cuts = np.cumsum([len(h) for h in together])[:-1]
        scores = np.split(_scores(together), cuts)
        seen = windows[len(found) : len(found) + len(together)]
        found += [best_runs(_within_sentences(*pair), labels) for pair in zip(scores, seen, strict=True)]
    return found


def _scores(states: Sequence[Array]) -> Array:
    """Logits of every run of some windows' words, shape (words, LONGEST, labels).

    Runs that reach over the end of a window are none.
    """
    weights, h = encoder().weights, np.concatenate(states)
    parts = ("start", "stop", "left", "right", "mean")
    start, stop, left, right, mean = (_linear(h, weights, name) for name in parts)
    sums, rows, ends = _sums(states, mean)
    found = np.full((len(h), LONGEST, len(encoder().lists["labels"])), NO_RUN, np.float32)
    found[..., 0] = 0
    for width in range(LONGEST):
        n = np.flatnonzero(ends > width)
        if n.size:
            run = start[n] + stop[n + width]
            run += (sums[rows[n] + width + 1] - sums[rows[n]]) / np.float32(width + 1)
            run += weights["length.weight"][width]
            run += left[n] * right[n + width]
            found[n, width] = _linear(gelu(run), weights, "score")
    return found


def _linear(x: Array, weights: Weights, name: str) -> Array:
    found = product(x, weights[f"{name}.weight"].T)
    found += weights[f"{name}.bias"]
    return found


def _sums(states: Sequence[Array], mean: Array) -> tuple[Array, Numbers, Numbers]:
    """Sums of rows from the beginning of each window; where each word's is; words left in its window."""
    parts = np.split(mean, np.cumsum([len(h) for h in states])[:-1])
    sums = np.concatenate([np.concatenate([np.zeros_like(part[:1]), part.cumsum(0)]) for part in parts])
    rows = np.arange(len(mean)) + np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return sums, rows, np.concatenate([np.arange(len(part), 0, -1) for part in parts])


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

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
NO_RUN = -1e9  # score of runs that reach over the end of a sentence


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
        seen = windows[len(found) : len(found) + len(together)]
        scores = _scores(together, np.concatenate(list(map(_left, seen))))
        found += [best_runs(each, labels) for each in np.split(scores, cuts)]
    return found


def _left(window: Sequence[Word]) -> Numbers:
    """How many words of its sentence each word has from itself to the end of the window."""
    sentences = np.array([word.sentence for word in window])
    return np.searchsorted(sentences, sentences, side="right") - np.arange(len(window))


def _scores(states: Sequence[Array], left: Numbers) -> Array:
    """Logits of every run of some windows' words, shape (words, LONGEST, labels).

    Runs that reach over the end of a sentence are none: of a word's sentence so many words are `left`.
    """
    weights, h = encoder().weights, np.concatenate(states)
    parts = ("start", "stop", "left", "right", "mean")
    start, stop, before, behind, mean = (_linear(h, weights, name) for name in parts)
    sums, rows = _sums(states, mean)
    found = np.full((len(h), LONGEST, len(encoder().lists["labels"])), NO_RUN, np.float32)
    found[..., 0] = 0
    for width in range(LONGEST):
        n = np.flatnonzero(left > width)
        if n.size:
            run = start[n] + stop[n + width]
            run += (sums[rows[n] + width + 1] - sums[rows[n]]) / np.float32(width + 1)
            run += weights["length.weight"][width]
            run += before[n] * behind[n + width]
            found[n, width] = _linear(gelu(run), weights, "score")
    return found


def _linear(x: Array, weights: Weights, name: str) -> Array:
    found = product(x, weights[f"{name}.weight"].T)
    found += weights[f"{name}.bias"]
    return found


def _sums(states: Sequence[Array], mean: Array) -> tuple[Array, Numbers]:
    """Sums of rows from the beginning of each window; where each word's is."""
    parts = np.split(mean, np.cumsum([len(h) for h in states])[:-1])
    sums = np.concatenate([np.concatenate([np.zeros_like(part[:1]), part.cumsum(0)]) for part in parts])
    rows = np.arange(len(mean)) + np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return sums, rows


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

"""The mention model: every run of words scored against every label; the best labels that do not cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.annotate.neural.encoder import Encoder
from kg.annotate.neural.layers import Array, Weights, gelu, product
from kg.annotate.neural.recurrent import Numbers
from kg.annotate.neural.words import LONGEST, Word
from kg.batches import in_batches
from kg.resources import resource

TOGETHER = 16  # windows whose runs are scored together: they stay in the processor's cache
UNLIKELY = -3.0  # log odds below which no mention is looked for that begins, or ends, at a word


class Runs(NamedTuple):
    """Runs of words that may be mentions: first word, last word (included), logits (runs, labels)."""

    first: Numbers
    last: Numbers
    scores: Array


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


def find_mentions(
    windows: Sequence[Sequence[Word]], places: Sequence[Array]
) -> Iterator[tuple[list[Found], Array]]:
    """The mentions of each window, in text order, the longer first; the states of its words (words, width).

    `places` are the windows' marks of names of places.
    """
    labels, states = encoder().lists["labels"], encoder().states(windows, places)
    rest = iter(windows)
    for together in in_batches(states, TOGETHER):
        h, sizes = np.concatenate(together), list(map(len, together))
        likely = _linear(h, encoder().weights, "ends") > UNLIKELY
        left = np.concatenate([words_left(window) for window in islice(rest, len(together))])
        runs = score_runs(encoder(), h, sizes, likely_runs(likely, left))
        for each, own in zip(_parted(runs, sizes), together, strict=True):
            yield best_runs(each, labels), own


def words_left(window: Sequence[Word]) -> Numbers:
    """How many words of its sentence each word has from itself to the end of the window."""
    sentences = np.array([word.sentence for word in window])
    return np.searchsorted(sentences, sentences, side="right") - np.arange(len(window))


def likely_runs(ends: NDArray[np.bool_], left: Numbers) -> tuple[Numbers, Numbers]:
    """First and last words of runs, in order, by the words that may begin and end one, shape (words, 2).

    No run reaches over the end of a sentence: of a word's sentence so many words are `left`.
    """
    begin, width = np.flatnonzero(ends[:, 0]), np.arange(LONGEST)
    last = np.minimum(begin[:, None] + width, len(ends) - 1)
    row, more = np.nonzero((width < left[begin][:, None]) & ends[last, 1])
    return begin[row], begin[row] + more


def score_runs(encoder: Encoder, h: Array, sizes: Sequence[int], runs: tuple[Numbers, Numbers]) -> Runs:
    """Logits of runs, given by first and last words; `sizes` are those of the windows, `h` the states."""
    weights, (first, last) = encoder.weights, runs
    begin, begins = np.unique(first, return_inverse=True)
    end, ends = np.unique(last, return_inverse=True)
    start, before = (_linear(h[begin], weights, name) for name in ("start", "left"))
    stop, behind = (_linear(h[end], weights, name) for name in ("stop", "right"))
    sums, rows = _sums(_linear(h, weights, "mean"), sizes)
    width = last - first
    x = before[begins] * behind[ends]
    x += (sums[rows[first] + width + 1] - sums[rows[first]]) / (width + 1)[:, None].astype(np.float32)
    x += start[begins]
    x += stop[ends]
    x += weights["length.weight"][width]
    return Runs(first, last, _linear(gelu(x), weights, "score"))


def _parted(runs: Runs, sizes: Sequence[int]) -> Iterator[Runs]:
    """The runs of each window, whose words are counted from its own first."""
    stops = np.cumsum(sizes)
    cuts = np.searchsorted(runs.first, stops[:-1])
    parts = zip(*(np.split(each, cuts) for each in runs), strict=True)
    for (first, last, scores), stop, size in zip(parts, stops, sizes, strict=True):
        yield Runs(first - (stop - size), last - (stop - size), scores)


def _linear(x: Array, weights: Weights, name: str) -> Array:
    found = product(x, weights[f"{name}.weight"].T)
    found += weights[f"{name}.bias"]
    return found


def _sums(mean: Array, sizes: Sequence[int]) -> tuple[Array, Numbers]:
    """Sums of rows from the beginning of each window; where each word's is."""
    parts = np.split(mean, np.cumsum(sizes)[:-1])
    sums = np.concatenate([np.concatenate([np.zeros_like(part[:1]), part.cumsum(0)]) for part in parts])
    return sums, np.arange(len(mean)) + np.repeat(np.arange(len(sizes)), sizes)


def best_runs(runs: Runs, labels: Sequence[str]) -> list[Found]:
    """The best label of each run; of runs that cross, the surer one stays."""
    kept: list[Found] = []
    for one in sorted(_named(runs, labels), key=lambda each: (-each.score, each)):
        if not any(_cross(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda each: (each.first, -each.last))


def _named(runs: Runs, labels: Sequence[str]) -> Iterator[Found]:
    best = runs.scores.argmax(-1)
    for n in np.flatnonzero(best).tolist():
        run, label = runs.scores[n], best[n]
        share = float(1 / np.exp(run - run[label]).sum())
        yield Found(int(runs.first[n]), int(runs.last[n]), labels[label], share)


def _cross(one: Found, other: Found) -> bool:
    return (one.first < other.first <= one.last < other.last) or (
        other.first < one.first <= other.last < one.last
    )

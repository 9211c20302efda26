"""The best paths through many sequences at once (Viterbi)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from kg.annotate.engine.packs import Array, Numbers


def best_paths(scores: Array, lengths: Sequence[int], moves: Array) -> Iterator[list[int]]:
    """The best labels of each sequence, in the order given.

    `scores` (rows, labels) have a row that means nothing before each sequence's; `moves` (labels, labels) are
    scores of going from one label to the next. Of equal paths it takes the one that slovnet takes.
    """
    starts = 1 + np.cumsum([0, *(length + 1 for length in lengths[:-1])])
    starts = np.minimum(starts, len(scores) - 1)  # an empty sequence may stand at the end
    order = np.argsort([-length for length in lengths], kind="stable")
    paths = dict(zip(order.tolist(), _longest_first(scores, starts[order], moves, lengths), strict=True))
    return (paths[at] for at in range(len(lengths)))


def _longest_first(
    scores: Array, starts: Numbers, moves: Array, lengths: Sequence[int]
) -> Iterator[list[int]]:
    """The paths of sequences that come in falling length: at each step a first part of them goes on."""
    sizes = np.sort(lengths)[::-1]
    steps = np.searchsorted(
        -sizes, -np.arange(max(1, int(sizes[0]))), side="left"
    )  # how many go on at each step
    best, back = _forward(scores, starts, moves.T, steps.tolist())
    paths = np.zeros((len(back), len(sizes)), np.intp)
    for at in range(len(back) - 1, -1, -1):
        count = steps[at]
        paths[at, :count] = best[:count]
        best[:count] = back[at][np.arange(count), best[:count]]
    return (paths[:size, at].tolist() for at, size in enumerate(sizes.tolist()))


def _forward(
    scores: Array, starts: Numbers, moves: Array, steps: Sequence[int]
) -> tuple[Numbers, list[Numbers]]:
    """The best last label of each sequence, and at each step the label before each label."""
    total = scores[starts]
    back = [np.zeros(total.shape, np.intp)]
    for at, count in enumerate(steps[1:], 1):
        reached = total[:count, None, :] + moves + scores[starts[:count] + at, :, None]
        back.append(reached.argmax(2))
        reached.max(2, out=total[:count])
    return total.argmax(1), back

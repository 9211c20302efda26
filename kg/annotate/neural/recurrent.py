"""BiLSTM (Hochreiter & Schmidhuber 1997; Graves & Schmidhuber 2005) over many sequences at once.

Sequences stand packed: all first words, then all second ones, the longest sequence first. So those that go on
are the first ones at each step, and nothing is computed behind an end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.annotate.neural.layers import Array, Weights, product

Numbers = NDArray[np.intp]
STEPS = 4  # steps for which what words bring along is multiplied together: it stays in the cache
ROWS = 32  # sequences that are multiplied together at the least: what one gives does not hang on how many


class Packing(NamedTuple):
    """How words are packed: `places` of the words, sequence for sequence; `mirrored` leads from a packed word
    to the one as far from the other end; at step `n` go on `counts[n]` sequences, from row `starts[n]`.
    """

    places: Numbers
    mirrored: Numbers
    counts: Sequence[int]
    starts: Sequence[int]


class Layer(NamedTuple):
    """Both directions' weights of inputs, (2, inputs + 1, 4 · size), and of the state before.

    The last row is the bias: inputs end with 1. Gates stand in the order input, forget, output, cell. Three
    are halved: σ(x) = (1 + tanh(x/2)) / 2.
    """

    outer: Array
    inner: Array


def packing(lengths: Sequence[int]) -> Packing:
    """The packing of sequences of these lengths, none of them 0."""
    sizes = np.array(lengths)
    ranks = np.empty(len(sizes), np.intp)
    ranks[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    counts = (sizes[:, None] > np.arange(sizes.max())).sum(0)
    starts = np.concatenate([[0], counts.cumsum()[:-1]])
    steps = np.concatenate([np.arange(size) for size in sizes])
    own, last = np.repeat(ranks, sizes), np.repeat(sizes - 1, sizes)
    places = starts[steps] + own
    mirrored = np.empty_like(places)
    mirrored[places] = starts[last - steps] + own
    return Packing(places, mirrored, counts.tolist(), starts.tolist())


def lstm_layers(weights: Weights) -> list[Layer]:
    """The layers of PyTorch's weights `lstm.*`."""
    count = sum(name.startswith("lstm.weight_hh") for name in weights) // 2
    return [_layer(weights, f"_l{at}") for at in range(count)]


def _layer(weights: Weights, name: str) -> Layer:
    ways = (name, f"{name}_reverse")
    biases = [weights[f"lstm.bias_ih{way}"] + weights[f"lstm.bias_hh{way}"] for way in ways]
    outer = [
        np.concatenate([_gates(weights[f"lstm.weight_ih{way}"]).T, _gates(bias)[None]])
        for way, bias in zip(ways, biases, strict=True)
    ]
    return Layer(np.stack(outer), np.stack([_gates(weights[f"lstm.weight_hh{way}"]).T for way in ways]))


def _gates(rows: Array) -> Array:
    """PyTorch's order input, forget, cell, output → ours."""
    i, f, g, o = np.split(rows, 4)
    half = np.float32(0.5)  # exact: only the exponent changes
    return np.concatenate([half * i, half * f, half * o, g])


def bilstms(x: Array, packed: Packing, layers: Sequence[Layer], out: Array) -> None:
    """Write what the last of some layers makes of packed words, both directions side by side, into `out`.

    `x` has the shape (words, inputs + 1), its last column is 1; rows of `out` are in the order of the texts.
    """
    for layer in layers[:-1]:
        forth, back = bilstm(x, packed, layer)
        x = np.empty((len(x), 2 * forth.shape[1] + 1), np.float32)
        x[:, -1] = 1
        _beside(forth, back, slice(None), packed.mirrored, x)
    forth, back = bilstm(x, packed, layers[-1])
    _beside(forth, back, packed.places, packed.mirrored[packed.places], out)


def _beside(forth: Array, back: Array, one: Any, other: Numbers, out: Array) -> None:
    """Write chosen rows of both directions beside each other into the first columns of `out`."""
    size = forth.shape[1]
    out[:, :size] = forth[one]
    out[:, size : 2 * size] = back[other]


def bilstm(x: Array, packed: Packing, layer: Layer) -> Array:
    """States of packed words, (2, words, size): forth, and back in the order of the mirrored words."""
    states = np.empty((2, len(x), layer.inner.shape[1]), np.float32)
    room = _room(packed, layer)
    for first in range(0, len(packed.counts), STEPS):
        counts, start = packed.counts[first : first + STEPS], packed.starts[first]
        here = slice(start, start + sum(counts))
        outer = room.outer[:, : here.stop - start]
        product(x[here], layer.outer[0], outer[0])
        product(x.take(packed.mirrored[here], 0), layer.outer[1], outer[1])
        _run(outer, counts, layer.inner, room, states[:, here])
    return states


class _Room(NamedTuple):
    """Both directions' last states, and where the gates of a step and what words bring to them are made."""

    h: Array
    c: Array
    gates: Array
    outer: Array


def _room(packed: Packing, layer: Layer) -> _Room:
    rows, size = _rows(packed.counts[0]), layer.inner.shape[1]
    shapes = (rows, size), (rows, size), (rows, 4 * size), (STEPS * rows, 4 * size)
    return _Room(*(np.zeros((2, *shape), np.float32) for shape in shapes))


def _run(outer: Array, counts: Sequence[int], inner: Array, room: _Room, states: Array) -> None:
    """Some steps of both directions; the states, (2, words, size), are written into `states`."""
    start = 0
    for count in counts:
        rows, now = _rows(count), slice(start, start + count)
        for way in (0, 1):
            np.matmul(room.h[way, :rows], inner[way], out=room.gates[way, :rows])
        gates = room.gates[:, :count]
        gates += outer[:, now]
        states[:, now] = _step(gates, room.h[:, :count], room.c[:, :count])
        start += count


def _step(gates: Array, h: Array, c: Array) -> Array:
    """The next state, written into `h`; `c` and `gates` are overwritten."""
    size = c.shape[2]
    np.tanh(gates, out=gates)
    open_, cell = gates[..., : 3 * size], gates[..., 3 * size :]
    open_ *= 0.5
    open_ += 0.5
    i, f, o = (open_[..., at * size : (at + 1) * size] for at in range(3))
    c *= f
    i *= cell
    c += i
    np.tanh(c, out=cell)
    return np.multiply(o, cell, out=h)


def _rows(count: int) -> int:
    return -(-count // ROWS) * ROWS

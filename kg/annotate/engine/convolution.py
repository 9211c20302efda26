"""Three convolutions over words, for many sequences in one row.

Sequences stand one behind the other with a separator between them. A convolution of three words is one
product of matrices whose columns are the left, the middle and the right word's share, added up with a shift
of one. Normalisation is folded into the layer behind it; a separator is what normalisation makes zero.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.annotate.engine.packs import Array, Numbers, Pack

REACH = 3  # words to each side that what is found at a word depends on: one for each layer
CHUNK = 512  # words computed together: their states stay in the processor's cache


class Layer(NamedTuple):
    """Weights (inputs, 3 · outputs) and bias; `rest` is what a separator's row holds behind it."""

    weight: Array
    bias: Array
    rest: Array


class Network(NamedTuple):
    """The layers behind the first, and what is left of it: its share of words is looked up."""

    first: Array  # (inputs of a word, 3 · outputs)
    bias: Array
    rest: Array
    layers: tuple[Layer, ...]
    scale: Array  # of the last normalisation, which the heads fold in
    shift: Array


class Head(NamedTuple):
    """A linear layer on the last convolution."""

    weight: Array
    bias: Array


def network(pack: Pack) -> Network:
    """The convolutions of a pack."""
    scales, shifts = zip(*(_norm(pack, at) for at in range(REACH)), strict=True)
    return Network(
        _taps(pack, 0),
        pack.arrays["encoder.layers.0.conv.bias"],
        -shifts[0] / scales[0],
        tuple(_layer(pack, at, scales, shifts) for at in (1, 2)),
        scales[2],
        shifts[2],
    )


def _norm(pack: Pack, at: int) -> tuple[Array, Array]:
    """Scale and shift of a layer's normalisation."""
    names = ("weight", "bias", "mean", "std")
    weight, bias, mean, std = (pack.arrays[f"encoder.layers.{at}.norm.{name}"] for name in names)
    return weight / std, bias - mean * weight / std


def _taps(pack: Pack, at: int) -> Array:
    """A convolution's weights as (inputs, left | middle | right outputs)."""
    found: Array = pack.arrays[f"encoder.layers.{at}.conv.weight"].transpose(1, 2, 0)
    return np.ascontiguousarray(found).reshape(len(found), -1)


def _layer(pack: Pack, at: int, scales: tuple[Array, ...], shifts: tuple[Array, ...]) -> Layer:
    taps, bias = _taps(pack, at), pack.arrays[f"encoder.layers.{at}.conv.bias"]
    constant = (shifts[at - 1] @ taps).reshape(3, -1).sum(0)
    return Layer(scales[at - 1][:, None] * taps, bias + constant, -shifts[at] / scales[at])


def head(pack: Pack, found: Network, name: str) -> Head:
    """The linear layer `name`, with the last normalisation in it."""
    weight, bias = pack.arrays[f"{name}.weight"], pack.arrays[f"{name}.bias"]
    return Head(found.scale[:, None] * weight, found.shift @ weight + bias)


def apply(head: Head, x: Array) -> Array:
    """x · W + b."""
    found = x @ head.weight
    found += head.bias
    return found


def convolve(found: Network, x: Array, separators: Numbers) -> Array:
    """States behind the last layer, of all words but the two first and the two last.

    `x` are the sums of the first layer, which is overwritten; `separators` are rows of it.
    """
    np.maximum(x, 0, out=x)
    x[separators] = found.rest
    for layer in found.layers:
        separators = separators - 1
        separators = separators[(separators >= 0) & (separators < len(x) - 2)]
        x = _convolved(layer, x)
        x[separators] = layer.rest
    return x


def _convolved(layer: Layer, x: Array) -> Array:
    """ReLU of a convolution; one row less at each end."""
    products = x @ layer.weight
    width = len(layer.bias)
    found = products[:-2, :width] + products[1:-1, width : 2 * width]
    found += products[2:, 2 * width :]
    found += layer.bias
    np.maximum(found, 0, out=found)
    return found

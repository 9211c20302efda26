"""Layers of the networks in numpy, as PyTorch computes them: float32, rows are words or pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Weights = Mapping[str, Array]


def linear(x: Array, weights: Weights, name: str) -> Array:
    """x · Wᵀ + b."""
    found: Array = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return found


def sigmoid(x: Array) -> Array:
    """1 / (1 + e⁻ˣ), by tanh: no overflow."""
    found: Array = 0.5 * np.tanh(0.5 * x) + 0.5
    return found


def gelu(x: Array) -> Array:
    """GELU with tanh (Hendrycks & Gimpel 2016), as trained."""
    inner = np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))
    return np.asarray(0.5 * x * (1 + inner), np.float32)


def normalized(x: Array, weights: Weights, name: str) -> Array:
    """Layer normalisation (Ba et al. 2016)."""
    spread = np.sqrt(x.var(1, keepdims=True) + np.float32(1e-5))
    found: Array = (x - x.mean(1, keepdims=True)) / spread * weights[f"{name}.weight"] + weights[
        f"{name}.bias"
    ]
    return found


def log_sum_exp(x: Array, axis: int) -> Array:
    """log Σ eˣ along an axis, safe from overflow."""
    top = x.max(axis, keepdims=True)
    found: Array = np.log(np.exp(x - top).sum(axis)) + top.squeeze(axis)
    return found


def bilstm(x: Array, lengths: Sequence[int], weights: Weights, layer: int) -> Array:
    """One layer in both directions; the rows of `x` are sequences one behind the other, the longest first."""
    sizes = np.array(lengths, np.int64)
    starts = sizes.cumsum() - sizes
    ahead = _direction(x, starts, sizes, weights, f"_l{layer}", 1)
    back = _direction(x, starts + sizes - 1, sizes, weights, f"_l{layer}_reverse", -1)
    return np.concatenate([ahead, back], axis=1)


def _direction(
    x: Array, first: NDArray[np.int64], lengths: NDArray[np.int64], weights: Weights, name: str, step: int
) -> Array:
    inner = weights[f"lstm.weight_hh{name}"].T
    bias = weights[f"lstm.bias_ih{name}"] + weights[f"lstm.bias_hh{name}"]
    gates = x @ weights[f"lstm.weight_ih{name}"].T + bias
    size = inner.shape[0]
    out = np.empty((len(x), size), np.float32)
    h = c = np.zeros((len(lengths), size), np.float32)
    for at, count in enumerate(_running(lengths)):
        rows = first[:count] + at * step
        gate = gates[rows] + h[:count] @ inner
        i, f, o = sigmoid(gate[:, :size]), sigmoid(gate[:, size : 2 * size]), sigmoid(gate[:, 3 * size :])
        c = f * c[:count] + i * np.tanh(gate[:, 2 * size : 3 * size])
        out[rows] = h = o * np.tanh(c)
    return out


def _running(lengths: NDArray[np.int64]) -> Iterator[int]:
    """How many of the sequences, longest first, reach each step."""
    yield from np.searchsorted(-lengths, -np.arange(lengths[0]), side="left").tolist()

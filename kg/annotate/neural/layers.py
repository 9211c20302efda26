"""Layers of the networks in numpy, as PyTorch computes them: float32, rows are words or pairs."""

from __future__ import annotations

from collections.abc import Mapping

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


def bilstm(x: Array, lengths: NDArray[np.int64], weights: Weights, layer: int, rows: int = 1) -> Array:
    """One layer in both directions over sequences (sequences, steps, width).

    What stands behind their lengths means nothing, in the result too. `rows` is the least number of rows of
    the matrix that is multiplied in each step: up to so many sequences its shape is always the same.
    """
    steps = int(lengths.max())
    ahead = _lstm(x, steps, weights, f"_l{layer}", rows)
    back = _lstm(_reversed(x, lengths), steps, weights, f"_l{layer}_reverse", rows)
    return np.concatenate([ahead, _reversed(back, lengths)], axis=2)


def _reversed(x: Array, lengths: NDArray[np.int64]) -> Array:
    """Each sequence from its last step to its first."""
    steps = np.arange(x.shape[1])
    turned = lengths[:, None] - 1 - steps
    return np.take_along_axis(x, np.where(turned < 0, steps, turned)[..., None], axis=1)


def _lstm(x: Array, steps: int, weights: Weights, name: str, rows: int) -> Array:
    inner = np.ascontiguousarray(weights[f"lstm.weight_hh{name}"].T)
    bias = weights[f"lstm.bias_ih{name}"] + weights[f"lstm.bias_hh{name}"]
    gates = x @ weights[f"lstm.weight_ih{name}"].T + bias
    count, size = len(x), inner.shape[0]
    out = np.zeros((*x.shape[:2], size), np.float32)
    h, c = np.zeros((max(rows, count), size), np.float32), np.zeros((count, size), np.float32)
    for step in range(steps):
        gate = gates[:, step] + (h @ inner)[:count]
        i, f, _, o = np.split(sigmoid(gate), 4, axis=1)
        c = f * c + i * np.tanh(gate[:, 2 * size : 3 * size])
        out[:, step] = h[:count] = o * np.tanh(c)
    return out

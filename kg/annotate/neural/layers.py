"""Layers of the networks in numpy, as PyTorch computes them: float32, rows are words or pairs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Weights = Mapping[str, Array]


LEAST = 1 << 21  # multiplications from which on OpenBLAS takes one and the same kernel


def product(x: Array, weight: Array) -> Array:
    """x · W, of which each row is the same to the last bit whatever other rows there are."""
    rows = -(-LEAST // weight.size)
    if len(x) >= rows:
        return x @ weight
    padded = np.zeros((rows, x.shape[1]), np.float32)
    padded[: len(x)] = x
    found: Array = padded @ weight
    return found[: len(x)]


def linear(x: Array, weights: Weights, name: str) -> Array:
    """x · Wᵀ + b."""
    found: Array = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return found


def gelu(x: Array) -> Array:
    """GELU with tanh (Hendrycks & Gimpel 2016), as trained."""
    found = np.multiply(x, 0.044715, dtype=np.float32)
    found *= x
    found *= x
    found += x
    found *= 0.7978845608
    np.tanh(found, out=found)
    found += 1
    found *= 0.5 * x
    return found


def normalized(x: Array, weights: Weights, name: str) -> Array:
    """Layer normalisation (Ba et al. 2016)."""
    spread = np.sqrt(x.var(1, keepdims=True) + np.float32(1e-5))
    found: Array = (x - x.mean(1, keepdims=True)) / spread * weights[f"{name}.weight"] + weights[
        f"{name}.bias"
    ]
    return found

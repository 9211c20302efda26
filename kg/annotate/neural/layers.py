"""Layers of the networks in numpy, as PyTorch computes them: float32, rows are words or pairs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Weights = Mapping[str, Array]


LEAST = 1 << 21  # multiplications from which on OpenBLAS takes one and the same kernel


def product(x: Array, weight: Array, out: Array | None = None) -> Array:
    """x · W, of which each row is the same to the last bit whatever other rows there are."""
    rows = -(-LEAST // weight.size)
    if len(x) >= rows:
        return np.matmul(x, weight, out=out)
    padded = np.zeros((rows, x.shape[1]), np.float32)
    padded[: len(x)] = x
    found: Array = (padded @ weight)[: len(x)]
    if out is None:
        return found
    out[:] = found
    return out


def linear(x: Array, weights: Weights, name: str) -> Array:
    """x · Wᵀ + b."""
    found: Array = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return found


def gelu(x: Array, out: Array | None = None) -> Array:
    """GELU with tanh (Hendrycks & Gimpel 2016), as trained."""
    found: Array = np.multiply(x, x)
    found *= 0.044715 * 0.7978845608
    found += 0.7978845608
    found *= x
    np.tanh(found, out=found)
    found += 1
    found *= 0.5
    return np.multiply(found, x, out=found if out is None else out)


def normalized(x: Array, weights: Weights, name: str) -> Array:
    """Layer normalisation (Ba et al. 2016), in place."""
    x -= x.mean(1, keepdims=True)
    spread = np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1])
    x /= np.sqrt(spread + np.float32(1e-5))
    x *= weights[f"{name}.weight"]
    x += weights[f"{name}.bias"]
    return x

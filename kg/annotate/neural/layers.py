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

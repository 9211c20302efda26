"""What students have in common: a teacher's file, plain texts to listen to it, a layer less than it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from kg.annotate.neural.encoder import STRINGS

LAYERS = 1  # of a student's BiLSTM
RATE = 1e-3  # lower than from nothing: a student begins with its teacher's weights
Arrays = Mapping[str, NDArray[Any]]


def read_arrays(path: Path) -> Arrays:
    """What a training script wrote."""
    with np.load(path) as found:
        return dict(found)


def vocabularies(arrays: Arrays) -> dict[str, dict[str, int]]:
    """Rows of strings, by table."""
    return {name: {s: i for i, s in enumerate(arrays[f"strings.{name}"].tolist(), 1)} for name in STRINGS}


def take(network: nn.Module, arrays: Arrays) -> None:
    """Fill a network with those weights of a file that fit it."""
    own = network.state_dict()
    fitting = [name for name in own if name in arrays and own[name].shape == arrays[name].shape]
    given = {name: torch.from_numpy(arrays[name].astype(np.float32)) for name in fitting}
    network.load_state_dict(given, strict=False)


def plain_texts(folder: Path) -> Iterator[str]:
    """The texts of a folder, without what is annotated in them."""
    for path in sorted(folder.glob("*.txt")):
        yield path.read_text(encoding="utf-8")

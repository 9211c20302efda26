"""Words → states: what each brings along by itself, then what a BiLSTM over its window makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.annotate.neural.features import AFFIXES, vectors, word_features
from kg.annotate.neural.layers import Array, Weights, bilstm, gelu, normalized

STRINGS = (*AFFIXES, "lemma")


class Encoder:
    """Weights of one network; what a word brings along is computed once per form.

    `marks` names the layer for what a word is where it stands (names of places, mentions).
    """

    def __init__(self, weights: Mapping[str, NDArray[Any]], marks: str) -> None:
        self.weights: Weights = {
            name: value.astype(np.float32) for name, value in weights.items() if value.dtype.kind == "f"
        }
        self.lists: dict[str, list[str]] = {
            name: value.tolist() for name, value in weights.items() if value.dtype.kind == "U"
        }
        self._ids = {name: {s: i for i, s in enumerate(self.lists[f"strings.{name}"], 1)} for name in STRINGS}
        self._layers = sum(name.startswith("lstm.weight_hh") for name in weights) // 2
        self._marks = self.weights[f"{marks}.weight"].T
        self._words: dict[str, Array] = {}

    @classmethod
    def read(cls, path: Path, marks: str) -> Encoder:
        """The encoder of a file that a training script wrote. Raises FileNotFoundError if it is not there."""
        with np.load(path) as found:
            return cls(dict(found), marks)

    def states(self, texts: Sequence[str], marks: Array, lengths: Sequence[int]) -> Array:
        """States of words, shape (words, width): windows one behind the other, the longest first.

        `marks` has a row for each word.
        """
        known = np.stack([self._word(text) for text in texts])
        x = gelu(normalized(known + marks @ self._marks, self.weights, "norm"))
        h = x
        for layer in range(self._layers):
            h = bilstm(h, lengths, self.weights, layer)
        return np.concatenate([x, h], axis=1)

    def _word(self, text: str) -> Array:
        known = self._words.get(text)
        if known is None:
            known = self._words[text] = self._project(text)
        return known

    def _project(self, text: str) -> Array:
        """A word's own share of the first layer."""
        word = word_features(text)
        ids = (self._ids[n].get(s, 0) for n, s in zip(STRINGS, (*word.affixes, word.lemma), strict=True))
        parts = [vectors([word.vector])[0]]
        parts += [self.weights[f"known.{name}.weight"][id] for name, id in zip(STRINGS, ids, strict=True)]
        parts += [self.weights["shape.weight"][word.shape], word.grammemes]
        found: Array = self.weights["project.weight"] @ np.concatenate(parts) + self.weights["project.bias"]
        return found

"""Words → states: what each brings along by itself, then what a BiLSTM over its window makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.annotate.neural.features import AFFIXES, vectors, word_features
from kg.annotate.neural.layers import Array, Weights, bilstm, gelu, normalized
from kg.annotate.neural.words import WINDOW, Word

BATCH = 32  # windows that go through the network together
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

    def states(self, windows: Sequence[Sequence[Word]], marks: Sequence[Array]) -> Iterator[Array]:
        """States of the words of each window, shape (words, width); `marks` have a row for each word.

        What a window gives does not hang on its neighbours: matrices have the same shape whatever is in them.
        """
        for start in range(0, len(windows), BATCH):
            yield from self._batch(windows[start : start + BATCH], marks[start : start + BATCH])

    def _batch(self, windows: Sequence[Sequence[Word]], marks: Sequence[Array]) -> list[Array]:
        x = np.zeros((len(windows), WINDOW, len(self.weights["norm.weight"])), np.float32)
        lengths = np.array([len(window) for window in windows])
        for row, (window, own) in enumerate(zip(windows, marks, strict=True)):
            known = np.stack([self._word(word.text) for word in window])
            x[row, : len(window)] = gelu(normalized(known + own @ self._marks, self.weights, "norm"))
        h = x
        for layer in range(self._layers):
            h = bilstm(h, lengths, self.weights, layer, BATCH)
        both = np.concatenate([x, h], axis=2)
        return [both[row, : len(window)] for row, window in enumerate(windows)]

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

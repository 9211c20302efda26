"""Words → states: what each brings along by itself, then what a BiLSTM over its window makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from kg.annotate.neural.features import AFFIXES, WordFeatures, vectors, word_features
from kg.annotate.neural.layers import Array, Weights, gelu, normalized, product
from kg.annotate.neural.recurrent import bilstms, lstm_layers, packing
from kg.annotate.neural.words import Word

BATCH = 128  # windows that go through the network together
BLOCK = 512  # words whose rows stay in the processor's cache
MOST = 1 << 13  # words whose share of the first layer is kept
STRINGS = (*AFFIXES, "lemma")


class Contextual:
    """Weights of one network: words' shares and marks → what each brings along → what its window makes of it.

    `marks` names the layer for what a word is where it stands (names of places, mentions).
    """

    def __init__(self, weights: Mapping[str, NDArray[Any]], marks: str) -> None:
        self.weights: Weights = {
            name: value.astype(np.float32) for name, value in weights.items() if value.dtype.kind == "f"
        }
        self.lists: dict[str, list[str]] = {
            name: value.tolist() for name, value in weights.items() if value.dtype.kind == "U"
        }
        self.layers = lstm_layers(self.weights)
        self._marks = self.weights[f"{marks}.weight"].T

    @classmethod
    def read(cls, path: Path, marks: str) -> Self:
        """The network of a file that a training script wrote. Raises FileNotFoundError if it is not there."""
        with np.load(path) as found:
            return cls(dict(found), marks)

    def in_context(
        self, shares: Callable[[slice], Array], marks: Array, lengths: Sequence[int]
    ) -> list[Array]:
        """States of the words of windows of these lengths; `shares` gives new arrays of words' own shares."""
        packed, width = packing(lengths), len(self.weights["norm.weight"])
        found = np.empty((len(marks), width + 2 * self.layers[-1].inner.shape[1]), np.float32)
        marked = product(marks, self._marks)
        for start in range(0, len(found), BLOCK):
            here = slice(start, start + BLOCK)
            x = shares(here)
            x += marked[here]
            gelu(normalized(x, self.weights, "norm"), found[here, :width])
        x = np.ones((len(found), width + 1), np.float32)
        x[packed.places, :width] = found[:, :width]
        bilstms(x, packed, self.layers, found[:, width:])
        return np.split(found, np.cumsum(lengths)[:-1])

    def project(self, x: Array) -> Array:
        """The shares of words in what comes before their neighbours are seen."""
        found = product(x, self.weights["project.weight"].T)
        found += self.weights["project.bias"]
        return found


class Reader(Contextual):
    """A network that reads the states of another one."""

    def states(self, shares: Sequence[Array], marks: Sequence[Array]) -> Iterator[Array]:
        """States of the words of each window, shape (words, width), from their shares (`project`)."""
        for start in range(0, len(shares), BATCH):
            here = shares[start : start + BATCH]
            x = np.concatenate(here)
            yield from self.in_context(
                x.__getitem__, np.concatenate(marks[start : start + BATCH]), list(map(len, here))
            )


class Encoder(Contextual):
    """A network that reads words; what a word brings along is computed once per form."""

    def __init__(self, weights: Mapping[str, NDArray[Any]], marks: str) -> None:
        super().__init__(weights, marks)
        self._ids = {name: {s: i for i, s in enumerate(self.lists[f"strings.{name}"], 1)} for name in STRINGS}
        self._known: dict[str, int] = {}
        self._words = np.zeros((MOST, len(self.weights["norm.weight"])), np.float32)

    def states(self, windows: Sequence[Sequence[Word]], marks: Sequence[Array]) -> Iterator[Array]:
        """States of the words of each window, shape (words, width); `marks` have a row for each word."""
        for start in range(0, len(windows), BATCH):
            here = windows[start : start + BATCH]
            known = self._shares([word.text for window in here for word in window])
            yield from self.in_context(
                lambda block, known=known: self._words.take(known[block], 0),  # type: ignore[misc]
                np.concatenate(marks[start : start + BATCH]),
                list(map(len, here)),
            )

    def _shares(self, texts: Sequence[str]) -> NDArray[np.intp]:
        """The rows of words' own shares of the first layer."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if len(self._known) + len(missing) > MOST:
            self._known.clear()
            missing = list(dict.fromkeys(texts))
        if missing:
            first = len(self._known)
            self._words[first : first + len(missing)] = self._of_words(list(map(word_features, missing)))
            self._known.update(zip(missing, range(first, first + len(missing)), strict=True))
        return np.array([self._known[text] for text in texts])

    def _of_words(self, words: Sequence[WordFeatures]) -> Array:
        parts = [vectors([word.vector for word in words])]
        for name, strings in zip(STRINGS, self._strings(words), strict=True):
            own = self._ids[name]
            parts.append(self.weights[f"known.{name}.weight"].take([own.get(s, 0) for s in strings], 0))
        parts.append(self.weights["shape.weight"].take([word.shape for word in words], 0))
        parts.append(np.stack([word.grammemes for word in words]))
        return self.project(np.concatenate(parts, axis=1))

    @staticmethod
    def _strings(words: Sequence[WordFeatures]) -> Iterator[tuple[str, ...]]:
        """The strings of all words, by kind."""
        return zip(*((*word.affixes, word.lemma) for word in words), strict=True)

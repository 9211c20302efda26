"""Words → rows of tables, for training: the vocabularies are made from the training texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.annotate.neural.encoder import STRINGS
from kg.annotate.neural.features import WordFeatures, vectors, word_features
from kg.annotate.neural.places import place_marks
from kg.annotate.neural.words import Word

LEAST = 3  # times that a string must occur to have a row of its own
FORGOTTEN = 0.1  # share of words without vector and lemma in training: texts have words that nobody knows
Arrays = dict[str, NDArray[Any]]


class Row(NamedTuple):
    """A word's rows in the tables: of vectors, of strings by name, of shapes; and its grammemes."""

    vector: int
    strings: tuple[int, ...]
    shape: int
    grammemes: NDArray[np.float32]


class Encoder:
    """Words as rows of tables. `vocabularies` have the rows of strings, 0 for unknown ones."""

    def __init__(
        self,
        training: Iterable[Word],
        others: Iterable[Word] = (),
        vocabularies: Mapping[str, Mapping[str, int]] | None = None,
    ) -> None:
        """`others` are words of texts that only need vectors, such as those to test with.

        Vocabularies are made from `training` unless given.
        """
        known = [word_features(word.text) for word in training]
        more = [word_features(word.text) for word in others]
        counts = [Counter(strings(word)[i] for word in known) for i in range(len(STRINGS))]
        self.vocabularies = vocabularies or {
            name: {s: i for i, s in enumerate((s for s in sorted(count) if count[s] >= LEAST), start=1)}
            for name, count in zip(STRINGS, counts, strict=True)
        }
        rows = sorted({word.vector for word in (*known, *more)} - {-1})
        self._vectors = {row: i for i, row in enumerate(rows, start=1)}
        self.vectors = torch.from_numpy(np.concatenate([np.zeros((1, 300), np.float32), vectors(rows)]))
        self._rows: dict[str, Row] = {}

    def encode(self, words: Sequence[Word]) -> Arrays:
        """Rows of a run of words, by table."""
        rows = [self._row(word.text) for word in words]
        found: Arrays = {name: np.array([row.strings[i] for row in rows]) for i, name in enumerate(STRINGS)}
        found["vector"] = np.array([row.vector for row in rows])
        found["shape"] = np.array([row.shape for row in rows])
        found["grammemes"] = np.stack([row.grammemes for row in rows])
        found["places"] = place_marks(words)
        return found

    def _row(self, text: str) -> Row:
        if text not in self._rows:
            word = word_features(text)
            ids = (self.vocabularies[n].get(s, 0) for n, s in zip(STRINGS, strings(word), strict=True))
            self._rows[text] = Row(self._vectors.get(word.vector, 0), tuple(ids), word.shape, word.grammemes)
        return self._rows[text]


def strings(word: WordFeatures) -> tuple[str, ...]:
    """The strings of a word that have tables, in the order of STRINGS."""
    return (*word.affixes, word.lemma)


def forgetful(batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The batch with some words unknown."""
    drop = torch.rand(batch["vector"].shape) < FORGOTTEN
    return batch | {name: batch[name].masked_fill(drop, 0) for name in ("vector", "lemma")}

"""Word forms as the networks meet them: what each form brings to the first layers is computed once.

The first layer is linear in the word: its products with the left, the middle and the right weights are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from slovnet.shape import word_shape

from kg.annotate.engine.convolution import Network
from kg.annotate.engine.packs import UNKNOWN, Array, Embedding, Numbers, Pack

MOST = 8192  # forms kept, 9 KiB each; when there is no room, the half that was used most stays
SEPARATOR = ""  # what stands between sequences; its row is 0


class Forms:
    """Tables of the first layers' shares; a row holds until forms are asked for again."""

    def __init__(
        self, vectors: Embedding, packs: Sequence[Pack], networks: Sequence[Network], most: int = MOST
    ) -> None:
        self._vectors = vectors
        self._shapes = {name: at for at, name in enumerate(packs[0].shapes)}
        self._marks = [each.arrays["emb.shape.weight"] for each in packs]
        self._weights = [_by_place(each) for each in networks]
        self._rows = {SEPARATOR: 0}
        self._kinds: dict[tuple[int, int], int] = {}  # row of a word in a shape: unknown words share them
        self._uses = np.zeros(most, np.int64)
        self._tables = np.zeros((len(networks), 3, most, len(networks[0].bias)), np.float32)

    def rows(self, texts: Sequence[str]) -> Numbers:
        """Rows of the forms, new ones computed; `texts` are fewer than half a table has rows."""
        found = list(map(self._rows.get, texts))
        if None in found:
            missing = self._missing(texts)
            if not self._has_room(len(missing)):
                self._forget()
                missing = self._missing(texts)
            self._add(missing)
            found = list(map(self._rows.get, texts))
        rows = np.array(found, np.intp)
        self._uses += np.bincount(rows, minlength=len(self._uses))
        return rows

    def sums(self, network: int, rows: Numbers, out: tuple[Array, Array]) -> Array:
        """A network's first layer before ReLU, of all words but the first and the last; made in `out`."""
        tables, count = self._tables[network], len(rows) - 2
        found, other = out[0][:count], out[1][:count]
        np.take(tables[0], rows[:-2], axis=0, out=found, mode="clip")
        for shift in (1, 2):
            np.take(tables[shift], rows[shift : shift + count], axis=0, out=other, mode="clip")
            found += other
        return found

    def _missing(self, texts: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(text for text in texts if text not in self._rows))

    def _has_room(self, count: int) -> bool:
        size = len(self._uses)
        return len(self._kinds) + count < size and len(self._rows) + count < 4 * size

    def _add(self, texts: Sequence[str]) -> None:
        unknown, ids = self._vectors.ids[UNKNOWN], self._vectors.ids
        kinds = {text: (ids.get(text.lower(), unknown), self._shapes[word_shape(text)]) for text in texts}
        first = len(self._kinds) + 1
        new = [kind for kind in dict.fromkeys(kinds.values()) if kind not in self._kinds]
        self._kinds.update(zip(new, range(first, first + len(new)), strict=True))
        self._rows.update((text, self._kinds[kind]) for text, kind in kinds.items())
        if new:
            self._compute(np.array(new), first)

    def _compute(self, kinds: Numbers, first: int) -> None:
        vectors, ones = self._vectors.rows(kinds[:, 0]), np.ones((len(kinds), 1), np.float32)
        for tables, weights, marks in zip(self._tables, self._weights, self._marks, strict=True):
            x = np.concatenate([vectors, marks[kinds[:, 1]], ones], axis=1)
            for table, weight in zip(tables, weights, strict=True):
                np.matmul(x, weight, out=table[first : first + len(kinds)])

    def _forget(self) -> None:
        """Keep the separator and the forms used most, as many as half a table holds."""
        count = len(self._kinds) + 1
        kept = np.argsort(-self._uses[1:count], kind="stable")[: len(self._uses) // 2] + 1
        kept = np.concatenate([[0], np.sort(kept)])
        for table in self._tables.reshape(-1, *self._tables.shape[2:]):
            table[: len(kept)] = table[kept]
        self._uses[: len(kept)] = self._uses[kept] // 2
        self._uses[len(kept) :] = 0
        moved = dict(zip(kept.tolist(), range(len(kept)), strict=True))
        self._rows = {text: moved[row] for text, row in self._rows.items() if row in moved}
        self._kinds = {kind: moved[row] for kind, row in self._kinds.items() if row in moved}


def _by_place(network: Network) -> list[Array]:
    """Weights of the left, the middle and the right word; the last input is 1, the middle one's bias."""
    width = len(network.bias)
    bias = np.zeros(3 * width, np.float32)
    bias[width : 2 * width] = network.bias
    return [np.ascontiguousarray(each) for each in np.split(np.vstack([network.first, bias]), 3, axis=1)]


def laid_out(sequences: Iterable[Sequence[str]], margin: int) -> list[str]:
    """The sequences one behind the other, a separator before each, `margin` of them at both ends."""
    found = [SEPARATOR] * margin
    for each in sequences:
        found.append(SEPARATOR)
        found.extend(each)
    found.extend([SEPARATOR] * margin)
    return found

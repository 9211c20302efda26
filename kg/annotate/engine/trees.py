"""States of words → heads and relations: each word chooses on its own, so cycles may occur."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.annotate.engine.convolution import CHUNK, Head, Network, apply, head
from kg.annotate.engine.packs import Array, Numbers, Pack


class Trees:
    """The heads of the syntax network; a separator before each sentence stands for the root."""

    def __init__(self, pack: Pack, network: Network) -> None:
        names = ("head.head", "head.tail", "rel.head", "rel.tail")
        self._child, self._parent, self._governor, self._governed = (
            head(pack, network, f"{name}.proj") for name in names
        )
        self._root_parent = _root(pack, "head", "head.tail")
        self._root_governor = _root(pack, "rel", "rel.head")
        self._kernel = pack.arrays["head.kernel"]
        self._relations = _bilinear(pack.arrays["rel.kernel"])

    def __call__(self, states: Array, lengths: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Head and relation of each row; heads count from 1 in their sentence, 0 is the root.

        `states` have a row for the root before each sentence's; what is found there means nothing.
        """
        roots = np.cumsum([0, *(length + 1 for length in lengths[:-1])])
        heads = self._heads(states, lengths, roots)
        governors = _ff(self._governor, states)
        governors[roots] = self._root_governor
        first = np.repeat(roots, [length + 1 for length in lengths])
        return heads, self._rels(governors, first + heads, _ff(self._governed, states))

    def _heads(self, states: Array, lengths: Sequence[int], roots: Numbers) -> Numbers:
        children = _ff(self._child, states) @ self._kernel
        parents = _ff(self._parent, states)
        parents[roots] = self._root_parent
        heads = np.zeros(len(states), np.intp)
        for root, length in zip(roots.tolist(), lengths, strict=True):
            stop = root + length + 1
            scores = children[root + 1 : stop] @ parents[root:stop].T
            scores.argmax(1, out=heads[root + 1 : stop])
        return heads

    def _rels(self, governors: Array, heads: Numbers, governed: Array) -> Numbers:
        found = np.zeros(len(heads), np.intp)
        for start in range(0, len(heads), CHUNK):
            stop = min(start + CHUNK, len(heads))
            pairs = governors[heads[start:stop], :, None] * governed[start:stop, None, :]
            (pairs.reshape(stop - start, -1) @ self._relations).argmax(1, out=found[start:stop])
        return found


def _ff(head: Head, x: Array) -> Array:
    found = apply(head, x)
    np.maximum(found, 0, out=found)
    return found


def _root(pack: Pack, part: str, name: str) -> Array:
    weight, bias = pack.arrays[f"{name}.proj.weight"], pack.arrays[f"{name}.proj.bias"]
    found: Array = np.maximum(pack.arrays[f"{part}.root"] @ weight + bias, 0)
    return found


def _bilinear(kernel: Array) -> Array:
    """The kernel (hidden, relations · hidden) as (hidden · hidden, relations)."""
    size = len(kernel)
    return np.ascontiguousarray(kernel.reshape(size, -1, size).swapaxes(1, 2)).reshape(size * size, -1)

"""Words of sentences → tags, heads and relations; words of texts → tags of names. As slovnet finds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from kg.annotate.engine.convolution import CHUNK, REACH, apply, convolve, head, network
from kg.annotate.engine.forms import Forms, laid_out
from kg.annotate.engine.packs import Array, Numbers, embedding, pack
from kg.annotate.engine.trees import Trees
from kg.annotate.engine.viterbi import best_paths

MORPH, SYNTAX, NAMES = range(3)
SOURCES = (("morph", "tag"), ("syntax", "rel"), ("ner", "tag"))
GROUP = 8192  # words of sequences that are computed together; what is kept of them does not grow further
BLOCK = 8 * CHUNK  # words whose forms are looked up together
Words = Sequence[str]


class Found(NamedTuple):
    """What one sentence has, by word; heads count from 1, 0 is the root, cycles may occur."""

    tags: list[str]
    heads: list[int]
    rels: list[str]


class Taggers:
    """The three networks over one embedding."""

    def __init__(self) -> None:
        packs = [pack(*source) for source in SOURCES]
        self._networks = [network(each) for each in packs]
        self._forms = Forms(embedding(), packs, self._networks)
        self._labels = [each.labels for each in packs]
        self._tags = head(packs[MORPH], self._networks[MORPH], "head.proj")
        self._trees = Trees(packs[SYNTAX], self._networks[SYNTAX])
        self._names = head(packs[NAMES], self._networks[NAMES], "head.proj")
        self._moves = packs[NAMES].arrays["head.crf.transitions"]
        shape = CHUNK + 2 * REACH, len(self._networks[MORPH].bias)
        self._room = np.empty(shape, np.float32), np.empty(shape, np.float32)

    def parse(self, sentences: Sequence[Words]) -> Iterator[Found]:
        """Morphology and syntax of each sentence, in the order given."""
        for group in groups(sentences):
            tags, states = [], []
            for morph, syntax in self._states(group, (MORPH, SYNTAX)):
                tags.append(apply(self._tags, morph).argmax(1))
                states.append(syntax)
            heads, rels = self._trees(np.concatenate(states), [len(words) for words in group])
            yield from self._named(group, np.concatenate(tags), heads, rels)

    def names(self, texts: Sequence[Words]) -> Iterator[list[str]]:
        """BIO tags (`B-PER`, `I-ORG`, `O`) of each text's words, in the order given."""
        labels = self._labels[NAMES]
        for group in groups(texts):
            scores = np.concatenate([apply(self._names, x) for (x,) in self._states(group, (NAMES,))])
            for path in best_paths(scores, [len(words) for words in group], self._moves):
                yield [labels[tag] for tag in path]

    def _states(self, group: Sequence[Words], networks: Sequence[int]) -> Iterator[list[Array]]:
        """States of the words and of a separator before each sequence, by network, chunk for chunk."""
        texts = laid_out(group, REACH)
        for rows in self._chunks(texts):
            separators = np.flatnonzero(rows[1:-1] == 0)
            yield [
                convolve(self._networks[each], self._forms.sums(each, rows, self._room), separators)
                for each in networks
            ]

    def _chunks(self, texts: Sequence[str]) -> Iterator[Numbers]:
        """Rows of CHUNK words, with the words around them on which their states depend."""
        for start in range(0, len(texts) - 2 * REACH, BLOCK):
            rows = self._forms.rows(texts[start : start + BLOCK + 2 * REACH])
            for first in range(0, len(rows) - 2 * REACH, CHUNK):
                yield rows[first : first + CHUNK + 2 * REACH]

    def _named(self, group: Sequence[Words], tags: Numbers, heads: Numbers, rels: Numbers) -> Iterator[Found]:
        start = 1
        for words in group:
            stop = start + len(words)
            yield Found(
                [self._labels[MORPH][each] for each in tags[start:stop].tolist()],
                heads[start:stop].tolist(),
                [self._labels[SYNTAX][each] for each in rels[start:stop].tolist()],
            )
            start = stop + 1


def groups(sequences: Sequence[Words]) -> Iterator[Sequence[Words]]:
    """Neighbours together, up to GROUP words."""
    first = size = 0
    for at, words in enumerate(sequences):
        if size and size + len(words) > GROUP:
            yield sequences[first:at]
            first, size = at, 0
        size += len(words)
    if first < len(sequences):
        yield sequences[first:]


@cache
def taggers() -> Taggers:
    """The networks, read at the first call."""
    return Taggers()

"""The role models: which mentions fill which slots of events and posts, and which words evoke one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.annotate.neural.encoder import Encoder, Reader
from kg.annotate.neural.layers import Array, Weights, gelu, linear
from kg.annotate.neural.pairs import (
    EVENTS,
    EVOKING,
    POSTS,
    TYPES,
    Mentions,
    Numbers,
    Pairs,
    pairs,
    type_marks,
)
from kg.annotate.neural.words import Word
from kg.resources import resource

NEAR = 40  # words between two mentions beyond which what stands between tells nothing

TABLES = ("sentences", "paragraphs", "words_apart", "types", "between")  # of where two mentions stand
FORBIDDEN = -1e9  # log odds of a role that a mention of this type cannot have


class Ties(NamedTuple):
    """Logits of roles, shape (evoking, mentions, roles); that two evoke one event, (evoking, mentions); of
    states, (evoking, states).

    `evoking` are numbers of mentions.
    """

    evoking: Numbers
    roles: Array
    same: Array
    states: Array


NO_TIES = Ties(np.zeros(0, np.int64), *(np.zeros((0, 0, 0), np.float32) for _ in range(3)))


class Network(NamedTuple):
    """A shipped network, what of a text it reads, the types of the mentions whose slots it fills, and those
    that it is asked for.
    """

    encoder: Encoder | Reader
    reads: Callable[[Text], Sequence[Any]]
    types: Sequence[str]
    asked: Sequence[str]


@cache
def networks() -> tuple[Network, ...]:
    """The network of events, which reads words, and that of posts, which reads the mention model's states."""
    events = Encoder.read(resource("data/models/events.npz"), "marks")
    return (
        Network(events, lambda text: text.windows, EVOKING, EVENTS),
        Network(reader(), lambda text: text.shares, POSTS, POSTS),
    )


@cache
def reader() -> Reader:
    """What computes the states of words for posts, read once."""
    return Reader.read(resource("data/models/posts.npz"), "marks")


def roles() -> list[str]:
    """Names of the roles; the first is none."""
    return networks()[0].encoder.lists["roles"]


def states() -> list[str]:
    """Names of the states of events."""
    return networks()[0].encoder.lists["states"]


class Text(NamedTuple):
    """Windows of a text, the words' shares in the network of posts, and their marks of names of places.

    Mentions count words from the first one on.
    """

    windows: Sequence[Sequence[Word]]
    shares: Sequence[Array]
    places: Sequence[Array]
    mentions: Mentions


def shares(states: Array) -> Array:
    """What the network of posts takes from the states that the mention model has of some words."""
    return reader().project(states)


def find_ties(texts: Sequence[Text]) -> Iterator[Ties]:
    """The ties of each text's mentions."""
    marks = [each for text in texts for each in _marks(text)]
    found = [_found(network, texts, marks) for network in networks()]
    return map(_together, *found)


def _found(network: Network, texts: Sequence[Text], marks: Sequence[Array]) -> Iterator[Ties]:
    """The ties that one network sees in each text; it reads those that have what it is asked for."""
    asked = [TYPES.index(name) for name in network.asked]
    read = [bool(np.isin(text.mentions.type, asked).any()) for text in texts]
    kept = np.repeat(read, [len(text.windows) for text in texts])
    own = [window for text in texts for window in network.reads(text)]
    states = network.encoder.states(list(compress(own, kept)), list(compress(marks, kept)))
    for text, is_read in zip(texts, read, strict=True):
        if is_read:
            words = np.concatenate([next(states) for _ in text.windows])
            yield _ties(network, words, text.mentions)
        else:
            yield NO_TIES


def _together(one: Ties, other: Ties) -> Ties:
    """The ties of both in the order of the mentions."""
    if not other.evoking.size:
        return one
    if not one.evoking.size:
        return other
    order = np.argsort(np.concatenate([one.evoking, other.evoking]))
    return Ties(
        np.concatenate([one.evoking, other.evoking])[order],
        np.concatenate([one.roles, other.roles])[order],
        np.concatenate([one.same, other.same])[order],
        np.concatenate([one.states, other.states])[order],
    )


def _marks(text: Text) -> list[Array]:
    """What the words of each window are where they stand: parts of mentions and of names of places."""
    runs = np.stack([text.mentions.first, text.mentions.last, text.mentions.type], axis=1).tolist()
    cuts = np.cumsum([len(window) for window in text.windows])
    types = np.split(type_marks(int(cuts[-1]), runs), cuts[:-1])
    return [np.concatenate(each, axis=1) for each in zip(types, text.places, strict=True)]


def _ties(network: Network, words: Array, mentions: Mentions) -> Ties:
    """The ties that the network is asked for; others only compete with them, as they did in training."""
    found, weights = pairs(mentions, network.types), network.encoder.weights
    if not found.evoking.size:
        return NO_TIES
    spans, h = _spans(words, mentions)
    x = _pair_states(weights, spans, h, mentions, found)
    states = linear(gelu(linear(spans[found.evoking], weights, "state.0")), weights, "state.3")
    rows = np.isin(mentions.type[found.evoking], [TYPES.index(name) for name in network.asked])
    scores, same = _scores(weights, x, rows, found)
    return Ties(found.evoking[rows], scores, same, states[rows])


def _scores(weights: Weights, x: Array, rows: NDArray[np.bool_], found: Pairs) -> tuple[Array, Array]:
    """Logits of roles and sameness of the pairs in some rows, `FORBIDDEN` for what can have none."""
    possible = weights["allowed"][found.types[rows]]
    telling: NDArray[np.bool_] = np.any(possible, -1)
    telling[:, found.evoking] = True
    one, other = np.nonzero(telling)
    own = x[rows]
    of_pair, of_other, of_one = np.split(weights["mix.weight"].T, 3)
    y = own[one, other] @ of_pair
    y += (x.max(0) @ of_other + weights["mix.bias"])[other]
    y += (own.max(1) @ of_one)[one]
    y = gelu(y)
    y += own[one, other]
    scores, same = (
        np.full(possible.shape, FORBIDDEN, np.float32),
        np.full(telling.shape, FORBIDDEN, np.float32),
    )
    scores[telling] = linear(y, weights, "score") + FORBIDDEN * (1 - possible[telling])
    same[telling] = linear(y, weights, "same")[:, 0]
    return scores, same


def _spans(h: Array, mentions: Mentions) -> tuple[Array, Array]:
    """States of mentions (first word, last word, mean), and sums of words' states."""
    sums = np.concatenate([np.zeros_like(h[:1]), h.cumsum(0)])
    size = (mentions.last - mentions.first + 1)[:, None].astype(np.float32)
    mean = (sums[mentions.last + 1] - sums[mentions.first]) / size
    return np.concatenate([h[mentions.first], h[mentions.last], mean], axis=1), sums


def _pair_states(weights: Weights, spans: Array, sums: Array, mentions: Mentions, found: Pairs) -> Array:
    """What two mentions, the words between them and where they stand make of each other.

    The shape is (evoking, mentions, width).
    """
    evoking = found.evoking
    chosen = spans[evoking]
    x = linear(chosen, weights, "head2")[:, None] * linear(spans, weights, "tail2")[None]
    x += (linear(chosen, weights, "head") + weights["between_words.bias"])[:, None]
    x += linear(spans, weights, "tail")[None]
    for name in TABLES:
        x += weights[f"{name}.weight"].take(getattr(found, name), 0)
    low = np.minimum(mentions.last[evoking][:, None], mentions.last[None]) + 1
    high = np.maximum(mentions.first[evoking][:, None], mentions.first[None])
    gap = high - low
    near = (gap > 0) & (gap < NEAR)
    mean = (sums[high[near]] - sums[low[near]]) / gap[near][:, None].astype(np.float32)
    x[near] += mean @ weights["between_words.weight"].T
    return gelu(x)

"""Texts → what the learned models see in them: cues, ties to events, bonds of what evokes one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from kg.annotate.neural.mentions import Found, find_mentions
from kg.annotate.neural.pairs import TYPES, Mentions
from kg.annotate.neural.roles import Ties, find_ties, roles, states
from kg.annotate.neural.words import Word, windows
from kg.model import Bond, Cue, Span, Tie

MANY = 250  # mentions of a text that are seen together; longer texts are seen in parts
LEAST = -4.0  # log odds below which a tie says nothing


class Cues(NamedTuple):
    """What one text has; ties and bonds name cues by their numbers."""

    cues: tuple[Cue, ...]
    ties: tuple[Tie, ...]
    bonds: tuple[Bond, ...]


def no_cues(texts: Sequence[str]) -> Iterator[Cues]:
    """Nothing seen in any text."""
    return (Cues((), (), ()) for _ in texts)


class _Part(NamedTuple):
    """Windows that are seen together, and the mentions of each."""

    windows: list[list[Word]]
    found: list[list[Found]]


def find_cues(texts: Sequence[str]) -> Iterator[Cues]:
    """The cues of each text, in the order given.

    Each text goes through the models by itself: sums differ in their last digits with the number of rows
    computed together, and what is read of an article must not hang on its neighbours.
    """
    for text in texts:
        own = list(windows(text))
        mentions = [[each for each in found if each.label in TYPES] for found in find_mentions(own)]
        yield _joined([_read(text, part) for part in _parts(own, mentions)])


def _parts(own: list[list[Word]], mentions: list[list[Found]]) -> Iterator[_Part]:
    part = _Part([], [])
    count = 0
    for window, found in zip(own, mentions, strict=True):
        if count and count + len(found) > MANY:
            yield part
            part, count = _Part([], []), 0
        part.windows.append(window)
        part.found.append(found)
        count += len(found)
    if count:
        yield part


def _read(text: str, part: _Part) -> Cues:
    words = [word for window in part.windows for word in window]
    starts = np.cumsum([0, *map(len, part.windows)]).tolist()
    found = [
        each._replace(first=each.first + start, last=each.last + start)
        for start, mentions in zip(starts, part.found, strict=False)
        for each in mentions
    ]
    ties = find_ties(part.windows, _mentions(text, words, found))
    said = dict(zip(ties.evoking.tolist(), ties.states.tolist(), strict=True))
    cues = tuple(
        Cue(
            Span(words[each.first].start, words[each.last].stop),
            each.label,
            each.score,
            tuple(zip(states(), said[number], strict=True)) if number in said else (),
        )
        for number, each in enumerate(found)
    )
    return Cues(cues, tuple(_ties(ties)), tuple(_bonds(ties, found)))


def _mentions(text: str, words: Sequence[Word], found: Sequence[Found]) -> Mentions:
    first = np.array([each.first for each in found])
    last = np.array([each.last for each in found])
    kinds = np.array([TYPES.index(each.label) for each in found])
    sentences = np.array([word.sentence for word in words])
    breaks = np.array([at for at, letter in enumerate(text) if letter == "\n"])
    paragraphs = np.searchsorted(breaks, [word.start for word in words])
    return Mentions(first, last, kinds, sentences[first], paragraphs[first])


def _ties(found: Ties) -> Iterator[Tie]:
    for row, filler, role in zip(*np.nonzero(found.roles > LEAST), strict=True):
        if role:  # 0 is no role
            score = float(found.roles[row, filler, role])
            yield Tie(int(found.evoking[row]), int(filler), roles()[role], score)


def _bonds(found: Ties, mentions: Sequence[Found]) -> Iterator[Bond]:
    """Both orders of two cues have a score; their mean counts."""
    for row, one in enumerate(found.evoking.tolist()):
        for column, other in enumerate(found.evoking.tolist()):
            if one < other and _kind(mentions[one]) == _kind(mentions[other]):
                score = float(found.same[row, other] + found.same[column, one]) / 2
                yield Bond(one, other, score)


def _kind(found: Found) -> str:
    return "visit" if found.label == "delegation" else found.label


def _joined(parts: Sequence[Cues]) -> Cues:
    """Parts of one text as one, numbers counted on."""
    cues: list[Cue] = []
    ties: list[Tie] = []
    bonds: list[Bond] = []
    for part in parts:
        start = len(cues)
        ties += [Tie(t.event + start, t.filler + start, t.role, t.score) for t in part.ties]
        bonds += [Bond(b.one + start, b.other + start, b.score) for b in part.bonds]
        cues += part.cues
    return Cues(tuple(cues), tuple(ties), tuple(bonds))

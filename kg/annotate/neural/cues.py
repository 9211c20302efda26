"""Texts → what the learned models see in them: cues, ties to events, bonds of what evokes one event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from kg.annotate.neural.layers import Array
from kg.annotate.neural.mentions import Found, find_mentions
from kg.annotate.neural.pairs import TYPES, Mentions
from kg.annotate.neural.places import place_marks
from kg.annotate.neural.roles import Text, Ties, find_ties, roles, shares, states
from kg.annotate.neural.words import Word, windows
from kg.model import Bond, Cue, Span, Tie

BREAK = re.compile("\n")
MANY = 250  # mentions of a text that are seen together; longer texts are seen in parts
TOGETHER = 256  # windows from which on their networks of roles are computed: what is held of words is bounded
LEAST = -4.0  # log odds below which a tie says nothing


class Cues(NamedTuple):
    """What one text has; ties and bonds name cues by their numbers."""

    cues: tuple[Cue, ...]
    ties: tuple[Tie, ...]
    bonds: tuple[Bond, ...]


def no_cues(texts: Sequence[str]) -> Iterator[Cues]:
    """Nothing seen in any text."""
    return (Cues((), (), ()) for _ in texts)


class _Seen(NamedTuple):
    """A window, its mentions that can have a role, its words' shares in the network of posts and marks."""

    words: list[Word]
    found: list[Found]
    shares: Array
    places: Array


class _Part(NamedTuple):
    """Windows of a text, given by its number, that are seen together.

    The mentions count words from the first window on.
    """

    text: int
    windows: list[list[Word]]
    found: list[Found]
    shares: list[Array]
    places: list[Array]


def find_cues(texts: Sequence[str]) -> Iterator[Cues]:
    """The cues of each text, in the order given. What is seen in a text does not hang on its neighbours."""
    own = [list(windows(text)) for text in texts]
    seen = _seen([window for each in own for window in each])
    parts = (part for number, each in enumerate(own) for part in _parts(number, islice(seen, len(each))))
    found: list[list[Cues]] = [[] for _ in texts]
    for group in _groups(parts):
        ties = find_ties([_text(texts[part.text], part) for part in group])
        for part in group:
            found[part.text].append(_read(part, next(ties)))
    yield from map(_joined, found)


def _seen(every: Sequence[list[Word]]) -> Iterator[_Seen]:
    places = list(map(place_marks, every))
    for window, marks, (found, h) in zip(every, places, find_mentions(every, places), strict=True):
        yield _Seen(window, [each for each in found if each.label in TYPES], shares(h), marks)


def _parts(text: int, seen: Iterable[_Seen]) -> Iterator[_Part]:
    """The parts of a text; they begin with a window that has mentions."""
    part, words = _Part(text, [], [], [], []), 0
    for window in seen:
        if not part.found or len(part.found) + len(window.found) > MANY:
            if part.found:
                yield part
            part, words = _Part(text, [], [], [], []), 0
        part.windows.append(window.words)
        part.found.extend(f._replace(first=f.first + words, last=f.last + words) for f in window.found)
        part.shares.append(window.shares)
        part.places.append(window.places)
        words += len(window.words)
    if part.found:
        yield part


def _groups(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Parts of some texts that go through the networks together."""
    group: list[_Part] = []
    for part in parts:
        group.append(part)
        if sum(len(each.windows) for each in group) >= TOGETHER:
            yield group
            group = []
    if group:
        yield group


def _read(part: _Part, ties: Ties) -> Cues:
    words = [word for window in part.windows for word in window]
    said = dict(zip(ties.evoking.tolist(), ties.states.tolist(), strict=True))
    cues = tuple(
        Cue(
            Span(words[each.first].start, words[each.last].stop),
            each.label,
            each.score,
            tuple(zip(states(), said[number], strict=True)) if number in said else (),
        )
        for number, each in enumerate(part.found)
    )
    return Cues(cues, tuple(_ties(ties)), tuple(_bonds(ties, part.found)))


def _text(text: str, part: _Part) -> Text:
    return Text(part.windows, part.shares, part.places, _mentions(text, part))


def _mentions(text: str, part: _Part) -> Mentions:
    words = [word for window in part.windows for word in window]
    first = np.array([each.first for each in part.found])
    sentences = np.array([word.sentence for word in words])
    breaks = np.array([match.start() for match in BREAK.finditer(text)], np.int64)
    paragraphs = np.searchsorted(breaks, [word.start for word in words])
    return Mentions(
        first,
        np.array([each.last for each in part.found]),
        np.array([TYPES.index(each.label) for each in part.found]),
        sentences[first],
        paragraphs[first],
    )


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

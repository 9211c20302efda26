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
from kg.annotate.neural.roles import Text, Ties, find_ties, roles, states
from kg.annotate.neural.words import Word, windows
from kg.model import Bond, Cue, Span, Tie

BREAK = re.compile("\n")
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
    """Windows that are seen together, each with its marks of names of places.

    The mentions count words from the first window on.
    """

    windows: list[list[Word]]
    found: list[Found]
    places: list[Array]


def find_cues(texts: Sequence[str]) -> Iterator[Cues]:
    """The cues of each text, in the order given. What is seen in a text does not hang on its neighbours."""
    own = [list(windows(text)) for text in texts]
    every = [window for each in own for window in each]
    places = list(map(place_marks, every))
    seen = zip(every, map(_known, find_mentions(every, places)), places, strict=True)
    parted = [list(_parts(islice(seen, len(each)))) for each in own]
    ties = find_ties([_text(t, part) for t, parts in zip(texts, parted, strict=True) for part in parts])
    for parts in parted:
        yield _joined([_read(part, next(ties)) for part in parts])


def _known(found: Sequence[Found]) -> list[Found]:
    """Those of a type that can have a role."""
    return [each for each in found if each.label in TYPES]


def _parts(seen: Iterable[tuple[list[Word], list[Found], Array]]) -> Iterator[_Part]:
    part, words = _Part([], [], []), 0
    for window, found, places in seen:
        if part.found and len(part.found) + len(found) > MANY:
            yield part
            part, words = _Part([], [], []), 0
        part.windows.append(window)
        part.found.extend(f._replace(first=f.first + words, last=f.last + words) for f in found)
        part.places.append(places)
        words += len(window)
    if part.found:
        yield part


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
    return Text(part.windows, part.places, _mentions(text, part))


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

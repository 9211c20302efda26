"""Annotated articles as the role model sees them: mentions, and which of them fill slots of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kg.annotate.neural.pairs import EVOKING, TYPES, Mentions
from kg.annotate.neural.words import Word, windows
from kg.corpus import AnnotatedArticle, Row, RowKind
from kg.corpus.schema import FILLERS
from kg.model import Span
from scripts.training.data import OF_LETTER, own_text

KINDS = {
    RowKind.VISIT: "visit",
    RowKind.MEETING: "meeting",
    RowKind.AGREEMENT: "agreement",
    RowKind.POST: "post",
    RowKind.FORMER_POST: "post",
    RowKind.OCCUPATION: "post",
    RowKind.OWNERSHIP: "owns",
}
KIND_OF = {"delegation": "visit"} | {kind: kind for kind in KINDS.values()}  # of event, by evoking type
SLOTS = {
    "visit": ("senders", "head", "members", "destinations", "stops", "hosts", "start", "end", "startend"),
    "meeting": ("participants", "place", "date"),
    "agreement": ("parties", "date"),
    "post": ("holder", "of"),
    "owns": ("owner", "property"),
}
ROLES = ("none", *dict.fromkeys(role for roles in SLOTS.values() for role in roles))
STATES = ("planned", "ongoing", "happened", "cancelled", "signed", "former", "current", "occupation")
OF_POST = {RowKind.POST: "current", RowKind.FORMER_POST: "former", RowKind.OCCUPATION: "occupation"}
DATES = frozenset({"start", "end", "startend", "date"})
CLASSES = {
    **dict.fromkeys(("country", "region", "city"), "place"),
    **dict.fromkeys(("organization", "event", "facility"), "site"),
}
LIKE = 0.5  # share of the code points of both that two spans have in common, to mean the same words


class Mark(NamedTuple):
    """What an annotation marks: words, their label, and the id of what they mention."""

    span: Span
    label: str
    id: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event: the numbers of the mentions that evoke it, the roles of things by id, and its state.

    The state is empty where the annotation does not tell it.
    """

    kind: str
    evoking: tuple[int, ...]
    roles: Mapping[str, str]
    state: str


Found = Iterable[tuple[int, int, str]]  # first and last code point (half open), label
Places = Mapping[str, Sequence[int]]  # the numbers of the mentions of each id


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with its mentions.

    `cuts` are where windows begin and the last one ends; `things` give the numbers of the mentions of each
    thing and date, those that no annotation knows included.
    """

    words: tuple[Word, ...]
    cuts: tuple[int, ...]
    mentions: Mentions
    things: Mapping[str, tuple[int, ...]]
    events: tuple[Event, ...]

    def type_of(self, thing: str) -> str:
        """The type of a thing's first mention."""
        return TYPES[self.mentions.type[self.things[thing][0]]]


def scene(annotated: AnnotatedArticle, found: Found | None = None) -> Scene | None:
    """The article with the mentions found, else with those of its annotation. None if it has no mentions."""
    marks = [Mark(m.span, OF_LETTER[m.id[0]], m.id) for m in annotated.markings if m.id[0] in OF_LETTER]

    def events(of: Places) -> Iterable[Event]:
        return (event for row in annotated.rows if (event := event_of(row, of)))

    return staged(
        annotated.article.text, marks, own_text(annotated).spans if found is None else found, events
    )


def staged(
    text: str,
    marks: Sequence[Mark],
    spans: Found,
    events: Callable[[Places], Iterable[Event]],
) -> Scene | None:
    """A text with mentions at `spans`; `events` tells them from the mentions of what is marked."""
    parts = list(windows(text))
    words = tuple(word for part in parts for word in part)
    ordered = sorted(spans, key=lambda each: (each[0], -each[1]))
    placed = [(run, span) for span in ordered if span[2] in TYPES and (run := run_of(words, span))]
    if not placed:
        return None
    ids = [ids_of(marks, span) for _, span in placed]
    of, labels = numbers(ids), {mark.id: mark.label for mark in marks}
    things = {id: tuple(of[id]) for id in of if labels[id] not in EVOKING}
    strange = {f"x{n}": (n,) for n, (_, span) in enumerate(placed) if not ids[n] and span[2] not in EVOKING}
    cuts = tuple(np.cumsum([0, *map(len, parts)]).tolist())
    return Scene(words, cuts, mentions(text, words, placed), things | strange, tuple(events(of)))


def run_of(words: Sequence[Word], span: tuple[int, int, str]) -> tuple[int, int] | None:
    """The first and last word of a span that begins and ends with words."""
    first = next((i for i, word in enumerate(words) if word.start == span[0]), None)
    last = next((i for i, word in enumerate(words) if word.stop == span[1]), None)
    return (first, last) if first is not None and last is not None and first <= last else None


def ids_of(marks: Sequence[Mark], span: tuple[int, int, str]) -> frozenset[str]:
    """What is marked at (nearly) these words with a label of the same class."""
    start, stop, label = span
    return frozenset(
        mark.id for mark in marks if class_of(mark.label) == class_of(label) and like(mark.span, start, stop)
    )


def class_of(label: str) -> str:
    """Places are one class, bodies and sites another."""
    return CLASSES.get(label, label)


def like(span: Span, start: int, stop: int) -> bool:
    """True if two spans have the larger part of their code points in common."""
    common = min(stop, span.stop) - max(start, span.start)
    return common > 0 and common >= LIKE * (max(stop, span.stop) - min(start, span.start))


def numbers(ids: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    """The numbers of the mentions of each id."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(ids):
        for id in sorted(each):
            found[id].append(number)
    return found


def event_of(row: Row, of: Mapping[str, Sequence[int]]) -> Event | None:
    """The event of a row whose words are among the mentions, else none."""
    kind = KINDS.get(row.kind)
    groups = row.slots.get("delegation", ())
    evoking = {number for id in (row.id, *groups) for number in of.get(id, ())}
    if kind is None or not evoking:
        return None
    slots = [(slot, id) for slot, fillers in row.slots.items() if slot in SLOTS[kind] for id in fillers]
    roles = {id: slot for slot, id in slots if id in of and slot not in DATES}
    for slot, id in row.dates.items():
        if id in of:
            roles[id] = "startend" if roles.get(id, slot) != slot else slot
    return Event(
        kind, tuple(sorted(evoking)), roles, OF_POST.get(row.kind) or row.slots.get("status", ("current",))[0]
    )


def mentions(
    text: str, words: Sequence[Word], placed: Sequence[tuple[tuple[int, int], tuple[int, int, str]]]
) -> Mentions:
    """Mentions as the model's inputs."""
    first = np.array([run[0] for run, _ in placed])
    sentences = np.array([word.sentence for word in words])
    lines = np.array([text.count("\n", 0, word.start) for word in words])
    return Mentions(
        first,
        np.array([run[1] for run, _ in placed]),
        np.array([TYPES.index(span[2]) for _, span in placed]),
        sentences[first],
        lines[first],
    )


def may_fill(kind: str, type: str) -> frozenset[str]:
    """The slots of a kind of event that a mention of a type can fill."""
    if type == "date":
        return DATES & set(SLOTS[kind])
    letters = {letter for letter, label in OF_LETTER.items() if label == type}
    rows = [row for row, name in KINDS.items() if name == kind]
    allowed = {slot for row in rows for slot, known in FILLERS[row].items() if letters & set(known)}
    return frozenset(allowed & set(SLOTS[kind]))

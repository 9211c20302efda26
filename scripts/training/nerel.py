"""NEREL's texts as the role model sees them: who has which post in which body, and nothing else.

A post's holder is who WORKS_AS it; its body is where the holder has his WORKPLACE, if this post of his is the
one nearest to the body's name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import networkx

from kg.annotate.neural.pairs import TYPES
from kg.model import Span
from scripts.training.data import OF_NEREL
from scripts.training.scenes import Event, Found, Mark, Places, Scene, staged

ENTITY = re.compile(r"(T\d+)\t(\w+) (\d+) (\d+)\t")
LINK = re.compile(r"N\d+\t\S+ (T\d+) \S*?(Q\d+)")
RELATION = re.compile(r"R\d+\t(\w+) Arg1:(T\d+) Arg2:(T\d+)")
ONE_NAME = frozenset({"ALTERNATIVE_NAME", "ABBREVIATION"})
BODIES = frozenset({"organization", "country", "region", "city"})


@dataclass(frozen=True, slots=True)
class Annotation:
    """A text's entities by id, each a mention: of a post by itself, else of a thing."""

    text: str
    marks: Mapping[str, Mark]
    relations: frozenset[tuple[str, str, str]]

    def of(self, relation: str) -> Iterator[tuple[Mark, Mark]]:
        """The pairs of mentions that a relation holds between."""
        for name, one, other in sorted(self.relations):
            if name == relation and one in self.marks and other in self.marks:
                yield self.marks[one], self.marks[other]


def read_annotation(path: Path) -> Annotation:
    """The annotation of a text; `path` is the text's."""
    said = path.with_suffix(".ann").read_text(encoding="utf-8")
    entities = {m[1]: m for m in ENTITY.finditer(said) if OF_NEREL.get(m[2]) in TYPES}
    relations = frozenset((m[1], m[2], m[3]) for m in RELATION.finditer(said))
    names = chains(entities, said, relations)
    marks = {
        id: Mark(Span(int(m[3]), int(m[4])), OF_NEREL[m[2]], id if m[2] == "PROFESSION" else names[id])
        for id, m in entities.items()
    }
    return Annotation(path.read_text(encoding="utf-8"), marks, relations)


def chains(ids: Iterable[str], said: str, relations: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """What each mentions: things are told apart by Wikidata ids and by names of one thing."""
    known = set(ids)
    graph = networkx.Graph([(m[1], m[2]) for m in LINK.finditer(said) if m[1] in known])
    graph.add_nodes_from(known)
    graph.add_edges_from((a, b) for name, a, b in relations if name in ONE_NAME and {a, b} <= known)
    parts = (set(part) & known for part in networkx.connected_components(graph))
    return {id: f"thing {min(part)}" for part in parts for id in part}


def posts(annotation: Annotation) -> dict[str, dict[str, str]]:
    """The roles in each post, by the id of the post's mention and that of the thing."""
    found: dict[str, dict[str, str]] = {
        mark.id: {} for mark in annotation.marks.values() if mark.label == "post"
    }
    held = defaultdict(list)
    for person, post in annotation.of("WORKS_AS"):
        if person.label == "person" and post.label == "post":
            found[post.id][person.id] = "holder"
            held[person.id].append(post)
    for worker, body in annotation.of("WORKPLACE"):
        near = [worker] if worker.label == "post" else held[worker.id]
        if near and body.label in BODIES:
            nearest = min(near, key=lambda post: distance(post.span, body.span))
            found[nearest.id].setdefault(body.id, "of")
    return found


def distance(one: Span, other: Span) -> int:
    """Code points between two spans, 0 if they touch."""
    return max(0, one.start - other.stop, other.start - one.stop)


def nerel_scene(annotation: Annotation, found: Found | None = None) -> Scene | None:
    """The text with the mentions found, else with those annotated. None if it has no mentions."""
    marks = list(annotation.marks.values())
    roles = posts(annotation)

    def events(of: Places) -> Iterable[Event]:
        for id, things in roles.items():
            if id in of:
                yield Event("post", tuple(of[id]), {t: role for t, role in things.items() if t in of}, "")

    spans = [(m.span.start, m.span.stop, m.label) for m in marks] if found is None else found
    return staged(annotation.text, marks, spans, events)

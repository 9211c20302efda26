"""Nodes ↔ anchors: where an article tells of a thing, and which node a new reading makes of that place."""

from __future__ import annotations

from collections.abc import Iterator

from kg.identity.judgement import Anchor
from kg.model import Extraction, Kind, Node, Predicate, Span


def anchor(extraction: Extraction, key: str) -> Anchor:
    """The anchor of a node. Raises KeyError if the extraction has no such node."""
    node = {node.key: node for node in extraction.nodes}[key]
    span = place_of(extraction, node)
    words = extraction.article.text[span.start : span.stop] if span else ""
    start = span.start if span else 0
    here = [other.key for other in of_kind(extraction, node.kind) if place_of(extraction, other) == span]
    return Anchor(extraction.article.id, start, words, node.name, here.index(key) + 1)


def locate(extraction: Extraction, kind: Kind, anchor: Anchor) -> str | None:
    """The key of the node of that kind that stands at the anchor; None if there is none, or no telling which.

    The words are looked for where they stood, else nearest to it; then the name counts.
    """
    nodes, found = of_kind(extraction, kind), find_words(extraction.article.text, anchor)
    for stands in (is_told, is_told_within, is_told_again) if found else ():
        here = [node.key for node in nodes if found and stands(extraction, node, found)]
        if here:
            return here[anchor.number - 1] if anchor.number <= len(here) else None
    named = [node.key for node in nodes if anchor.name and anchor.name in (node.name, *node.aliases)]
    return named[0] if len(named) == 1 else None


def is_told(extraction: Extraction, node: Node, place: Span) -> bool:
    """True if exactly that place tells of the node first."""
    return place_of(extraction, node) == place


def is_told_within(extraction: Extraction, node: Node, place: Span) -> bool:
    """True if the first place that tells of the node overlaps that one."""
    first = place_of(extraction, node)
    return first is not None and first.overlaps(place)


def is_told_again(extraction: Extraction, node: Node, place: Span) -> bool:
    """True if any place that tells of the node overlaps that one."""
    return any(span.overlaps(place) for span in spans(extraction, node))


def find_words(text: str, anchor: Anchor) -> Span | None:
    """The occurrence of the anchor's words that begins nearest to where they stood."""
    starts = []
    at = text.find(anchor.words) if anchor.words else -1
    while at >= 0:
        starts.append(at)
        at = text.find(anchor.words, at + 1)
    if not starts:
        return None
    start = min(starts, key=lambda start: abs(start - anchor.start))
    return Span(start, start + len(anchor.words))


def of_kind(extraction: Extraction, kind: Kind) -> list[Node]:
    """The nodes of a kind as they are numbered: `visit-17` before `visit-17-2` before `visit-120`."""
    return sorted((node for node in extraction.nodes if node.kind is kind), key=natural)


def natural(node: Node) -> tuple[int, str]:
    """Sort key of a node by its key."""
    return len(node.key), node.key


def place_of(extraction: Extraction, node: Node) -> Span | None:
    """The first mention of a node; without mentions, the first sentence that tells of it."""
    return min(spans(extraction, node), default=None)


def spans(extraction: Extraction, node: Node) -> Iterator[Span]:
    """The mentions of a node; without mentions, the evidence of what is said of it, or said with it."""
    mentions = [mention.span for mention in extraction.mentions if mention.node == node.key]
    own, with_it = list[Span](), list[Span]()
    for fact in extraction.facts:
        if fact.subject == node.key or (fact.predicate, fact.object) == (Predicate.MAKES, node.key):
            own.append(fact.evidence.span)
        elif fact.object == node.key:
            with_it.append(fact.evidence.span)
    return iter(mentions or own or with_it)

"""What published graphs lose and gain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from kg.batches import in_batches
from kg.model import Extraction, Predicate
from kg.rdf import vocabulary as v
from kg.rdf.describe import Portrait
from kg.rdf.iris import consolidated_graph, entity_iri, graph_iri
from kg.rdf.parts import by_subject
from kg.rdf.portraits import portrait_quads, topic_quads
from kg.rdf.quads import article_quads
from kg.rdf.settle import EntityOf
from kg.rdf.standard import standard_quads
from kg.rdf.topics import describe_topics
from kg.store import OxigraphStore

CHUNK = 25_000  # quads changed in one transaction, in which Ctrl-C is not heard; a graph is never split


class Change(NamedTuple):
    """Quads to remove and to add."""

    removed: set[Quad]
    added: set[Quad]


NOTHING = Change(set(), set())


def filling(quads: Iterable[Quad]) -> Iterator[Change]:
    """The quads as what is new, piece by piece."""
    for piece in in_batches(quads, CHUNK):
        yield Change(set(), set(piece))


def difference(store: OxigraphStore, name: NamedNode, quads: Iterable[Quad]) -> Change:
    """What changes if the graph is to hold these quads."""
    wanted, present = set(quads), set(store.quads(name))
    return Change(present - wanted, wanted - present)


def article_change(store: OxigraphStore, extraction: Extraction, entity_of: EntityOf) -> Change:
    """What changes in an article's graph."""
    base = store.ledger.base
    quads = article_quads(extraction, entity_of, base, body=True)
    return difference(store, graph_iri(extraction.article.id, base), quads)


def changes_of(
    store: OxigraphStore, portraits: Collection[Portrait], changed: Iterable[str], gone: Iterable[str]
) -> tuple[Change, Change]:
    """The same where only those with ids `changed` are not as published, and those `gone` are no more."""
    base, drawn = store.ledger.base, {portrait.id: portrait for portrait in portraits}
    wanted = {entity_iri(id, base): set[Quad]() for id in gone}
    wanted |= {entity_iri(id, base): set(portrait_quads(drawn[id], base)) for id in changed}
    wanted = by_subject(wanted, lambda thing: store.about(thing, consolidated_graph(base)))
    topics = set(topic_quads(portraits, base))
    wanted |= {topic: {quad for quad in topics if quad.subject == topic} for topic in v.CONCEPTS.values()}
    removed, added = set[Quad](), set[Quad]()
    for subject, quads in wanted.items():
        present = set(store.about(subject, consolidated_graph(base)))
        removed |= present - quads
        added |= quads - present
    joint = Change(removed, added)
    return joint, standard_change(store, joint, wanted)


def topic_change(store: OxigraphStore, joint: Change) -> Change:
    """What follows from a change in what is said of topics: those that something has are described."""
    graph, has = consolidated_graph(store.ledger.base), v.PROPERTIES[Predicate.TOPIC]
    changed = {quad.object for quad in (*joint.removed, *joint.added) if quad.predicate == has}
    removed, added = set[Quad](), set[Quad]()
    for topic, node in v.CONCEPTS.items():
        if node in changed:
            had = any(quad not in joint.removed for quad in store.pointing(node, graph, has))
            used = had or any(quad.object == node for quad in joint.added if quad.predicate == has)
            wanted = {Quad(*told, graph) for told in describe_topics([topic])} if used else set()
            present = set(store.about(node, graph))
            removed |= present - wanted
            added |= wanted - present
    return Change(removed, added)


def standard_change(store: OxigraphStore, joint: Change, wanted: Mapping[NamedNode, set[Quad]]) -> Change:
    """What follows in standard terms from a change of the consolidated graph; `wanted` is what it is to say.

    What follows from a statement that goes may follow from another that stays, about one of its two ends.
    """
    base = store.ledger.base
    added = set(standard_quads(joint.added, base))
    doubtful = set(standard_quads(joint.removed, base)) - added

    @cache
    def kept(thing: NamedNode) -> set[Quad]:
        stays = wanted.get(thing)
        said = store.about(thing, consolidated_graph(base)) if stays is None else stays
        return set(standard_quads(said, base))

    removed = {
        quad
        for quad in doubtful
        if not any(quad in kept(end) for end in (quad.subject, quad.object) if isinstance(end, NamedNode))
    }
    return Change(removed, added)


def write(store: OxigraphStore, changes: Iterable[Change]) -> None:
    """Apply the changes, small ones many in a transaction."""
    removed, added = list[Quad](), list[Quad]()
    for change in changes:
        removed += change.removed
        added += change.added
        if len(removed) + len(added) >= CHUNK:
            store.change(removed, added)
            removed, added = [], []
    store.change(removed, added)

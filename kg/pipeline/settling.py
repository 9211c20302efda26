"""The ledger's records → published graphs: what changed is written, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode, Quad

from kg.extract import sift
from kg.identity import retired
from kg.model import Extraction
from kg.pipeline.stages import Resolve, Resolved, Stages
from kg.rdf.identity import identity_quads
from kg.rdf.iris import consolidated_graph, graph_iri, identity_graph, standard_graph
from kg.rdf.quads import article_quads, consolidated_quads
from kg.rdf.settle import object_of
from kg.rdf.standard import standard_quads
from kg.store import Ledger, OxigraphStore, Settlement

CHUNK = 20_000  # quads changed in one transaction; a graph is never split

Graph = tuple[NamedNode, Iterable[Quad]]


def settle(store: OxigraphStore, stages: Stages) -> Settlement:
    """Make the published graphs say what the ledger says; does nothing where they do already.

    Safe to kill: graphs change one transaction at a time, and the settlement is noted last.
    """
    ledger = store.ledger
    version = f"{stages.settling} {ledger.base} {ledger.minimum}"
    if ledger.settlement and ledger.settlement.version == version:
        return ledger.settlement
    extractions, previous, former = told(ledger, ledger.minimum), ledger.assignments(), ledger.former()
    resolved = stages.resolve(extractions, previous, former)
    ledger.retire(retired(previous, former, resolved.entity_of))
    ledger.assign(resolved.entity_of)
    publish(store, published(extractions, resolved, ledger.base))
    settlement = Settlement(version, len(resolved.entities), len(set(_facts(extractions, resolved))))
    ledger.settle(settlement)
    return settlement


def told(ledger: Ledger, minimum: float) -> tuple[Extraction, ...]:
    """What every article says with some confidence at least."""
    return tuple(sift(extraction, minimum) for extraction in ledger.extractions())


def quads_from(ledger: Ledger, minimum: float, resolve: Resolve) -> Iterator[Quad]:
    """The published graphs as they would be with another `minimum` of confidence (0–1), ids kept."""
    extractions = told(ledger, minimum)
    resolved = resolve(extractions, ledger.assignments(), ledger.former())
    for _, quads in published(extractions, resolved, ledger.base):
        yield from quads


def published(extractions: Sequence[Extraction], resolved: Resolved, base: str) -> Iterator[Graph]:
    """Every published graph, by name."""
    entity_of = resolved.entity_of
    for extraction in extractions:
        yield graph_iri(extraction.article.id, base), article_quads(extraction, entity_of, base, body=True)
    consolidated = tuple(consolidated_quads(resolved.entities, extractions, entity_of, base))
    yield consolidated_graph(base), consolidated
    yield standard_graph(base), standard_quads(consolidated, base)
    decisions = identity_quads(resolved.identity, resolved.entities, extractions, entity_of, base)
    yield identity_graph(base), decisions


def publish(store: OxigraphStore, graphs: Iterable[Graph]) -> None:
    """Make these the store's graphs, writing differences only; returns when they are on disk."""
    names, removed, added = set(), list[Quad](), list[Quad]()
    for name, quads in graphs:
        names.add(name)
        wanted, present = set(quads), set(store.quads(name))
        removed += present - wanted
        added += wanted - present
        if len(removed) + len(added) >= CHUNK:
            store.change(removed, added)
            removed, added = [], []
    store.change(removed, added)
    for name in set(store.graphs()) - names:
        store.drop(name)
    store.flush()


def _facts(extractions: Iterable[Extraction], resolved: Resolved) -> Iterator[tuple[str, str, str]]:
    for extraction in extractions:
        for fact in extraction.facts:
            subject = resolved.entity_of[extraction.article.id, fact.subject]
            yield subject, fact.predicate, object_of(extraction, fact, resolved.entity_of)

"""The ledger's records → published graphs: what changed is written, nothing else."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from pyoxigraph import Quad

from kg.extract import sift
from kg.identity import retired
from kg.model import Extraction
from kg.pipeline.differences import Change, article_change, changes_of, difference, whole_changes, write
from kg.pipeline.stages import Resolve, Resolved, Stages
from kg.rdf.corrections import blamed
from kg.rdf.describe import Portrait
from kg.rdf.identity import identity_quads
from kg.rdf.iris import consolidated_graph, graph_iri, identity_graph, standard_graph
from kg.rdf.portraits import digest, portraits
from kg.rdf.quads import article_quads, consolidated_quads
from kg.rdf.settle import EntityOf, object_of
from kg.rdf.standard import standard_quads
from kg.rdf.trace import lost_claims, lost_facts
from kg.store import Ledger, OxigraphStore, Settlement

Extractions = Mapping[str, Extraction]  # by article id
Digests = Mapping[str, str]  # of portraits, by the ids of their things


@contextmanager
def without_collector() -> Iterator[None]:
    """Pauses the search for cycles, which what is read and linked has none of: decoding takes a quarter."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@without_collector()
def settle(store: OxigraphStore, stages: Stages) -> Settlement:
    """Make the published graphs say what the ledger says; does nothing where they do already.

    Safe to kill: what corrections take away is noted first, then graphs change one transaction at a time, and
    the settlement is noted last.
    """
    ledger = store.ledger
    version = f"{stages.settling} {ledger.base} {ledger.minimum}"
    if ledger.settlement and ledger.settlement.version == version:
        return ledger.settlement
    extractions = {said.article.id: said for said in told(ledger, ledger.minimum)}
    previous, former = ledger.assignments(), ledger.former()
    resolved = stages.resolve(extractions.values(), previous, former)
    ledger.retire(retired(previous, former, resolved.entity_of))
    ledger.assign(resolved.entity_of)
    digests = publish(store, extractions, resolved, version)
    settlement = Settlement(version, len(resolved.entities), count_facts(extractions, resolved.entity_of))
    ledger.settle(settlement, digests)
    return settlement


def told(ledger: Ledger, minimum: float) -> tuple[Extraction, ...]:
    """What every article says with some confidence at least."""
    return tuple(sift(extraction, minimum) for extraction in ledger.extractions())


def quads_from(ledger: Ledger, minimum: float, resolve: Resolve) -> Iterator[Quad]:
    """The published graphs as they would be with another `minimum` of confidence (0–1), ids kept."""
    extractions, base = told(ledger, minimum), ledger.base
    resolved = resolve(extractions, ledger.assignments(), ledger.former())
    for extraction in extractions:
        yield from article_quads(extraction, resolved.entity_of, base, body=True)
    shared = tuple(consolidated_quads(resolved.entities, extractions, resolved.entity_of, base))
    yield from shared
    yield from standard_quads(shared, base)
    yield from decisions(extractions, resolved, base)


def publish(store: OxigraphStore, extractions: Extractions, resolved: Resolved, version: str) -> Digests:
    """Write the differences between the store's graphs and those to be; returns when they are on disk.

    Only what the ledger knows to be otherwise is looked at: articles that are outdated, and things whose
    portraits have other digests than those published. Gives the digests of the portraits now.
    """
    base, entity_of = store.ledger.base, resolved.entity_of
    drawn = {each.id: each for each in portraits(resolved.entities, extractions.values(), entity_of)}
    digests = {id: digest(portrait) for id, portrait in drawn.items()}
    published = store.ledger.published(version)
    joint, standard = shared_changes(store, drawn, digests, published)
    note_losses(store, extractions, entity_of, joint.removed)
    outdated = extractions if published is None else store.ledger.outdated() & extractions.keys()
    write(store, (article_change(store, extractions[id], entity_of) for id in outdated))
    identity = difference(store, identity_graph(base), decisions(extractions.values(), resolved, base))
    write(store, [joint, standard, identity])
    shared = {consolidated_graph(base), standard_graph(base), identity_graph(base)}
    for name in set(store.graphs()) - shared - {graph_iri(id, base) for id in extractions}:
        store.drop(name)
    store.flush()
    return digests


def decisions(extractions: Iterable[Extraction], resolved: Resolved, base: str) -> Iterator[Quad]:
    """The graph of identity decisions."""
    entity_of = resolved.entity_of
    return identity_quads(resolved.identity, resolved.entities, extractions, entity_of, base)


def shared_changes(
    store: OxigraphStore, drawn: Mapping[str, Portrait], digests: Digests, published: Digests | None
) -> tuple[Change, Change]:
    """What changes in the graphs that all articles share; all is compared if nothing is known of them."""
    if published is None:
        return whole_changes(store, drawn.values())
    changed = [id for id in drawn if published.get(id) != digests[id]]
    return changes_of(store, drawn.values(), changed, published.keys() - drawn.keys())


def note_losses(
    store: OxigraphStore, extractions: Extractions, entity_of: EntityOf, removed: Iterable[Quad]
) -> None:
    """Keep in the ledger what corrections take away, before the graphs forget it."""
    ledger, base = store.ledger, store.ledger.base
    corrections = ledger.pending()
    claims = {
        id: lost_claims(
            store.quads(graph_iri(id, base)),
            article_quads(extractions[id], entity_of, base) if id in extractions else (),
            base,
        )
        for id in {correction.article for correction in corrections}
    }
    ledger.trace(blamed(corrections, claims, lost_facts(removed, base) if corrections else ()))
    ledger.flush()  # a power cut must not leave changed graphs without the note that they change


def count_facts(extractions: Extractions, entity_of: EntityOf) -> int:
    """How many different facts the articles state."""
    return len(
        {
            (entity_of[id, fact.subject], fact.predicate, object_of(extraction, fact, entity_of))
            for id, extraction in extractions.items()
            for fact in extraction.facts
        }
    )

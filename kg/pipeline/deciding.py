"""What changes in the graph of identity decisions when a few things are resolved anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from pyoxigraph import NamedNode, Quad

from kg.link import Revision
from kg.pipeline.differences import Change
from kg.rdf import vocabulary as v
from kg.rdf.identity import identity_quads
from kg.rdf.iris import as_iri, entity_iri, identity_graph
from kg.store import OxigraphStore


def decided(store: OxigraphStore, revision: Revision, gone: Set[str]) -> Change:
    """The difference for all decisions on what was resolved anew; `gone` are ids of what may be no more."""
    base, said = store.ledger.base, revision.told.values()
    wanted = set(identity_quads(revision.identity, revision.entities, said, revision.entity_of, base))
    ids = {entity.id for entity in revision.entities} | revision.earlier | gone
    present = {quad for id in ids for quad in decisions_on(store, entity_iri(id, base))}
    agents = set(described_agents(store, present - wanted))
    removed, added = present - wanted, wanted - present
    idle = {quad for quad in agents if not is_busy(store, quad.subject, removed, added)}
    return Change((removed | idle) - wanted, added)


def decisions_on(store: OxigraphStore, thing: NamedNode) -> Iterator[Quad]:
    """All that the graph says of a thing, of its former ids, and of the decisions on it."""
    graph = identity_graph(store.ledger.base)
    yield from store.about(thing, graph)
    yield from store.pointing(thing, graph, v.SAME_AS)
    for quad in store.pointing(thing, graph, v.DECIDES):
        yield from store.about(as_iri(quad.subject), graph)


def described_agents(store: OxigraphStore, removed: Iterable[Quad]) -> Iterator[Quad]:
    """What the graph says of those who made the decisions that go."""
    graph = identity_graph(store.ledger.base)
    for agent in {quad.object for quad in removed if quad.predicate == v.WAS_ATTRIBUTED_TO}:
        yield from store.about(as_iri(agent), graph)


def is_busy(store: OxigraphStore, agent: object, removed: Set[Quad], added: Set[Quad]) -> bool:
    """True if a decision of the agent stays or comes."""
    graph = identity_graph(store.ledger.base)
    if any(quad.object == agent for quad in added if quad.predicate == v.WAS_ATTRIBUTED_TO):
        return True
    return any(quad not in removed for quad in store.pointing(as_iri(agent), graph, v.WAS_ATTRIBUTED_TO))

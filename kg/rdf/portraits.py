"""The consolidated graph thing by thing, before it is RDF: what has not changed need not be written again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import chain

import msgspec
from pyoxigraph import Quad

from kg.model import CONCEPTS, Entity, Extraction, Predicate
from kg.rdf import vocabulary as v
from kg.rdf.describe import (
    Places,
    Portrait,
    Statement,
    containing_places,
    describe_entity,
    describe_place,
    names_of,
    object_term,
    shipped_places,
    unmentioned,
)
from kg.rdf.iris import BASE, consolidated_graph, entity_iri
from kg.rdf.settle import EntityOf, Settled, settle
from kg.rdf.titles import title
from kg.rdf.topics import describe_topics

DIGEST_BYTES = 9  # of two states of one thing: 72 bits


def portraits(
    entities: Iterable[Entity],
    extractions: Iterable[Extraction],
    entity_of: EntityOf,
    places: Places = shipped_places,
) -> Iterator[Portrait]:
    """All things of the consolidated graph: the entities, and places around them that no article names."""
    entities = tuple(entities)
    settled, names = settle(extractions, entity_of), names_of(entities, places)
    facts, known = by_subject(settled), containing_places(entities, places)
    mentioned = {entity.known for entity in entities}
    around = [unmentioned(place) for id, place in known.items() if id not in mentioned]
    ids = {entity.known: entity.id for entity in (*entities, *around) if entity.known}
    for entity in (*entities, *around):
        place = known.get(entity.known or "")
        yield Portrait(
            id=entity.id,
            kind=entity.kind,
            name=entity.name,
            aliases=entity.aliases,
            sources=() if entity.known else tuple(sorted({article for article, _ in entity.members})),
            place=place,
            within=ids.get(place.within) if place and place.within else None,
            title=title(entity.id, entity.kind, settled, names.get),
            facts=tuple(facts.get(entity.id, ())),
        )


def by_subject(settled: Settled) -> Mapping[str, list[tuple[Predicate, tuple[str, ...]]]]:
    """The facts of each thing."""
    found = defaultdict[str, list[tuple[Predicate, tuple[str, ...]]]](list)
    for (subject, predicate), objects in settled.out.items():
        found[subject].append((predicate, objects))
    return found


def digest(portrait: Portrait) -> str:
    """A short digest: equal for equal statements."""
    return blake2b(msgspec.json.encode(portrait), digest_size=DIGEST_BYTES).hexdigest()


def portrait_quads(portrait: Portrait, base: str = BASE) -> Iterator[Quad]:
    """The statements of one portrait in the consolidated graph; their subject is the thing."""
    graph = consolidated_graph(base)
    for statement in portrait_statements(portrait, base):
        yield Quad(*statement, graph)


def portrait_statements(portrait: Portrait, base: str) -> Iterator[Statement]:
    """Class, names, title, sources, codes and facts."""
    yield from describe_entity(portrait, base)
    if portrait.place:
        yield from describe_place(portrait.id, portrait.place, portrait.within, base)
    node = entity_iri(portrait.id, base)
    for predicate, objects in portrait.facts:
        for value in objects:
            yield node, v.PROPERTIES[predicate], object_term(predicate, value, base)


def topic_quads(drawn: Iterable[Portrait], base: str = BASE) -> Iterator[Quad]:
    """What the consolidated graph says of the topics that the portraits name."""
    graph = consolidated_graph(base)
    named = (objects for each in drawn for predicate, objects in each.facts if predicate in CONCEPTS)
    for statement in describe_topics(sorted(set(chain.from_iterable(named)))):
        yield Quad(*statement, graph)


def shared_quads(drawn: Iterable[Portrait], base: str = BASE) -> Iterator[Quad]:
    """The consolidated graph: all portraits, and the topics that they name."""
    drawn = tuple(drawn)
    for portrait in drawn:
        yield from portrait_quads(portrait, base)
    yield from topic_quads(drawn, base)

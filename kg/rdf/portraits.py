"""The consolidated graph thing by thing, before it is RDF: what has not changed need not be written again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from itertools import chain

import msgspec
from pyoxigraph import Quad

from kg.model import CONCEPTS, Entity, Extraction, Predicate
from kg.rdf import vocabulary as v
from kg.rdf.describe import (
    Notables,
    Places,
    Portrait,
    Statement,
    containing_places,
    describe_entity,
    describe_place,
    names_of,
    object_term,
    place_id,
    shipped_around,
    shipped_notables,
    shipped_places,
    unmentioned,
)
from kg.rdf.history import history
from kg.rdf.iris import BASE, consolidated_graph, entity_iri
from kg.rdf.parts import describe_parts
from kg.rdf.settle import NO_COPIES, EntityOf, Settled, Texts, by_text, collect, settled
from kg.rdf.texts import texts_of
from kg.rdf.titles import title
from kg.rdf.topics import describe_topics

DIGEST_BYTES = 9  # of two states of one thing: 72 bits


def portraits(
    entities: Iterable[Entity],
    extractions: Iterable[Extraction],
    entity_of: EntityOf,
    places: Places = shipped_places,
    notables: Notables = shipped_notables,
    texts: Texts | None = None,
) -> Iterator[Portrait]:
    """All things of the consolidated graph: the entities, and places around them that no article names.

    `texts` tells which articles are reprints; without it they are looked for.
    """
    entities, extractions = tuple(entities), tuple(extractions)
    known, names = containing_places(entities, places), names_of(entities, places)
    wikidata = notables(entities)
    mentioned = {entity.known for entity in entities}
    around = [unmentioned(place) for id, place in known.items() if id not in mentioned]
    texts = texts_of(extractions) if texts is None else texts
    for portrait in drawn((*entities, *around), extractions, entity_of, names.get, texts):
        whole, found = placed(portrait, known.get), wikidata.get(portrait.id)
        yield replace(whole, wikidata=found) if found else whole


def drawn(
    entities: Iterable[Entity],
    extractions: Iterable[Extraction],
    entity_of: EntityOf,
    name_of: Callable[[str], str | None],
    texts: Texts = NO_COPIES,
) -> Iterator[Portrait]:
    """The entities without what the gazetteer says of them.

    `extractions` must have all the articles of their members, `name_of` the names of what facts speak of, and
    `texts` the articles that those among them reprint.
    """
    reported = by_text(collect(extractions, entity_of, texts))
    holds = settled(reported)
    facts = by_subject(holds)
    for entity in entities:
        yield Portrait(
            id=entity.id,
            kind=entity.kind,
            name=entity.name,
            aliases=entity.aliases,
            known=entity.known,
            sources=() if entity.known else tuple(sorted({article for article, _ in entity.members})),
            place=None,
            within=(),
            title=title(entity.id, entity.kind, holds, name_of),
            facts=tuple(facts.get(entity.id, ())),
            history=history(entity.id, reported, holds),
        )


def placed(portrait: Portrait, places: Places = shipped_places) -> Portrait:
    """The portrait with what the gazetteer says of a place."""
    place = places(portrait.known) if portrait.known else None
    if place is None:
        return portrait
    within = tuple(place_id(id) for id in shipped_around(place) if places(id))
    return replace(portrait, place=place, within=within)


def by_subject(holds: Settled) -> Mapping[str, list[tuple[Predicate, tuple[str, ...]]]]:
    """The facts of each thing."""
    found = defaultdict[str, list[tuple[Predicate, tuple[str, ...]]]](list)
    for (subject, predicate), objects in holds.out.items():
        found[subject].append((predicate, objects))
    return found


def digest(portrait: Portrait) -> str:
    """A short digest: equal for equal statements."""
    return blake2b(msgspec.json.encode(portrait), digest_size=DIGEST_BYTES).hexdigest()


def portrait_quads(portrait: Portrait, base: str = BASE) -> Iterator[Quad]:
    """The statements of one portrait in the consolidated graph: of the thing, and of its parts."""
    graph = consolidated_graph(base)
    for statement in portrait_statements(portrait, base):
        yield Quad(*statement, graph)


def portrait_statements(portrait: Portrait, base: str) -> Iterator[Statement]:
    """Class, names, title, sources, codes, facts and history."""
    yield from describe_entity(portrait, base)
    if portrait.place:
        yield from describe_place(portrait.id, portrait.place, portrait.within, base)
    node = entity_iri(portrait.id, base)
    for predicate, objects in portrait.facts:
        for value in objects:
            yield node, v.PROPERTIES[predicate], object_term(predicate, value, base)
    yield from describe_parts(portrait, base)


def topic_quads(drawn: Iterable[Portrait], base: str = BASE) -> Iterator[Quad]:
    """What the consolidated graph says of the topics that the portraits name."""
    graph = consolidated_graph(base)
    for statement in topic_statements(drawn):
        yield Quad(*statement, graph)


def topic_statements(drawn: Iterable[Portrait]) -> Iterator[Statement]:
    """What is said of the topics that the portraits name."""
    named = (objects for each in drawn for predicate, objects in each.facts if predicate in CONCEPTS)
    yield from describe_topics(sorted(set(chain.from_iterable(named))))


def shared_statements(drawn: Iterable[Portrait], base: str = BASE) -> Iterator[Statement]:
    """What the consolidated graph says: all portraits, and the topics that they name."""
    drawn = tuple(drawn)
    for portrait in drawn:
        yield from portrait_statements(portrait, base)
    yield from topic_statements(drawn)


def shared_quads(drawn: Iterable[Portrait], base: str = BASE) -> Iterator[Quad]:
    """The consolidated graph."""
    graph = consolidated_graph(base)
    for statement in shared_statements(drawn, base):
        yield Quad(*statement, graph)

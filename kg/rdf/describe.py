"""What the graph says of a thing apart from facts: its class, names, codes, place in the world, sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from kg.gazetteer import Place
from kg.model import NAMED, Entity
from kg.rdf import vocabulary as v
from kg.rdf.iris import article_iri, entity_iri
from kg.rdf.literals import coordinate_literal, text_literal

Term = NamedNode | Literal
UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
Statement = tuple[NamedNode, NamedNode, Term]
Places = Callable[[str], Place | None]


def shipped_places(id: str) -> Place | None:
    """The place with this id in the shipped gazetteer."""
    from kg.gazetteer import gazetteer

    try:
        return gazetteer()[id]
    except KeyError:
        return None


def entity_name(entity: Entity, place: Place | None) -> str | None:
    """The full nominative name: the gazetteer's where it knows the place, whatever the articles call it."""
    return place.name if place else entity.name


def describe_entity(entity: Entity, place: Place | None, base: str) -> Iterator[Statement]:
    """Class, names, and the articles that report it (the gazetteer's places are reference data)."""
    node = entity_iri(entity.id, base)
    yield node, v.TYPE, v.CLASSES[entity.kind]
    if entity.kind in NAMED:
        names = (entity_name(entity, place), entity.name, *entity.aliases, *(place.aliases if place else ()))
        yield from describe_names(node, names)
    if not entity.known:
        for article in sorted({article for article, _ in entity.members}):
            yield node, v.WAS_DERIVED_FROM, article_iri(article, base)


def describe_names(node: NamedNode, names: Iterable[str | None]) -> Iterator[Statement]:
    """The first name as the preferred one, the others once each."""
    preferred, *others = dict.fromkeys(name.strip() for name in names if name and name.strip()) or [""]
    if preferred:
        yield node, v.LABEL, text_literal(preferred, "ru")
        yield node, v.PREF_LABEL, text_literal(preferred, "ru")
    for name in others:
        yield node, v.ALT_LABEL, text_literal(name, "ru")


def describe_title(id: str, title: str, base: str) -> Iterator[Statement]:
    """The label of a thing without a name."""
    yield entity_iri(id, base), v.LABEL, text_literal(title, "ru")


def describe_place(place: Place, ids: Mapping[str, str], base: str) -> Iterator[Statement]:
    """What the gazetteer knows apart from Russian names. `ids` are the entity ids of all places described."""
    node = entity_iri(ids[place.id], base)
    if place.english:
        yield node, v.LABEL, text_literal(place.english, "en")
        yield node, v.PREF_LABEL, text_literal(place.english, "en")
    if place.code:
        yield node, v.NOTATION, text_literal(place.code)
    if place.wikidata:
        yield node, v.SAME_AS, NamedNode(v.WD + place.wikidata)
    if place.geonames:
        yield node, v.SAME_AS, NamedNode(f"{v.GEONAMES}{place.geonames}/")
    if place.within and place.within in ids:
        yield node, v.CONTAINED_IN_PLACE, entity_iri(ids[place.within], base)
    yield from describe_position(node, place)


def describe_position(node: NamedNode, place: Place) -> Iterator[Statement]:
    """Latitude and longitude, where both are known."""
    if place.latitude is not None and place.longitude is not None:
        yield node, v.LATITUDE, coordinate_literal(place.latitude)
        yield node, v.LONGITUDE, coordinate_literal(place.longitude)


def place_id(known: str) -> str:
    """The entity id of a gazetteer's place, by the linker's rule: mentioned or not, it has one name."""
    return f"place/{UNSAFE.sub('-', known)}"


def containing_places(entities: Iterable[Entity], places: Places) -> dict[str, Place]:
    """The gazetteer's places of the entities and those that they lie in, by the gazetteer's id."""
    found: dict[str, Place] = {}
    waiting = [entity.known for entity in entities if entity.known]
    while waiting:
        place = places(waiting.pop())
        if place and place.id not in found:
            found[place.id] = place
            waiting += [place.within] if place.within else []
    return found


def describe_all(entities: Iterable[Entity], places: Places, base: str) -> Iterator[Statement]:
    """All entities, and the places around them, which only stand in the gazetteer."""
    entities = tuple(entities)
    known = containing_places(entities, places)
    mentioned = {entity.known: entity.id for entity in entities if entity.known}
    ids = {id: mentioned.get(id, place_id(id)) for id in known}
    for entity in entities:
        yield from describe_entity(entity, known.get(entity.known or ""), base)
    for place in known.values():
        if place.id not in mentioned:
            yield from describe_entity(unmentioned(place), place, base)
        yield from describe_place(place, ids, base)


def unmentioned(place: Place) -> Entity:
    """The entity of a place that no article names."""
    return Entity(place_id(place.id), place.kind, place.name, (), place.id, ())


def names_of(entities: Iterable[Entity], places: Places) -> dict[str, str]:
    """The full names of the named entities by id."""
    named = {e.id: entity_name(e, places(e.known) if e.known else None) for e in entities if e.kind in NAMED}
    return {id: name for id, name in named.items() if name}

"""What the graph says of a thing apart from facts: its class, names, codes, place in the world, sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.gazetteer import Place
from kg.model import CONCEPTS, NAMED, Entity, Kind, Predicate, Topic
from kg.rdf import vocabulary as v
from kg.rdf.history import NOTHING, History
from kg.rdf.iris import article_iri, entity_iri
from kg.rdf.literals import coordinate_literal, fact_literal, text_literal
from kg.rdf.settle import is_link

Term = NamedNode | Literal
UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
Statement = tuple[NamedNode, NamedNode, Term]
Places = Callable[[str], Place | None]
Notables = Callable[[Iterable[Entity]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thing with all that its statements in the consolidated graph are made of.

    `known` is the gazetteer's id of a place, `place` what it says of it, `within` the ids of what that lies
    in; `sources` are the articles that report the thing (none for places known); `title` is the label of a
    thing without a name; `wikidata` is the id of a person or body of note.
    """

    id: str
    kind: Kind
    name: str | None
    aliases: tuple[str, ...]
    known: str | None
    sources: tuple[str, ...]
    place: Place | None
    within: tuple[str, ...]
    title: str | None
    facts: tuple[tuple[Predicate, tuple[str, ...]], ...]
    history: History = NOTHING
    wikidata: str | None = None


def shipped_notables(entities: Iterable[Entity]) -> Mapping[str, str]:
    """The Wikidata ids of people and bodies in the shipped table, by entity id."""
    from kg.gazetteer.notables import linked, notables

    return linked(entities, notables())


def shipped_places(id: str) -> Place | None:
    """The place with this id in the shipped gazetteer."""
    from kg.gazetteer import gazetteer

    try:
        return gazetteer()[id]
    except KeyError:
        return None


def shipped_around(place: Place) -> tuple[str, ...]:
    """The gazetteer's ids of what a place lies in."""
    from kg.gazetteer import around

    return around(place)


def entity_name(entity: Entity, place: Place | None) -> str | None:
    """The full nominative name: the gazetteer's where it knows the place, whatever the articles call it."""
    return place.name if place else entity.name


def describe_entity(thing: Portrait, base: str) -> Iterator[Statement]:
    """Class, names, title, and the articles that report it (the gazetteer's places are reference data)."""
    node, place = entity_iri(thing.id, base), thing.place
    yield node, v.TYPE, v.CLASSES[thing.kind]
    if thing.kind in NAMED:
        preferred = place.name if place else thing.name
        yield from describe_names(
            node, (preferred, thing.name, *thing.aliases, *(place.aliases if place else ()))
        )
    if thing.wikidata:
        yield node, v.SAME_AS, NamedNode(v.WD + thing.wikidata)
    if thing.title:
        yield node, v.LABEL, text_literal(thing.title, "ru")
    for article in thing.sources:
        yield node, v.WAS_DERIVED_FROM, article_iri(article, base)


def describe_names(node: NamedNode, names: Iterable[str | None]) -> Iterator[Statement]:
    """The first name as the preferred one, the others once each."""
    preferred, *others = dict.fromkeys(name.strip() for name in names if name and name.strip()) or [""]
    if preferred:
        yield node, v.LABEL, text_literal(preferred, "ru")
        yield node, v.PREF_LABEL, text_literal(preferred, "ru")
    for name in others:
        yield node, v.ALT_LABEL, text_literal(name, "ru")


def describe_place(id: str, place: Place, within: Iterable[str], base: str) -> Iterator[Statement]:
    """What the gazetteer knows apart from Russian names; `within` are the ids of what it lies in."""
    node = entity_iri(id, base)
    if place.english:
        yield node, v.LABEL, text_literal(place.english, "en")
        yield node, v.PREF_LABEL, text_literal(place.english, "en")
    if place.code:
        yield node, v.NOTATION, text_literal(place.code)
    if place.wikidata:
        yield node, v.SAME_AS, NamedNode(v.WD + place.wikidata)
    if place.geonames:
        yield node, v.SAME_AS, NamedNode(f"{v.GEONAMES}{place.geonames}/")
    for outer in within:
        yield node, v.CONTAINED_IN_PLACE, entity_iri(outer, base)
    yield from describe_position(node, place)


def describe_position(node: NamedNode, place: Place) -> Iterator[Statement]:
    """Latitude and longitude, where both are known."""
    if place.latitude is not None and place.longitude is not None:
        yield node, v.LATITUDE, coordinate_literal(place.latitude)
        yield node, v.LONGITUDE, coordinate_literal(place.longitude)


def place_id(known: str) -> str:
    """The entity id of a gazetteer's place, by the linker's rule: mentioned or not, it has one name."""
    return f"place/{UNSAFE.sub('-', known)}"


def known_id(id: str) -> str | None:
    """The gazetteer's id of an entity of that name (`place/geonames-1796236`); None if it knows none."""
    name = id.removeprefix("place/")
    spelled = (name, name.replace("-", ":", 1)) if name != id else ()
    return next((each for each in spelled if shipped_places(each)), None)


def containing_places(entities: Iterable[Entity], places: Places) -> dict[str, Place]:
    """The gazetteer's places of the entities and those that they lie in, by the gazetteer's id."""
    found: dict[str, Place] = {}
    waiting = [entity.known for entity in entities if entity.known]
    while waiting:
        place = places(waiting.pop())
        if place and place.id not in found:
            found[place.id] = place
            waiting += shipped_around(place)
    return found


def unmentioned(place: Place) -> Entity:
    """The entity of a place that no article names."""
    return Entity(place_id(place.id), place.kind, place.name, (), place.id, ())


def names_of(entities: Iterable[Entity], places: Places) -> dict[str, str]:
    """The full names of the named entities by id."""
    named = {e.id: entity_name(e, places(e.known) if e.known else None) for e in entities if e.kind in NAMED}
    return {id: name.strip() for id, name in named.items() if name and name.strip()}


def object_term(predicate: Predicate, value: str, base: str) -> Term:
    """The object of a fact as it stands in the graph."""
    if predicate in CONCEPTS:
        return v.CONCEPTS[Topic(value)]
    return entity_iri(value, base) if is_link(predicate) else fact_literal(predicate, value)

"""The portraits that a few changed articles make necessary: what they tell of, what is called after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kg.model import NAMED, PLACES, Entity, Extraction, Predicate
from kg.pipeline.noting import beside, namesakes, wikidata_of
from kg.pipeline.present import Present
from kg.pipeline.reprinting import Reprints
from kg.rdf import vocabulary as v
from kg.rdf.describe import Portrait, place_id, shipped_places
from kg.rdf.portraits import drawn

DELEGATION = "delegation/"
TITLED = ("post/", DELEGATION, "visit/", "meeting/", "agreement/", "quotation/")
Things = Mapping[str, Entity | None]


def redrawn(present: Present, copies: Reprints) -> dict[str, Portrait | None]:
    """Portraits by id of things that the gazetteer does not know, None for those that are no more.

    They are all that are or may be other than published.
    """
    told = told_of(present, copies) | namesakes(present)
    things = {id: present.thing(id) for id in told}
    renamed = renamed_among(present, things)
    further = called_after(present, renamed) | beside(present, renamed)
    further |= visits_of(present, further | told)
    things |= {id: present.thing(id) for id in further - told}
    return portraits(present, copies, things)


def told_of(present: Present, copies: Reprints) -> set[str]:
    """What the changed articles tell of, and told of before."""
    changed = present.changed.keys()
    now = {id for id, each in present.new.items() if any(article in changed for article, _ in each.members)}
    once = changed | present.gone | copies.changed
    return now | {id for article in once for id in present.known.things(article)}


def renamed_among(present: Present, things: Things) -> set[str]:
    """Those whose full names are not as published."""
    named = {id: thing.name for id, thing in things.items() if thing and thing.kind in NAMED}
    return {id for id, name in named.items() if name != present.published(id)}


def called_after(present: Present, things: Iterable[str]) -> set[str]:
    """What has no name of its own and may be called after the things."""
    member_of = v.PROPERTIES[Predicate.MEMBER_OF]
    near = {id for thing in things for id in (*present.pointing(thing), *present.linked(thing, member_of))}
    return {id for id in near if id.startswith(TITLED)}


def visits_of(present: Present, things: Iterable[str]) -> set[str]:
    """The visits of the delegations among things: they are called after whom these represent."""
    makes = v.PROPERTIES[Predicate.MAKES]
    return {id for each in things if each.startswith(DELEGATION) for id in present.linked(each, makes)}


def portraits(present: Present, copies: Reprints, things: Things) -> dict[str, Portrait | None]:
    """The portraits of these things."""
    there = [thing for thing in things.values() if thing]
    articles = sorted({article for thing in there for article, _ in thing.members})
    said = [present.said(article) for article in articles]
    refs = ((each.article.id, node.key) for each in said for node in each.nodes)
    entity_of = {ref: present.id(ref) or "" for ref in refs}
    texts = copies.texts_of(articles)
    wikidata = wikidata_of(present, there)
    found: dict[str, Portrait | None] = dict.fromkeys(things)
    for portrait in drawn(there, said, entity_of, name_by(present, there, said), texts):
        found[portrait.id] = replace(portrait, wikidata=wikidata.get(portrait.id))
    return found


def name_by(
    present: Present, things: Iterable[Entity], said: Iterable[Extraction]
) -> Callable[[str], str | None]:
    """Names of things by id: as they are now, else as published."""
    known = {node.known for each in said for node in each.nodes if node.known and node.kind in PLACES}
    places = {place_id(id): place.name for id in known if (place := shipped_places(id))}
    names = {thing.id: thing.name for thing in (*present.new.values(), *things) if thing.kind in NAMED}

    def name_of(id: str) -> str | None:
        if id in places:
            return places[id]
        name = names[id] if id in names else present.published(id)
        return (name or "").strip() or None

    return name_of

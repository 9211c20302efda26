"""People and bodies of note after a few articles changed: whom a name means hangs on who else bears it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.gazetteer.notables import Notables, linked, names_of, notables
from kg.link import Ref
from kg.model import Entity, Kind
from kg.pipeline.keeping import notable_keys
from kg.pipeline.present import Present


def namesakes(present: Present) -> set[str]:
    """The ids of all who are called like people of note whom the changed articles name, or named."""
    changed = present.changed
    before = (present.known.notable_names(article) for article in changed.keys() | present.gone)
    names = {name for those in before for name in those}
    names |= {name for said in changed.values() for name, _ in notable_keys(said)}
    return {id for name in names for id in bearers(present, name)}


def beside(present: Present, ids: Iterable[str]) -> set[str]:
    """The ids of those called like people of note in the articles that report these."""
    articles = {article for id in ids for article in present.known.reports(id) - present.gone}
    refs = ((article, key) for article in articles for key in present.known.notable(article))
    return set(filter(None, map(present.id, refs)))


def bearers(present: Present, name: str) -> Iterator[str]:
    """The ids of those who bear the name of a person of note."""
    for ref in present.known.bearing(name):
        id = present.id(ref) if ref[0] not in present.gone else None
        if id:
            yield id


def wikidata_of(present: Present, things: Iterable[Entity]) -> Mapping[str, str]:
    """The Wikidata ids of the things among people and bodies of note."""
    table, things = notables(), tuple(things)
    people = [thing for thing in things if thing.kind is Kind.PERSON and table.person(names_of(thing))]
    others = {each.id: each for each in company(present, people, table)}
    found = linked(({**others, **{thing.id: thing for thing in things}}).values(), table)
    return {thing.id: found[thing.id] for thing in things if thing.id in found}


def company(present: Present, people: Iterable[Entity], table: Notables) -> Iterator[Entity]:
    """Who bears the names of these, and the people in their articles, as far as they are there."""
    members = {ref for person in people for ref in person.members}
    said = [present.said(article) for article in {article for article, _ in members}]
    nodes = [((each.article.id, node.key), node) for each in said for node in each.nodes]
    told: dict[str, list[Ref]] = {}
    for ref, node in nodes:
        if node.kind is Kind.PERSON:
            told.setdefault(present.id(ref) or "", []).append(ref)
    keys = {key for ref, node in nodes if ref in members for key in table.keys_of(node)}
    for id in told.keys() | {id for key in keys for id in bearers(present, key)}:
        name, *aliases = present.names(id) or ("",)
        yield Entity(id, Kind.PERSON, name or None, tuple(aliases), None, tuple(told.get(id, ())))

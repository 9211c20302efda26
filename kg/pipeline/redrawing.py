"""The portraits that a few changed articles make necessary: what they tell of, what is called after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date

from pyoxigraph import Literal

from kg.link import Ref, Revision, entity
from kg.model import NAMED, PLACES, Entity, Extraction, Predicate
from kg.pipeline.remembered import Remembered, article_id
from kg.pipeline.reprinting import Reprints, published
from kg.rdf import vocabulary as v
from kg.rdf.describe import Portrait, place_id, shipped_places
from kg.rdf.iris import consolidated_graph, entity_iri, id_below
from kg.rdf.portraits import drawn
from kg.store import OxigraphStore

DELEGATION = "delegation/"
TITLED = ("post/", DELEGATION, "visit/", "meeting/", "agreement/", "quotation/")


class Redrawing:
    """Portraits by id of things that the gazetteer does not know; None for those that are no more."""

    def __init__(
        self,
        store: OxigraphStore,
        known: Remembered,
        revision: Revision,
        copies: Reprints,
        gone: Set[str],
    ) -> None:
        self._store, self._known, self._revision = store, known, revision
        self._copies, self._gone = copies, gone
        self._said = dict(revision.changed)
        self._new = {entity.id: entity for entity in revision.entities}
        self._graph = consolidated_graph(store.ledger.base)

    def portraits(self) -> dict[str, Portrait | None]:
        """All that are or may be other than published."""
        told = self._told()
        things = {id: self._thing(id) for id in told}
        further = self._named_after(things) - told
        further |= self._visits(further | told) - told - further
        things |= {id: self._thing(id) for id in further}
        return self._drawn(things)

    def _told(self) -> set[str]:
        """What the changed articles tell of, and told of before."""
        articles = self._revision.changed.keys()
        now = {
            thing.id
            for thing in self._new.values()
            if any(article in articles for article, _ in thing.members)
        }
        once = articles | self._gone | self._copies.changed
        return now | {id for article in once for id in self._known.things(article)}

    def _thing(self, id: str) -> Entity | None:
        """The thing as it is now."""
        if id in self._new:
            return self._new[id]
        refs = [
            ref
            for article in sorted(set(self._known.reports(id)) - self._gone)
            for ref in self._refs(article, id)
        ]
        if not refs:
            return None
        nodes = {ref: node for ref in refs for node in self._load(ref[0]).nodes if node.key == ref[1]}
        said = self._said
        ranked = sorted(refs, key=lambda ref: (said[ref[0]].article.published or date.max, *ref))
        return entity(id, tuple(ranked), nodes)

    def _refs(self, article: str, id: str) -> Iterator[Ref]:
        for key in self._known.ids(article):
            if self._id(article, key) == id:
                yield article, key

    def _id(self, article: str, key: str) -> str | None:
        return self._revision.entity_of.get((article, key)) or (
            None if article in self._revision.changed else self._known.ids(article).get(key)
        )

    def _load(self, article: str) -> Extraction:
        if article not in self._said:
            self._said[article] = self._known.extraction(article)
        return self._said[article]

    def _named_after(self, things: Mapping[str, Entity | None]) -> set[str]:
        """What has no name of its own and may be called after things whose names are not as published."""
        renamed = (
            id
            for id, thing in things.items()
            if thing and thing.kind in NAMED and thing.name != self._published(id)
        )
        found = {id for name in renamed for id in self._pointing(name)}
        return {id for id in found if id.startswith(TITLED)}

    def _pointing(self, id: str) -> Iterator[str]:
        base = self._store.ledger.base
        for quad in self._store.pointing(entity_iri(id, base), self._graph):
            yield id_below(quad.subject, base)
        for quad in self._store.about(entity_iri(id, base), self._graph, v.PROPERTIES[Predicate.MEMBER_OF]):
            yield id_below(quad.object, base)

    def _visits(self, things: Iterable[str]) -> set[str]:
        """The visits of the delegations: they are called after whom these represent."""
        base = self._store.ledger.base
        groups = (id for id in things if id.startswith(DELEGATION))
        about = (
            self._store.about(entity_iri(id, base), self._graph, v.PROPERTIES[Predicate.MAKES])
            for id in groups
        )
        return {id_below(quad.object, base) for quads in about for quad in quads}

    def _published(self, id: str) -> str | None:
        """The name that a thing is published by."""
        found = self._store.about(entity_iri(id, self._store.ledger.base), self._graph, v.PREF_LABEL)
        names = (quad.object for quad in found if isinstance(quad.object, Literal))
        return next((name.value for name in names if name.language == "ru"), None)

    def _drawn(self, things: Mapping[str, Entity | None]) -> dict[str, Portrait | None]:
        present = [thing for thing in things.values() if thing]
        articles = sorted({article for thing in present for article, _ in thing.members})
        said = [self._load(article) for article in articles]
        entity_of = {
            (each.article.id, node.key): self._id(each.article.id, node.key) or ""
            for each in said
            for node in each.nodes
        }
        found: dict[str, Portrait | None] = dict.fromkeys(things)
        found |= {
            each.id: each
            for each in drawn(present, said, entity_of, self._name_of(present, said), self._texts(articles))
        }
        return found

    def _texts(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Which articles these reprint, as it is now."""
        looked_at, found = self._copies.looked_at, dict(self._copies.originals)
        for article in articles:
            for quad in published(self._store, article) if article not in looked_at else ():
                found[article] = article_id(quad.object, self._store.ledger.base)
        return found

    def _name_of(self, things: Iterable[Entity], said: Iterable[Extraction]) -> Callable[[str], str | None]:
        """Names: as they are now, else as published."""
        known = {node.known for each in said for node in each.nodes if node.known and node.kind in PLACES}
        places = {place_id(id): place.name for id in known if (place := shipped_places(id))}
        names = {thing.id: thing.name for thing in (*self._new.values(), *things) if thing.kind in NAMED}

        def name_of(id: str) -> str | None:
            if id in places:
                return places[id]
            name = names[id] if id in names else self._published(id)
            return (name or "").strip() or None

        return name_of

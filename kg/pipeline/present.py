"""Articles and things as they are after a few articles changed, the others as the store has them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.link import Ref, Revision, entity
from kg.model import Entity, Extraction
from kg.pipeline.remembered import Remembered
from kg.rdf import vocabulary as v
from kg.rdf.iris import consolidated_graph, entity_iri, id_below
from kg.store import OxigraphStore


class Present:
    """What is looked at while a revision is published; `gone` are the articles that were retracted."""

    def __init__(self, store: OxigraphStore, known: Remembered, revision: Revision, gone: Set[str]) -> None:
        self.known, self.changed, self.gone = known, revision.changed, gone
        self.new = {thing.id: thing for thing in revision.entities}
        self._store, self._entity_of = store, revision.entity_of
        self._said = dict(revision.changed)
        self._base = store.ledger.base
        self._graph = consolidated_graph(self._base)

    def said(self, article: str) -> Extraction:
        """What an article says."""
        if article not in self._said:
            self._said[article] = self.known.extraction(article)
        return self._said[article]

    def id(self, ref: Ref) -> str | None:
        """The entity that a node stands for."""
        article, key = ref
        is_settled = article not in self.changed and article not in self.gone
        return self._entity_of.get(ref) or (self.known.ids(article).get(key) if is_settled else None)

    def thing(self, id: str) -> Entity | None:
        """The thing with an id, None if there is none any more."""
        if id in self.new:
            return self.new[id]
        articles = self.known.reports(id) - self.gone
        refs = sorted((ref for article in articles for ref in self._refs(article, id)), key=self._rank)
        nodes = {ref: node for ref in refs for node in self.said(ref[0]).nodes if node.key == ref[1]}
        return entity(id, tuple(refs), nodes) if refs else None

    def names(self, id: str) -> tuple[str, ...]:
        """The names of a thing, the full one first: as they are now, else as published."""
        if id in self.new:
            return tuple(filter(None, (self.new[id].name, *self.new[id].aliases)))
        return (*self._labels(id, v.PREF_LABEL), *self._labels(id, v.ALT_LABEL))

    def published(self, id: str) -> str | None:
        """The full name that a thing is published by."""
        return next(self._labels(id, v.PREF_LABEL), None)

    def pointing(self, id: str) -> Iterator[str]:
        """What is published to point to a thing."""
        for quad in self._store.pointing(entity_iri(id, self._base), self._graph):
            yield id_below(quad.subject, self._base)

    def linked(self, id: str, property: NamedNode) -> Iterator[str]:
        """What a thing is published to point to."""
        for quad in self._store.about(entity_iri(id, self._base), self._graph, property):
            yield id_below(quad.object, self._base)

    def _refs(self, article: str, id: str) -> Iterator[Ref]:
        return ((article, key) for key in self.known.ids(article) if self.id((article, key)) == id)

    def _rank(self, ref: Ref) -> tuple[date, str, str]:
        return (self.said(ref[0]).article.published or date.max, *ref)

    def _labels(self, id: str, property: NamedNode) -> Iterator[str]:
        for quad in self._store.about(entity_iri(id, self._base), self._graph, property):
            if isinstance(quad.object, Literal) and quad.object.language == "ru":
                yield quad.object.value

"""Which articles reprint which after a few changed: only those that are like them are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from pyoxigraph import Quad

from kg.model import Extraction
from kg.pipeline.differences import Change
from kg.pipeline.keeping import band_name
from kg.pipeline.remembered import Remembered, article_id
from kg.rdf import vocabulary as v
from kg.rdf.iris import article_iri, identity_graph
from kg.rdf.texts import printed, reprint_quads
from kg.store import OxigraphStore
from kg.text.reprints import SHARED, Printed, bands, originals, shared


@dataclass(frozen=True, slots=True)
class Reprints:
    """The originals of articles looked at, which of these had other ones before, what to publish of it."""

    looked_at: frozenset[str]
    originals: Mapping[str, str]
    changed: frozenset[str]
    change: Change
    store: OxigraphStore

    def texts_of(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Which articles these reprint, as it is now."""
        base, found = self.store.ledger.base, dict(self.originals)
        for article in set(articles) - self.looked_at:
            for quad in published(self.store, article):
                found[article] = article_id(quad.object, base)
        return found


def reprints(store: OxigraphStore, known: Remembered, touched: Mapping[str, Extraction | None]) -> Reprints:
    """The reprints among the changed articles and those that were or are like them."""
    near = {each.article: each for each in Neighbours(known, touched).all()}
    now = originals(near.values())
    base = store.ledger.base
    present = {quad for id in near.keys() | touched.keys() for quad in published(store, id)}
    wanted = set(reprint_quads(now, base))
    before = {
        article_id(quad.subject, base): article_id(quad.object, base)
        for quad in present
        if quad.predicate == v.REPRINT_OF
    }
    changed = frozenset(id for id in near if before.get(id) != now.get(id))
    return Reprints(frozenset(near), now, changed, Change(present - wanted, wanted - present), store)


def published(store: OxigraphStore, article: str) -> Iterator[Quad]:
    """What the store says that an article reprints."""
    node, graph = article_iri(article, store.ledger.base), identity_graph(store.ledger.base)
    for predicate in (v.REPRINT_OF, v.WAS_QUOTED_FROM):
        yield from store.about(node, graph, predicate)


class Neighbours:
    """The articles that chains of likeness lead to."""

    def __init__(self, known: Remembered, touched: Mapping[str, Extraction | None]) -> None:
        self._known, self._touched = known, touched
        self._found = {id: printed(said) for id, said in touched.items() if said and said.signature}

    def all(self) -> Iterable[Printed]:
        """The changed articles, what was near them, and what is like these, over any number of steps."""
        before = {id for article in self._touched for id in self._sharing(self._known.bands(article))}
        waiting = [*self._found.values(), *filter(None, map(self._look, before))]
        while waiting:
            article = waiting.pop()
            for id in self._sharing(map(band_name, bands(article.signature))) - self._found.keys():
                other = self._known.printed(id)
                if shared(article.signature, other.signature) >= SHARED:
                    self._found[id] = other
                    waiting.append(other)
        return self._found.values()

    def _look(self, article: str) -> Printed | None:
        if article not in self._found:
            self._found[article] = self._known.printed(article)
            return self._found[article]
        return None

    def _sharing(self, names: Iterable[str]) -> Set[str]:
        return {id for name in names for id in self._known.with_band(name) if id not in self._touched}

"""What the store keeps of its last settlement, as resolving and publishing a few articles ask for it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from kg.extract import sift
from kg.link import Ref
from kg.model import Extraction
from kg.pipeline.placing import Said
from kg.rdf import vocabulary as v
from kg.rdf.iris import article_iri, consolidated_graph, entity_iri, id_below
from kg.rdf.texts import printed
from kg.store import OxigraphStore
from kg.text.reprints import Printed


class Remembered:
    """A `Known` of an open store whose last settlement holds."""

    def __init__(self, store: OxigraphStore, size: int) -> None:
        self._store, self._ledger, self._size = store, store.ledger, size
        self._minimum = store.ledger.minimum
        self._said = dict[str, Extraction]()
        self._ids = dict[str, Mapping[str, str]]()
        self._reports = dict[str, frozenset[str]]()

    @property
    def size(self) -> int:
        """See `Known.size`."""
        return self._size

    def extraction(self, article: str) -> Extraction:
        """See `Known.extraction`; facts that are not published are left out."""
        if article not in self._said:
            found = self._ledger.extraction(article)
            if found is None:
                raise KeyError(article)
            self._said[article] = sift(found, self._minimum)
        return self._said[article]

    def before(self, article: str) -> Extraction | None:
        """See `Known.before`; facts that are not published are left out."""
        found = self._ledger.before(article)
        return sift(found, self._minimum) if found else None

    def sharing(self, key: str) -> Iterator[Ref]:
        """See `Known.sharing`."""
        return self._ledger.kept.nodes.having(key)

    def cast(self, article: str) -> Collection[str]:
        """See `Known.cast`."""
        return {json.loads(name) for name in self._ledger.kept.casts.of(article)}

    def said(self, article: str) -> set[Said]:
        """What an article said of places."""
        return {Said(*json.loads(said)) for said in self._ledger.kept.places.of(article)}

    def ids(self, article: str) -> Mapping[str, str]:
        """See `Known.ids`."""
        if article not in self._ids:
            self._ids[article] = self._ledger.ids.present_in(article)
        return self._ids[article]

    def former(self, article: str) -> Mapping[str, tuple[str, ...]]:
        """See `Known.former`."""
        return self._ledger.ids.former_in(article)

    def formerly(self, id: str) -> Iterator[Ref]:
        """See `Known.formerly`."""
        for article in self._ledger.ids.with_former(id):
            yield from ((article, key) for key, ids in self.former(article).items() if id in ids)

    def fame(self, companion: str) -> int:
        """See `Known.fame`."""
        return self._ledger.kept.casts.count(companion)

    def naming(self, companion: str) -> Collection[str]:
        """See `Known.naming`."""
        return {article for article, _ in self._ledger.kept.casts.having(companion)}

    def reports(self, entity: str) -> frozenset[str]:
        """See `Known.reports`."""
        if entity not in self._reports:
            base = self._ledger.base
            told = self._store.about(entity_iri(entity, base), consolidated_graph(base), v.WAS_DERIVED_FROM)
            self._reports[entity] = frozenset(article_id(quad.object, base) for quad in told)
        return self._reports[entity]

    def bands(self, article: str) -> Collection[str]:
        """The bands of an article's text, as `with_band` takes them."""
        return self._ledger.kept.bands.names(article)

    def with_band(self, name: str) -> Iterator[str]:
        """The articles whose texts have a band."""
        return (article for article, _ in self._ledger.kept.bands.having(name))

    def printed(self, article: str) -> Printed:
        """An article as far as copies are concerned."""
        return printed(self.extraction(article))

    def notable_names(self, article: str) -> Collection[str]:
        """The names of people of note that an article names, as `bearing` takes them."""
        return self._ledger.kept.notables.names(article)

    def notable(self, article: str) -> Collection[str]:
        """The keys of the nodes of an article that bear such names."""
        return self._ledger.kept.notables.of(article)

    def bearing(self, name: str) -> Iterator[Ref]:
        """The nodes that bear the name of a person of note."""
        return self._ledger.kept.notables.having(name)

    def things(self, article: str) -> Iterator[str]:
        """The ids of the things, but not of places, that an article was a source of."""
        base = self._ledger.base
        graph = consolidated_graph(base)
        for quad in self._store.pointing(article_iri(article, base), graph, v.WAS_DERIVED_FROM):
            yield id_below(quad.subject, base)


def article_id(iri: object, base: str) -> str:
    """The id of the article that an IRI names."""
    return id_below(iri, base).removeprefix("article/")

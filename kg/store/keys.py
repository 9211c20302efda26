"""Keys of articles that are looked up from both ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from hashlib import blake2b

import pyoxigraph as ox

from kg.batches import in_batches
from kg.store.changes import apply
from kg.store.rows import TERMS, article_node, article_of, as_text

Key = tuple[str, str]  # a name of which articles may share one, and what this article adds to it
DIGEST_BYTES = 8
CHUNK = 20_000  # rows taken away at once: a transaction is held in memory


class KeyRows:
    """Rows (article, name, detail) in a graph of their own."""

    def __init__(self, database: ox.Store, name: str) -> None:
        self._database, self._name, self._graph = database, name, graph_of(name)

    def of(self, article: str) -> set[str]:
        """The details of an article's keys."""
        return {as_text(quad.object) for quad in self._rows(article)}

    def names(self, article: str) -> set[str]:
        """The digests of the names of an article's keys, as `having` takes them."""
        return {quad.predicate.value.removeprefix(TERMS) for quad in self._rows(article)}

    def having(self, name: str) -> Iterator[Key]:
        """The articles that have a key of this name (or digest of one), with their details."""
        digest = name if name.startswith("key/") else digest_of(name)
        for quad in self._database.quads_for_pattern(None, ox.NamedNode(TERMS + digest), None, self._graph):
            yield article_of(quad.subject), as_text(quad.object)

    def count(self, name: str) -> int:
        """How many keys of this name there are."""
        term = ox.NamedNode(TERMS + digest_of(name))
        return sum(1 for _ in self._database.quads_for_pattern(None, term, None, self._graph))

    def replace(self, keys: Mapping[str, Collection[Key]]) -> None:
        """Give articles other keys, in one transaction; those without keys have none any more."""
        wanted = {row for article, its in keys.items() for row in key_rows(self._name, article, its)}
        present = {row for article in keys for row in self._rows(article)}
        apply(self._database, present - wanted, wanted - present)

    def clear(self) -> None:
        """Take all keys away. Killed, it leaves a part of them."""
        rows = self._database.quads_for_pattern(None, None, None, self._graph)
        for chunk in in_batches(rows, CHUNK):
            apply(self._database, chunk, ())

    def _rows(self, article: str) -> Iterator[ox.Quad]:
        return self._database.quads_for_pattern(article_node(article), None, None, self._graph)


def graph_of(name: str) -> ox.NamedNode:
    """The graph of the rows called so."""
    return ox.NamedNode(f"{TERMS}keys/{name}")


def key_rows(rows: str, article: str, keys: Iterable[Key]) -> Set[ox.Quad]:
    """The keys of an article as quads of the rows called so."""
    subject, graph = article_node(article), graph_of(rows)
    return {
        ox.Quad(subject, ox.NamedNode(TERMS + digest_of(name)), ox.Literal(detail), graph)
        for name, detail in keys
    }


def digest_of(name: str) -> str:
    """A name as part of an IRI."""
    return f"key/{blake2b(name.encode('utf-8', 'surrogatepass'), digest_size=DIGEST_BYTES).hexdigest()}"

"""The embedded store: published graphs in one Oxigraph database, the ledger in another beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.trace import trace_quads
from kg.store.changes import apply, load, parsed, writing
from kg.store.guard import check_query, syntax_error
from kg.store.journal import Journal
from kg.store.ledger import Ledger
from kg.store.protocol import Answer

if TYPE_CHECKING:
    from rdflib import Dataset


class OxigraphStore:
    """A `Store`; the build also uses `change`, `flush` and `ledger`.

    The ledger has a database of its own because Oxigraph's union of graphs is all graphs: left out by name, a
    join over 5 000 graphs took 34 s instead of 0.05 s.
    """

    def __init__(self, database: ox.Store, ledger: Ledger, journal: Journal | None = None) -> None:
        self._database = database
        self.ledger, self.journal = ledger, journal

    @property
    def base(self) -> str:
        """See `Store.base`."""
        return self.ledger.base

    @property
    def settled(self) -> bool:
        """See `Store.settled`."""
        return self.ledger.settlement is not None

    @classmethod
    def in_memory(cls) -> OxigraphStore:
        """An empty store that lives as long as the process, for tests and small experiments."""
        return cls(ox.Store(), Ledger.start(ox.Store()))

    def query(self, sparql: str, /) -> Answer:
        """See `Store.query`."""
        check_query(sparql)
        try:
            return self._database.query(sparql, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise syntax_error(sparql, error) from None
        except OSError as error:
            raise _unreadable(error) from None

    def graphs(self) -> Iterator[ox.NamedNode]:
        """See `Store.graphs`."""
        names = (name for name in self._database.named_graphs() if isinstance(name, ox.NamedNode))
        return iter(sorted(names, key=str))

    def quads(self, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """See `Store.quads`."""
        try:
            yield from self._database.quads_for_pattern(None, None, None, graph)
        except OSError as error:
            raise _unreadable(error) from None

    def holds(self, graph: ox.NamedNode) -> bool:
        """True if a graph has any quads."""
        return any(True for _ in self.quads(graph))

    def about(
        self, subject: ox.NamedNode, graph: ox.NamedNode, predicate: ox.NamedNode | None = None
    ) -> Iterator[ox.Quad]:
        """The quads of one graph with one subject."""
        return self._database.quads_for_pattern(subject, predicate, None, graph)

    def pointing(
        self, value: ox.NamedNode, graph: ox.NamedNode, predicate: ox.NamedNode | None = None
    ) -> Iterator[ox.Quad]:
        """The quads of one graph with one object."""
        return self._database.quads_for_pattern(None, predicate, value, graph)

    def trace(self) -> Iterator[ox.Quad]:
        """See `Store.trace`."""
        stands = self._database.__contains__
        return trace_quads(self.ledger.corrections(), stands, self.ledger.base)

    def traced(self) -> OxigraphStore:
        """See `Store.traced`; a store in memory."""
        database = ox.Store()
        database.extend(self.trace())
        return OxigraphStore(database, self.ledger)

    def dataset(self) -> Dataset:
        """See `Store.dataset`. Do not write through it: `kg build` would undo that."""
        import oxrdflib
        from rdflib import Dataset

        return Dataset(store=oxrdflib.OxigraphStore(store=self._database), default_union=True)

    def change(self, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> None:
        """Remove and add quads of published graphs in one transaction."""
        if self.journal:
            self.journal.change(removed, added)
        apply(self._database, removed, added)

    def load(self, text: bytes) -> None:
        """Add quads of published graphs, written by Oxigraph as N-Quads, in one transaction."""
        if self.journal:
            self.journal.change((), parsed(text))
        load(self._database, text)

    def drop(self, graph: ox.NamedNode) -> None:
        """Remove a graph and its name."""
        if self.journal:
            self.journal.drop(graph)
        with writing():
            self._database.remove_graph(graph)

    def flush(self) -> None:
        """Return when all changes are on disk."""
        with writing():
            self._database.flush()


def _unreadable(error: OSError) -> StoreError:
    # a build may take away files that a reader has not opened yet
    return StoreError(f"the store cannot be read just now ({error}); try again")

"""A store elsewhere, read by SPARQL queries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.rdf import vocabulary as v
from kg.rdf.iris import consolidated_graph, identity_graph, standard_graph
from kg.store.address import Remote
from kg.store.dataset import over
from kg.store.guard import check_query, opaque, syntax_error
from kg.store.mark import CONSTRUCTED, GRAPH, JSON, read_mark
from kg.store.oxigraph import OxigraphStore
from kg.store.pages import graph_names, graph_quads
from kg.store.protocol import Answer
from kg.store.results import number_of, results, triples
from kg.store.web import WAIT, Reply, Web

if TYPE_CHECKING:
    from rdflib import Dataset

MOST_NAMED = 500  # graphs that a query can name; Virtuoso then takes seconds, with 3 000 half a minute
NO_TRACE = "the trace is kept beside the working copy, give its folder: --store"


class RemoteStore:
    """A `Store`; nothing local is needed. Raises StoreError if it cannot be asked."""

    def __init__(self, remote: Remote, wait: float = WAIT) -> None:
        self.remote, self._web = remote, Web(remote, wait)
        self._mark = read_mark(self._web)
        if self._mark.copy is None:
            raise StoreError(
                f"{remote}: no graphs of kg here; `kg build INPUT... --store {remote}` makes them"
            )
        if not self._mark.whole:
            raise StoreError(f"{remote}: is being filled for the first time; try again when that has ended")
        self.base, self.settled = self._mark.base, not self._mark.pushing

    def query(self, sparql: str, /) -> Answer:
        """See `Store.query`. Raises QueryError too where the server cuts its answer off."""
        check_query(sparql)
        try:
            kind = type(ox.Store().query(sparql))  # tells what comes, and that it is a query
        except SyntaxError as error:
            raise syntax_error(sparql, error) from None
        named = "from" in opaque().sub(" ", sparql).lower().split()
        accept = CONSTRUCTED if kind is ox.QueryTriples else JSON
        reply = self._ask(sparql if named else over(sparql, self._named), accept)
        if kind is ox.QueryTriples:
            return triples(self.remote.url, reply)
        found = results(self.remote.url, reply)
        if not isinstance(found, kind):
            raise StoreError(
                f"{self.remote}: does not speak SPARQL: no answer of the kind that was asked for"
            )
        if reply.most_rows is not None and number_of(reply) >= reply.most_rows:
            raise QueryError(f"the server sends {reply.most_rows} rows at most: ask for fewer (LIMIT)")
        return found

    def graphs(self) -> Iterator[ox.NamedNode]:
        """See `Store.graphs`."""
        shared = (consolidated_graph(self.base), identity_graph(self.base), standard_graph(self.base))
        held = [graph for graph in shared if self._holds(graph)]
        articles = graph_names(self._web, self.base + "graph/article/", holding=f"?s a {v.ARTICLE}")
        return iter(sorted([*held, *articles], key=str))

    def quads(self, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """See `Store.quads`. Raises StoreError if the graphs change meanwhile."""
        for name in [graph] if graph is not None else self.graphs():
            yield from graph_quads(self._web, name)

    def trace(self) -> Iterator[ox.Quad]:
        """Raises StoreError: the trace is not published."""
        raise StoreError(f"{self.remote}: {NO_TRACE} {self.remote.work}")

    def traced(self) -> OxigraphStore:
        """Raises StoreError: the trace is not published."""
        raise StoreError(f"{self.remote}: {NO_TRACE} {self.remote.work}")

    def dataset(self) -> Dataset:
        """See `Store.dataset`; a copy in memory."""
        import oxrdflib
        from rdflib import Dataset

        database = ox.Store()
        database.extend(self.quads())
        return Dataset(store=oxrdflib.OxigraphStore(store=database), default_union=True)

    @cached_property
    def _named(self) -> tuple[ox.NamedNode, ...]:
        """The graphs that a query names; none where they are many and the server joins all by itself."""
        graphs = tuple(self.graphs())
        if len(graphs) > MOST_NAMED:
            if self._asked(f"ASK {{ {GRAPH} ?p ?o }}"):
                return ()
            advice = "let its default graph be the union of its graphs"
            raise StoreError(f"{self.remote}: {len(graphs)} graphs are too many to name in a query: {advice}")
        return graphs

    def _ask(self, sparql: str, accept: str) -> Reply:
        try:
            return self._web.query(sparql, accept)
        except StoreError as error:
            raise QueryError(str(error)) from None

    def _holds(self, graph: ox.NamedNode) -> bool:
        return self._asked(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}")

    def _asked(self, sparql: str) -> bool:
        return bool(results(self.remote.url, self._web.query(sparql, JSON)))

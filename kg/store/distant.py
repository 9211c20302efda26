"""A store elsewhere, read by SPARQL queries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.rdf import vocabulary as v
from kg.rdf.iris import consolidated_graph, identity_graph, standard_graph
from kg.store.address import Remote
from kg.store.guard import OPAQUE, check_query, syntax_error
from kg.store.mark import CONSTRUCTED, GRAPH, JSON, read_mark, rows, solutions
from kg.store.oxigraph import OxigraphStore
from kg.store.protocol import Answer
from kg.store.web import WAIT, Reply, Web

if TYPE_CHECKING:
    from rdflib import Dataset

PAGE = 5_000  # rows asked for at once; Debian's Virtuoso sends 10 000 at most
MOST_NAMED = 500  # graphs that a query can name
BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
PLAIN = {"0": "false", "1": "true"}
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
        self.base, self.settled = self._mark.base, not self._mark.pushing

    def query(self, sparql: str, /) -> Answer:
        """See `Store.query`. Raises QueryError too where the server cuts its answer off."""
        check_query(sparql)
        try:
            kind = type(ox.Store().query(sparql))  # tells what comes, and that it is a query
        except SyntaxError as error:
            raise syntax_error(sparql, error) from None
        named = "from" in OPAQUE.sub(" ", sparql).lower().split()
        accept = CONSTRUCTED if kind is ox.QueryTriples else JSON
        reply = self._ask(sparql, accept, () if named else self._named)
        return _triples(reply) if kind is ox.QueryTriples else _results(reply)

    def graphs(self) -> Iterator[ox.NamedNode]:
        """See `Store.graphs`."""
        shared = (consolidated_graph(self.base), identity_graph(self.base), standard_graph(self.base))
        held = [graph for graph in shared if self._holds(graph)]
        return iter(sorted([*held, *self._articles()], key=str))

    def quads(self, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """See `Store.quads`. Raises StoreError if the graphs change meanwhile."""
        for name in [graph] if graph is not None else self.graphs():
            where = f"{{ GRAPH {name} {{ ?s ?p ?o }} }}"
            total = next(int(row["n"].value) for row in rows(self._web, f"SELECT (COUNT(*) AS ?n) {where}"))
            found = {ox.Quad(r["s"], r["p"], r["o"], name) for r in self._pages(f"SELECT ?s ?p ?o {where}")}
            if len(found) != total:
                raise StoreError(f"{self.remote}: {name} changed while it was read; try again")
            yield from found

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
        """The graphs that a query has to name: none where the server joins all its graphs by itself."""
        reply = self._web.query(f"ASK {{ {GRAPH} ?p ?o }}", JSON)
        if bool(_results(reply)):
            return ()
        graphs = tuple(self.graphs())
        if len(graphs) > MOST_NAMED:
            advice = "let its default graph be the union of its graphs"
            raise StoreError(f"{self.remote}: {len(graphs)} graphs are too many to name in a query: {advice}")
        return graphs

    def _ask(self, sparql: str, accept: str, graphs: tuple[ox.NamedNode, ...]) -> Reply:
        try:
            return self._web.query(sparql, accept, graphs)
        except StoreError as error:
            raise QueryError(str(error)) from None

    def _articles(self) -> Iterator[ox.NamedNode]:
        start = ox.Literal(self.base + "graph/article/")
        asked = (
            f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?a a {v.ARTICLE} }} FILTER(STRSTARTS(STR(?g), {start})) }}"
        )
        return (row["g"] for row in self._pages(f"{asked} ORDER BY ?g"))

    def _holds(self, graph: ox.NamedNode) -> bool:
        return bool(_results(self._web.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}", JSON)))

    def _pages(self, sparql: str) -> Iterator[ox.QuerySolution]:
        start = 0
        while True:
            found = list(rows(self._web, f"{sparql} LIMIT {PAGE} OFFSET {start}"))
            yield from found
            start += PAGE
            if len(found) < PAGE:
                return


def _results(reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean:
    """An answer in JSON, with truth values as others write them: Virtuoso's are 0 and 1."""
    said = msgspec.json.decode(reply.body)
    if "boolean" in said:  # a number in Virtuoso's
        said["boolean"] = bool(said["boolean"])
        return ox.parse_query_results(msgspec.json.encode(said), format=ox.QueryResultsFormat.JSON)
    bindings = said["results"]["bindings"]
    if reply.most_rows is not None and len(bindings) >= reply.most_rows:
        raise QueryError(f"the server sends {reply.most_rows} rows at most: ask for fewer (LIMIT)")
    for term in (term for row in bindings for term in row.values() if term.get("datatype") == BOOLEAN):
        term["value"] = PLAIN.get(term["value"], term["value"])
    return solutions("the server", Reply(msgspec.json.encode(said), reply.server, None))


def _triples(reply: Reply) -> Answer:
    database = ox.Store()
    database.extend(ox.Quad(*quad.triple) for quad in ox.parse(reply.body, format=ox.RdfFormat.TURTLE))
    return database.query("CONSTRUCT WHERE { ?s ?p ?o }")

"""The mark of a working copy in a remote store: whose the graphs are, and how far they were brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import LIKELY
from kg.rdf.iris import BASE
from kg.store.results import results
from kg.store.rows import TERMS
from kg.store.web import Web

GRAPH = ox.NamedNode("https://w3id.org/entity-kg/remote")
JSON, CONSTRUCTED = "application/sparql-results+json", "application/n-triples"
COPY, POSITION, BASE_OF, MINIMUM, PUSHING = (
    ox.NamedNode(TERMS + name) for name in ("copy", "position", "base", "minimum", "pushing")
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a remote store says of itself; `copy` is None where there is no mark."""

    copy: str | None = None
    positions: frozenset[int] = frozenset()
    base: str = BASE
    minimum: float = LIKELY
    pushing: bool = False

    @property
    def whole(self) -> bool:
        """False until the graphs have been there once."""
        return not (self.pushing and self.positions <= {0})

    def quads(self) -> set[ox.Quad]:
        """The mark's graph."""
        said = [(POSITION, str(position)) for position in self.positions]
        said += [(COPY, self.copy or ""), (BASE_OF, self.base), (MINIMUM, repr(self.minimum))]
        said += [(PUSHING, "yes")] * self.pushing
        return (
            {ox.Quad(GRAPH, term, ox.Literal(value), GRAPH) for term, value in said} if self.copy else set()
        )


def read_mark(web: Web) -> Mark:
    """The mark of a remote store. Raises StoreError if the store cannot be asked."""
    found: dict[object, list[str]] = {}
    for row in rows(web, f"SELECT ?p ?o {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}"):
        found.setdefault(row["p"], []).append(row["o"].value)
    if COPY not in found:
        return Mark()
    return Mark(
        min(found[COPY]),
        frozenset(map(int, found.get(POSITION, ()))),
        min(found.get(BASE_OF, (BASE,))),
        float(min(found.get(MINIMUM, (str(LIKELY),)))),
        PUSHING in found,
    )


def set_mark(web: Web, before: Mark, after: Mark) -> Mark:
    """Let a mark say something else; killed in between, it says both."""
    for verb, quads in (
        ("INSERT", after.quads() - before.quads()),
        ("DELETE", before.quads() - after.quads()),
    ):
        for text in statements(verb, quads):
            web.update(text)
    return after


def rows(web: Web, sparql: str) -> list[ox.QuerySolution]:
    """The solutions of a SELECT. Raises StoreError if something else is answered."""
    found = results(web.remote.url, web.query(sparql, JSON))
    if not isinstance(found, ox.QuerySolutions):
        raise StoreError(f"{web.remote}: does not speak SPARQL: no rows")
    return list(found)


MOST_TRIPLES = 1_000  # of a statement: Virtuoso 7.2.5 cannot read 5 000
MOST_BYTES = 250_000


def statements(verb: str, quads: Iterable[ox.Quad]) -> Iterable[str]:
    """INSERT DATA or DELETE DATA, each of one graph: Virtuoso leaves texts with a language otherwise.

    Terms print themselves escaped, so no text of theirs can end a literal.
    """
    of: dict[object, list[str]] = {}
    for quad in quads:
        of.setdefault(quad.graph_name, []).append(f"{quad.triple} .\n")
    for graph, lines in sorted(of.items(), key=lambda item: str(item[0])):
        for some in batches(sorted(lines), MOST_BYTES, MOST_TRIPLES):
            yield f"{verb} DATA {{ GRAPH {graph} {{\n{some}}} }}"


def batches(lines: Iterable[str], most_bytes: int, most_lines: int) -> Iterable[str]:
    """Lines joined, as many at once as both limits allow, one at least."""
    found, size = list[str](), 0
    for line in lines:
        length = len(line.encode())
        if found and (size + length > most_bytes or len(found) == most_lines):
            yield "".join(found)
            found, size = [], 0
        found.append(line)
        size += length
    if found:
        yield "".join(found)

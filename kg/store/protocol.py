"""What the rest of the project asks of a store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, TypeAlias

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

if TYPE_CHECKING:
    from rdflib import Dataset

Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples


class Store(Protocol):
    """The published graphs: named, read-only to everybody but the build."""

    @property
    def base(self) -> str:
        """What the IRIs of things begin with."""
        ...

    @property
    def settled(self) -> bool:
        """False while a build, or a push of it, has not ended."""
        ...

    def query(self, sparql: str, /) -> Answer:
        """Answer SPARQL 1.1 over the union of the published graphs; `GRAPH ?g` sees each by its name.

        Raises QueryError for a text that is no query or that leaves the store (SERVICE).
        """
        ...

    def graphs(self) -> Iterator[NamedNode]:
        """The names of the published graphs, sorted."""
        ...

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all, in no order."""
        ...

    def trace(self) -> Iterator[Quad]:
        """The graph of what was published once and is invalid now; no query or `quads` sees it."""
        ...

    def traced(self) -> Store:
        """A store that holds the trace alone, for queries."""
        ...

    def dataset(self) -> Dataset:
        """The same graphs as an `rdflib.Dataset` whose default graph is their union."""
        ...

"""What a remote store holds, asked for page by page: servers bound their answers."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.mark import rows
from kg.store.web import Web

PAGE = 5_000  # rows asked for at once; Debian's Virtuoso sends 10 000 at most


def graph_names(web: Web, start: str, *, holding: str = "?s ?p ?o") -> Iterator[ox.NamedNode]:
    """The graphs that hold such triples and whose names begin with `start`, sorted."""
    last = start
    while True:
        beyond = f"FILTER(STRSTARTS(STR(?g), {ox.Literal(start)}) && STR(?g) > {ox.Literal(last)})"
        # by names, not by number: Virtuoso sorts no more than 10 000 rows
        asked = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {holding} }} {beyond} }} ORDER BY STR(?g) LIMIT {PAGE}"
        found = [row["g"] for row in rows(web, asked)]
        yield from found
        if len(found) < PAGE:
            return
        last = found[-1].value


def graph_quads(web: Web, graph: ox.NamedNode) -> set[ox.Quad]:
    """What a graph holds. Raises StoreError if it changes meanwhile."""
    where = f"{{ GRAPH {graph} {{ ?s ?p ?o }} }}"
    total = next(int(row["n"].value) for row in rows(web, f"SELECT (COUNT(*) AS ?n) {where}"))
    found = {
        ox.Quad(row["s"], row["p"], row["o"], graph)
        for start in range(0, total + 1, PAGE)
        for row in rows(web, f"SELECT ?s ?p ?o {where} LIMIT {PAGE} OFFSET {start}")
    }
    if len(found) != total:
        raise StoreError(f"{web.remote}: {graph} changed while it was read; try again")
    return found

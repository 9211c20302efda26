"""The relationship map: one HTML file that opens offline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from kg.export.map.source import Source

TITLE = "Кто, куда и с кем ездил"
LIMIT = 2000

__all__ = ["LIMIT", "TITLE", "MapSummary", "Source", "write_map"]


@dataclass(frozen=True, slots=True)
class MapSummary:
    """How much a written map shows; `omitted` counts the nodes that the limit left out."""

    nodes: int
    edges: int
    quotes: int
    articles: int
    omitted: int


def write_map(
    quads_source: Source, out: BinaryIO, *, title: str | None = None, limit: int = LIMIT
) -> MapSummary:
    """Write the map of a graph as UTF-8 HTML; the same graph gives the same bytes.

    `quads_source` is a `pyoxigraph.Store` (its graphs are joined) or anything with `query(sparql)` that gives
    pyoxigraph solutions. At most `limit` nodes are drawn, the most connected first. Raises ValueError for a
    limit below 1.
    """
    from kg.export.map.render import render_page  # pyvis, networkx and numpy: not before they are needed
    from kg.export.map.view import view_map

    view = view_map(quads_source, title or TITLE, limit)
    out.write(render_page(view).encode())
    return MapSummary(
        nodes=len(view.nodes),
        edges=len(view.edges),
        quotes=len(view.quotes),
        articles=len(view.articles),
        omitted=sum(view.omitted.values()),
    )

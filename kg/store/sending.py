"""Changes → updates. A server carries out each as a whole, so what belongs together goes in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import pyoxigraph as ox

from kg.store.address import is_virtuoso
from kg.store.journal import Net
from kg.store.mark import MOST_TRIPLES, Mark, statements
from kg.store.web import TooLongError, Web

FEWER = 8  # times fewer statements at once, where a server takes no more


class Bounds(NamedTuple):
    """Statements and bytes of one update."""

    statements: int
    bytes: int


BOUNDS = Bounds(100_000, 20_000_000)  # Oxigraph's server keeps 4 KB for each statement until it has them all
VIRTUOSO = Bounds(8_000, 2_000_000)  # it commits every 10 000 statements


def send(web: Web, net: Net, before: Mark, after: Mark) -> None:
    """Let a store say `after`: readers see it as before or as after, where one update can hold the change.

    Where it cannot, what is said of one thing still changes at once, and the mark says that more is to come.
    Raises StoreError if the store does not take it; then all of it may be sent again.
    """
    bounds, mark = VIRTUOSO if is_virtuoso(web.server) else BOUNDS, before
    while True:
        try:
            for text, wanted in _updates(net, mark, after, bounds):
                web.update(text)
                mark = wanted
            return
        except TooLongError:
            if bounds.statements <= MOST_TRIPLES:
                raise
            bounds = Bounds(bounds.statements // FEWER, bounds.bytes // FEWER)


def _updates(net: Net, mark: Mark, after: Mark, bounds: Bounds) -> Iterator[tuple[str, Mark]]:
    """Updates, and what the mark says after each."""
    drops = [f"DROP SILENT GRAPH {graph}" for graph in sorted(net.dropped, key=str)]
    pieces = _pieces(net.removed, net.added, bounds)
    piece = next(pieces)
    while True:
        following = next(pieces, None)
        wanted = after if following is None else replace(mark, pushing=True)
        removed = [*piece[0], *(mark.quads() - wanted.quads())]
        added = [*piece[1], *(wanted.quads() - mark.quads())]
        texts = [*drops, *statements("DELETE", removed), *statements("INSERT", added)]
        yield " ;\n".join(texts), wanted
        if following is None:
            return
        piece, mark, drops = following, wanted, []


Piece = tuple[list[ox.Quad], list[ox.Quad]]


def _pieces(removed: set[ox.Quad], added: set[ox.Quad], bounds: Bounds) -> Iterator[Piece]:
    """Quads removed and added, as many at once as the bounds allow, those of one subject always."""
    lines = [(str(quad), quad, False) for quad in removed] + [(str(quad), quad, True) for quad in added]
    lines.sort(key=lambda line: line[0])
    piece: Piece = ([], [])
    number = size = 0
    for _, found in groupby(lines, lambda line: str(line[1].subject)):
        of_one = list(found)
        length = sum(len(text.encode()) for text, _, _ in of_one)
        if number and (number + len(of_one) > bounds.statements or size + length > bounds.bytes):
            yield piece
            piece, number, size = ([], []), 0, 0
        for _, quad, stands in of_one:
            piece[stands].append(quad)
        number, size = number + len(of_one), size + length
    yield piece

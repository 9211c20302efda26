"""Graphs written article by article and thing by thing, with the keys that are kept of articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, islice

from kg.pipeline.differences import Change, difference, write
from kg.pipeline.drawing import Draw, Drawing, Sketch, article_work, drawings, thing_texts
from kg.rdf.describe import Portrait
from kg.rdf.iris import graph_iri
from kg.rdf.settle import EntityOf
from kg.store import OxigraphStore
from kg.store.changes import parsed

PIECE = 6_000_000  # bytes of N-Quads loaded at once: some 25,000 quads. The next build merges larger ones


def drawn_articles(
    store: OxigraphStore, articles: Collection[str], entity_of: EntityOf, draw: Draw, *, keys: bool
) -> Iterator[Drawing]:
    """What articles say, with `keys` their keys too; whoever draws has begun when this returns."""
    work = article_work(store.ledger.base, store.ledger.minimum, keys)
    drawn = drawings(draw, work, sketches(store, articles, entity_of), len(articles))
    return chain(list(islice(drawn, 1)), drawn)


def write_articles(store: OxigraphStore, drawn: Iterable[Drawing], *, keys: bool) -> None:
    """Make the graphs of articles say what is drawn; with `keys` keep their keys, and no others."""
    ledger = store.ledger
    graphs, rows = Filling(store.load), Filling(ledger.kept.load_keys)
    if keys:
        ledger.kept.forget_keys()

    def changes() -> Iterator[Change]:
        for drawing in drawn:
            rows.add(drawing.keys)
            if store.holds(graph_iri(drawing.id, ledger.base)):
                yield article_difference(store, drawing)
            else:
                graphs.add(drawing.quads)

    write(store, changes())
    graphs.end()
    rows.end()


def sketches(store: OxigraphStore, articles: Iterable[str], entity_of: EntityOf) -> Iterator[Sketch]:
    """What articles are drawn from. Raises StoreError."""
    ids = dict[str, dict[str, str]]()
    for (article, key), id in entity_of.items():
        ids.setdefault(article, {})[key] = id
    for article in articles:
        yield Sketch(article, store.ledger.said(article) or "", ids.get(article, {}))


def article_difference(store: OxigraphStore, drawing: Drawing) -> Change:
    """What changes in the graph of an article."""
    return difference(store, graph_iri(drawing.id, store.ledger.base), parsed(drawing.quads))


def fill_things(store: OxigraphStore, portraits: Collection[Portrait], draw: Draw) -> None:
    """Fill the consolidated graph and that of standard terms, which are empty."""
    graphs = Filling(store.load)
    for text in thing_texts(portraits, store.ledger.base, draw):
        graphs.add(text)
    graphs.end()


class Filling:
    """Text that is loaded whenever there is enough of it; what is added at once is loaded at once."""

    def __init__(self, load: Callable[[bytes], None]) -> None:
        self._load = load
        self._texts, self._size = list[bytes](), 0

    def add(self, text: bytes) -> None:
        """Bytes of N-Quads."""
        self._texts.append(text)
        self._size += len(text)
        if self._size >= PIECE:
            self.end()

    def end(self) -> None:
        """Load what is left."""
        self._load(b"".join(self._texts))
        self._texts, self._size = [], 0

"""The published graphs in the formats of others. One format is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from types import MappingProxyType
from typing import BinaryIO

from pyoxigraph import Quad, Triple

from kg.export.jsonld import write_jsonld
from kg.export.nquads import write_nquads
from kg.export.trig import write_trig
from kg.export.turtle import write_turtle
from kg.rdf.vocabulary import ARTICLE_BODY
from kg.store import Store

Exporter = Callable[[Iterable[Quad], BinaryIO], None]

__all__ = ["EXPORTERS", "Exporter", "export", "export_quads", "selected"]


def _turtle(quads: Iterable[Quad], out: BinaryIO) -> None:
    write_turtle(_merged(quads), out)


def _jsonld(quads: Iterable[Quad], out: BinaryIO) -> None:
    write_jsonld(_merged(quads), out)


EXPORTERS: MappingProxyType[str, Exporter] = MappingProxyType(
    {"turtle": _turtle, "nquads": write_nquads, "trig": write_trig, "jsonld": _jsonld}
)


def export(
    store: Store, format: str, out: BinaryIO, *, with_text: bool = False, with_trace: bool = False
) -> None:
    """Write all published graphs to `out`: equal graphs give equal bytes.

    `format` is a key of EXPORTERS; Turtle and JSON-LD hold the union of the graphs, N-Quads and TriG name
    each. `with_text` adds the texts of the articles (`schema:articleBody`), `with_trace` the graph of what
    corrections invalidated.
    """
    quads = chain(store.quads(), store.trace() if with_trace else ())
    export_quads(quads, format, out, with_text=with_text)


def export_quads(quads: Iterable[Quad], format: str, out: BinaryIO, *, with_text: bool = False) -> None:
    """The same for the quads of named graphs, wherever they come from."""
    EXPORTERS[format](selected(quads, with_text=with_text), out)


def selected(quads: Iterable[Quad], *, with_text: bool) -> Iterator[Quad]:
    """The quads, without the texts of articles unless they are asked for."""
    return (quad for quad in quads if with_text or quad.predicate != ARTICLE_BODY)


def _merged(quads: Iterable[Quad]) -> Iterator[Triple]:
    return (quad.triple for quad in quads)

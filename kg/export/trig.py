"""TriG: Turtle with the graphs named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize

from kg.rdf.vocabulary import PREFIXES, TYPE


def write_trig(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write quads as UTF-8 TriG: graphs, subjects, predicates (`a` first) and objects in code point order."""
    out.writelines(f"@prefix {name}: <{iri}> .\n".encode() for name, iri in sorted(PREFIXES.items()))
    text = serialize(sorted(set(quads), key=_rank), format=RdfFormat.TRIG, prefixes=dict(PREFIXES))
    # the serializer declares the prefixes in an order of its own: they are declared above instead
    out.write((text or b"").split(b"\n", len(PREFIXES))[-1])


def _rank(quad: Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate
    return str(quad.graph_name), str(quad.subject), predicate != TYPE, predicate.value, str(quad.object)

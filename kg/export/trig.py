"""TriG: Turtle with the graphs named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from shutil import copyfileobj
from typing import BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from kg.export.files import spare_space
from kg.export.ordering import first_term, ordered, read_back, spare_file, subjects
from kg.rdf.vocabulary import PREFIXES


def write_trig(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write quads as UTF-8 TriG: graphs, subjects, predicates (`a` first) and objects in code point order.

    However many there are, a part of them is in memory, the others in `TMPDIR`. Raises OutputError if
    there is no room.
    """
    lines = ordered(f"{quad.graph_name} {quad.triple} .\n".encode() for quad in quads)
    out.writelines(f"@prefix {name}: <{iri}> .\n".encode() for name, iri in sorted(PREFIXES.items()))
    with spare_file() as spare:
        with spare_space():
            serialize(_quads(lines), spare, format=RdfFormat.TRIG, prefixes=dict(PREFIXES))
            spare.seek(0)  # which writes the rest
        for _ in PREFIXES:  # the serializer declares them in an order of its own: they are declared above
            spare.readline()
        copyfileobj(spare, out)


def _quads(lines: Iterable[bytes]) -> Iterator[Quad]:
    """The quads of lines that begin with their graph, in order."""
    for name, own in groupby(lines, first_term):
        graph = NamedNode(name[1:-1].decode()) if name.startswith(b"<") else DefaultGraph()
        triples = (line[len(name) + 1 :] for line in own)
        for triple in read_back(chain.from_iterable(subjects(triples))):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)

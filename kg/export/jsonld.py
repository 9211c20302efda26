"""JSON-LD, compacted with the project's context."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Triple

from kg.export.ordering import ordered, read_back
from kg.resources import resource

if TYPE_CHECKING:
    import rdflib


def write_jsonld(triples: Iterable[Triple], out: BinaryIO) -> None:
    """Write triples as UTF-8 JSON-LD 1.1: one object a subject, one subject a line, in code point order.

    However many there are, a part of them is in memory, the others in `TMPDIR`.
    """
    context = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    out.write(b'{"@context": ' + _line(context) + b',\n"@graph": [')
    for place, node in enumerate(_nodes(triples, context)):
        out.write((b",\n" if place else b"\n") + _line(node))
    out.write(b"\n]}\n")


def _nodes(triples: Iterable[Triple], context: Any) -> Iterator[Any]:
    from rdflib.plugins.serializers.jsonld import from_rdf

    lines = ordered(f"{triple} .\n".encode() for triple in triples)
    for _, group in groupby(read_back(lines), key=lambda triple: triple.subject):
        # rdflib gives this function no types
        node = from_rdf(_graph(group), context, use_native_types=False)  # type: ignore[no-untyped-call]
        yield {key: _sorted(value) for key, value in node.items() if key != "@context"}


def _graph(triples: Iterable[Triple]) -> rdflib.Graph:
    from rdflib import Graph

    graph = Graph()
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: object) -> rdflib.URIRef | rdflib.Literal:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"the graph has no blank nodes and no quoted triples, but here is {term}")
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)


def _sorted(value: Any) -> Any:
    return sorted(value, key=_line) if isinstance(value, list) else value


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()

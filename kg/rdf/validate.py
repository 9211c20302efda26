"""Checks of a graph against `ontology/shapes.ttl`."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.resources import resource

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong with a node: its IRI, the property path ("" for the node itself), why, and the value."""

    focus: str
    path: str
    message: str
    value: str


@dataclass(frozen=True, slots=True)
class Report:
    """Whether the graph is as the shapes say, and each violation, sorted."""

    conforms: bool
    results: tuple[Violation, ...]


def validate(data: Graph, language: str = "ru") -> Report:
    """The graph's violations, with messages in Russian or English (`ru`, `en`).

    A node and what it points to must be in one graph: pass the union of a store's graphs, not one article's.
    """
    import pyshacl  # 0.3 s, and only validation needs it
    from rdflib import Graph

    conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes())
    if not isinstance(results, Graph):
        raise TypeError(f"pySHACL gave no report: {results!r}")
    return Report(conforms, violations(results, language))


@functools.cache
def shapes() -> Graph:
    """The shipped shapes, read once."""
    from rdflib import Graph

    return Graph().parse(resource("ontology/shapes.ttl"), format="turtle")


def violations(results: Graph, language: str) -> tuple[Violation, ...]:
    """The results of a SHACL report graph."""
    from rdflib import RDF, SH

    nodes = results.subjects(RDF.type, SH.ValidationResult)
    return tuple(sorted({violation(results, node, language) for node in nodes}))


def violation(results: Graph, node: Node, language: str) -> Violation:
    """One result of a SHACL report graph."""
    from rdflib import SH

    return Violation(
        focus=str(results.value(node, SH.focusNode)),
        path=path(results, results.value(node, SH.resultPath)),
        message=message(results, node, language),
        value=str(results.value(node, SH.value) or ""),
    )


def message(results: Graph, node: Node, language: str) -> str:
    """What the shape says in the language asked for, else in any."""
    from rdflib import SH, Literal

    messages = [m for m in results.objects(node, SH.resultMessage) if isinstance(m, Literal)]
    return str(min(messages, key=lambda m: (m.language != language, str(m))))


def path(results: Graph, node: Node | None) -> str:
    """A property path as SPARQL writes it: an IRI, `^IRI` or `IRI/IRI`; "" for none."""
    from rdflib import SH, BNode

    if not isinstance(node, BNode):
        return str(node or "")
    inverse = results.value(node, SH.inversePath)
    return f"^{inverse}" if inverse else "/".join(map(str, results.items(node)))

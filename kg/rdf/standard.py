"""The standard terms beside the short ones, materialised as `ontology/kg.ttl` declares them.

Triple stores and the people who ask them do no inference, so what a reasoner would add is written out.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple, parse

from kg.rdf import vocabulary as v
from kg.rdf.iris import BASE, standard_graph
from kg.resources import resource

Subject = NamedNode | BlankNode | Triple
Term = Subject | Literal
Links = Mapping[Term, tuple[NamedNode, ...]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Standard terms by the project's own: of classes, of properties, and of their inverses."""

    classes: Links
    properties: Links
    inverses: Links


def standard_quads(quads: Iterable[Quad | Triple], base: str = BASE) -> Iterator[Quad]:
    """What follows from the quads in standard terms, in the graph of standard terms; a quad may come twice.

    Superclasses, superproperties and inverses outside `kg:`, by the declarations in `ontology/kg.ttl`.
    """
    terms, graph = alignment(), standard_graph(base)
    for quad in quads:
        for subject, predicate, value in restated(quad, terms):
            yield Quad(subject, predicate, value, graph)


def restated(quad: Quad | Triple, terms: Alignment) -> Iterator[tuple[Subject, NamedNode, Term]]:
    """One statement in standard terms."""
    subject, predicate, value = quad.subject, quad.predicate, quad.object
    if predicate == v.TYPE:
        for standard in terms.classes.get(value, ()):
            yield subject, v.TYPE, standard
        return
    for standard in terms.properties.get(predicate, ()):
        yield subject, standard, value
    if isinstance(value, NamedNode):
        for standard in terms.inverses.get(predicate, ()):
            yield value, standard, subject


@functools.cache
def alignment() -> Alignment:
    """The declarations of the shipped ontology."""
    triples = [quad.triple for quad in parse(path=resource("ontology/kg.ttl"))]
    properties = outside(closure(links(triples, v.SUB_PROPERTY_OF)))
    opposite = links(triples, v.INVERSE_OF)
    inverses: Links = {of: properties.get(inverse, ()) for inverse, own in opposite.items() for of in own}
    return Alignment(outside(closure(links(triples, v.SUB_CLASS_OF))), properties, inverses)


def links(triples: Iterable[Triple], predicate: NamedNode) -> Links:
    """The IRIs that each subject points to with one predicate."""
    found: dict[Term, list[NamedNode]] = defaultdict(list)
    for triple in triples:
        if triple.predicate == predicate and isinstance(triple.object, NamedNode):
            found[triple.subject].append(triple.object)
    return {subject: tuple(objects) for subject, objects in found.items()}


def closure(direct: Links) -> Links:
    """All terms above each, over any number of steps."""
    return {term: tuple(dict.fromkeys(above(term, direct))) for term in direct}


def above(term: Term, direct: Links) -> Iterator[NamedNode]:
    """The terms above one (the declarations have no circle)."""
    for parent in direct.get(term, ()):
        yield parent
        yield from above(parent, direct)


def outside(links: Links) -> Links:
    """Without the project's own terms among the targets, which are asserted anyway."""
    return {term: tuple(t for t in terms if not t.value.startswith(v.KG)) for term, terms in links.items()}

"""Standard terms, materialised as the ontology declares them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.rdf import vocabulary as v
from kg.rdf.iris import standard_graph
from kg.rdf.standard import standard_quads

A, B = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")


def kg(name: str) -> NamedNode:
    return NamedNode(v.KG + name)


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        (
            Triple(A, kg("holdsPost"), B),
            {Triple(A, NamedNode(v.ORG + "holds"), B), Triple(B, NamedNode(v.ORG + "heldBy"), A)},
        ),
        (Triple(A, kg("ledBy"), B), {Triple(B, NamedNode(v.ORG + "headOf"), A)}),
        (
            Triple(A, kg("makes"), B),
            {
                Triple(B, NamedNode(v.SEM + "hasActor"), A),
                Triple(B, NamedNode(v.PROV + "wasAssociatedWith"), A),
            },
        ),
        (
            Triple(A, kg("stop"), B),
            {Triple(A, NamedNode(v.SEM + "hasPlace"), B), Triple(A, NamedNode(v.SCHEMA + "location"), B)},
        ),
        (
            Triple(A, kg("role"), Literal("мэр", language="ru")),
            {Triple(A, NamedNode(v.SCHEMA + "roleName"), Literal("мэр", language="ru"))},
        ),
        (Triple(A, kg("formerPost"), B), set()),
        (Triple(A, kg("status"), Literal("planned")), set()),
        (Triple(A, v.SAME_AS, B), set()),
        (
            Triple(A, v.TYPE, kg("City")),
            {
                Triple(A, v.TYPE, NamedNode(iri))
                for iri in (v.SCHEMA + "City", v.SCHEMA + "Place", v.SEM + "Place", v.GEO + "Feature")
            },
        ),
    ],
)
def test_what_follows(said: Triple, follows: set[Triple]) -> None:
    assert {quad.triple for quad in standard_quads([said])} == follows


def test_quads_go_to_the_graph_of_standard_terms() -> None:
    said = Quad(A, kg("owns"), B, NamedNode("https://example.org/graph"))
    base = "https://example.org/"
    assert list(standard_quads([said], base)) == [
        Quad(A, NamedNode(v.SCHEMA + "owns"), B, standard_graph(base))
    ]

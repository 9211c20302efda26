"""Queries are asked of some graphs alone."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.query import questions
from kg.query.saved import Question
from kg.store.dataset import over

OURS, OTHER = ox.NamedNode("urn:ours"), ox.NamedNode("urn:other")
QUADS = [
    ox.Quad(ox.NamedNode(f"urn:{name}{n}"), ox.NamedNode("urn:p"), ox.Literal(str(n)), graph)
    for name, graph in (("a", OURS), ("b", OTHER))
    for n in range(3)
]


def answered(sparql: str, quads: list[ox.Quad]) -> list[str]:
    store = ox.Store()
    store.extend(quads)
    found = store.query(sparql)
    return [str(bool(found))] if isinstance(found, ox.QueryBoolean) else sorted(map(str, found))


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o }",
        "select*where{?s ?p ?o}",
        "SELECT?s WHERE{?s ?p ?o}",
        "PREFIX select: <urn:> PREFIX where: <urn:> SELECT ?s WHERE { ?s where:p ?o }",
        "SELECT (COUNT(*) AS ?where) (MAX(STRLEN(CONCAT(?o, '){'))) AS ?y) WHERE { ?s ?p ?o }",
        "SELECT (IF(EXISTS { ?s ?p ?o }, 1, 2) AS ?x) (2 AS ?y) { ?s ?p ?o } ORDER BY ?s",
        "# SELECT * WHERE {\nSELECT ?s { { SELECT ?s WHERE { ?s ?p ?o } } } # }",
        "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ?s HAVING (COUNT(*) > 0) VALUES ?x { UNDEF }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o , '}' } WHERE { ?s ?p ?o }",
        "construct{?s ?p ?o}{?s ?p ?o}",
        "ASK { <urn:b1> ?p ?o }",
        "ASK WHERE { <urn:a1> ?p ?o }",
        "DESCRIBE <urn:b1>",
        "PREFIX where: <urn:> DESCRIBE where:a1 ?s WHERE { ?s ?p '2' } LIMIT 5",
        "DESCRIBE * WHERE { ?s ?p ?o }",
    ],
)
def test_what_others_hold_is_not_seen(sparql: str) -> None:
    alone = [quad for quad in QUADS if quad.graph_name == OURS]
    assert answered(over(sparql, [OURS]), QUADS) == answered(over(sparql, [OURS, OTHER]), alone)
    assert "FROM" not in over(sparql, [])


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_saved_questions_can_name_graphs(question: Question) -> None:
    assert isinstance(ox.Store().query(over(question.sparql, [OURS])), ox.QuerySolutions)

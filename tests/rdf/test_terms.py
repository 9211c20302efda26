"""The vocabulary in code and the ontology name the same terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from pyoxigraph import NamedNode, Quad
from rdflib import Graph

from kg.gazetteer import Place
from kg.model import Entity, Extraction
from kg.rdf import quads
from kg.rdf import vocabulary as v
from kg.rdf.standard import standard_quads
from kg.rdf.validate import validate
from kg.resources import resource

Link = Callable[[Iterable[Extraction]], tuple[tuple[Entity, ...], dict[tuple[str, str], str]]]
Places = Callable[[str], Place | None]


@pytest.fixture
def everything(extractions: tuple[Extraction, Extraction], link: Link, places: Places) -> list[Quad]:
    entities, entity_of = link(extractions)
    consolidated = list(quads.consolidated_quads(entities, extractions, entity_of, places=places))
    articles = [quad for one in extractions for quad in quads.article_quads(one, entity_of, body=True)]
    return [*consolidated, *articles, *standard_quads([*consolidated, *articles])]


def declared() -> set[str]:
    return {str(subject) for subject in Graph().parse(resource("ontology/kg.ttl")).subjects()}


def test_every_term_that_is_written_is_declared(everything: list[Quad]) -> None:
    classes = {quad.object for quad in everything if quad.predicate == v.TYPE}
    used = {quad.predicate.value for quad in everything} | {
        c.value for c in classes if isinstance(c, NamedNode)
    }
    assert used - declared() == set()


def test_every_constant_is_declared() -> None:
    constants = {value for value in vars(v).values() if isinstance(value, NamedNode)}
    terms = constants | set(v.CLASSES.values()) | set(v.PROPERTIES.values())
    schema = {v.SUB_CLASS_OF, v.SUB_PROPERTY_OF, v.INVERSE_OF, v.XSD_DATE, v.XSD_DATE_TIME}
    schema |= {v.XSD_DECIMAL, v.XSD_INTEGER}
    assert {term.value for term in terms - schema} - declared() == set()


def test_what_is_written_conforms_to_the_shapes(everything: list[Quad]) -> None:
    graph = Graph().parse(data="\n".join(f"{quad.triple} ." for quad in everything), format="nt")
    report = validate(graph)
    assert report.results == ()
    assert report.conforms

"""The ontology file: complete in both languages, every short name under a standard one."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef
from rdflib import Literal as Text
from rdflib.term import Node

from kg.model import DATES, TEXTS, Kind, Predicate
from kg.rdf.vocabulary import CLASSES, LABEL, PREFIXES, PROPERTIES, TYPE, XSD_DATE
from kg.resources import resource

KG = Namespace("https://w3id.org/entity-kg/ontology#")
ONTOLOGY = URIRef("https://w3id.org/entity-kg/ontology")
GRAPH = Graph().parse(resource("ontology/kg.ttl"))
TERMS = sorted(set(map(str, GRAPH.subjects(RDF.type))) - {str(ONTOLOGY)})
# What a standard term would say wrongly: the comments give the reason.
UNALIGNED = {KG.formerPost, KG.ledBy, KG.linkReason, KG.makes, KG.speech, KG.status}
# No standard term says that something was reported.
UNALIGNED |= {KG.statusReport, KG.reportedStatus, KG.reportedDate, KG.texts, KG.ofPost}
UNALIGNED |= {KG.reportedFrom, KG.reportedTo, KG.reportedLeft}


OTHERS = {Predicate.CONTAINED_IN_PLACE}  # a term of schema.org, which gazetteer and texts share


def languages(term: str, predicate: Node) -> list[str]:
    return sorted(
        text.language or "" for text in GRAPH.objects(URIRef(term), predicate) if isinstance(text, Text)
    )


@pytest.mark.parametrize("term", TERMS)
def test_every_term_has_one_label_and_one_comment_in_each_language(term: str) -> None:
    assert languages(term, RDFS.label) == ["en", "ru"]
    assert languages(term, RDFS.comment) == ["en", "ru"]


@pytest.mark.parametrize("name", [name for name in (*Kind, *Predicate) if name not in OTHERS])
def test_every_name_of_the_model_is_declared_as_what_it_is(name: str) -> None:
    literal = name in DATES | TEXTS
    expected = OWL.Class if name in set(Kind) else OWL.DatatypeProperty if literal else OWL.ObjectProperty
    assert (KG[name], RDF.type, expected) in GRAPH


@pytest.mark.parametrize("term", [term for term in TERMS if term.startswith(KG)])
def test_every_short_name_stands_under_a_standard_one(term: str) -> None:
    above = [
        *GRAPH.transitive_objects(URIRef(term), RDFS.subClassOf),
        *GRAPH.transitive_objects(URIRef(term), RDFS.subPropertyOf),
    ]
    standard = [parent for parent in above if not str(parent).startswith(KG)]
    assert bool(standard) == (URIRef(term) not in UNALIGNED)


def test_what_is_not_under_a_standard_name_points_to_one_or_its_inverse_does() -> None:
    for term in UNALIGNED:
        inverses = list(GRAPH.subjects(OWL.inverseOf, term))
        aligned = [up for inverse in inverses for up in GRAPH.objects(inverse, RDFS.subPropertyOf)]
        assert aligned or (term, RDFS.seeAlso, None) in GRAPH


def test_every_kg_term_in_the_file_is_declared() -> None:
    used = {
        str(term) for triple in GRAPH for term in triple if str(term).startswith(KG) and term != URIRef(KG)
    }
    used.discard(str(KG))  # the namespace itself, named in the header
    assert used <= set(TERMS)


def test_header() -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in GRAPH
    version = GRAPH.value(ONTOLOGY, OWL.versionInfo)
    assert GRAPH.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert GRAPH.value(ONTOLOGY, URIRef("http://purl.org/dc/terms/license"))


def test_there_are_no_blank_nodes() -> None:
    assert not [node for triple in GRAPH for node in triple if not isinstance(node, URIRef | Text)]


def test_the_context_knows_every_prefix_class_and_property() -> None:
    context = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {name: context[name] for name in PREFIXES} == dict(PREFIXES)
    assert {name for name in (*Kind, *Predicate) if name not in context} == set()


def test_json_with_the_context_is_the_graph_that_it_looks_like() -> None:
    context = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    visit = {
        "@context": context,
        "id": "https://example.org/v",
        "type": "Visit",
        "destination": "https://example.org/c",
        "startDate": "2024-05-13",
        "status": "planned",
        "label": {"ru": "визит"},
    }
    v = NamedNode("https://example.org/v")
    expected = {
        Triple(v, TYPE, CLASSES[Kind.VISIT]),
        Triple(v, PROPERTIES[Predicate.DESTINATION], NamedNode("https://example.org/c")),
        Triple(v, PROPERTIES[Predicate.START_DATE], Literal("2024-05-13", datatype=XSD_DATE)),
        Triple(v, PROPERTIES[Predicate.STATUS], Literal("planned")),
        Triple(v, LABEL, Literal("визит", language="ru")),
    }
    assert {quad.triple for quad in parse(json.dumps(visit), RdfFormat.JSON_LD)} == expected

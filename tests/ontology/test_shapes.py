"""What the shapes let pass and what they reject, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, SH, Graph, Literal

from kg.rdf.validate import validate
from kg.resources import resource

EXAMPLE = Path(__file__).parents[2].parent / "shared/eval/example/graphs/example.ttl"
SOUND = (Path(__file__).parent / "sound.ttl").read_text(encoding="utf-8")
PREFIXES = SOUND.split("\n\n", 1)[0]


def found(turtle: str) -> set[tuple[str, str]]:
    """The focus and the property of each violation, by local name."""
    report = validate(Graph().parse(data=turtle, format="turtle"))
    assert report.conforms is not bool(report.results)
    return {(local(row.focus), local(row.path)) for row in report.results}


def local(name: str) -> str:
    return name.replace("#", "/").rsplit("/", 1)[-1]


def test_a_sound_graph_passes() -> None:
    assert found(SOUND) == set()


@pytest.mark.parametrize(
    ("right", "wrong", "focus", "path"),
    [
        ('skos:prefLabel "Анна Котова"@ru', 'skos:prefLabel "Anna Kotova"@en', "p", "prefLabel"),
        ('skos:prefLabel "Анна Котова"@ru', 'skos:prefLabel "Анна Котова"', "p", "prefLabel"),
        ('skos:prefLabel "Анна Котова"@ru', 'rdfs:label "Анна Котова"@ru', "p", "prefLabel"),
        ('"Лаос"@ru, "Laos"@en', '"Лаос"@ru, "ЛНДР"@ru', "c", "prefLabel"),
        ('skos:altLabel "Котова"@ru', 'skos:altLabel "Анна Котова"@ru', "p", "altLabel"),
        ('skos:altLabel "Котова"@ru', 'skos:altLabel ""@ru', "p", "altLabel"),
        ("kg:holdsPost :post", "kg:holdsPost :o", "p", "holdsPost"),
        ("kg:formerPost :post", "kg:formerPost :post ; kg:holdsPost :post", "q", "formerPost"),
        ("kg:memberOf :d", "kg:memberOf :v", "p", "memberOf"),
        ('kg:occupation "певица"@ru', 'kg:occupation "певица"', "p", "occupation"),
        ("kg:owns :f", 'kg:owns "порт"', "o", "owns"),
        ('"RU-TVE"', '"Тверь"', "r", "notation"),
        ('"LA"', '"LAO"', "c", "notation"),
        ("<http://www.wikidata.org/entity/Q819>", "<https://example.org/Q819>", "c", "sameAs"),
        ("<https://sws.geonames.org/1651944/>", "<https://www.geonames.org/1651944>", "t", "sameAs"),
        ("schema:latitude 18.0", "schema:latitude 98.0", "c", "latitude"),
        ("schema:longitude 105.5", 'schema:longitude "105.5"', "c", "longitude"),
        ("schema:containedInPlace :c", "schema:containedInPlace :o", "r", "containedInPlace"),
        ("kg:partnerOf :t", "kg:partnerOf :o", "r", "partnerOf"),
        ('kg:role "мэр"@ru ;', "", "post", "role"),
        ('kg:role "мэр"@ru', 'kg:role "мэр"@ru, "глава"@ru', "post", "role"),
        ('kg:role "мэр"@ru', 'kg:role ""@ru', "post", "role"),
        ("kg:postIn :t", 'kg:postIn "Вьентьян"', "post", "postIn"),
        ("kg:makes :v", "kg:makes :m", "d", "makes"),
        ("kg:topic topics:trade", "kg:topic :t", "a", "topic"),
        ("skos:inScheme <https://w3id.org/entity-kg/topics>", 'skos:notation "trade"', "trade", "inScheme"),
        ("kg:speaker :p", "kg:speaker :t", "w", "speaker"),
        ("kg:speaker :p", "kg:speaker :p, :q", "w", "speaker"),
        ('kg:words "Причал готов"@ru', 'kg:words "Причал готов"', "w", "words"),
        ('kg:speech "direct"', 'kg:speech "loud"', "w", "speech"),
        ("nif:beginIndex 20", "nif:beginIndex 40", "w", "beginIndex"),
        ("kg:ledBy :p", "kg:ledBy :o", "d", "ledBy"),
        ("kg:sentBy :r", 'kg:sentBy "область"', "d", "sentBy"),
        (':v a kg:Visit ; kg:status "planned"', ":v a kg:Visit", "v", "status"),
        (':v a kg:Visit ; kg:status "planned"', ':v a kg:Visit ; kg:status "signed"', "v", "status"),
        (
            ':v a kg:Visit ; kg:status "planned"',
            ':v a kg:Visit ; kg:status "planned", "ongoing"',
            "v",
            "status",
        ),
        (':v a kg:Visit ; kg:status "planned"', ':v a kg:Visit ; kg:status "planned"@en', "v", "status"),
        ('kg:startDate "2024-05-13"^^xsd:date', 'kg:startDate "2024-05-16"^^xsd:date', "v", "startDate"),
        ('kg:startDate "2024-05-13"^^xsd:date', 'kg:startDate "13 мая"', "v", "startDate"),
        (
            'kg:endDate "2024-05-15"^^xsd:date',
            'kg:endDate "2024-05-15"^^xsd:date, "2024-05-16"^^xsd:date',
            "v",
            "endDate",
        ),
        ("kg:destination :c", "kg:destination :p", "v", "destination"),
        ("kg:stop :t", "kg:stop :c", "v", "stop"),
        ("kg:hostedBy :q", 'kg:hostedBy "мэр"', "v", "hostedBy"),
        ("kg:partnerRegion :t", "kg:partnerRegion :o", "v", "partnerRegion"),
        (':m a kg:Meeting ; kg:status "planned"', ":m a kg:Meeting", "m", "status"),
        ("kg:participant :p, :q ;", "", "m", "participant"),
        ("kg:duringVisit :v", "kg:duringVisit :a", "m", "duringVisit"),
        ("kg:place :t", 'kg:place "Вьентьян"', "m", "place"),
        ('kg:status "signed"', 'kg:status "happened"', "a", "status"),
        ("kg:party :r, :t ;", "", "a", "party"),
        ('kg:kind "план"@ru', 'kg:kind "план"@ru, "договор"@ru', "a", "kind"),
        ('kg:dealType "поставки"@ru', 'kg:dealType "поставки"', "a", "dealType"),
        ("kg:signedDuring :v", "kg:signedDuring :m", "a", "signedDuring"),
        (
            "kg:duringVisit :v ; prov:wasDerivedFrom :art",
            "kg:duringVisit :v",
            "m",
            "wasDerivedFrom",
        ),
        ('kg:reportedStatus "planned"', 'kg:reportedStatus "moved"', "sr", "reportedStatus"),
        ('"2024-05-09"^^xsd:date', '"вчера"', "sr", "datePublished"),
        (
            "kg:evidence :e ; prov:wasDerivedFrom :art .\n:rd",
            "prov:wasDerivedFrom :art .\n:rd",
            "sr",
            "evidence",
        ),
        ("rdf:predicate kg:startDate", "rdf:predicate kg:status", "rd", "predicate"),
        ('rdf:object "2024-05-12"^^xsd:date', 'rdf:object "скоро"', "rd", "object"),
        ("kg:texts 2", "kg:texts 0", "rd", "texts"),
        ('kg:chosenBecause "больше текстов"@ru', 'kg:chosenBecause "больше"', "rd", "chosenBecause"),
        ("kg:ofPost :post", "kg:ofPost :o", "ten", "ofPost"),
        (":q kg:tenure :ten", ":o kg:tenure :ten", "ten", "tenure"),
        ('"2004-05-01"^^xsd:date', '"2005-06-01"^^xsd:date', "ten", "reportedFrom"),
        ('"2005-05-01"^^xsd:date', '"2006-05-01"^^xsd:date', "ten", "reportedTo"),
        ('"2006-05-01"^^xsd:date', '"потом"', "ten", "reportedLeft"),
        ("kg:reprintOf :art", "kg:reprintOf :o", "copy", "reprintOf"),
        ('dct:identifier "1" ;', "", "art", "identifier"),
        (
            'schema:datePublished "2024-05-10"^^xsd:date',
            'schema:datePublished "вчера"',
            "art",
            "datePublished",
        ),
        ("schema:url <https://example.org/1>", 'schema:url <https://example.org/1>, "1"', "art", "url"),
        ("kg:inArticle :art", "kg:inArticle :v", "mention", "inArticle"),
        ("kg:refersTo :p", "kg:refersTo :p, :q", "mention", "refersTo"),
        ("kg:refersTo :p", "kg:refersTo :nobody", "mention", "type"),
        (
            "nif:beginIndex 0 ; nif:endIndex 11 .",
            "nif:beginIndex 11 ; nif:endIndex 11 .",
            "mention",
            "beginIndex",
        ),
        (
            "nif:beginIndex 0 ; nif:endIndex 11 .",
            "nif:beginIndex -1 ; nif:endIndex 11 .",
            "mention",
            "beginIndex",
        ),
        ("nif:beginIndex 0 ; nif:endIndex 11 .", "nif:beginIndex 0 .", "mention", "endIndex"),
        ("rdf:subject :v", "rdf:subject :nothing", "claim", "type"),
        ("rdf:predicate kg:status", "rdf:predicate kg:mood", "claim", "predicate"),
        ('rdf:object "planned" ;', "", "claim", "object"),
        ("kg:confidence 0.9 ;", "", "claim", "confidence"),
        ("kg:confidence 0.9", "kg:confidence 1.1", "claim", "confidence"),
        ("kg:confidence 0.9", 'kg:confidence "0.9"', "claim", "confidence"),
        ("kg:evidence :e ;", "", "claim", "evidence"),
        ("kg:evidence :e ; prov:wasDerivedFrom :art", "kg:evidence :e", "claim", "wasDerivedFrom"),
        ('nif:anchorOf "Анна Котова"', "rdfs:seeAlso :p", "claim", "evidence"),
        ('nif:anchorOf "Анна Котова"', 'nif:anchorOf ""', "e", "anchorOf"),
        ('kg:verdict "unsure"', 'kg:verdict "perhaps"', "decision", "verdict"),
        ("kg:decides :p, :q ;", "", "decision", "decides"),
        ("kg:score 0.6", "kg:score 6.0", "decision", "score"),
        ("prov:wasAttributedTo :kg", "prov:wasAttributedTo :kg, :p", "decision", "wasAttributedTo"),
        (
            "prov:wasInvalidatedBy :back .\n:less",
            "prov:wasInvalidatedBy :art .\n:less",
            "lost",
            "wasInvalidatedBy",
        ),
        (
            'rdf:object "ongoing" ; prov:wasInvalidatedBy :back',
            'rdf:object "ongoing"',
            "less",
            "wasInvalidatedBy",
        ),
        ("prov:used :old", 'prov:used "old"', "back", "used"),
        ('"2024-05-20T10:00:00+00:00"^^xsd:dateTime', '"вчера"', "back", "endedAtTime"),
    ],
)
def test_a_fault_is_found(right: str, wrong: str, focus: str, path: str) -> None:
    assert right in SOUND
    assert (focus, path) in found(SOUND.replace(right, wrong, 1))


def test_a_delegation_of_nobody() -> None:
    assert found(PREFIXES + ":x a kg:Delegation .") == {("x", "")}


def test_a_visit_of_nobody_to_nowhere() -> None:
    assert found(SOUND + ':x a kg:Visit ; kg:status "planned" ; prov:wasDerivedFrom :art .') == {("x", "")}


def test_a_partner_that_is_no_place() -> None:
    assert found(SOUND + ":o kg:partnerOf :t .") == {("o", "")}


def test_messages_are_russian_or_english() -> None:
    graph = Graph().parse(data=PREFIXES + ":x a kg:Delegation .", format="turtle")
    [russian], [english] = validate(graph).results, validate(graph, "en").results
    assert russian.message == "У делегации нет ни пославшей стороны, ни главы, ни участников."
    assert english.message == "The delegation has neither sender nor head nor members."


def test_every_shape_says_what_is_wrong_in_both_languages() -> None:
    shapes = Graph().parse(resource("ontology/shapes.ttl"))
    messages = {node: shapes.objects(node, SH.message) for node in shapes.subjects(SH.message)}
    for node, texts in messages.items():
        assert sorted(t.language or "" for t in texts if isinstance(t, Literal)) == ["en", "ru"], node
    paths = {node for node in shapes.subjects(SH.path) if (None, SH.property, node) in shapes}
    inner = {node for node in paths if not list(shapes.objects(node, SH.message))}
    alternatives = {part for parts in shapes.objects(None, SH["or"]) for part in shapes.items(parts)}
    assert {shapes.value(predicate=SH.property, object=node) for node in inner} <= alternatives


def test_every_class_has_a_shape() -> None:
    shapes, ontology = (Graph().parse(resource(f"ontology/{name}.ttl")) for name in ("shapes", "kg"))
    classes = {str(node) for node in ontology.subjects(RDF.type, OWL.Class)}
    targets = {str(node) for node in shapes.objects(None, SH.targetClass)}
    assert {local(name) for name in classes - targets} == {"Place"}


@pytest.mark.skipif(not EXAMPLE.exists(), reason="needs ../shared beside the checkout")
def test_the_published_example_lacks_only_what_it_leaves_out() -> None:
    report = validate(Graph().parse(EXAMPLE))
    assert {local(row.path) for row in report.results} == {"wasDerivedFrom"}

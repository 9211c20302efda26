"""Extractions and entities as quads: every kind of fact, every graph, hostile articles, golden files."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.export.turtle import write_turtle
from kg.gazetteer import Place
from kg.link import ids
from kg.model import Article, Entity, Evidence, Extraction, Fact, Kind, Mention, Node, Predicate, Span, Topic
from kg.rdf import quads
from kg.rdf import vocabulary as v
from kg.rdf.describe import place_id
from kg.rdf.iris import BASE, article_iri, consolidated_graph, graph_iri, standard_graph
from kg.rdf.literals import date_literal
from kg.rdf.portraits import portrait_quads, portraits
from kg.rdf.standard import standard_quads

GOLDEN = Path(__file__).parent / "golden"
Link = Callable[[Iterable[Extraction]], tuple[tuple[Entity, ...], dict[tuple[str, str], str]]]
Places = Callable[[str], Place | None]
Two = tuple[Extraction, Extraction]
P = Predicate
Term = NamedNode | BlankNode | Literal | Triple


def node(path: str) -> NamedNode:
    return NamedNode(BASE + path)


def nowhere(id: str) -> None:
    """A gazetteer without places."""


def ru(text: str) -> Literal:
    return Literal(text, language="ru")


VISIT, MEETING, AGREEMENT = node("visit/visit-1"), node("meeting/meeting-1"), node("agreement/agreement-1")
QUOTATION = node("quotation/quotation-1")
DELEGATION, KOTOVA, SAVANG = (
    node("delegation/delegation-1"),
    node("person/person-kotova"),
    node("person/person-savang"),
)
UNION, TVER, LAOS = node("organization/organization-union"), node("place/RU-TVE"), node("place/LA")
VIENTIANE, DEPUTY = node("place/geonames-1651944"), node("post/post-deputy")
ASSERTED = [
    (KOTOVA, P.HOLDS_POST, DEPUTY),
    (node("person/person-dryomin"), P.FORMER_POST, node("post/post-director")),
    (DEPUTY, P.ROLE, ru("вице-губернатор")),
    (DEPUTY, P.POST_IN, TVER),
    (node("person/person-dryomin"), P.OCCUPATION, ru("певец")),
    (UNION, P.MEMBER_OF, DELEGATION),
    (KOTOVA, P.MEMBER_OF, DELEGATION),
    (DELEGATION, P.LED_BY, KOTOVA),
    (DELEGATION, P.SENT_BY, TVER),
    (DELEGATION, P.MAKES, VISIT),
    (VISIT, P.DESTINATION, LAOS),
    (VISIT, P.STOP, VIENTIANE),
    (VISIT, P.STOP, node("programmeevent/event-expo")),
    (VISIT, P.HOSTED_BY, SAVANG),
    (VISIT, P.START_DATE, date_literal("2024-05-13")),
    (VISIT, P.END_DATE, date_literal("2024-05-15")),
    (VISIT, P.STATUS, Literal("happened")),
    (VISIT, P.PARTNER_REGION, VIENTIANE),
    (MEETING, P.PARTICIPANT, SAVANG),
    (MEETING, P.PLACE, VIENTIANE),
    (MEETING, P.DATE, date_literal("2024-05-14")),
    (MEETING, P.STATUS, Literal("happened")),
    (MEETING, P.DURING_VISIT, VISIT),
    (AGREEMENT, P.PARTY, TVER),
    (AGREEMENT, P.KIND, ru("меморандум")),
    (AGREEMENT, P.DEAL_TYPE, ru("поставки")),
    (AGREEMENT, P.STATUS, Literal("signed")),
    (AGREEMENT, P.SIGNED_DURING, VISIT),
    (AGREEMENT, P.TOPIC, v.CONCEPTS[Topic.TRADE]),
    (QUOTATION, P.SPEAKER, SAVANG),
    (QUOTATION, P.SPEECH, Literal("direct")),
    (QUOTATION, P.WORDS, ru("они говорили во Вьентьяне")),
    (TVER, P.PARTNER_OF, VIENTIANE),
    (VIENTIANE, P.PARTNER_OF, TVER),
    (UNION, P.OWNS, node("facility/facility-terminal")),
    (VIENTIANE, P.CONTAINED_IN_PLACE, node("region/zone-mekong")),
]


@pytest.fixture
def consolidated(extractions: Two, link: Link, places: Places) -> set[Quad]:
    entities, entity_of = link(extractions)
    return set(quads.consolidated_quads(entities, extractions, entity_of, places=places))


@pytest.fixture
def triples(consolidated: set[Quad]) -> set[Triple]:
    return {quad.triple for quad in consolidated}


@pytest.mark.parametrize(("subject", "predicate", "value"), ASSERTED)
def test_fact_is_asserted(
    triples: set[Triple], subject: NamedNode, predicate: Predicate, value: NamedNode | Literal
) -> None:
    assert Triple(subject, v.PROPERTIES[predicate], value) in triples


def test_every_predicate_is_tried() -> None:
    assert {predicate for _, predicate, _ in ASSERTED} == set(Predicate)


def test_only_the_settled_status_is_asserted(triples: set[Triple]) -> None:
    status = v.PROPERTIES[P.STATUS]
    assert [t.object for t in triples if t.subject == VISIT and t.predicate == status] == [
        Literal("happened")
    ]


def test_things_are_asserted_in_the_consolidated_graph_only(consolidated: set[Quad]) -> None:
    assert {quad.graph_name for quad in consolidated} == {consolidated_graph()}


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (KOTOVA, v.TYPE, v.CLASSES[Kind.PERSON]),
        (KOTOVA, v.PREF_LABEL, ru("Анна Котова")),
        (KOTOVA, v.LABEL, ru("Анна Котова")),
        (KOTOVA, v.ALT_LABEL, ru("Котова")),
        (LAOS, v.PREF_LABEL, ru("Лаос")),
        (LAOS, v.PREF_LABEL, Literal("Laos", language="en")),
        (LAOS, v.ALT_LABEL, ru("ЛНДР")),
        (LAOS, v.NOTATION, Literal("LA")),
        (LAOS, v.SAME_AS, NamedNode("http://www.wikidata.org/entity/Q819")),
        (LAOS, v.LATITUDE, Literal("18", datatype=v.XSD_DECIMAL)),
        (VIENTIANE, v.SAME_AS, NamedNode("https://sws.geonames.org/1651944/")),
        (VIENTIANE, v.LATITUDE, Literal("17.96667", datatype=v.XSD_DECIMAL)),
        (VIENTIANE, v.CONTAINED_IN_PLACE, LAOS),
        (TVER, v.CONTAINED_IN_PLACE, node("place/RU")),
        (node("place/RU"), v.TYPE, v.CLASSES[Kind.COUNTRY]),
        (node("place/RU"), v.PREF_LABEL, ru("Россия")),
        (DEPUTY, v.LABEL, ru("вице-губернатор — Тверская область")),
        (DELEGATION, v.LABEL, ru("делегация: Тверская область")),
        (VISIT, v.LABEL, ru("визит: Тверская область — Лаос, 13–15 мая 2024 г.")),
        (MEETING, v.LABEL, ru("встреча: Анна Котова, Бун Саванг, 14 мая 2024 г.")),
        (AGREEMENT, v.LABEL, ru("меморандум: Вьентьян, Тверская область, 14 мая 2024 г.")),
        (VISIT, v.WAS_DERIVED_FROM, article_iri("plan-1")),
        (VISIT, v.WAS_DERIVED_FROM, article_iri("итог/16 мая")),
        (SAVANG, v.WAS_DERIVED_FROM, article_iri("итог/16 мая")),
    ],
)
def test_description(
    triples: set[Triple], subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal
) -> None:
    assert Triple(subject, predicate, value) in triples


def test_titles_are_no_names(triples: set[Triple]) -> None:
    named = {t.subject for t in triples if t.predicate in {v.PREF_LABEL, v.ALT_LABEL}}
    assert not named & {VISIT, DELEGATION, MEETING, AGREEMENT, DEPUTY}


def test_known_places_come_from_no_article(triples: set[Triple]) -> None:
    assert not [t for t in triples if t.subject == LAOS and t.predicate == v.WAS_DERIVED_FROM]


def test_people_and_bodies_of_note_are_the_same_as_in_wikidata(extractions: Two, link: Link) -> None:
    entities, entity_of = link(extractions)
    id = str(KOTOVA.value).removeprefix(BASE)
    drawn = portraits(entities, extractions, entity_of, nowhere, lambda entities: {id: "Q900001"})
    found = {quad.triple for each in drawn for quad in portrait_quads(each)}
    assert [t.subject for t in found if t.predicate == v.SAME_AS] == [KOTOVA]
    assert Triple(KOTOVA, v.SAME_AS, NamedNode("http://www.wikidata.org/entity/Q900001")) in found


def test_a_place_that_the_gazetteer_lacks_is_described_by_its_names(extractions: Two, link: Link) -> None:
    entities, entity_of = link(extractions)
    found = {q.triple for q in quads.consolidated_quads(entities, extractions, entity_of, places=nowhere)}
    assert Triple(LAOS, v.PREF_LABEL, ru("Лаос")) in found
    assert not [t for t in found if t.predicate == v.SAME_AS]


def test_a_place_within_one_that_is_unknown_says_nothing_of_it(
    extractions: Two, link: Link, places: Places
) -> None:
    entities, entity_of = link(extractions)
    without = {id: place for id in ("RU-TVE", "LA") if (place := places(id))}
    found = {q.triple for q in quads.consolidated_quads(entities, extractions, entity_of, places=without.get)}
    around = {t.object for t in found if t.predicate == v.CONTAINED_IN_PLACE}
    assert around == {node("region/zone-mekong")}


@pytest.mark.parametrize("known", ["RU-TVE", "LA", "geonames:1651944", "wikidata:Q5", "x/ü"])
def test_places_are_named_as_the_linker_names_them(known: str) -> None:
    assert place_id(known) == ids.place_id(known)


def test_an_articles_graph_holds_the_article_mentions_claims_and_evidence(
    extractions: Two, link: Link
) -> None:
    first, _ = extractions
    found = list(quads.article_quads(first, link(extractions)[1]))
    assert {quad.graph_name for quad in found} == {graph_iri("plan-1")}
    assert {q.object for q in found if q.predicate == v.TYPE} == {
        v.ARTICLE,
        v.NEWS_ARTICLE,
        v.MENTION,
        v.CLAIM,
        v.EVIDENCE,
    }
    assert len([q for q in found if q.object == v.CLAIM]) == len(first.facts)
    assert len([q for q in found if q.object == v.MENTION]) == len(first.mentions)


def about(found: Iterable[Quad], subject: NamedNode) -> dict[NamedNode, Term]:
    return {q.predicate: q.object for q in found if q.subject == subject}


def test_claim(extractions: Two, link: Link) -> None:
    found = list(quads.article_quads(extractions[0], link(extractions)[1]))
    [claim] = [q.subject for q in found if q.predicate == v.OBJECT and q.object == Literal("planned")]
    assert isinstance(claim, NamedNode)
    stated = about(found, claim)
    evidence = stated.pop(v.HAS_EVIDENCE)
    assert stated == {
        v.TYPE: v.CLAIM,
        v.SUBJECT: VISIT,
        v.PREDICATE: v.PROPERTIES[P.STATUS],
        v.OBJECT: Literal("planned"),
        v.CONFIDENCE: Literal("0.9", datatype=v.XSD_DECIMAL),
        v.EXTRACTOR: Literal("hand.status"),
        v.WAS_DERIVED_FROM: article_iri("plan-1"),
    }
    assert isinstance(evidence, NamedNode)
    quote = extractions[0].facts[0].evidence.quote
    assert about(found, evidence) == {
        v.TYPE: v.EVIDENCE,
        v.BEGIN_INDEX: Literal(0),
        v.END_INDEX: Literal(len(quote)),
        v.ANCHOR_OF: Literal(quote),
    }


def test_mention(extractions: Two, link: Link) -> None:
    found = list(quads.article_quads(extractions[0], link(extractions)[1]))
    [mention] = [q.subject for q in found if q.predicate == v.REFERS_TO and q.object == KOTOVA]
    assert isinstance(mention, NamedNode)
    start = extractions[0].article.text.index("Анна")
    assert about(found, mention) == {
        v.TYPE: v.MENTION,
        v.IN_ARTICLE: article_iri("plan-1"),
        v.REFERS_TO: KOTOVA,
        v.BEGIN_INDEX: Literal(start),
        v.END_INDEX: Literal(start + 5),
    }


def test_article(extractions: Two, link: Link) -> None:
    _, entity_of = link(extractions)
    first = list(quads.article_quads(extractions[0], entity_of))
    described = [q.triple for q in first if q.subject == article_iri("plan-1")]
    expected: list[tuple[NamedNode, Term]] = [
        (v.TYPE, v.ARTICLE),
        (v.TYPE, v.NEWS_ARTICLE),
        (v.IDENTIFIER, Literal("plan-1")),
        (v.HEADLINE, ru("Скоро визит")),
        (v.DATE_PUBLISHED, date_literal("2024-05-10")),
        (v.URL, NamedNode("https://example.org/news/1")),
        (v.PUBLISHER, Literal("Вестник")),
    ]
    assert set(described) == {Triple(article_iri("plan-1"), p, o) for p, o in expected}
    second = about(quads.article_quads(extractions[1], entity_of), article_iri("итог/16 мая"))
    assert second[v.IDENTIFIER] == Literal("итог/16 мая")
    assert second[v.URL] == Literal("не адрес")
    assert v.HEADLINE not in second


def test_the_text_is_kept_only_when_asked_for(extractions: Two, link: Link) -> None:
    _, entity_of = link(extractions)
    plain, full = (
        about(quads.article_quads(extractions[0], entity_of, body=body), article_iri("plan-1"))
        for body in (False, True)
    )
    assert v.ARTICLE_BODY not in plain
    assert full[v.ARTICLE_BODY] == ru(extractions[0].article.text)


def test_a_repeated_claim_is_one_as_sure_as_the_surest(link: Link, extractions: Two) -> None:
    first = extractions[0]
    fact = first.facts[0]
    doubled = replace(first, facts=(fact, replace(fact, confidence=0.956, extractor="other")))
    found = list(quads.article_quads(doubled, link(extractions)[1]))
    assert [q.object for q in found if q.predicate == v.CONFIDENCE] == [
        Literal("0.96", datatype=v.XSD_DECIMAL)
    ]
    assert [q.object for q in found if q.predicate == v.EXTRACTOR] == [Literal("other")]


def test_one_article_alone(extractions: Two, link: Link, places: Places) -> None:
    entities, entity_of = link(extractions[:1])
    found = set(quads.single_article_triples(extractions[0], entities, entity_of, places=places))
    assert Triple(VISIT, v.PROPERTIES[P.STATUS], Literal("planned")) in found
    assert Triple(VISIT, v.LABEL, ru("визит: Тверская область — Лаос, 13–15 мая 2024 г.")) in found
    assert {q.triple for q in quads.article_quads(extractions[0], entity_of)} < found
    assert not {t.subject for t in found} & {SAVANG, MEETING}


def test_the_mission_path_needs_no_inference(extractions: Two, link: Link, places: Places) -> None:
    entities, entity_of = link(extractions)
    store = Store()
    store.extend(quads.consolidated_quads(entities, extractions, entity_of, places=places))
    answers = store.query(
        "PREFIX kg: <https://w3id.org/entity-kg/ontology#> "
        "SELECT ?official ?region { ?official kg:memberOf/kg:makes/kg:partnerRegion ?region }",
        use_default_graph_as_union=True,
    )
    assert {(row["official"], row["region"]) for row in answers} == {(KOTOVA, VIENTIANE), (UNION, VIENTIANE)}  # type: ignore[union-attr]  # a SELECT gives solutions


def test_another_base(extractions: Two, link: Link, places: Places) -> None:
    entities, entity_of = link(extractions)
    base = "https://data.example.org/"
    found = [
        *quads.article_quads(extractions[0], entity_of, base),
        *quads.consolidated_quads(entities, extractions, entity_of, base, places=places),
    ]
    assert not [q for q in found if BASE in str(q)]
    assert Quad(NamedNode(base + "place/LA"), v.NOTATION, Literal("LA"), consolidated_graph(base)) in found


def test_there_are_no_blank_nodes_and_a_store_gives_back_the_same(
    extractions: Two, link: Link, places: Places
) -> None:
    entities, entity_of = link(extractions)
    found = set(quads.consolidated_quads(entities, extractions, entity_of, places=places))
    for extraction in extractions:
        found |= set(quads.article_quads(extraction, entity_of, body=True))
    store = Store()
    store.extend(found)
    assert set(store) == found
    assert all(isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode | Literal) for q in found)


def hostile(text: str, id: str) -> tuple[Extraction, dict[tuple[str, str], str]]:
    """An article all of whose strings are `text`."""
    article = Article(id, text, text, date(2024, 1, 1), text, text)
    evidence = Evidence(Span(0, len(text)), text)
    nodes = (Node("person-0", Kind.PERSON, text, (text + "x",)),)
    facts = (Fact("person-0", P.OCCUPATION, text, evidence, 0.5, "rule"),)
    extraction = Extraction(article, nodes, (Mention("person-0", Span(0, len(text))),), facts)
    return extraction, {(id, "person-0"): "person/0"}


@given(
    st.text(st.characters(exclude_categories=()), min_size=1),
    st.text(st.characters(exclude_categories=()), min_size=1),
)
def test_hostile_text_survives_as_text(text: str, id: str) -> None:
    extraction, entity_of = hostile(text, id)
    entity = Entity("person/0", Kind.PERSON, text, (), None, ((id, "person-0"),))
    found = set(quads.single_article_triples(extraction, (entity,), entity_of, body=True, places=nowhere))
    buffer = io.BytesIO()
    write_turtle(found, buffer)
    assert {quad.triple for quad in parse(buffer.getvalue(), RdfFormat.TURTLE)} == found
    lines = serialize(found, format=RdfFormat.N_TRIPLES)
    assert lines is not None
    assert lines.count(b"\n") == len(found)
    [quote] = [t.object for t in found if t.predicate == v.ANCHOR_OF]
    assert isinstance(quote, Literal)
    assert len(quote.value) == len(text)


@pytest.mark.parametrize("name", ["consolidated.ttl", "article.ttl", "standard.ttl"])
def test_golden(name: str, extractions: Two, link: Link, places: Places) -> None:
    """`KG_GOLDEN=write pytest tests/rdf` rewrites the files; read the difference before committing it."""
    entities, entity_of = link(extractions)
    consolidated = list(quads.consolidated_quads(entities, extractions, entity_of, places=places))
    graphs: dict[str, Iterable[Quad]] = {
        "consolidated.ttl": consolidated,
        "article.ttl": quads.article_quads(extractions[1], entity_of),
        "standard.ttl": standard_quads(consolidated),
    }
    buffer = io.BytesIO()
    write_turtle((quad.triple for quad in graphs[name]), buffer)
    if os.environ.get("KG_GOLDEN") == "write":
        (GOLDEN / name).write_bytes(buffer.getvalue())
    assert buffer.getvalue().decode() == (GOLDEN / name).read_text(encoding="utf-8")


def test_standard_quads_have_a_graph_of_their_own(consolidated: set[Quad]) -> None:
    assert {quad.graph_name for quad in standard_quads(consolidated)} == {standard_graph()}

"""Annotations as extractions: what they state comes out of the graph again."""

from __future__ import annotations

import pytest
from rdflib import Graph

from kg.corpus import AnnotatedArticle, gold_record, to_extraction
from kg.corpus.extraction import bare
from kg.evaluate.facts import same
from kg.evaluate.found import graph_facts
from kg.evaluate.gold import parse_gold
from kg.model import Predicate, Span
from kg.pipeline.single import article_turtle
from kg.pipeline.stages import shipped_stages


def test_facts_quote_the_line_that_evokes_them(annotated: AnnotatedArticle) -> None:
    extraction = to_extraction(annotated)
    assert {fact.confidence for fact in extraction.facts} == {1.0}
    for fact in extraction.facts:
        span = fact.evidence.span
        assert annotated.article.text[span.start : span.stop] == fact.evidence.quote
    (led,) = (fact for fact in extraction.facts if fact.predicate is Predicate.LED_BY)
    assert led.object == "p1" and "вернулась" in led.evidence.quote


def test_who_leads_is_a_member(annotated: AnnotatedArticle) -> None:
    members = {f.subject for f in to_extraction(annotated).facts if f.predicate is Predicate.MEMBER_OF}
    assert members == {"p1"}


def test_the_visited_partner_stands_at_the_visit(annotated: AnnotatedArticle) -> None:
    (fact,) = (f for f in to_extraction(annotated).facts if f.predicate is Predicate.PARTNER_REGION)
    assert (fact.subject, fact.object) == ("v1", "r2")


def test_the_graph_states_the_annotation(annotated: AnnotatedArticle) -> None:
    graph = Graph().parse(data=article_turtle(to_extraction(annotated), shipped_stages()), format="turtle")
    found, gold = graph_facts(graph), parse_gold("one", gold_record(annotated)).facts
    for kind, facts in gold.items():
        assert len(found[kind]) == len(facts)
        for fact in facts:
            assert any(
                len(other) == len(fact)
                and all(any(slot == s and same(slot, value, v) for s, v in other) for slot, value in fact)
                for other in found[kind]
            )


@pytest.mark.parametrize(
    ("marked", "words"),
    [("«Мы рады», –", "Мы рады"), ("Хватит и вам».", "Хватит и вам"), ("Да!", "Да!"), ("Нет.", "Нет.")],
)
def test_words_of_a_quotation_have_no_marks_at_their_edges(marked: str, words: str) -> None:
    text = f"– {marked} сказал он."
    span = bare(text, Span(2, 2 + len(marked)))
    assert text[span.start : span.stop] == words

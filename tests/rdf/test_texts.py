"""Reprints in the graph, and what they count for."""

from __future__ import annotations

from dataclasses import replace

from kg.link import resolve
from kg.model import Extraction, Kind, Predicate
from kg.rdf import vocabulary as v
from kg.rdf.iris import article_iri
from kg.rdf.portraits import portraits
from kg.rdf.texts import reprint_quads, texts_of
from tests.factory import Tale

SIGNATURES = b"a" * 512, b"b" * 512


def reported(id: str, published: str, start: str, signature: bytes) -> Extraction:
    """A report of one visit with its first day."""
    tale = Tale(id, published)
    china, samara = tale.place("Китай"), tale.place("Самарская область")
    head = tale.person("Пётр Зимин", "губернатор", samara)
    tale.visit([china], senders=[samara], head=head, days=(start, None), status="planned")
    return replace(tale.done(), signature=signature)


EXTRACTIONS = [
    reported("a1", "2024-05-01", "2024-05-20", SIGNATURES[0]),
    reported("a2", "2024-05-03", "2024-05-20", SIGNATURES[0]),
    reported("a3", "2024-05-02", "2024-05-21", SIGNATURES[1]),
]


def test_a_reprint_points_to_what_was_printed_first() -> None:
    found = {tuple(quad.triple) for quad in reprint_quads(texts_of(EXTRACTIONS))}
    ends = article_iri("a2"), article_iri("a1")
    assert found == {(ends[0], term, ends[1]) for term in (v.REPRINT_OF, v.WAS_QUOTED_FROM)}


def test_the_consolidated_graph_counts_a_text_once() -> None:
    resolved = resolve(EXTRACTIONS)
    drawn = list(portraits(resolved.entities, EXTRACTIONS, resolved.entity_of))
    (visit,) = (portrait for portrait in drawn if portrait.kind is Kind.VISIT)
    assert dict(visit.facts)[Predicate.START_DATE] == ("2024-05-21",)
    assert visit.sources == ("a1", "a2", "a3")

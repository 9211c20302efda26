"""What the map shows, read from small graphs."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.export.map import MapSummary, write_map
from kg.export.map.source import Source, web_address
from kg.export.map.view import MapView, view_map

HERE = Path(__file__).parent
SAMPLE, GOLDEN = HERE / "sample.trig", HERE / "sample_view.jsonl"
PREFIXES = """
@prefix kg: <https://w3id.org/entity-kg/ontology#> .
@prefix id: <https://w3id.org/entity-kg/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def load(text: str | bytes, format: ox.RdfFormat = ox.RdfFormat.TURTLE) -> ox.Store:
    store = ox.Store()
    store.load(text if isinstance(text, bytes) else (PREFIXES + text).encode(), format=format)
    return store


def view(text: str, limit: int = 100) -> MapView:
    return view_map(load(text), "Проба", limit)


@pytest.fixture(scope="module")
def sample() -> MapView:
    return view_map(load(SAMPLE.read_bytes(), ox.RdfFormat.TRIG), "Проба", 2000)


def view_lines(shown: MapView) -> Iterator[str]:
    """The view as JSON Lines: one line for each node, line, fact, quote and article."""
    for name, value in asdict(shown).items():
        for entry in value if isinstance(value, tuple) else [value]:
            yield json.dumps({name: entry}, ensure_ascii=False)


def test_view_of_sample_is_the_golden_one(sample: MapView) -> None:
    # after a wanted change: python tests/export/map/test_map_view.py
    assert list(view_lines(sample)) == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_quotations_and_topics_are_told_at_their_people_and_events() -> None:
    shown = view(
        'id:p a kg:Person ; skos:prefLabel "Анна Котова"@ru .'
        'id:q a kg:Quotation ; kg:speaker id:p ; kg:words "Лён уродился"@ru ; kg:speech "direct" .'
        'id:r a kg:Quotation ; kg:speaker id:p ; kg:words "льна хватит"@ru ; kg:speech "indirect" .'
        'id:v a kg:Visit ; kg:status "planned" ; kg:destination id:c .'
        'id:c a kg:Country ; skos:prefLabel "Лаос"@ru .'
        "id:v kg:topic <https://w3id.org/entity-kg/topics#trade> ."
        "id:d a kg:Delegation ; kg:makes id:v . id:p kg:memberOf id:d ."
    )
    assert {node.kind.value for node in shown.nodes} == {"Person", "Visit", "Country", "Delegation"}
    told = {(fact.phrase, fact.text) for fact in shown.facts}
    assert {
        ("говорит", "«Лён уродился»"),
        ("говорит, в пересказе", "льна хватит"),
        ("тема", "торговля"),
    } <= told


def test_labels_in_russian_come_first_and_all_forms_are_kept() -> None:
    shown = view(
        'id:a a kg:Country ; skos:prefLabel "Serbia"@en, "Сербия"@ru ; skos:altLabel "РС"@ru .'
        "id:a kg:partnerOf id:b ."
        'id:b a kg:Region ; skos:prefLabel "Коми"@ru .'
    )
    assert shown.nodes[0].names == ("Сербия", "Serbia", "РС")


def test_posts_are_told_with_their_holders(sample: MapView) -> None:
    assert "post" not in {node.key.split("/")[0] for node in sample.nodes}
    notes = {node.name: node.notes for node in sample.nodes}
    assert notes["Игнат Лазоревский"] == ("заместитель губернатора, Вологодская область",)
    assert notes["Тимур Ахмедшин"] == ("советник",)
    assert notes["Вера Костромитина"] == ("прежде: председатель правления, Северный союз промышленников",)


def test_relations_of_a_pair_are_one_line(sample: MapView) -> None:
    (line,) = [edge for edge in sample.edges if {edge.source, edge.target} == {"person/p01", "delegation/d1"}]
    assert (line.label, line.source, line.arrow) == ("возглавляет", "person/p01", True)
    assert [sample.facts[index].phrase for index in line.facts] == ["возглавляет", "член делегации"]


def test_partners_are_one_fact_without_arrow(sample: MapView) -> None:
    facts = [fact for fact in sample.facts if fact.phrase == "партнёры"]
    assert len(facts) == 3
    assert all(not edge.arrow for edge in sample.edges if edge.label == "партнёры")


def test_an_overtaken_state_is_kept_as_reported(sample: MapView) -> None:
    states = [
        (fact.text, fact.asserted)
        for fact in sample.facts
        if fact.source == "visit/v1" and fact.phrase == "статус"
    ]
    assert states == [("состоялся", True), ("идёт", False)]


def test_evidence_carries_quote_article_and_confidence(sample: MapView) -> None:
    (fact,) = [
        each for each in sample.facts if each.source == "visit/v2" and each.phrase == "место назначения"
    ]
    (evidence,) = fact.evidence
    assert evidence.quote is not None and evidence.article is not None
    assert "отправится в Казахстан" in sample.quotes[evidence.quote]
    assert sample.articles[evidence.article].publisher == "Поморская газета"
    assert evidence.confidence == 0.96


def test_reference_places_without_relations_are_not_drawn(sample: MapView) -> None:
    assert "Монголия" not in {node.name for node in sample.nodes}
    assert sample.unlinked == 2  # mentioned, but linked with nobody


STAR = "id:hub a kg:Visit ; kg:stop id:c1, id:c2, id:c3 .\n" + "\n".join(
    f'id:c{n} a kg:City ; skos:prefLabel "Город {n}"@ru .' for n in (1, 2, 3)
)


def test_the_most_connected_are_kept_and_the_rest_is_counted() -> None:
    shown = view(STAR, limit=2)
    assert [node.name for node in shown.nodes] == ["Визит: Город 1, Город 2, Город 3", "Город 1"]
    assert shown.omitted == {"City": 2}
    assert shown.nodes[0].degree == 3
    assert len(shown.edges) == 1


def test_a_line_says_what_a_text_puts_into_a_zone_and_none_what_the_gazetteer_knows() -> None:
    shown = view(
        "@prefix schema: <https://schema.org/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."
        'id:c a kg:City ; skos:prefLabel "Уси"@ru ; schema:containedInPlace id:z , id:cn .'
        'id:z a kg:Region ; skos:prefLabel "зона роста"@ru . id:cn a kg:Country ; skos:prefLabel "Китай"@ru .'
        "id:claim a kg:Claim ; rdf:subject id:c ; rdf:predicate schema:containedInPlace ; rdf:object id:z ."
    )
    names = {node.key: node.name for node in shown.nodes}
    assert [(names[edge.source], edge.label, names[edge.target]) for edge in shown.edges] == [
        ("Уси", "входит в", "зона роста")
    ]


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="limit of 1 or more"):
        view(STAR, limit=0)


def test_an_empty_graph_gives_a_page() -> None:
    out = io.BytesIO()
    assert write_map(ox.Store(), out) == MapSummary(0, 0, 0, 0, 0)
    assert "связей не найдено" in out.getvalue().decode()


def test_keys_stay_unique_when_bases_differ() -> None:
    shown = view(
        "<https://a.example/id/x> a kg:City ; kg:partnerOf <https://b.example/id/x> ."
        "<https://b.example/id/x> a kg:City ; kg:partnerOf <https://a.example/id/x> ."
    )
    assert {node.key for node in shown.nodes} == {"https://a.example/id/x", "https://b.example/id/x"}


def test_a_nameless_place_is_said_to_be_nameless() -> None:
    shown = view("id:a a kg:City ; kg:partnerOf id:b . id:b a kg:City .")
    assert {node.name for node in shown.nodes} == {"Город без имени"}


class Wrapped:
    """A store as the project has it: `query(sparql)` over the union of graphs."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def query(self, query: str, /) -> object:
        return self._store.query(query, use_default_graph_as_union=True)


def test_any_source_with_query_will_do(sample: MapView) -> None:
    source: Source = Wrapped(load(SAMPLE.read_bytes(), ox.RdfFormat.TRIG))
    assert view_map(source, "Проба", 2000) == sample


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://news.example/1", "https://news.example/1"),
        ("http://news.example", "http://news.example"),
        (" https://news.example/1 ", "https://news.example/1"),
        ("javascript:alert(1)", None),
        ("JavaScript://news.example/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("//news.example/1", None),
        ("https:", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_only_web_addresses_become_links(address: str, link: str | None) -> None:
    assert web_address(address) == link


WRITE = """
import sys, pyoxigraph as ox
from kg.export.map import write_map
store = ox.Store()
store.load(path=sys.argv[1], format=ox.RdfFormat.TRIG)
write_map(store, sys.stdout.buffer)
"""


def written(seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", WRITE, str(SAMPLE)]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout


def test_the_page_is_the_same_in_another_process() -> None:
    first = written("1")
    assert first == written("2")
    assert first.startswith(b"<!doctype html>")


if __name__ == "__main__":
    GOLDEN.write_text(
        "\n".join(view_lines(view_map(load(SAMPLE.read_bytes(), ox.RdfFormat.TRIG), "Проба", 2000))) + "\n",
        encoding="utf-8",
    )

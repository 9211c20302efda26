"""The metric: gold against itself, damage, and the same figures as the published scorer."""

from __future__ import annotations

import importlib.util
import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.errors import ReadError
from kg.evaluate import (
    Figures,
    Report,
    Share,
    as_json,
    error_lines,
    gold_articles,
    score,
    table,
    without_graph,
)
from kg.evaluate.facts import GoldEntity, contains, fold, matches, same

SHARED = Path(__file__).parents[2].parent / "shared/eval"
GOLD: dict[str, Any] = {
    "id": "one",
    "published": "2024-05-14",
    "text": "Вице-губернатор Анна Котова с делегацией Тверской области находится в Лаосе.",
    "entities": {
        "p1": {"type": "person", "names": ["Анна Котова", "Котова"]},
        "p2": {"type": "person", "names": ["Бун Саванг"]},
        "r1": {"type": "region", "names": ["Тверская область"], "code": "RU-TVE"},
        "c1": {"type": "country", "names": ["Лаос", "ЛНДР"], "code": "LA"},
        "t1": {"type": "city", "names": ["Вьентьян"]},
        "e1": {"type": "event", "names": ["выставка товаров для дома"]},
    },
    "posts": [{"holder": "p1", "role": "вице-губернатор", "of": "r1"}],
    "visits": [
        {
            "start": "2024-05-13",
            "end": None,
            "head": ["p1"],
            "members": ["p2"],
            "senders": ["r1"],
            "hosts": [],
            "stops": ["t1", "e1"],
            "destinations": ["c1"],
            "status": "ongoing",
        }
    ],
    "meetings": [{"participants": ["p1", "p2"], "place": "t1", "date": None, "status": "happened"}],
    "agreements": [{"parties": ["r1", "t1"], "kind": "меморандум", "status": "signed", "date": "2024-05-14"}],
    "partners": [["r1", "t1"]],
}
PREFIXES = """
@prefix kg: <https://w3id.org/entity-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
"""
PERFECT = """
:p1 rdfs:label "Анна Котова"@ru ; skos:prefLabel "Котова"@ru ; kg:holdsPost :post ; kg:memberOf :d .
:p2 skos:prefLabel "Бун Саванг"@ru ; kg:memberOf :d .
:r1 skos:prefLabel "Тверская область"@ru ; kg:partnerOf :t1 .
:c1 skos:prefLabel "Лаос"@ru .
:t1 skos:altLabel "Вьентьян"@ru ; skos:prefLabel "Виентьян"@ru ; kg:partnerOf :r1 .
:e1 skos:prefLabel "Выставка товаров"@ru .
:post kg:role "вице-губернатор"@ru ; kg:postIn :r1 .
:d kg:makes :v ; kg:sentBy :r1 ; kg:ledBy :p1 .
:v a kg:Visit ; kg:stop :t1, :e1 ; kg:destination :c1 ; kg:status "ongoing" .
:v kg:startDate "2024-05-13"^^xsd:date .
:m a kg:Meeting ; kg:participant :p1, :p2 ; kg:place :t1 ; kg:status "happened" .
:a a kg:Agreement ; kg:party :r1, :t1 ; kg:kind "меморандум"@ru ; kg:status "signed" .
:a kg:date "2024-05-14"^^xsd:date .
"""
Score = Callable[[str], Report]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    gold, graphs = tmp_path / "gold", tmp_path / "graphs"
    gold.mkdir()
    graphs.mkdir()
    (gold / "one.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    return gold, graphs


@pytest.fixture
def judge(folders: tuple[Path, Path]) -> Score:
    def run(turtle: str) -> Report:
        (folders[1] / "one.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
        return score(*folders)

    return run


def counts(figures: Figures) -> tuple[int, int, int]:
    return figures.tp, figures.fp, figures.fn


def test_perfect(judge: Score) -> None:
    report = judge(PERFECT)
    assert counts(report.figures["all"]) == (21, 0, 0)
    assert report.figures["all"].f1 == 1.0
    assert report.errors == ()
    assert report.shares["status of matched visits"] == Share(1.0, 1)
    assert report.shares["preferred label right"] == Share(0.7692, 13)


QUOTED = """
:q a kg:Quotation ; kg:speech "direct" ; kg:speaker :p1 ; kg:words "Анна Котова"@ru .
:q <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex> 16 .
:v kg:topic <https://w3id.org/entity-kg/topics#trade> .
:a kg:topic <https://w3id.org/entity-kg/topics#sport> .
"""
EXTRA = {
    "quotes": [{"speaker": "p1", "start": 16, "stop": 28}],
    "topics": [
        {"table": "visits", "number": 0, "topics": ["trade", "culture"]},
        {"table": "agreements", "number": 0, "topics": []},
    ],
}


def test_quotations_and_topics_are_counted_apart(folders: tuple[Path, Path], judge: Score) -> None:
    (folders[0] / "one.json").write_text(json.dumps(GOLD | EXTRA, ensure_ascii=False), encoding="utf-8")
    report = judge(PERFECT + QUOTED)
    assert counts(report.figures["all"]) == (21, 0, 0)
    assert counts(report.figures["quotes"]) == (1, 0, 0)
    assert counts(report.figures["topics"]) == (1, 1, 1)
    assert counts(report.figures["topics.sport"]) == (0, 1, 0)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("beginIndex> 16", "beginIndex> 15"), ("kg:speaker :p1", "kg:speaker :p2"), ('"direct"', '"indirect"')],
)
def test_a_quotation_is_right_as_a_whole(
    folders: tuple[Path, Path], judge: Score, right: str, wrong: str
) -> None:
    (folders[0] / "one.json").write_text(json.dumps(GOLD | EXTRA, ensure_ascii=False), encoding="utf-8")
    assert judge(PERFECT + QUOTED.replace(right, wrong)).figures["quotes"].tp == 0


def test_what_the_gold_does_not_annotate_is_not_counted(judge: Score) -> None:
    assert not {"quotes", "topics"} & judge(PERFECT + QUOTED).figures.keys()


@pytest.mark.parametrize(
    ("right", "wrong", "slot", "expected"),
    [
        (":t1, :e1", ":t1", "visits.stops", (1, 0, 1)),
        (":t1, :e1", ":t1, :e1, :r1", "visits.stops", (2, 1, 0)),
        ("kg:ledBy :p1", "kg:sentBy :r1", "visits.head", (0, 0, 1)),
        ("kg:ledBy :p1", "kg:sentBy :r1", "visits.members", (1, 1, 0)),
        ('"ongoing"', '"planned"', "visits.status", (0, 1, 1)),
        ("2024-05-13", "2024-05-12", "visits.start", (0, 1, 1)),
        ('"Лаос"', '"Вьетнам"', "visits.destinations", (0, 1, 1)),
        ('"Выставка товаров"', '"Выставка картин"', "visits.stops", (1, 1, 1)),
        ('"вице-губернатор"', '"вице-губернатор области"', "posts.role", (1, 0, 0)),
        ('"вице-губернатор"', '"мэр"', "posts.role", (0, 1, 1)),
        ("kg:postIn :r1", "kg:postIn :t1", "posts.of", (0, 1, 1)),
        ("kg:holdsPost", "kg:formerPost", "posts.holder", (0, 0, 1)),
        ("kg:participant :p1, :p2", "kg:participant :p1", "meetings.participants", (1, 0, 1)),
        ("kg:place :t1", "kg:place :c1", "meetings.place", (0, 1, 1)),
        ("kg:party :r1, :t1", "kg:party :r1, :c1", "agreements.parties", (1, 1, 1)),
        ("kg:partnerOf :t1", "kg:partnerOf :c1", "partners.pair", (1, 1, 0)),
        ("kg:partnerOf :r1", "kg:partnerOf :t1", "partners.pair", (1, 0, 0)),
    ],
)
def test_damage(judge: Score, right: str, wrong: str, slot: str, expected: tuple[int, int, int]) -> None:
    assert counts(judge(PERFECT.replace(right, wrong)).figures[slot]) == expected


def test_a_fact_that_shares_only_its_status_is_no_answer(judge: Score) -> None:
    graph = ':v a kg:Visit ; kg:status "ongoing" ; kg:startDate "2024-05-13"^^xsd:date .'
    figures = judge(graph).figures["visits"]
    assert counts(figures) == (0, 2, 8)


def test_errors_name_article_slot_and_filler(judge: Score) -> None:
    report = judge(PERFECT.replace('"Лаос"', '"Вьетнам"'))
    assert list(error_lines(report)) == [
        "one\tmiss\tvisits.destinations\tЛаос",
        "one\tfalse\tvisits.destinations\tВьетнам",
    ]


def test_a_missing_graph_is_an_empty_one(folders: tuple[Path, Path]) -> None:
    report = score(*folders)
    assert counts(report.figures["all"]) == (0, 0, 21)
    assert report.unreadable == ()


def test_an_unreadable_graph_is_an_empty_one_and_is_named(judge: Score) -> None:
    report = judge(PERFECT + "\n:x kg:broken")
    assert counts(report.figures["all"]) == (0, 0, 21)
    [message] = report.unreadable
    assert message.startswith("one.ttl: not a Turtle graph: ")
    assert "\n" not in message


def test_table(judge: Score) -> None:
    lines = table(judge(PERFECT)).splitlines()
    assert lines[0].split() == ["P", "R", "F1", "tp", "fp", "fn"]
    assert "all                           1.000  1.000  1.000    21     0     0" in lines
    assert lines[-1] == "preferred label right                       0.769    13"


def test_gold_articles(folders: tuple[Path, Path]) -> None:
    [article] = gold_articles(folders[0])
    assert (article.id, str(article.published), article.text) == ("one", "2024-05-14", GOLD["text"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "not a gold file: "),
        ("[]", "not a gold file: "),
        ('{"published": null}', "'entities' is named but not there"),
        (
            '{"published": null, "entities": {"r1": {"names": [], "type": "region"}}}',
            "an entity has no names",
        ),
        ('{"published": "вчера"}', "not a gold file: Invalid isoformat"),
        (
            '{"published": null, "text": "", "entities": {}, "partners": [["r1", "c1"]]}',
            "'r1' is named but not there",
        ),
    ],
)
def test_a_broken_gold_file_is_named(folders: tuple[Path, Path], content: str, reason: str) -> None:
    (folders[0] / "two.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=re.escape(reason)) as caught:
        score(*folders)
    assert str(folders[0] / "two.json") in str(caught.value)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no gold files"):
        score(tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("a", "b"), [("«Ёлка»", "елка"), ("Ростов–на–Дону", "ростов-на-дону"), (" a  b. ", "A b"), ("„x“", "X")]
)
def test_fold(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_containment_needs_words() -> None:
    assert contains("заместитель губернатора", "губернатора заместитель области")
    assert not contains("", "губернатор")
    assert not contains("мэр", "глава")


def test_descriptive_names_match_by_words_others_do_not() -> None:
    names = frozenset({"большая выставка"})
    assert matches(GoldEntity(("выставка",), loose=True), names)
    assert not matches(GoldEntity(("выставка",), loose=False), names)


def test_fillers_of_different_sorts_are_different() -> None:
    assert not same("place", GoldEntity(("Лаос",), loose=False), "Лаос")


# The published scorer, where it stands beside the checkout


@pytest.fixture(scope="session")
def published() -> ModuleType:
    spec = importlib.util.spec_from_file_location("published_score", SHARED / "score.py")
    if not (SHARED / "score.py").exists() or spec is None or spec.loader is None:
        pytest.skip("needs ../shared beside the checkout")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def damaged(turtle: str, share: float, seed: int) -> str:
    """A graph whose statements are dropped or given a neighbour's object, at random."""
    order = random.Random(seed)
    lines = turtle.strip().splitlines()
    objects = re.findall(r":[a-z]\w*(?= [;,.])", turtle)
    kept = [line for line in lines if order.random() > share / 3]
    return "\n".join(
        re.sub(
            r":[a-z]\w*(?= [;,.])", lambda m: m[0] if order.random() > share else order.choice(objects), line
        )
        for line in kept
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_same_figures_as_the_published_scorer(
    published: ModuleType, folders: tuple[Path, Path], judge: Score, seed: int
) -> None:
    report = judge(damaged(PERFECT, seed / 12, seed))
    assert as_json(report) == published.score(*folders, False)


def test_the_published_example_scores_one(published: ModuleType) -> None:
    folders = SHARED / "example/gold", SHARED / "example/graphs"
    report = score(*folders)
    assert report.figures["all"].f1 == 1.0
    assert as_json(report) == published.score(*folders, False)


def test_a_damaged_copy_of_the_example_scores_the_same(published: ModuleType, tmp_path: Path) -> None:
    graph = (SHARED / "example/graphs/example.ttl").read_text(encoding="utf-8")
    for right, wrong in (("kg:stop", "kg:destination"), ('"happened"', '"planned"'), ("Хайфон", "Ханой")):
        graph = graph.replace(right, wrong)
    (tmp_path / "example.ttl").write_text(graph, encoding="utf-8")
    report = score(SHARED / "example/gold", tmp_path)
    assert as_json(report) == published.score(SHARED / "example/gold", tmp_path, False)
    assert 0.5 < report.figures["all"].f1 < 1.0


def test_the_queries_are_the_published_ones() -> None:
    if not SHARED.exists():
        pytest.skip("needs ../shared beside the checkout")
    own = Path(score.__code__.co_filename).parent / "queries"
    for path in (SHARED / "queries").glob("*.rq"):
        assert (own / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def test_gold_without_graphs_is_counted(tmp_path: Path) -> None:
    gold, graphs = tmp_path / "gold", tmp_path / "graphs"
    gold.mkdir()
    graphs.mkdir()
    for name in ("one", "two"):
        (gold / f"{name}.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (graphs / "two.ttl").write_text("", encoding="utf-8")
    assert without_graph(gold, graphs) == 1

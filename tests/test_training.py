"""The training corpus: in order, as varied as it claims to be; compiled files say what the sources say."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg.corpus import AnnotatedArticle, RowKind, check, corpus_lines, gold_record, read_corpus, read_source
from kg.corpus.extraction import to_extraction
from kg.evaluate import score
from kg.pipeline.single import article_turtle
from kg.pipeline.stages import shipped_stages
from scripts.corpus import is_selection, split
from scripts.training.statistics import coverage, report, shared_runs

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "data" / "training"
SOURCES = sorted((FOLDER / "articles").glob("*.txt"))
SHARED = ROOT.parent / "shared" / "eval"


@cache
def corpus() -> tuple[AnnotatedArticle, ...]:
    return tuple(map(read_source, SOURCES))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_article_is_in_order(path: Path) -> None:
    assert check(read_source(path)) == []


@pytest.mark.parametrize("name", ["train.jsonl", "selection.jsonl"])
def test_compiled_files_are_up_to_date(name: str) -> None:
    """If this fails, run `python scripts/corpus.py compile`."""
    assert (FOLDER / name).read_bytes() == b"".join(corpus_lines(split(corpus())[name]))


def test_figures_are_up_to_date() -> None:
    """If this fails, run `python scripts/corpus.py compile`."""
    assert (FOLDER / "statistics.md").read_text(encoding="utf-8") == report(corpus())


def test_the_parts_share_nothing() -> None:
    train, selection = (
        {each.article.id for each in read_corpus(FOLDER / f"{name}.jsonl")} for name in ("train", "selection")
    )
    assert len(selection) == 40 and train.isdisjoint(selection)
    assert all(map(is_selection, selection))


def test_size_and_variety() -> None:
    articles = corpus()
    traps = sum(not each.rows_of(RowKind.VISIT) for each in articles)
    assert len(articles) >= 300
    assert traps >= len(articles) / 6
    assert len({each.manner for each in articles}) >= 8
    assert len({style for each in articles for style in each.styles}) >= 12
    assert {2003, 2026} <= {each.published.year for each in articles}
    assert len({row.slots["status"] for each in articles for row in each.rows_of(RowKind.VISIT)}) == 4


def test_places() -> None:
    figures = dict(coverage(corpus()))
    assert figures["regions of Russia that are home or host of a visit"] == "83 of 83"
    assert int(str(figures["other countries that take part"])) >= 45
    assert int(str(figures["regions and cities abroad that take part"])) >= 120


def test_articles_are_not_cut_from_one_cloth() -> None:
    shared, total = shared_runs(corpus())
    assert len(shared) < 0.01 * total


def test_people_are_of_one_article_each() -> None:
    names = Counter(
        e.names[0] for each in corpus() for e in each.entities if e.id[0] == "p" and " " in e.names[0]
    )
    assert sum(count > 1 for count in names.values()) <= 0.01 * len(names)


@pytest.mark.models
def test_the_graph_of_an_annotation_scores_full(tmp_path: Path) -> None:
    """Annotations pass the chain from extraction to Turtle whole: nothing is missing or added."""
    gold, graphs = tmp_path / "gold", tmp_path / "graphs"
    gold.mkdir()
    graphs.mkdir()
    for each in corpus():
        name = each.article.id
        (gold / f"{name}.json").write_text(json.dumps(gold_record(each)), encoding="utf-8")
        (graphs / f"{name}.ttl").write_bytes(article_turtle(to_extraction(each), shipped_stages()))
    figures = score(gold, graphs).figures["all"]
    assert figures.f1 >= 0.99


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared here")
def test_nothing_of_the_evaluation_sets_is_in_it() -> None:
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((SHARED / "dev").glob("*.json"))]
    people = {e["names"][0] for gold in golds for e in gold["entities"].values() if e["type"] == "person"}
    mine = {e.names[0] for each in corpus() for e in each.entities if e.id[0] == "p"}
    assert people.isdisjoint(mine)

"""Floors for the quality of extraction: lower fails; higher is written down in the same commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import Annotator
from kg.evaluate import Report, gold_articles, score, table
from kg.extract import extract
from kg.pipeline import shipped_stages
from kg.pipeline.single import article_turtle

pytestmark = pytest.mark.models

SAMPLE = Path(__file__).parents[1] / "gold"
DEV = Path(__file__).parents[3] / "shared" / "eval" / "dev"
FLOORS = {"posts": 0.90, "visits": 0.81, "meetings": 0.72, "agreements": 0.76, "partners": 0.70, "all": 0.82}
DEV_FLOOR = 0.80


def scored(gold: Path, graphs: Path) -> Report:
    """The figures of the gold folder's articles, extracted now."""
    stages = shipped_stages()
    for document in Annotator().map(gold_articles(gold)):
        turtle = article_turtle(extract(document), stages)
        (graphs / f"{document.article.id}.ttl").write_bytes(turtle)
    report = score(gold, graphs)
    print(table(report))
    return report


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return scored(SAMPLE, tmp_path_factory.mktemp("sample"))


@pytest.mark.parametrize("kind", FLOORS)
def test_sample(kind: str, sample: Report) -> None:
    assert sample.figures[kind].f1 >= FLOORS[kind]


def test_every_sample_graph_can_be_read(sample: Report) -> None:
    assert not sample.unreadable


@pytest.mark.skipif(not DEV.exists(), reason=f"no {DEV}")
def test_development_set(tmp_path: Path) -> None:
    assert scored(DEV, tmp_path).figures["all"].f1 >= DEV_FLOOR

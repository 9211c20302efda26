"""Fitting the table of confidences."""

from __future__ import annotations

import pytest

from kg.corpus import gold_record, read_corpus
from kg.corpus.extraction import to_extraction
from kg.evaluate.gold import parse_gold
from kg.extract.confidence import shipped_table
from kg.extract.opinions import By
from scripts.training.confidence import MARKS, SELECTION, Case, fit, tried, verdicts


def cases(row: str, by: By, right: int, wrong: int) -> list[Case]:
    """So many right and wrong slots, each in an article of its own."""
    verdicts = [True] * right + [False] * wrong
    return [Case(f"{row}-{by}-{i}", "visits", row, by, each) for i, each in enumerate(verdicts)]


ALONE = cases("stop", By.RULES_ALONE, 80, 20) + cases("stop", By.MODELS_ALONE, 60, 40)


def test_many_cases_have_their_share() -> None:
    table = fit(cases("stop", By.BOTH, 950, 50) + cases("stop", By.MODELS, 600, 400) + ALONE)
    assert table["stop"][By.BOTH] == pytest.approx(0.95, abs=0.01)
    assert table["stop"][By.MODELS] == pytest.approx(0.60, abs=0.01)
    assert table["stop"][By.RULES_ALONE] == pytest.approx(0.80, abs=0.02)
    assert table["stop"][By.MODELS_ALONE] == pytest.approx(0.60, abs=0.02)


def test_few_cases_are_drawn_to_those_of_all() -> None:
    common = cases("stop", By.BOTH, 900, 100) + ALONE
    one = fit(common + cases("hostedBy", By.BOTH, 0, 1))["hostedBy"][By.BOTH]
    ten = fit(common + cases("hostedBy", By.BOTH, 0, 10))["hostedBy"][By.BOTH]
    assert 0.1 < ten < one < 0.9


def test_every_row_is_whole() -> None:
    table = fit(cases("stop", By.BOTH, 9, 1) + ALONE)
    assert {frozenset(row) for row in table.values()} == {frozenset(By)}
    assert set(MARKS) < set(By)


def test_an_article_is_tried_by_a_table_that_does_not_know_it() -> None:
    known = [Case(f"a{i // 10}", "visits", "stop", By.BOTH, i < 50) for i in range(100)]
    judged = tried(known)  # one article is left out at a time: most of the others are of the other sort
    assert len(judged) == len(known)
    assert all((each.confidence < 0.5) == each.right for each in judged)


def test_the_annotation_is_right_by_itself() -> None:
    annotated = next(read_corpus(SELECTION))
    gold = parse_gold(annotated.article.id, gold_record(annotated)).facts
    found = [said for said in verdicts(to_extraction(annotated), gold) if said is not None]
    assert found and all(right for _, right in found)


def test_the_shipped_table_has_the_kinds_that_annotations_judge() -> None:
    assert set(shipped_table()) >= {"*", "destination", "participant", "party", "partnerOf", "holdsPost"}

"""Confidence against what gold says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import Judgement, bins, calibration_error, judgements
from kg.evaluate.facts import KINDS
from kg.model import Predicate
from kg.pipeline import shipped_stages
from kg.pipeline.single import article_turtle
from tests.evaluate.test_score import GOLD
from tests.factory import Tale

CASES = st.lists(
    st.builds(Judgement, st.just("visits"), st.floats(0, 1), st.booleans()), min_size=1, max_size=60
)


def judged(tale: Tale, folder: Path) -> list[Judgement]:
    """The slots of an article against `GOLD`."""
    gold, graphs = folder / "gold", folder / "graphs"
    gold.mkdir()
    graphs.mkdir()
    (gold / "one.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    (graphs / "one.ttl").write_bytes(article_turtle(tale.done(), shipped_stages()))
    return list(judgements(gold, graphs))


def test_every_kind_of_slot_is_judged_by_the_claim_that_says_it(tmp_path: Path) -> None:
    tale = Tale("one", published="2024-05-14")
    region, town = tale.place("Тверская область"), tale.place("Вьентьян")
    head = tale.person("Анна Котова", "вице-губернатор", region)
    guest = tale.person("Бун Саванг")
    tale.visit(
        [tale.place("Лаос")],
        stops=[town],
        senders=[region],
        head=head,
        members=[guest],
        hosts=[tale.organization("Завод «Чайка»")],
        days=("2024-05-13", "2024-05-19"),
        status="ongoing",
    )
    tale.meeting(head, guest)
    tale.agreement(region, town, sort="меморандум", day="2024-05-14")
    tale.say(region, Predicate.PARTNER_OF, town)
    found = judged(tale, tmp_path)
    assert [
        (each.kind, sum(c.right for c in found if c.kind == each.kind)) for each in found if not each.right
    ] == [
        ("visits", 7),
        ("visits", 7),
    ]
    assert {each.kind for each in found} == set(KINDS)
    assert {each.confidence for each in found} == {0.9}


def test_sure_and_right_is_no_error_sure_and_wrong_is() -> None:
    right = [Judgement("posts", 0.75, number < 3) for number in range(4)]
    assert calibration_error(right) == 0
    assert calibration_error([Judgement("posts", 0.95, False)]) == pytest.approx(0.95)
    assert calibration_error([]) == 0


def test_bins_tell_confidence_and_share() -> None:
    cases = [Judgement("posts", p, right) for p, right in ((0.9, True), (1.0, False), (0.31, False))]
    low, high = bins(cases)
    assert (low.count, low.confidence, low.right) == (1, 0.31, 0.0)
    assert (high.count, high.confidence, high.right) == (2, 0.95, 0.5)


@given(CASES)
def test_bins_hold_every_case_once(cases: list[Judgement]) -> None:
    table = bins(cases)
    assert sum(each.count for each in table) == len(cases)
    assert sum(each.count * each.right for each in table) == pytest.approx(sum(c.right for c in cases))
    assert 0 <= calibration_error(cases) <= 1

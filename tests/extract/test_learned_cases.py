"""Cases that rules and models solve together (`learned_cases.txt`; format: `case.py`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import Annotator
from kg.extract import extract
from tests.extract.case import Case, read_cases, render

pytestmark = pytest.mark.models

CASES = list(read_cases(Path(__file__).parent / "learned_cases.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    assert render(extract(Annotator()(case.article)), case.kinds) == case.wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_rules_alone_miss_it(case: Case) -> None:
    """A case that rules solve belongs into `cases`."""
    assert render(extract(Annotator(learned=False)(case.article)), case.kinds) != case.wanted


def test_models_find_events_without_rules() -> None:
    found = [render(extract(Annotator()(case.article), rules=False), case.kinds) for case in CASES]
    assert sum(map(bool, found)) >= len(CASES) / 2

"""Extraction, case by case: one line of news and the facts under it (`cases/*.txt`; format: `case.py`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from kg.annotate import Annotator
from kg.extract import extract
from tests.extract.case import CASE_FILES, Case, read_cases, render

pytestmark = pytest.mark.models

GAPS = "known_gaps"
CASES = {path.stem: list(read_cases(path)) for path in CASE_FILES}
SOLVED = 20  # so many of the known gaps at least come out right by now

Extracted = Callable[[str], dict[str, list[str]]]


@pytest.fixture(scope="session")
def extracted() -> Extracted:
    """The lines of every case of a file, by the case's id; a file's texts go through the models at once."""

    @cache
    def of_file(stem: str) -> dict[str, list[str]]:
        documents = Annotator(learned=False).map(case.article for case in CASES[stem])
        return {
            case.id: render(extract(document), case.kinds)
            for case, document in zip(CASES[stem], documents, strict=True)
        }

    return of_file


@pytest.mark.parametrize(
    "case", [c for stem, cases in CASES.items() if stem != GAPS for c in cases], ids=lambda case: case.id
)
def test_case(case: Case, extracted: Extracted) -> None:
    assert extracted(case.id.split(":")[0])[case.id] == case.wanted, case.text


def test_known_gaps_do_not_widen(extracted: Extracted) -> None:
    found = extracted(GAPS)
    solved = [case.id for case in CASES[GAPS] if found[case.id] == case.wanted]
    print(f"{len(solved)} of {len(CASES[GAPS])} known gaps are closed: {' '.join(solved)}")
    assert len(solved) >= SOLVED


def test_there_are_cases_of_every_phenomenon() -> None:
    assert len(CASES) >= 17
    assert all(len(cases) >= 5 for cases in CASES.values())
    texts = [case.text for cases in CASES.values() for case in cases]
    assert len(texts) == len(set(texts)) >= 500

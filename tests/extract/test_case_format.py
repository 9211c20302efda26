"""The format of the cases themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.extract.case import read_cases, render, settled
from tests.factory import Tale


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.txt"


def test_cases_have_text_date_and_expectations(file: Path) -> None:
    file.write_text(
        "# comment\n@2024-05-15\nОдин. ¶ Два.\n-> no visit\n@\nТри.\n-> no fact\n", encoding="utf-8"
    )
    one, two = read_cases(file)
    assert (one.id, one.text, one.published) == ("some:3", "Один.\n\nДва.", date(2024, 5, 15))
    assert one.kinds == {"visit"}
    assert not one.wanted
    assert (two.text, two.published) == ("Три.", None)
    assert two.kinds == {"visit", "meeting", "agreement", "partners"}


def test_a_text_without_expectation_is_no_case(file: Path) -> None:
    file.write_text("Один.\nДва.\n-> no visit\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"some\.txt:1: nothing is expected"):
        list(read_cases(file))


def test_the_last_text_needs_an_expectation_too(file: Path) -> None:
    file.write_text("Один.\n-> no visit\nДва.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"some\.txt:3: nothing is expected"):
        list(read_cases(file))


def test_unknown_kinds_are_refused(file: Path) -> None:
    file.write_text("Один.\n-> vizit: Сербия\n", encoding="utf-8")
    with pytest.raises(ValueError, match="some:1: no such kind of line: vizit"):
        list(read_cases(file))


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("meeting: Б, А | happened", "meeting: А, Б | happened"),
        ("visit: Б, А | planned | start: 1 | head: Г, В", "visit: А, Б | planned | head: В, Г | start: 1"),
        ("post: В | министр науки, культуры | А", "post: В | культуры, министр науки | А"),
    ],
)
def test_lists_and_named_slots_stand_in_any_order(line: str, same: str) -> None:
    assert settled(line) == settled(same)


def test_an_extraction_in_lines() -> None:
    tale = Tale("a")
    zimin = tale.person("Пётр Зимин", "министр торговли", tale.place("Томская область"))
    guest = tale.person("Цзян Хун")
    tale.visit(
        [tale.place("Китай")],
        stops=[tale.place("Шанхай")],
        senders=[tale.place("Томская область")],
        head=zimin,
        members=[guest],
        days=("2024-06-10", None),
        status="ongoing",
    )
    tale.meeting(zimin, guest, day="2024-06-11")
    kinds = ("post", "visit", "dates", "stops", "hosts", "meeting", "agreement")
    assert render(tale.done(), kinds) == [
        "dates: Китай | 2024-06-10..",
        "hosts: Китай | –",
        "meeting: Пётр Зимин, Цзян Хун | happened | date: 2024-06-11",
        "post: Пётр Зимин | министр торговли | Томская область",
        "stops: Китай | Шанхай",
        "visit: Китай | ongoing | head: Пётр Зимин | members: Цзян Хун | senders: Томская область"
        " | start: 2024-06-10 | stops: Шанхай",
    ]

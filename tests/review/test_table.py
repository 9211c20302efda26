"""The table for spreadsheets: nothing is lost in it, nothing runs in it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, ReadError
from kg.identity import JUDGED, Anchor, Judgement, Verdict
from kg.model import Kind
from kg.review import Card, Side, news, read_table, write_table
from kg.review.table import COLUMNS, escaped, unescaped

TEXTS = st.text(st.characters(codec="utf-8"))
HOSTILE = st.sampled_from(
    ["=1+1", "+7", "-x", "@SUM(A1)", "\t=1", "'=1", "''@x", " =1", "＝1", "'", 'a,b;c\n"d"']
)
CELLS = TEXTS | HOSTILE
ANCHORS = st.builds(
    Anchor, CELLS, st.integers(0, 999), CELLS, st.none() | CELLS.filter(bool), st.integers(1, 3)
)
SIDES = st.builds(Side, ANCHORS, CELLS, st.none() | CELLS, st.none() | CELLS, CELLS, st.integers(1, 9))
CARDS = st.builds(Card, st.sampled_from(sorted(JUDGED)), SIDES, SIDES, st.floats(0, 1), CELLS, CELLS)
CARD = Card(
    Kind.PERSON,
    Side(Anchor("a", 3, "Зимин", "Пётр Зимин"), "министр", "Визит", "2024-06-12", "Зимин приехал.", 2),
    Side(Anchor("b", 9, "П. Зимину", "П. Зимин", 2), "", None, None, "П. Зимину вручили.", 1),
    0.6,
    "initials that fit",
)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def filled(cards: list[Card], *verdicts: str, delimiter: str = ",") -> bytes:
    """The exported table with its first column filled in, as another program may write it."""
    head, *lines = rows(write_table(cards))
    out = io.StringIO(newline="")
    written = [[verdict, *line[1:]] for verdict, line in zip(verdicts, lines, strict=True)]
    csv.writer(out, delimiter=delimiter).writerows([head, *written])
    return out.getvalue().encode()


def read(content: bytes) -> tuple[list[Judgement], list[str]]:
    problems: list[ReadError] = []
    return list(read_table(content, "t.csv", problems.append)), [str(problem) for problem in problems]


def test_a_card_is_a_row() -> None:
    head, line = rows(write_table([CARD]))
    assert head == list(COLUMNS)
    cells = dict(zip(head, line, strict=True))
    assert cells["judgement"] == "" and cells["score"] == "0.60"
    assert (cells["name_1"], cells["about_1"], cells["published_1"]) == (
        "Пётр Зимин",
        "министр",
        "2024-06-12",
    )
    assert (cells["article_2"], cells["start_2"], cells["words_2"], cells["number_2"]) == (
        "b",
        "9",
        "П. Зимину",
        "2",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_filled_rows_are_judgements_and_empty_ones_are_not(delimiter: str) -> None:
    content = filled([CARD, CARD, CARD], " Same", "", "none", delimiter=delimiter)
    expected = [
        Judgement(verdict, Kind.PERSON, CARD.one.anchor, CARD.other.anchor)
        for verdict in (Verdict.SAME, Verdict.NONE)
    ]
    assert read(content) == (expected, [])


@given(st.lists(CARDS, max_size=3), st.sampled_from(Verdict))
def test_the_way_through_a_spreadsheet_loses_nothing(cards: list[Card], verdict: Verdict) -> None:
    found, problems = read(filled(cards, *[verdict] * len(cards)))
    assert problems == []
    assert found == [Judgement(verdict, card.kind, card.one.anchor, card.other.anchor) for card in cards]


@given(CELLS)
def test_no_cell_runs_as_a_formula_and_every_cell_comes_back(cell: str) -> None:
    assert escaped(cell).strip()[:1] not in tuple("=+-@＝＋－＠")
    assert unescaped(escaped(cell)) == cell


def test_judged_cards_come_with_their_judgement() -> None:
    said = Judgement(
        Verdict.SAME,
        Kind.PERSON,
        CARD.one.anchor,
        CARD.other.anchor,
        "Вера",
        "2026-11-20",
        "=cmd|' /C calc'!A0",
    )
    card = Card(CARD.kind, CARD.one, CARD.other, 1.0, "judged same", judgement=said)
    content = write_table([card])
    assert "'=cmd" in content.decode()
    assert read(content) == ([said], [])
    assert news([said], {1: said}) == []
    assert news([said], {}) == [said]


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("judgement", "maybe", "'maybe' is no judgement: write same, different, unsure, none"),
        ("kind", "City", "'City' is no kind of thing that is judged"),
        ("start_1", "x", "start_1 and number_1 are no numbers"),
        ("number_2", "0", "start_2 and number_2 are no numbers"),
        ("when", "вчера", "Invalid isoformat string: 'вчера'"),
    ],
)
def test_a_wrong_row_is_named_and_the_rest_applies(column: str, cell: str, message: str) -> None:
    head, line, _ = rows(filled([CARD, CARD], "same", "same"))
    wrong = [cell if name == column else value for name, value in zip(head, line, strict=True)]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, wrong, line])
    found, problems = read(out.getvalue().encode())
    assert len(found) == 1
    assert problems == [f"t.csv:2: {message}; the row is left out"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "has no column article_1"),
        (b"judgement,kind\nsame,Person\n", "has no column article_1"),
        ("решение".encode("cp1251"), "not UTF-8"),
        (write_table([CARD]) + b'"never closed', "not CSV"),
    ],
)
def test_what_is_no_such_table_is_an_error(content: bytes, message: str) -> None:
    with pytest.raises(KgError, match=message):
        read(content)


def test_short_rows_cost_themselves_only() -> None:
    found, problems = read(filled([CARD], "same") + b"same\r\n")
    assert (len(found), len(problems)) == (1, 1)


def test_every_column_is_described() -> None:
    page = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    assert [column for column in COLUMNS if not column.endswith("_2") and f"`{column}`" not in page] == []

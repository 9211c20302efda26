"""The file of judgements: what is wrong in it costs a line, not the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.identity import JUDGED, Anchor, Judgement, Verdict, append, read_judgements
from kg.identity.file import parse, written
from kg.model import Kind

LINE = (
    '{"judgement":"same","kind":"Person","one":{"article":"a","start":0,"words":"Зимин"},'
    '"other":{"article":"b","start":4,"words":"Петра Зимина","name":"Пётр Зимин"},"by":"Вера",'
    '"when":"2026-11-20T10:00:00+00:00","why":"один пост"}'
)
SAID = Judgement(
    Verdict.SAME,
    Kind.PERSON,
    Anchor("a", 0, "Зимин"),
    Anchor("b", 4, "Петра Зимина", "Пётр Зимин"),
    "Вера",
    "2026-11-20T10:00:00+00:00",
    "один пост",
)
TEXTS = st.text(st.characters(codec="utf-8"))
ANCHORS = st.builds(Anchor, TEXTS, st.integers(0, 99), TEXTS, st.none() | TEXTS, st.integers(1, 3))
SAYINGS = st.builds(
    Judgement,
    st.sampled_from(Verdict),
    st.sampled_from(sorted(JUDGED)),
    ANCHORS,
    ANCHORS,
    st.none() | TEXTS,
    st.none() | st.datetimes().map(lambda moment: moment.isoformat()),
    st.none() | TEXTS,
)


def test_a_line_is_json(tmp_path: Path) -> None:
    path = tmp_path / "store.judgements.jsonl"
    append(path, [SAID])
    assert path.read_text(encoding="utf-8") == LINE + "\n"
    assert read_judgements(path).lines == {1: SAID}


@given(SAYINGS)
def test_what_is_written_is_read(said: Judgement) -> None:
    line = written(said)
    assert b"\n" not in line
    assert parse(line) == said


def test_no_file_holds_no_judgements(tmp_path: Path) -> None:
    found = read_judgements(tmp_path / "none")
    assert (found.lines, found.problems, found.digest) == ({}, (), "")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("same a b", "not a judgement: JSON is malformed"),
        ("[]", "not a judgement: Expected `object`, got `array`"),
        ("{}", "not a judgement: Object missing required field `verdict`"),
        (LINE.replace('"same"', '"alike"'), "not a judgement: Invalid enum value 'alike'"),
        (LINE.replace('"why"', '"wy"'), "not a judgement: it has no 'wy'"),
        (LINE.replace('"Person"', '"City"'), "things of kind City are not judged, only those of Agreement"),
        (LINE.replace("2026-11-20T", "20.11.2026 "), "Invalid isoformat string"),
        (LINE.replace('"start":0', '"start":0,"number":0'), "numbers of things count from 1"),
        (LINE.replace('"start":0', '"start":"x"'), "not a judgement: Expected `int`, got `str`"),
    ],
)
def test_a_wrong_line_is_named_and_the_rest_applies(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text(f"\ufeff# Кто есть кто\r\n\r\n{LINE}\r\n{line}\r\n{LINE}", encoding="utf-8")
    found = read_judgements(path)
    assert found.lines == {3: SAID, 5: SAID}
    (problem,) = found.problems
    assert str(problem).startswith(f"{path}:4: {message}")
    assert "\n" not in str(problem)


def test_bytes_that_are_not_utf8_cost_their_line(tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    path.write_bytes(LINE.encode("cp1251") + b"\n" + LINE.encode() + b"\n")
    found = read_judgements(path)
    assert (list(found.lines), len(found.problems)) == ([2], 1)


def test_a_last_line_without_end_is_not_glued_to(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "said.jsonl"
    append(path, [SAID])
    path.write_text(LINE, encoding="utf-8")
    append(path, [SAID, SAID])
    assert list(read_judgements(path).lines) == [1, 2, 3]


def test_a_folder_in_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    for use in (read_judgements, lambda path: append(path, [SAID])):
        with pytest.raises(KgError, match="give another --judgements"):
            use(tmp_path)


def test_digest_hangs_on_what_is_said(tmp_path: Path) -> None:
    digests = set()
    for content in (LINE, LINE.replace("same", "different"), LINE + "\n" + LINE, f"#\n{LINE}"):
        path = tmp_path / "said.jsonl"
        path.write_text(content, encoding="utf-8")
        digests.add(read_judgements(path).digest)
    assert len(digests) == 4 and all(digests)


def test_the_line_that_the_documents_show_is_a_judgement() -> None:
    page = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    shown = page.partition("```json\n")[2].partition("\n```")[0]
    assert parse(shown.encode()).why == "один пост"

"""Sorted runs in files: the same lines as in memory, no file left."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.export import EXPORTERS, ordering
from kg.export.files import OutputError
from kg.export.ordering import ordered, read_back, subjects
from kg.rdf.vocabulary import TYPE
from tests.export.test_exporters import quads, written

LINES = st.lists(st.binary(max_size=3).map(lambda line: line.replace(b"\n", b"") + b"\n"))
EX = NamedNode("https://example.org/a")


@given(LINES, st.integers(1, 4), st.integers(1, 3))
def test_lines_are_sorted_and_stand_once(lines: list[bytes], held: int, runs: int) -> None:
    assert list(ordered(lines, held, runs)) == sorted(set(lines))


@pytest.mark.parametrize("format", EXPORTERS)
def test_more_than_is_held_gives_the_same_bytes(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = written(quads(), format)
    monkeypatch.setattr(ordered, "__defaults__", (2, 2))
    monkeypatch.setattr(ordering, "CHUNK", 2)
    monkeypatch.setattr("kg.export.turtle.CHUNK", 2)
    assert written(quads(), format) == whole


def test_types_stand_in_front() -> None:
    triples = [Triple(EX, NamedNode("https://a.org/"), Literal("1")), Triple(EX, TYPE, EX)]
    [lines] = subjects(f"{triple} .\n".encode() for triple in triples)
    assert list(read_back(lines)) == triples[::-1]


def test_no_room_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(OutputError, match=r"gone: cannot be written: .*; set TMPDIR"):
        list(ordered([b"b\n", b"a\n"], 1))

"""Sorted runs in files: the same lines as in memory, no file left."""

from __future__ import annotations

import errno
import io
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.export import EXPORTERS, ordering
from kg.export.files import OutputError
from kg.export.ordering import ordered, read_back, subjects
from kg.export.partitions import LocalFolder, export_partitions
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


@pytest.mark.parametrize("format", ["turtle", "trig"])
def test_no_room_for_the_last_bytes_is_said(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def __init__(self, size: int) -> None:
            super().__init__()

        def seek(self, *where: int) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        def close(self) -> None:
            self.seek(0)

    monkeypatch.setattr(ordering, "SpooledTemporaryFile", Full)
    with pytest.raises(OutputError, match="cannot be written: No space left on device; set TMPDIR"):
        written(quads(), format)


def test_no_folder_for_temporary_files_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    message = "temporary files cannot be written anywhere; set TMPDIR"
    with pytest.raises(OutputError, match=message):
        list(ordered([b"b\n", b"a\n"], 1))
    with pytest.raises(OutputError, match=message):
        export_partitions(quads(), LocalFolder(tmp_path), 1, "https://example.org/")
    for format in EXPORTERS:  # what is small needs none
        assert written(quads(), format)

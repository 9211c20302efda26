"""Files are written whole or not at all, under safe names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.files import LONGEST, OutputError, file_stem, output, unused_stem


@pytest.mark.parametrize(
    ("identifier", "stem"),
    [
        ("dev-001", "dev-001"),
        ("2024-05-15_визит.v2", "2024-05-15_визит.v2"),
        ("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd"),
        (".", "%2E"),
        ("..", "%2E%2E"),
        (".hidden", "%2Ehidden"),
        ("a/b", "a%2Fb"),
        ("a%2Fb", "a%252Fb"),
        ("C:\\x", "C%3A%5Cx"),
        ("nul", "%6Eul"),
        ("COM1.txt", "%43OM1.txt"),
        ("a b\n", "a%20b%0A"),
        ("ends.", "ends%2E"),
        ("\ud800", "%ED%A0%80"),
    ],
)
def test_names_stay_where_they_can(identifier: str, stem: str) -> None:
    assert file_stem(identifier) == stem


@given(st.text(min_size=1, max_size=400), st.text(min_size=1, max_size=400))
def test_names_are_safe_and_differ(one: str, other: str) -> None:
    stem = file_stem(one)
    assert len(stem.encode()) <= LONGEST
    assert not set(stem) & set('/\\:*?"<>|\0\n\r\t')
    assert stem[0] != "." and stem[-1] not in ". "
    assert (stem == file_stem(other)) is (one == other)


def test_ids_that_differ_in_letter_case_get_files_of_their_own() -> None:
    used: set[str] = set()
    stems = [unused_stem(identifier, used) for identifier in ("Doc", "doc", "DOC", "\u0415\u0308", "Ё")]
    assert stems[0] == "Doc"
    assert len({stem.casefold() for stem in stems}) == 5


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "graph.ttl"
    with output(target) as out:
        out.write(b"half")
        assert not target.exists()
    assert target.read_bytes() == b"half"
    assert [path.name for path in target.parent.iterdir()] == ["graph.ttl"]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), output(target) as out:
        out.write(b"new")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_pipe_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with output(pipe) as out:
        out.write(b"graph")
    assert os.read(heard, 100) == b"graph"
    assert pipe.is_fifo()
    os.close(heard)


def test_a_link_stays_one(tmp_path: Path) -> None:
    link = tmp_path / "link.ttl"
    link.symlink_to(tmp_path / "graph.ttl")
    with output(link) as out:
        out.write(b"graph")
    assert link.is_symlink()
    assert (tmp_path / "graph.ttl").read_bytes() == b"graph"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with (
        pytest.raises(OutputError, match=r"graph\.ttl: cannot be written"),
        output(tmp_path / "file" / "graph.ttl"),
    ):
        raise AssertionError("not reached")

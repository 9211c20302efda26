"""Ids met before: the first note stays, memory does not grow with them."""

from __future__ import annotations

import tracemalloc

import pytest

from kg.errors import KgError
from kg.readers.seen import Seen


def test_first_note_stays() -> None:
    seen = Seen()
    assert seen.note("a", "here") is None
    assert seen.note("b", "there") is None
    assert seen.note("a", "elsewhere") == "here"
    assert seen.note("\ud800", "x\udcff") is None
    assert seen.note("\ud800", "y") == "x?"
    assert seen.note("", "") is None
    seen.close()


def test_notes_are_not_kept_in_objects() -> None:
    seen = Seen()
    tracemalloc.start()
    for number in range(20_000):
        seen.note(f"https://sever.example.ru/{number}", f"a.warc@{number}")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    seen.close()
    assert peak < 200_000


def test_failure_is_one_line() -> None:
    seen = Seen()
    seen.close()
    with pytest.raises(KgError, match=r"^temporary folder: cannot keep what was read: .*; free some space$"):
        seen.note("a", "b")

"""Long texts are read in parts that lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.faircopy import unchanged
from kg.text.parts import LONGEST, parts


@pytest.mark.parametrize(
    ("piece", "end"),
    [("Слово за слово. Делу время.\n", "\n"), ("Слово за слово. ", ". "), ("слово ", " "), ("слово", "")],
)
def test_parts_end_with_the_best_bound(piece: str, end: str) -> None:
    found = parts(unchanged(piece * (3 * LONGEST // len(piece))))
    assert len(found) > 2
    assert all(part.text.endswith(end) for part in found)


@given(
    st.lists(st.sampled_from(["а" * 20_000, "слово ", ". ", "\n", "б" * 70_000]), max_size=12).map("".join)
)
def test_parts_make_the_whole(text: str) -> None:
    found = parts(unchanged(text))
    assert "".join(part.text for part in found) == text
    assert all(len(part.text) <= LONGEST for part in found)
    assert [at for part in found for at in part.starts] == list(range(len(text)))


def test_an_article_is_one_part() -> None:
    assert len(parts(unchanged("Слово за слово. " * 2_000))) == 1
    assert [part.text for part in parts(unchanged(""))] == [""]

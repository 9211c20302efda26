"""break_cycles: following heads always ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.tree import break_cycles


@pytest.mark.parametrize(
    ("heads", "mended"),
    [
        ((), ()),
        ((-1, 0, 1), (-1, 0, 1)),
        ((0,), (-1,)),
        ((1, 0), (-1, 0)),
        ((2, 2, 1), (2, 2, -1)),
        ((-1, 2, 3, 1), (-1, -1, 3, 1)),
    ],
)
def test_cycle_ends_where_the_first_walk_enters_it(heads: tuple[int, ...], mended: tuple[int, ...]) -> None:
    assert break_cycles(heads) == mended


@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.integers(-1, n - 1), min_size=n, max_size=n)))
def test_every_walk_ends(heads: list[int]) -> None:
    mended = break_cycles(heads)
    for start in range(len(mended)):
        at, steps = start, 0
        while at >= 0:
            at, steps = mended[at], steps + 1
            assert steps <= len(mended)

"""Items in batches: all of them, in order, none more than asked for."""

from __future__ import annotations

from itertools import chain, count, islice

from hypothesis import given
from hypothesis import strategies as st

from kg.batches import in_batches


@given(st.lists(st.integers()), st.integers(1, 5))
def test_all_items_in_order(items: list[int], size: int) -> None:
    batches = list(in_batches(items, size))
    assert list(chain.from_iterable(batches)) == items
    assert [len(batch) for batch in batches[:-1]] == [size] * (len(batches) - 1)
    assert all(batches)


def test_nothing_is_read_ahead() -> None:
    numbers = count()
    assert list(islice(in_batches(numbers, 3), 2)) == [[0, 1, 2], [3, 4, 5]]
    assert next(numbers) == 6

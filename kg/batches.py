"""Items many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """So many at once, the last ones fewer; as `itertools.batched`, which Python has from 3.12 on."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch

"""Nodes compared by other processes: who is who is the same, whatever becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import pytest

from kg.errors import ReadError
from kg.link import comparing, resolve
from kg.link.comparing import Answer, Shared
from kg.pipeline.pool import across_processes
from kg.pipeline.sharing import Asked, Sharing
from kg.pipeline.spread import Spread, Work
from kg.pipeline.stages import Skipped
from tests.link.test_revise import articles

K = TypeVar("K")
TOLD = articles(7, 40)


def forgetful(
    work: Work[Asked, Answer], batches: Iterable[tuple[K, Sequence[Asked]]], *, skipped: Skipped
) -> Iterator[tuple[K, list[Answer]]]:
    """No answer comes back to every other batch, as if somebody died of it."""
    for place, (key, asked) in enumerate(batches):
        if place % 2:
            skipped(ReadError(asked[0].id, "its process died of it"))
        yield key, [] if place % 2 else work(asked, skipped=skipped)


@pytest.mark.parametrize(
    "spread",
    [forgetful, *(partial(across_processes, workers=number, pays=0) for number in (1, 2, 3))],
    ids=["forgetful", "one", "two", "three"],
)
def test_who_is_who_is_the_same_whoever_compares(
    spread: Spread[Asked, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "BATCH", 50)
    shared = resolve(TOLD.values(), comparing=Shared(Sharing(spread), pays=100, dense=0))
    assert shared == resolve(TOLD.values())

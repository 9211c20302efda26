"""Nodes compared on a cluster: who is who is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import pytest

from kg.errors import KgError
from kg.link import comparing, resolve
from kg.link.comparing import Shared
from kg.model import Article
from kg.pipeline.sharing import Sharing
from tests.link.test_revise import articles
from tests.pipeline.deeds import carry_out

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

from kg.cluster import LOCAL, across_tasks
from kg.cluster.connecting import connected
from kg.cluster.tasks import done, room


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with connected(LOCAL, 2) as client:
        yield client.scheduler.address


def test_who_is_who_is_the_same_on_a_cluster(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "BATCH", 50)
    told = articles(7, 40)
    shared = Shared(Sharing(partial(across_tasks, address=address)), pays=100, dense=0)
    assert resolve(told.values(), comparing=shared) == resolve(told.values())


def outcome(address: str, *texts: Sequence[str]) -> list[list[str]]:
    batches = [(None, [Article(text, text) for text in some]) for some in texts]
    found = across_tasks(carry_out, batches, skipped=print, address=address)
    return [[id for id, _ in done] for _, done in found]


def test_nothing_comes_back_of_a_batch_that_kills_and_the_others_are_done(address: str) -> None:
    before, killed, after = outcome(address, ["one"], ["die"], ["two", "three"])
    assert killed == []
    # Dask takes what waits at a worker for a cause of its death, too
    assert before in (["one"], []) and after in (["two", "three"], [])
    assert outcome(address, ["two", "three"]) == [["two", "three"]]


def test_what_a_stage_refuses_ends_all(address: str) -> None:
    with pytest.raises(KgError, match="models are missing"):
        outcome(address, ["one"], ["refuse"])


def test_other_code_is_refused() -> None:
    with pytest.raises(KgError, match="another version"):
        done(carry_out, "other", [Article("a", "a")])


def test_nothing_more_is_sent_while_more_wait_than_the_workers_that_are_left_take() -> None:
    class Left:
        def nthreads(self) -> dict[str, int]:
            return {"a": 1}

    assert [room(Left(), 3, waiting) for waiting in (0, 2, 3, 9)] == [3, 1, 0, 0]

"""Batches over processes: the same results in the same order, whatever becomes of the processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from kg.errors import KgError, ReadError
from kg.model import Article
from kg.pipeline.pool import AHEAD, LEAST, PAYS, across_processes, cause_of, cores
from kg.pipeline.reading import BATCH
from tests.pipeline.deeds import Stillborn, carry_out, crowd, threads

Batch = tuple[int, Sequence[Article]]
MANY = PAYS // BATCH + 4
spread = partial(across_processes, workers=2, preload=("tests.pipeline.deeds",))


def batches(number: int = MANY, deeds: dict[int, str] | None = None, size: int = BATCH) -> Iterator[Batch]:
    """So many batches; articles are numbered, and `deeds` says what some of them do."""
    for turn in range(number):
        ids = range(turn * size, (turn + 1) * size)
        yield turn, [Article(str(id), (deeds or {}).get(id, "rest")) for id in ids]


def ignore(error: ReadError) -> None:
    raise AssertionError(f"skipped {error}")


def run(found: Iterator[Batch], workers: int = 2) -> tuple[list[list[str]], set[int], list[str]]:
    """The ids read, by batch; the processes that read; what was skipped."""
    problems: list[str] = []

    def skipped(error: ReadError) -> None:
        problems.append(str(error))

    results = list(spread(carry_out, found, skipped=skipped, workers=workers))
    assert [key for key, _ in results] == list(range(len(results)))
    ids = [[id for id, _ in each] for _, each in results]
    return ids, {process for _, each in results for _, process in each}, problems


def all_but(*lost: int, number: int = MANY) -> list[list[str]]:
    return [[each.id for each in batch if int(each.id) not in lost] for _, batch in batches(number)]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_batches(workers: int) -> None:
    ids, processes, _ = run(batches(), workers)
    assert ids == all_but()
    assert processes == {os.getpid()} if workers == 1 else os.getpid() not in processes


def test_empty_batches_keep_their_place() -> None:
    found = [(turn, articles if turn % 2 else []) for turn, articles in batches(2 * MANY)]
    ids, _, _ = run(iter(found))
    assert ids == [batch if turn % 2 else [] for turn, batch in enumerate(all_but(number=2 * MANY))]


def test_few_articles_are_read_here() -> None:
    ids, processes, _ = run(batches(PAYS // BATCH), workers=4)
    assert processes == {os.getpid()}
    assert ids == all_but(number=PAYS // BATCH)


def test_few_articles_now_and_then_become_many() -> None:
    ids, processes, _ = run(batches(3 * PAYS, size=1))
    assert [id for (id,) in ids] == [str(number) for number in range(3 * PAYS)]
    assert processes > {os.getpid()}


def test_a_worker_that_is_killed_is_replaced_and_its_batch_done_again(tmp_path: Path) -> None:
    deeds = {number: f"die {tmp_path / str(number)}" for number in (0, 40, 41, 100)}
    ids, _, problems = run(batches(deeds=deeds))
    assert (ids, problems) == (all_but(), [])
    assert len(list(tmp_path.iterdir())) == len(deeds)


@pytest.mark.parametrize("deed", ["die", "leave 3"])
def test_an_article_that_kills_is_told_and_the_others_are_read(deed: str) -> None:
    ids, _, problems = run(batches(deeds={0: deed, 77: deed}))
    assert ids == all_but(0, 77)
    cause = "SIGKILL, as when memory runs out" if deed == "die" else "exit code 3"
    why = f"could not be analysed (its process died of it again and again: {cause}); please report it"
    assert problems == [f"{id}: {id} {why}" for id in (0, 77)]


def test_what_is_skipped_elsewhere_is_told_here() -> None:
    ids, _, problems = run(batches(deeds={3: "skip", 90: "skip"}))
    assert (ids, problems) == (all_but(3, 90), ["given: 3", "given: 90"])


def test_a_deliberate_error_ends_it() -> None:
    with pytest.raises(KgError, match="models are missing"):
        run(batches(deeds={70: "refuse"}))


def test_workers_that_cannot_begin_are_an_error() -> None:
    message = r"worker processes end before they begin \(exit code 7\); try --workers 1"
    with pytest.raises(KgError, match=message):
        list(spread(Stillborn(), batches(), skipped=ignore))


def test_no_more_is_read_ahead_than_there_is_use_for() -> None:
    taken = [0]

    def counted() -> Iterator[Batch]:
        for turn, batch in batches(100):
            taken[0] = turn + 1
            yield turn, batch

    for turn, _ in spread(carry_out, counted(), skipped=ignore):
        assert taken[0] <= turn + 1 + 2 * AHEAD
    assert turn == 99


def test_the_last_batch_is_handed_out_in_parts() -> None:
    crowds = [each for _, each in spread(crowd, batches(), skipped=ignore)]
    assert [len(each) for each in crowds] == [BATCH] * MANY
    assert set(crowds[0]) == {BATCH}
    assert LEAST in crowds[-1]
    assert max(crowds[-1]) <= BATCH // 2


def test_matrices_are_multiplied_on_one_thread() -> None:
    results = list(spread(threads, batches(), skipped=ignore))
    assert results[0] == (0, ["1", "1"])
    assert os.environ.get("PYTHONSAFEPATH") is None


@pytest.mark.parametrize(
    ("code", "cause"), [(-9, "SIGKILL, as when memory runs out"), (-11, "SIGSEGV"), (1, "exit code 1")]
)
def test_causes_of_death_are_named(code: int, cause: str) -> None:
    assert cause_of(code) == cause


def test_the_processors_are_counted() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)

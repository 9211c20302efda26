"""Batches of any work over the workers of a Dask cluster: what they find comes back as it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from distributed import Client, Future, KilledWorker

from kg.cluster.connecting import connected
from kg.errors import KgError
from kg.pipeline.spread import Each, Reply, Work, reply
from kg.pipeline.stages import Skipped
from kg.pipeline.version import settling_version

K = TypeVar("K")
T = TypeVar("T")
AHEAD = 4  # batches a worker's thread that are done, or to be done, before their turn
RETRIES = 2  # where a task fails and its worker lives, as when a file system does not answer
OTHER = "the cluster's workers have another version of kg, or of what it reads with; install the same there"


def across_tasks(
    work: Work[Each, T],
    batches: Iterable[tuple[K, Sequence[Each]]],
    *,
    skipped: Skipped,
    address: str,
    workers: int | None = None,
) -> Iterator[tuple[K, list[T]]]:
    """Does the work on the cluster whose scheduler is at `address`; see `Spread`.

    Nothing comes back of a batch of which workers die again and again, or which waited behind one. Raises
    KgError.
    """
    remaining, jobs = iter(batches), deque[tuple[K, Future[Any]]]()
    with connected(address, workers) as client:
        code = settling_version()
        while True:
            for key, items in islice(remaining, room(client, AHEAD, len(jobs))):
                jobs.append((key, client.submit(done, work, code, items, pure=False, retries=RETRIES)))
            if not jobs:
                return
            key, future = jobs.popleft()
            yield key, found(future).results(skipped)


def room(client: Client, ahead: int, waiting: int) -> int:
    """How many tasks more may be on their way, `ahead` a thread, one at least; none if workers have gone."""
    threads: dict[str, int] = client.nthreads()
    return max(0, max(1, ahead * sum(threads.values())) - waiting)


def found(future: Future[Any]) -> Reply[Any]:
    """The reply of a worker."""
    try:
        said: Reply[Any] = result(future)
    except KilledWorker:
        return Reply([])
    return said


def result(future: Future[Any]) -> Any:
    """What a task gives. Raises KgError, and KilledWorker if workers died of it."""
    try:
        return future.result()
    except (KilledWorker, KgError):
        raise
    except Exception as error:  # whatever went wrong over there
        raise KgError(f"the cluster failed: {type(error).__name__}: {error}") from None


def done(work: Work[Each, T], code: str, items: Sequence[Each]) -> Reply[T]:
    """On a worker: what comes of the items. Raises KgError if this is not the code that was asked."""
    if here() != code:
        raise KgError(OTHER)
    return reply(work, items)


@cache
def here() -> str:
    """The version of what settles, read once in each process."""
    return settling_version()

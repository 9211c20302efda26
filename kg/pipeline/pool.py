"""Batches over processes of this machine: in order, and whatever becomes of one of the processes."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from kg.errors import KgError
from kg.pipeline.launching import start
from kg.pipeline.reading import BATCH
from kg.pipeline.spread import Each, Reply, Work, given_up, in_turn, merged
from kg.pipeline.stages import Skipped

K = TypeVar("K")
T = TypeVar("T")

PAYS = 2 * BATCH  # articles to be read; for fewer it takes longer to start processes than to read
QUEUED = 2  # batches a worker has: the one it reads, and the next
AHEAD = 4  # batches a worker that are read or done before their turn
LEAST = 8  # items that are handed out together to the last
TRIES = 2  # so often may a worker die of a batch before the batch is halved, or the article given up
STILLBORN = 3  # workers in a row that end before they have begun


def across_processes(
    work: Work[Each, T],
    batches: Iterable[tuple[K, Sequence[Each]]],
    *,
    skipped: Skipped,
    workers: int,
    preload: Sequence[str] = (),
    pays: int = PAYS,
) -> Iterator[tuple[K, list[T]]]:
    """Does the work in `workers` processes, once there is more of it than `pays` items; see `Spread`.

    The processes share what importing the modules `preload` loads. One that dies is replaced and its batch
    done again; an item that its process dies of again and again is told to `skipped`. Raises KgError if
    processes cannot be started.
    """
    remaining, read = iter(batches), 0
    while window := list(islice(remaining, AHEAD)):
        read += sum(len(items) for _, items in window)
        if workers > 1 and read > pays:
            with Pool(work, workers, preload) as pool:
                for key, found in pool.map(_chained(window, remaining)):
                    yield key, found.results(skipped)
        else:
            yield from in_turn(work, window, skipped=skipped)


def _chained(first: Iterable[T], rest: Iterator[T]) -> Iterator[T]:
    yield from first
    yield from rest


@dataclass(slots=True, eq=False)
class _Batch(Generic[K, T]):
    """A batch whose turn has not come; replies by the place of their first item."""

    key: K
    missing: int  # items
    replies: dict[int, Reply[T]] = field(default_factory=dict)

    def reply(self) -> Reply[T]:
        return merged(self.replies[start] for start in sorted(self.replies))


@dataclass(slots=True, eq=False)
class _Job:
    """A batch, or the part of one from the item `start` on, and how many workers died of it."""

    batch: _Batch[Any, Any]
    start: int
    items: Sequence[Any]
    deaths: int = 0

    def done(self, reply: Reply[Any]) -> None:
        self.batch.replies[self.start] = reply
        self.batch.missing -= len(self.items)

    def halves(self, deaths: int) -> list[_Job]:
        middle = len(self.items) // 2
        parts = (self.start, self.items[:middle]), (self.start + middle, self.items[middle:])
        return [_Job(self.batch, start, items, deaths) for start, items in parts]


@dataclass(slots=True, eq=False)
class _Worker:
    """A process and what it was given, the first of which it is at."""

    process: BaseProcess
    connection: Connection
    ready: bool = False
    jobs: deque[_Job] = field(default_factory=deque)


class Pool(Generic[Each, T]):
    """Worker processes; to be used in a `with` statement, which ends them."""

    def __init__(self, work: Work[Each, T], workers: int, preload: Sequence[str] = ()) -> None:
        self._work, self._preload = work, preload
        self._room = AHEAD * workers
        self._stillborn = 0
        self._waiting = deque[_Job]()
        self._open = deque[_Batch[Any, T]]()
        self._crew: list[_Worker] = []
        try:
            for _ in range(workers):
                self._hire()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Pool[Each, T]:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self._crew:
            worker.connection.close()
            worker.process.kill()
        for worker in self._crew:
            worker.process.join()
        self._crew.clear()

    def map(self, batches: Iterable[tuple[K, Sequence[Each]]]) -> Iterator[tuple[K, Reply[T]]]:
        """The reply to each batch, in order. Raises KgError if no process can be started."""
        remaining = iter(batches)
        while self._fill(remaining):
            if self._open[0].missing:
                self._listen()
            else:
                batch = self._open.popleft()
                yield batch.key, batch.reply()

    def _fill(self, remaining: Iterator[tuple[K, Sequence[Each]]]) -> bool:
        """Take what there is room for and hand it out; False when all is done."""
        for key, items in islice(remaining, self._room - len(self._open)):
            batch = _Batch[K, T](key, len(items))
            self._open.append(batch)
            if items:
                self._waiting.append(_Job(batch, 0, items))
        ended = len(self._open) < self._room
        while self._waiting and (worker := self._free()):
            worker.jobs.append(self._next(ended))
            with suppress(OSError):  # it has died, and will be heard of
                worker.connection.send(worker.jobs[-1].items)
        return bool(self._open)

    def _next(self, ended: bool) -> _Job:
        """What is handed out next: of the last jobs a half, so that no worker waits long for another."""
        job = self._waiting.popleft()
        if ended and len(self._waiting) < len(self._crew) and len(job.items) > LEAST:
            job, other = job.halves(job.deaths)
            self._waiting.appendleft(other)
        return job

    def _free(self) -> _Worker | None:
        """The worker with the least to do, if one has little enough."""
        ready = (worker for worker in self._crew if worker.ready and len(worker.jobs) < QUEUED)
        return min(ready, key=lambda worker: len(worker.jobs), default=None)

    def _listen(self) -> None:
        heard = wait([worker.connection for worker in self._crew])
        for worker in [worker for worker in self._crew if worker.connection in heard]:
            try:
                said = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if worker.ready:
                worker.jobs.popleft().done(said)
            worker.ready, self._stillborn = True, 0

    def _hire(self) -> None:
        process, connection = start(self._work, self._preload)
        self._crew.append(_Worker(process, connection))

    def _bury(self, worker: _Worker) -> None:
        """Replace a worker that died; what it had to do is to be done again, next."""
        self._crew.remove(worker)
        worker.connection.close()
        worker.process.join()
        cause = cause_of(worker.process.exitcode)
        self._stillborn += not worker.ready
        if self._stillborn >= STILLBORN:
            raise KgError(f"worker processes end before they begin ({cause}); try --workers 1")
        if worker.jobs:
            self._waiting.extendleft(reversed([*again(worker.jobs.popleft(), cause), *worker.jobs]))
        self._hire()


def again(job: _Job, cause: str) -> Sequence[_Job]:
    """What is to be tried of a job after a worker died of it: nothing of an item that kills."""
    job.deaths += 1
    if job.deaths < TRIES:
        return [job]
    if len(job.items) > 1:
        return job.halves(TRIES - 1)
    job.done(given_up(job.items[0], cause))
    return []


def cause_of(code: int | None) -> str:
    """What an exit code means."""
    if code is None or code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name
    return f"{name}, as when memory runs out" if -code == signal.SIGKILL else name


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

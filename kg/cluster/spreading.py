"""Partitions over the workers of a Dask cluster: in order, resumed, retried."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Generic, NamedTuple, TypeVar

from distributed import Client, Future, KilledWorker

from kg.batches import in_batches
from kg.cluster.connecting import connected
from kg.cluster.partition import Found, Partition, partition, write
from kg.cluster.tasks import OTHER, RETRIES, result, room
from kg.errors import KgError
from kg.model import Article, Extraction
from kg.pipeline.pool import Pool
from kg.pipeline.spread import Articles, Work, reply
from kg.pipeline.stages import Skipped
from kg.pipeline.version import reading_version

K = TypeVar("K")
BATCHES = 16  # in a partition
AHEAD = 3  # partitions a worker's thread that are read, waiting or done before their turn


def across_cluster(
    work: Work[Article, Extraction],
    batches: Iterable[tuple[K, Articles]],
    *,
    skipped: Skipped,
    address: str,
    folder: str,
    version: str,
    workers: int | None = None,
) -> Iterator[tuple[K, list[Extraction]]]:
    """Does the work on the cluster whose scheduler is at `address`, or on one of this machine; see `Spread`.

    What a partition says is written by its worker to a file in `folder`, a path or URL that all machines
    reach. The file is named by a digest of the articles and of the `version` of what reads them: what is
    there is not read again. `workers` are the processes of a cluster of this machine. Raises KgError.
    """
    groups = partitions(batches, folder, version)
    for group in groups:
        if group.is_missing():
            with connected(address, workers) as client:
                cluster = _Cluster(client, work, reading_version())
                for each, found in cluster.map(chain([group], groups)):
                    yield from results(each, found, skipped)
        else:
            yield from results(group, group.replies(), skipped)


def results(
    group: Partition[K], replies: Sequence[Found], skipped: Skipped
) -> Iterator[tuple[K, list[Extraction]]]:
    """What was found in each batch, with its key. Raises KgError."""
    for (key, _), found in zip(group.batches, replies, strict=True):
        yield key, found.results(skipped)


def partitions(batches: Iterable[tuple[K, Articles]], folder: str, version: str) -> Iterator[Partition[K]]:
    """Batches together by their place, so that a build that is resumed has the same partitions."""
    return (partition(group, folder, version) for group in in_batches(batches, BATCHES))


class _Job(NamedTuple, Generic[K]):
    """A partition, and the task that writes its file; None if there is nothing to be done."""

    partition: Partition[K]
    future: Future[Any] | None


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A client, the work to be done, and the version of the code that is to do it."""

    client: Client
    work: Work[Article, Extraction]
    code: str

    def map(self, groups: Iterator[Partition[K]]) -> Iterator[tuple[Partition[K], Sequence[Found]]]:
        """The replies to each partition, in order."""
        jobs = deque[_Job[K]]()
        while True:
            jobs.extend(map(self._begin, islice(groups, room(self.client, AHEAD, len(jobs)))))
            if not jobs:
                return
            job = jobs.popleft()
            self._end(job)
            yield job.partition, job.partition.replies()

    def _begin(self, group: Partition[K]) -> _Job[K]:
        wanted = group.is_missing()
        return _Job(group, self._submit(keep, group.articles, group.url) if wanted else None)

    def _end(self, job: _Job[K]) -> None:
        if job.future is not None:
            try:
                result(job.future)
            except KilledWorker:
                write(job.partition.url, self._rescued(job.partition.articles))

    def _rescued(self, batches: Sequence[Articles]) -> list[Found]:
        """The replies to batches of which workers died, read here: the article that kills is found soon."""
        with Pool(self.work, 1) as pool:
            return whole([found for _, found in pool.map((None, articles) for articles in batches)])

    def _submit(self, task: Any, *arguments: object) -> Future[Any]:
        return self.client.submit(task, self.work, self.code, *arguments, pure=False, retries=RETRIES)


def keep(work: Work[Article, Extraction], code: str, batches: Sequence[Articles], url: str) -> None:
    """On a worker: write the reply to each batch to a file.

    Raises KgError if this is not the code that was asked, or of a stage, and OSError.
    """
    if reading_version() != code:
        raise KgError(OTHER)
    write(url, whole([reply(work, articles) for articles in batches]))


def whole(found: list[Found]) -> list[Found]:
    """The replies themselves. Raises KgError if one of them is an error: it is not to be kept."""
    for each in found:
        if each.error is not None:
            raise KgError(each.error)
    return found

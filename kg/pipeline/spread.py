"""Who works through the batches: this process, several, or a cluster. The results are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from kg.errors import KgError, ReadError
from kg.model import Article
from kg.pipeline.reading import unreadable
from kg.pipeline.stages import Skipped

Articles = Sequence[Article]


class Item(Protocol):
    """An article, or something else that has an id and may say where it comes from."""

    @property
    def id(self) -> str: ...

    @property
    def origin(self) -> str | None: ...


K = TypeVar("K")
T = TypeVar("T")
Each = TypeVar("Each", bound=Item)
Taken = TypeVar("Taken", bound=Item, contravariant=True)


class Work(Protocol[Taken, T]):
    """What is done with the items of one batch; it is pickled where other processes do it."""

    def __call__(self, items: Sequence[Taken], /, *, skipped: Skipped) -> list[T]: ...


class Spread(Protocol[Each, T]):
    """Does the work for each batch; keys come back with the results, in the order of the batches.

    Reads a bounded number of batches ahead. Raises the KgError of a stage.
    """

    def __call__(
        self, work: Work[Each, T], batches: Iterable[tuple[K, Sequence[Each]]], *, skipped: Skipped
    ) -> Iterator[tuple[K, list[T]]]: ...


def in_turn(
    work: Work[Each, T], batches: Iterable[tuple[K, Sequence[Each]]], *, skipped: Skipped
) -> Iterator[tuple[K, list[T]]]:
    """One batch after the other, here."""
    for key, items in batches:
        yield key, work(items, skipped=skipped)


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """What another process found, as it is sent: problems are the source and reason of each ReadError."""

    found: list[T]
    problems: list[tuple[str, str]] = field(default_factory=list)
    error: str | None = None  # the text of a deliberate error, which ends the whole

    def results(self, skipped: Skipped) -> list[T]:
        """What was found; problems are told to `skipped`. Raises KgError."""
        if self.error is not None:
            raise KgError(self.error)
        for source, reason in self.problems:
            skipped(ReadError(source, reason))
        return self.found


def merged(replies: Iterable[Reply[T]]) -> Reply[T]:
    """One reply of those to parts of a batch, in order."""
    parts = tuple(replies)
    return Reply(
        [each for part in parts for each in part.found],
        [each for part in parts for each in part.problems],
        next((part.error for part in parts if part.error is not None), None),
    )


def given_up(item: Item, cause: str) -> Reply[T]:
    """The reply to an item that whoever works at it dies of."""
    problem = unreadable(item.id, item.origin, f"its process died of it again and again: {cause}")
    return Reply([], [(problem.source, problem.reason)])


def reply(work: Work[Each, T], items: Sequence[Each]) -> Reply[T]:
    """Do the work, and say what comes of it in a form that can be sent."""
    problems: list[tuple[str, str]] = []

    def skipped(error: ReadError) -> None:
        problems.append((error.source, error.reason))

    try:
        return Reply(work(items, skipped=skipped), problems)
    except KgError as error:
        return Reply([], problems, str(error))

"""Who compares nodes where there is much to compare: several processes, or a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import ReadError
from kg.link.comparing import Answer, Batch, answer
from kg.pipeline.spread import Spread
from kg.pipeline.stages import Skipped

PRELOAD = ("kg.pipeline.sharing",)


@dataclass(frozen=True, slots=True)
class Asked:
    """A batch of pairs; its number is its id."""

    id: str
    batch: Batch[Any]
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Sharing:
    """A `Share` over whatever works through batches; what other processes die of is compared here."""

    spread: Spread[Asked, Answer]

    def __call__(self, batches: Iterable[Batch[Any]]) -> Iterator[Answer]:
        """The answers, in order. Raises KgError."""
        numbered = ((batch, [Asked(str(number), batch)]) for number, batch in enumerate(batches))
        for batch, found in self.spread(compare, numbered, skipped=unheard):
            yield found[0] if found else answer(batch)


def compare(asked: Sequence[Asked], /, *, skipped: Skipped) -> list[Answer]:
    """An answer to each batch."""
    return [answer(each.batch) for each in asked]


def unheard(error: ReadError) -> None:
    """What is not compared elsewhere is compared here."""

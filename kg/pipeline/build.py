"""Inputs → store, incrementally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.pipeline.reading import analyse, batches, content_digest, distinct
from kg.pipeline.settling import settle
from kg.pipeline.stages import Skipped, Stages
from kg.store import Ledger, Mode, Record, open_store


class Outcome(StrEnum):
    """What became of an article or input."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a build; `entities` and `facts` are those of the whole store, facts as consolidated."""

    new: int
    changed: int
    unchanged: int
    skipped: int
    entities: int
    facts: int


def build(
    inputs: Sequence[str],
    folder: Path | str,
    stages: Stages,
    *,
    skipped: Skipped,
    progress: Callable[[int], None] = lambda articles: None,
    base: str | None = None,
    minimum: float | None = None,
    stdin: BinaryIO | None = None,
) -> Summary:
    """Read `inputs` into the store in `folder` and bring its published graphs up to date.

    Articles are committed in batches; a build that was killed goes on where it was when it is run again.
    `progress` is told of every few articles done. `base` names things from now on (the store keeps it).
    `minimum` is the confidence from which facts are published from now on (the store keeps it, and the facts
    below it). Raises StoreError.
    """
    store, tally = open_store(folder, Mode.WRITE), Counter[Outcome]()
    if base is not None:
        store.ledger.set_base(base)
    if minimum is not None:
        store.ledger.set_minimum(minimum)

    def skip(error: ReadError) -> None:
        tally[Outcome.SKIPPED] += 1
        skipped(error)

    for batch in batches(distinct(stages.read(inputs, skipped=skip, stdin=stdin), skip)):
        tally.update(_commit(batch, store.ledger, stages, skip))
        progress(len(batch))
    settlement = settle(store, stages)
    return Summary(
        new=tally[Outcome.NEW],
        changed=tally[Outcome.CHANGED],
        unchanged=tally[Outcome.UNCHANGED],
        skipped=tally[Outcome.SKIPPED],
        entities=settlement.entities,
        facts=settlement.facts,
    )


def _commit(batch: Sequence[Article], ledger: Ledger, stages: Stages, skip: Skipped) -> Iterator[Outcome]:
    contents = {article.id: content_digest(article, stages.reading) for article in batch}
    known = {article_id: ledger.content(article_id) for article_id in contents}
    fresh = {article.id: article for article in batch if known[article.id] != contents[article.id]}
    found = analyse(tuple(fresh.values()), stages, skip)
    ledger.commit(Record(extraction, contents[extraction.article.id]) for extraction in found)
    for extraction in found:
        yield Outcome.CHANGED if known[extraction.article.id] else Outcome.NEW
    yield from [Outcome.UNCHANGED] * (len(batch) - len(fresh))

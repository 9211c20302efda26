"""Inputs → store, incrementally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article, Extraction
from kg.pipeline.reading import analyse, batches, content_digest, distinct
from kg.pipeline.retracting import correction
from kg.pipeline.settling import settle
from kg.pipeline.stages import Skipped, Stages
from kg.rdf.corrections import Correction, CorrectionKind
from kg.store import Ledger, Mode, OxigraphStore, Record, open_store


class Outcome(StrEnum):
    """What became of an article or input."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a build; `entities` and `facts` are those of the whole store, facts as consolidated.

    `back` are the ids of articles that had been retracted and are in the store again.
    """

    new: int
    changed: int
    unchanged: int
    skipped: int
    entities: int
    facts: int
    back: tuple[str, ...] = ()


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
    store = open_store(folder, Mode.WRITE)
    _set_terms(store, stages, base, minimum)
    return add(store, inputs, stages, skipped=skipped, progress=progress, stdin=stdin)


def add(
    store: OxigraphStore,
    inputs: Sequence[str],
    stages: Stages,
    *,
    skipped: Skipped,
    progress: Callable[[int], None] = lambda articles: None,
    stdin: BinaryIO | None = None,
) -> Summary:
    """The same in an open store."""
    tally, back = Counter[Outcome](), list[str]()

    def skip(error: ReadError) -> None:
        tally[Outcome.SKIPPED] += 1
        skipped(error)

    for batch in batches(distinct(stages.read(inputs, skipped=skip, stdin=stdin), skip)):
        for article_id, outcome in _commit(batch, store.ledger, stages, skip):
            tally[outcome] += 1
            if outcome is Outcome.NEW and store.ledger.is_retracted(article_id):
                back.append(article_id)
        progress(len(batch))
    settlement = settle(store, stages)
    return Summary(
        new=tally[Outcome.NEW],
        changed=tally[Outcome.CHANGED],
        unchanged=tally[Outcome.UNCHANGED],
        skipped=tally[Outcome.SKIPPED],
        entities=settlement.entities,
        facts=settlement.facts,
        back=tuple(back),
    )


def _set_terms(store: OxigraphStore, stages: Stages, base: str | None, minimum: float | None) -> None:
    """Publishes on other terms; settled before and after, so that they are not taken for a correction."""
    ledger = store.ledger
    if (base or ledger.base, ledger.minimum if minimum is None else minimum) != (ledger.base, ledger.minimum):
        settle(store, stages)
        ledger.set_base(base or ledger.base)
        ledger.set_minimum(ledger.minimum if minimum is None else minimum)
        settle(store, stages)


def _commit(
    batch: Sequence[Article], ledger: Ledger, stages: Stages, skip: Skipped
) -> Iterator[tuple[str, Outcome]]:
    contents = {article.id: content_digest(article, stages.reading) for article in batch}
    known = {article_id: ledger.content(article_id) for article_id in contents}
    fresh = {article.id: article for article in batch if known[article.id] != contents[article.id]}
    found = analyse(tuple(fresh.values()), stages, skip)
    records = [Record(extraction, contents[extraction.article.id]) for extraction in found]
    ledger.commit(records, _replacements(found, ledger))
    for extraction in found:
        yield extraction.article.id, Outcome.CHANGED if known[extraction.article.id] else Outcome.NEW
    yield from ((article.id, Outcome.UNCHANGED) for article in batch if article is not fresh.get(article.id))


def _replacements(found: Sequence[Extraction], ledger: Ledger) -> Iterator[Correction]:
    """The articles that say something else now; one that other code read again is no correction of it."""
    for extraction in found:
        before = ledger.extraction(extraction.article.id)
        if before and content_digest(before.article) != content_digest(extraction.article):
            yield correction(before.article, CorrectionKind.REPLACEMENT)

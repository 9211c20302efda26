"""Inputs → store, incrementally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article, Extraction
from kg.pipeline.drawing import Draw
from kg.pipeline.reading import analyse, content_digest, inputs_in_batches
from kg.pipeline.retracting import correction
from kg.pipeline.settling import settle
from kg.pipeline.spread import Spread, in_turn
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


@dataclass(frozen=True, slots=True)
class _Plan:
    """A batch, those of it that are to be read, and digests by article id: as they are, as they are known."""

    batch: tuple[Article, ...]
    fresh: tuple[Article, ...]
    contents: Mapping[str, str]
    known: Mapping[str, str | None]


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
    spread: Spread[Article, Extraction] = in_turn,
    draw: Draw = in_turn,
) -> Summary:
    """Read `inputs` into the store in `folder` and bring its published graphs up to date.

    Articles are committed in batches; a build that was killed goes on where it was when it is run again.
    `progress` is told of every few articles done. `base` names things from now on (the store keeps it).
    `minimum` is the confidence from which facts are published from now on (the store keeps it, and the facts
    below it). `spread` says who reads, `draw` who makes the quads of what was read; the store is the same
    whoever does. Raises StoreError.
    """
    store = open_store(folder, Mode.WRITE)
    _set_terms(store, stages, base, minimum)
    return add(
        store, inputs, stages, skipped=skipped, progress=progress, stdin=stdin, spread=spread, draw=draw
    )


def add(
    store: OxigraphStore,
    inputs: Sequence[str],
    stages: Stages,
    *,
    skipped: Skipped,
    progress: Callable[[int], None] = lambda articles: None,
    stdin: BinaryIO | None = None,
    spread: Spread[Article, Extraction] = in_turn,
    draw: Draw = in_turn,
) -> Summary:
    """The same in an open store."""
    tally, back = Counter[Outcome](), list[str]()

    def skip(error: ReadError) -> None:
        tally[Outcome.SKIPPED] += 1
        skipped(error)

    articles = inputs_in_batches(inputs, stages, skipped=skip, stdin=stdin)
    plans = ((plan, plan.fresh) for plan in _plans(articles, store.ledger, stages.reading))
    for plan, found in spread(partial(analyse, stages=stages), plans, skipped=skip):
        for article_id, outcome in _commit(plan, found, store.ledger):
            tally[outcome] += 1
            if outcome is Outcome.NEW and store.ledger.is_retracted(article_id):
                back.append(article_id)
        progress(len(plan.batch))
    settlement = settle(store, stages, draw)
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


def _plans(found: Iterable[tuple[Article, ...]], ledger: Ledger, version: str) -> Iterator[_Plan]:
    """Looks up what is known; batches are planned before those in front of them are committed."""
    planned = set[str]()
    for batch in found:
        known = {article.id: ledger.content(article.id) for article in batch}
        contents = {article.id: content_digest(article, version) for article in batch}
        wanted = {id for id in contents if known[id] != contents[id]} - planned
        fresh = {article.id: article for article in batch if article.id in wanted}
        yield _Plan(batch, tuple(fresh.values()), contents, known)
        planned |= wanted


def _commit(plan: _Plan, found: Sequence[Extraction], ledger: Ledger) -> Iterator[tuple[str, Outcome]]:
    records = [Record(extraction, plan.contents[extraction.article.id]) for extraction in found]
    ledger.commit(records, _replacements(found, ledger))
    for extraction in found:
        article_id = extraction.article.id
        yield article_id, Outcome.CHANGED if plan.known[article_id] else Outcome.NEW
    read = set(map(id, plan.fresh))
    yield from ((article.id, Outcome.UNCHANGED) for article in plan.batch if id(article) not in read)


def _replacements(found: Sequence[Extraction], ledger: Ledger) -> Iterator[Correction]:
    """The articles that say something else now; one that other code read again is no correction of it."""
    for extraction in found:
        before = ledger.extraction(extraction.article.id)
        if before and content_digest(before.article) != content_digest(extraction.article):
            yield correction(before.article, CorrectionKind.REPLACEMENT)

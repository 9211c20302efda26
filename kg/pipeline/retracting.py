"""Articles taken back, and what the published graphs lose by corrections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.model import Article
from kg.pipeline.reading import content_digest
from kg.pipeline.settling import settle
from kg.pipeline.stages import Stages
from kg.rdf.corrections import Correction, CorrectionKind
from kg.store import Mode, OxigraphStore, Settlement, open_store

SUGGESTIONS = 3
SIMILAR = 60  # per cent, of rapidfuzz


@dataclass(frozen=True, slots=True)
class Retracted:
    """What became of the ids given; the unknown ones come with known ids that they may be slips of."""

    done: tuple[str, ...]
    already: tuple[str, ...]
    unknown: Mapping[str, tuple[str, ...]]
    settlement: Settlement


def retract(
    article_ids: Sequence[str], folder: Path | str, stages: Stages, *, reason: str | None = None
) -> Retracted:
    """Take articles out of the store in `folder`, all known ones at once, and settle what remains.

    Raises StoreError if there is no store.
    """
    open_store(folder)  # to write makes a new one, which would hide a mistyped name
    return take_back(open_store(folder, Mode.WRITE), article_ids, stages, reason=reason)


def take_back(
    store: OxigraphStore, article_ids: Iterable[str], stages: Stages, *, reason: str | None = None
) -> Retracted:
    """The same in an open store."""
    ledger, distinct = store.ledger, dict.fromkeys(article_ids)
    found = {id: said.article for id in distinct if (said := ledger.extraction(id))}
    ledger.retract(correction(article, CorrectionKind.RETRACTION, reason) for article in found.values())
    missing = {id: ledger.is_retracted(id) for id in distinct if id not in found}
    unknown = [id for id, gone in missing.items() if not gone]
    return Retracted(
        done=tuple(found),
        already=tuple(id for id, gone in missing.items() if gone),
        unknown=near_ids(unknown, ledger.articles()) if unknown else {},
        settlement=settle(store, stages),
    )


def near_ids(unknown: Iterable[str], known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """For each unknown id the known ones that it may be a slip of, the nearest first."""
    from rapidfuzz import process

    found = {id: process.extract(id, known, limit=SUGGESTIONS, score_cutoff=SIMILAR) for id in unknown}
    return {id: tuple(name for name, _, _ in near) for id, near in found.items()}


def correction(article: Article, kind: CorrectionKind, reason: str | None = None) -> Correction:
    """That an article, as it was until now, is corrected at this moment."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return Correction(article.id, kind, now, content_digest(article), reason)

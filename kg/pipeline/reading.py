"""Inputs → articles → extractions, each problem reported and the rest read on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from typing import BinaryIO

import msgspec

from kg.errors import KgError, ReadError
from kg.model import Article, Extraction
from kg.pipeline.restoring import restored
from kg.pipeline.soundness import check
from kg.pipeline.stages import Skipped, Stages
from kg.readers.seen import Seen
from kg.text.reprints import signature

BATCH = 32  # articles annotated together: one batch of the annotator
CHARACTERS = 500_000  # of a batch; what is made of a text takes a hundred times its memory


def extractions(
    inputs: Sequence[str], stages: Stages, *, skipped: Skipped, stdin: BinaryIO | None = None
) -> Iterator[Extraction]:
    """What each article of the inputs says, in their order; no store is touched."""
    for batch in inputs_in_batches(inputs, stages, skipped=skipped, stdin=stdin):
        yield from analyse(batch, stages, skipped)


def inputs_in_batches(
    inputs: Sequence[str], stages: Stages, *, skipped: Skipped, stdin: BinaryIO | None = None
) -> Iterator[tuple[Article, ...]]:
    """The articles of the inputs, in their order, each id once."""
    return batches(distinct(stages.read(inputs, skipped=skipped, stdin=stdin), skipped))


def analyse(articles: Sequence[Article], stages: Stages, skipped: Skipped) -> list[Extraction]:
    """Annotate and extract a batch; articles on which that fails are skipped. Raises the stages' KgError."""
    if not articles:  # so that no model loads for nothing
        return []
    try:
        return [signed(check(extraction)) for extraction in read(articles, stages)]
    except KgError:
        raise
    except Exception as error:  # whatever a model trips over in one text must not lose the other texts
        if len(articles) > 1:
            return [found for article in articles for found in analyse([article], stages, skipped)]
        skipped(failure(articles[0], error))
        return []


def read(articles: Sequence[Article], stages: Stages) -> Iterator[Extraction]:
    """What each article says, read from its fair copy; offsets are those of its text as given."""
    prepared = [(article, stages.prepare(article.text)) for article in articles]
    texts = (replace(article, text=copy.text) for article, copies in prepared for copy in copies)
    found = map(stages.extract, stages.annotate(texts))
    for article, copies in prepared:
        yield restored(article, [(copy, next(found)) for copy in copies])


def signed(extraction: Extraction) -> Extraction:
    """The same with what tells reprints of the text: made once, kept with the record."""
    return replace(extraction, signature=signature(extraction.article.text))


def distinct(articles: Iterable[Article], skipped: Skipped) -> Iterator[Article]:
    """The articles, each id once; another text under an id already seen is reported."""
    with closing(Seen()) as seen:
        for article in articles:
            content, origin = content_digest(article), article.origin or "the same input"
            known, _, first = (seen.note(article.id, f"{content} {origin}") or content).partition(" ")
            if known != content:
                reason = (
                    f"its id {article.id!r} belongs to another article, read from {first}; give it its own"
                )
                skipped(ReadError(origin, reason))
            else:
                yield article


def content_digest(article: Article, version: str = "") -> str:
    """A digest of what the article says, wherever it was read from, and of the code that reads it."""
    fields = (article.id, article.text, article.title, article.published, article.url, article.publisher)
    return sha256(msgspec.json.encode((version, *map(_encodable, fields)))).hexdigest()


def batches(articles: Iterable[Article]) -> Iterator[tuple[Article, ...]]:
    """Groups of `BATCH` articles, of fewer where their texts are long."""
    batch, size = list[Article](), 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if len(batch) == BATCH or size >= CHARACTERS:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def _encodable(field: object) -> object:
    return ascii(field) if isinstance(field, str) else field  # lone surrogates have no UTF-8


def failure(article: Article, error: Exception) -> ReadError:
    """What to say of an article on which a stage failed: a fault of the program, not of the reader."""
    return unreadable(article.id, article.origin, f"{type(error).__name__}: {error}".splitlines()[0])


def unreadable(id: str, origin: str | None, reason: str) -> ReadError:
    """What to say of an article on which the program fails."""
    return ReadError(origin or id, f"{id} could not be analysed ({reason}); please report it")

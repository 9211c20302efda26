"""Articles alone, each as a graph of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import BinaryIO

from kg.errors import KgError
from kg.export.turtle import write_turtle
from kg.extract import sift
from kg.model import LIKELY, Article, Extraction
from kg.pipeline.reading import analyse, failure, inputs_in_batches
from kg.pipeline.spread import Spread, in_turn
from kg.pipeline.stages import Skipped, Stages
from kg.rdf.iris import BASE
from kg.rdf.quads import single_article_triples


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """What one article says, as Turtle in UTF-8."""

    article_id: str
    turtle: bytes


def article_graphs(
    inputs: Sequence[str],
    stages: Stages,
    *,
    skipped: Skipped,
    stdin: BinaryIO | None = None,
    minimum: float = LIKELY,
    spread: Spread[Article, ArticleGraph] = in_turn,
) -> Iterator[ArticleGraph]:
    """The graph of each article of the inputs: asserted facts, claims and mentions. No store is touched.

    Facts below the `minimum` of confidence (0–1) are left out. `spread` says who does the work.
    """
    found = inputs_in_batches(inputs, stages, skipped=skipped, stdin=stdin)
    work = partial(graphs, stages=stages, minimum=minimum)
    for _, drawn in spread(work, ((None, batch) for batch in found), skipped=skipped):
        yield from drawn


def graphs(
    articles: Sequence[Article], *, stages: Stages, minimum: float, skipped: Skipped
) -> list[ArticleGraph]:
    """The graphs of a batch."""
    drawn = []
    for extraction in analyse(articles, stages, skipped):
        try:
            turtle = article_turtle(sift(extraction, minimum), stages)
        except KgError:
            raise
        except Exception as error:  # one article must not lose the others
            skipped(failure(extraction.article, error))
        else:
            drawn.append(ArticleGraph(extraction.article.id, turtle))
    return drawn


def article_turtle(extraction: Extraction, stages: Stages, base: str = BASE) -> bytes:
    """What one article says, as Turtle."""
    resolved, out = stages.resolve([extraction], {}, {}), BytesIO()
    write_turtle(single_article_triples(extraction, resolved.entities, resolved.entity_of, base), out)
    return out.getvalue()

"""Articles alone, each as a graph of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from kg.errors import KgError
from kg.export.turtle import write_turtle
from kg.extract import sift
from kg.model import LIKELY, Extraction
from kg.pipeline.reading import extractions, failure
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
) -> Iterator[ArticleGraph]:
    """The graph of each article of the inputs: asserted facts, claims and mentions. No store is touched.

    Facts below the `minimum` of confidence (0–1) are left out.
    """
    for extraction in extractions(inputs, stages, skipped=skipped, stdin=stdin):
        try:
            yield ArticleGraph(extraction.article.id, article_turtle(sift(extraction, minimum), stages))
        except KgError:
            raise
        except Exception as error:  # one article must not lose the others
            skipped(failure(extraction.article, error))


def article_turtle(extraction: Extraction, stages: Stages, base: str = BASE) -> bytes:
    """What one article says, as Turtle."""
    resolved, out = stages.resolve([extraction], {}, {}), BytesIO()
    write_turtle(single_article_triples(extraction, resolved.entities, resolved.entity_of, base), out)
    return out.getvalue()

"""One article alone, as a graph in a file of its own."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.turtle import write_turtle
from kg.model import Extraction
from kg.pipeline.stages import Stages
from kg.rdf.iris import BASE
from kg.rdf.quads import single_article_triples


def write_article(extraction: Extraction, stages: Stages, out: BinaryIO, base: str = BASE) -> None:
    """Write what one article says as Turtle: asserted facts, claims and mentions in one graph."""
    resolved = stages.resolve([extraction], {})
    write_turtle(single_article_triples(extraction, resolved.entities, resolved.entity_of, base), out)

"""Importing this loads what reading needs, so that processes forked afterwards have it in common."""

from __future__ import annotations

import gc

from kg.model import Article
from kg.pipeline.reading import analyse
from kg.pipeline.single import article_turtle
from kg.pipeline.stages import shipped_stages

TEXT = "Делегация Псковской области во главе с губернатором прибыла с визитом в Минск 3 марта 2020 года."


def ignore(problem: object) -> None:
    """Whoever reads articles will meet the same problem and tell it."""


def warm_up() -> None:
    """Read one sentence."""
    stages = shipped_stages(kept=False)
    for extraction in analyse([Article("warm", TEXT)], stages, ignore):
        article_turtle(extraction, stages)
    gc.collect()
    gc.freeze()  # the collector would write to what is shared, and so copy it


warm_up()

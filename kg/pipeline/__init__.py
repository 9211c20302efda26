"""The one place where the stages are put together: inputs to a store, or to one graph per article."""

from kg.pipeline.build import Summary, build
from kg.pipeline.drawing import Draw
from kg.pipeline.reading import extractions
from kg.pipeline.retracting import Retracted, retract
from kg.pipeline.settling import quads_from, settle, told
from kg.pipeline.single import ArticleGraph, article_graphs
from kg.pipeline.spread import Spread, in_turn
from kg.pipeline.stages import Engine, Stages, shipped_stages

__all__ = [
    "ArticleGraph",
    "Draw",
    "Engine",
    "Retracted",
    "Spread",
    "Stages",
    "Summary",
    "article_graphs",
    "build",
    "extractions",
    "in_turn",
    "quads_from",
    "retract",
    "settle",
    "shipped_stages",
    "told",
]

"""Quick stages for tests of the pipeline: articles of a small world, linked by the project's own resolver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import BinaryIO

from kg.link import resolve, revise
from kg.model import Article, Document, Extraction
from kg.pipeline import Stages
from kg.pipeline.stages import Skipped
from tests.factory import TEXT
from tests.strategies import tale

ONE = "Делегация вернулась с новыми договорами, о которых власти двух сторон спорили без малого девять лет. "
OTHER = "Павильон на выставке заняли мебельщики, к ним в первый же день подошли гости из соседней провинции. "


def read(inputs: Sequence[str], *, skipped: Skipped, stdin: BinaryIO | None = None) -> Iterator[Article]:
    """Inputs are `id=version`, or files of such lines; the version stands in the title."""
    for given in inputs:
        lines = [given] if "=" in given else Path(given).read_text(encoding="utf-8").split()
        for line in lines:
            article_id, _, version = line.partition("=")
            text = TEXT + 2 * (OTHER if version == "1" else ONE)  # so that some articles are reprints
            yield Article(article_id, text, title=version, origin=given)


def annotate(articles: Iterable[Article]) -> Iterator[Document]:
    """Nothing."""
    for article in articles:
        yield Document(article, (), (), ())


def extract(document: Document) -> Extraction:
    """What an article of that version says: the same on every call."""
    article = document.article
    told = tale(article.id, Random(f"{article.id} {article.title}"))
    return replace(told, article=replace(article, published=told.article.published))


WORLD = Stages(read, annotate, extract, resolve, "reading-1", "settling-1", revise=revise)

"""Which articles are reprints of which, as the graph says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg.model import Extraction
from kg.rdf import vocabulary as v
from kg.rdf.iris import BASE, article_iri, identity_graph
from kg.rdf.settle import Texts
from kg.text.reprints import Printed, originals


def texts_of(extractions: Iterable[Extraction]) -> Texts:
    """The article that each reprint was first printed as, by ids."""
    return originals(map(printed, extractions))


def printed(said: Extraction) -> Printed:
    """An article as far as copies are concerned."""
    return Printed(said.article.id, said.article.published, said.signature)


def reprint_quads(texts: Texts, base: str = BASE) -> Iterator[Quad]:
    """That articles are reprints, in the graph of identity decisions."""
    graph = identity_graph(base)
    for copy, original in texts.items():
        for property in (v.REPRINT_OF, v.WAS_QUOTED_FROM):
            yield Quad(article_iri(copy, base), property, article_iri(original, base), graph)

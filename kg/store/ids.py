"""Which entities the nodes of articles stand for, and stood for, as last settled: rows of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

import msgspec
import pyoxigraph as ox

from kg.store.changes import apply
from kg.store.rows import GRAPH, TERMS, article_node, article_of, as_node, as_text, json_literal, row

ASSIGNMENT = ox.NamedNode(TERMS + "assignment")
FORMER = ox.NamedNode(TERMS + "former")
ONCE = ox.NamedNode(TERMS + "once")  # each id that is among the former ones of an article
OUTDATED = ox.NamedNode(TERMS + "outdated")  # of an article whose published graph lags behind
Ref = tuple[str, str]  # (article id, node key)
T = TypeVar("T")


class Ids:
    """Entity ids of nodes. Every method that writes is one transaction."""

    def __init__(self, database: ox.Store) -> None:
        self._database = database

    def present(self) -> dict[Ref, str]:
        """(article id, node key) → entity id, of all articles."""
        return self._all(ASSIGNMENT, str)

    def former(self) -> dict[Ref, tuple[str, ...]]:
        """(article id, node key) → the entity ids before the present one, the latest first."""
        return self._all(FORMER, tuple[str, ...])

    def present_in(self, article: str) -> dict[str, str]:
        """Node key → entity id, of one article."""
        return self._one(ASSIGNMENT, article, str)

    def former_in(self, article: str) -> dict[str, tuple[str, ...]]:
        """Node key → the entity ids before the present one, of one article."""
        return self._one(FORMER, article, tuple[str, ...])

    def assign(self, entity_of: Mapping[Ref, str], articles: Collection[str] | None = None) -> None:
        """Keep which entity each node of these articles (else of all) stands for: the next ids are the same.

        The graphs of articles whose nodes stand for other things than before are outdated with it.
        """
        wanted, present = rows(ASSIGNMENT, entity_of, articles), set(self._rows(ASSIGNMENT, articles))
        changed = {outdated(as_node(quad.subject)) for quad in wanted - present}
        apply(self._database, present - wanted, (wanted - present) | changed)

    def retire(self, former: Mapping[Ref, tuple[str, ...]], articles: Collection[str] | None = None) -> None:
        """Keep which ids nodes of these articles (else of all) had before: a split gives them back."""
        wanted = rows(FORMER, former, articles) | once(former, articles)
        present = {*self._rows(FORMER, articles), *self._rows(ONCE, articles)}
        apply(self._database, present - wanted, wanted - present)

    def with_former(self, id: str) -> list[str]:
        """The articles of which a node had the id before."""
        found = self._database.quads_for_pattern(None, ONCE, ox.Literal(id), GRAPH)
        return [article_of(quad.subject) for quad in found]

    def _all(self, term: ox.NamedNode, sort: type[T]) -> dict[Ref, T]:
        found = dict[Ref, T]()
        for quad in self._rows(term, None):
            entries = msgspec.json.decode(as_text(quad.object), type=dict[str, sort])  # type: ignore[valid-type]
            found.update({(article_of(quad.subject), key): value for key, value in entries.items()})
        return found

    def _one(self, term: ox.NamedNode, article: str, sort: type[T]) -> dict[str, T]:
        found = next(iter(self._rows(term, [article])), None)
        return msgspec.json.decode(as_text(found.object), type=dict[str, sort]) if found else {}  # type: ignore[valid-type]

    def _rows(self, term: ox.NamedNode, articles: Collection[str] | None) -> Iterator[ox.Quad]:
        for subject in [None] if articles is None else map(article_node, articles):
            yield from self._database.quads_for_pattern(subject, term, None, GRAPH)


def rows(term: ox.NamedNode, values: Mapping[Ref, object], articles: Collection[str] | None) -> set[ox.Quad]:
    """A row for each article (of those given) with the values of its nodes, by node key in order."""
    found: dict[str, dict[str, object]] = {}
    for (article, key), value in sorted(values.items(), key=lambda item: item[0]):
        if articles is None or article in articles:
            found.setdefault(article, {})[key] = value
    return {ox.Quad(article_node(id), term, json_literal(of), GRAPH) for id, of in found.items()}


def once(former: Mapping[Ref, tuple[str, ...]], articles: Collection[str] | None) -> set[ox.Quad]:
    """A row for each former id of an article (of those given)."""
    return {
        row(article_node(article), ONCE, id)
        for (article, _), ids in former.items()
        if articles is None or article in articles
        for id in ids
    }


def outdated(subject: ox.NamedNode) -> ox.Quad:
    """That the published graph of an article lags behind."""
    return row(subject, OUTDATED, "")

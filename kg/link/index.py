"""What the articles say of each node, looked up from both ends of a fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from copy import copy
from datetime import date

from kg.errors import KgError
from kg.link.fame import Fame
from kg.link.groups import Ref
from kg.model import CONCEPTS, DATES, TEXTS, Article, Extraction, Kind, Node, Predicate

LITERALS = DATES | TEXTS | CONCEPTS


class Index:
    """Nodes and facts of many extractions by (article id, node key).

    `order` ranks the refs by publication, article id and key: it is the same for any order of the input.
    The articles may be a part of a corpus of `size` ones; then `fame` knows of the others. Raises KgError if
    two extractions have one article id.
    """

    def __init__(
        self, extractions: Iterable[Extraction] = (), size: int | None = None, fame: Fame | None = None
    ) -> None:
        self.articles = dict[str, Article]()
        self.nodes = dict[Ref, Node]()
        self.fame = fame
        self._casts = defaultdict[str, list[Ref]](list)
        self._objects = defaultdict[tuple[Ref, Predicate], list[str]](list)
        self._subjects = defaultdict[tuple[Ref, Predicate], list[Ref]](list)
        for extraction in extractions:
            self.add(extraction)
        self.size = len(self.articles) if size is None else size
        self.order = self.ranked(self.nodes)

    def add(self, extraction: Extraction) -> None:
        """One more article; its nodes are not in `order`."""
        article = extraction.article
        if article.id in self.articles:
            raise KgError(f"two extractions of article {article.id}: pass each article once")
        self.articles[article.id] = article
        self.nodes.update({(article.id, node.key): node for node in extraction.nodes})
        people = (node for node in extraction.nodes if node.kind is Kind.PERSON)
        self._casts[article.id] += sorted((article.id, person.key) for person in people)
        for fact in extraction.facts:
            self._objects[(article.id, fact.subject), fact.predicate].append(fact.object)
            if fact.predicate not in LITERALS:
                self._subjects[(article.id, fact.object), fact.predicate].append((article.id, fact.subject))

    def narrowed(self, refs: Set[Ref]) -> Index:
        """The same, but only these nodes are in order, and `of_kind` gives no others."""
        narrow = copy(self)
        narrow.order = self.ranked(refs)
        return narrow

    def ranked(self, refs: Iterable[Ref]) -> dict[Ref, int]:
        """Positions of the refs by publication, article id and key."""
        return {ref: position for position, ref in enumerate(sorted(refs, key=self._rank))}

    def cast(self, article: str) -> list[Ref]:
        """The people whom an article names, by key."""
        return self._casts[article]

    def _rank(self, ref: Ref) -> tuple[date, str, str]:
        return (self.articles[ref[0]].published or date.max, *ref)

    def of_kind(self, *kinds: Kind) -> Iterator[Ref]:
        """Refs of nodes of these kinds, in order."""
        return (ref for ref in self.order if self.nodes[ref].kind in kinds)

    def published(self, ref: Ref) -> date | None:
        """The publication date of the ref's article."""
        return self.articles[ref[0]].published

    def objects(self, ref: Ref, *predicates: Predicate) -> list[Ref]:
        """The nodes that facts about the ref point to."""
        return [(ref[0], key) for predicate in predicates for key in self._objects.get((ref, predicate), ())]

    def subjects(self, ref: Ref, *predicates: Predicate) -> list[Ref]:
        """The nodes whose facts point to the ref."""
        return [found for predicate in predicates for found in self._subjects.get((ref, predicate), ())]

    def texts(self, ref: Ref, predicate: Predicate) -> list[str]:
        """The literal values of facts about the ref."""
        return list(self._objects.get((ref, predicate), ()))

    def day(self, ref: Ref, predicate: Predicate) -> date | None:
        """The earliest date of that predicate, if any."""
        return min(map(date.fromisoformat, self.texts(ref, predicate)), default=None)

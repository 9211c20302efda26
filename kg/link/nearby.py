"""The part of a resolution that a few articles have to do with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache

from kg.identity import Effect
from kg.link.blocking import cast, near_keys
from kg.link.constraints import constraints
from kg.link.found import Found
from kg.link.groups import Groups, Ref
from kg.link.ids import place_id
from kg.link.index import Index
from kg.link.known import Known
from kg.link.resolve import Stage
from kg.model import PLACES, Extraction, Kind, Node

MOST = 300  # articles that may be looked at; beyond it also a share of all
SHARE = 0.4


class TooWideError(Exception):
    """So much hangs on the articles that everything may as well be resolved."""


class Renown:
    """How many articles name somebody, and named him."""

    def __init__(self, touched: Mapping[str, Extraction | None], known: Known) -> None:
        self.casts = {article: cast(said) if said else frozenset() for article, said in touched.items()}
        news = (Counter(names) for names in self.casts.values())
        self._more = sum(news, Counter[str]())
        self._more.subtract(name for article in touched for name in known.cast(article))
        self.before = cache(known.fame)

    def of(self, companion: str) -> int:
        """How many do now."""
        return self.before(companion) + self._more[companion]


class Nearby(Groups):
    """The articles looked at, and the things that their nodes stand for: as known, unless resolved anew.

    As `Groups` it names things by their ids: `("", id)` stands for the earliest member.
    """

    def __init__(self, touched: Mapping[str, Extraction | None], known: Known, size: int) -> None:
        self.touched, self.known = touched, known
        present = [said for said in touched.values() if said]
        self.renown = Renown(touched, known)
        self.index = Index(present, size, self.renown.of)
        self.said = {said.article.id: said for said in present}
        self.ids = dict[Ref, str]()
        self.clusters = dict[str, tuple[Ref, ...]]()
        self._looked_up = dict[str, frozenset[Ref]]()
        self._fame = {}

    def load(self, article: str) -> bool:
        """Look at an article; False if it is gone. Raises TooWideError if it is one too many."""
        if article in self.touched:
            return self.touched[article] is not None
        if article not in self.said:
            check_width(len(self.said), self.known.size)
            self.said[article] = self.known.extraction(article)
            self.index.add(self.said[article])
        return True

    def nodes_of(self, article: str, kinds: Set[Kind]) -> Iterable[Ref]:
        """The nodes of an article that are resolved in a stage of these kinds."""
        return resolvable(self.said[article], kinds)

    def sharing(self, keys: Iterable[str]) -> set[Ref]:
        """The nodes that stand and had one of the keys when all was resolved; their articles are loaded."""
        found = set[Ref]()
        for key in keys:
            if key not in self._looked_up:
                refs = self.known.sharing(key)
                self._looked_up[key] = frozenset(ref for ref in refs if self.load(ref[0]))
            found |= self._looked_up[key]
        return found & self.index.nodes.keys()

    def of(self, ref: Ref) -> Ref:
        """The id of the thing, as a ref."""
        id = self.ids.get(ref) or self._known_id(ref)
        return ("", id) if id else ref

    def fame(self, first: Ref) -> int:
        """How many articles tell of the thing that `of` named."""
        id = first[1]
        if id in self.clusters:
            return len({article for article, _ in self.clusters[id]})
        return len(self.known.reports(id))

    def _known_id(self, ref: Ref) -> str | None:
        place = known_place(self.index.nodes[ref])
        return place or (None if ref[0] in self.touched else self.known.ids(ref[0]).get(ref[1]))


def known_place(node: Node) -> str | None:
    """The id of a place of the gazetteer: it is what it says, whatever other articles say."""
    return place_id(node.known) if node.kind in PLACES and node.known else None


def resolvable(said: Extraction, kinds: Set[Kind]) -> Iterator[Ref]:
    """The nodes of an article that are resolved in a stage of these kinds."""
    for node in said.nodes:
        if node.kind in kinds and not known_place(node):
            yield said.article.id, node.key


def check_width(articles: int, size: int) -> None:
    """Raises TooWideError if so many articles of a corpus of this size are looked at already."""
    if articles >= max(MOST, SHARE * size):
        raise TooWideError


def component(
    stage: Stage, seeds: Set[Ref], near: Nearby, effect: Effect, elsewhere: Set[Ref]
) -> tuple[Found, set[Ref], Mapping[Ref, int]]:
    """What a stage finds of the seeds and of all that hangs together with them, these nodes, and their order.

    `elsewhere` are the nodes that judgements speak of. What is found of further nodes is incomplete.
    """
    reached, candidates, expanded = set(seeds), set[Ref](), set[Ref]()
    while fresh := reached - expanded:
        keys = {key for ref in fresh for key in near_keys(near.index, near, ref)}
        near_by = {ref for ref in near.sharing(keys) if near.index.nodes[ref].kind in stage.kinds} | fresh
        expanded |= fresh
        if near_by <= candidates:
            continue
        candidates |= near_by
        narrow = near.index.narrowed(candidates)
        bounds = constraints(near.index.ranked(candidates | elsewhere), effect)
        found = stage.find(narrow, near, bounds)
        reached = connected(seeds, found.bonds)
    return found, reached, narrow.order


def connected(seeds: Iterable[Ref], bonds: Iterable[tuple[Ref, Ref]]) -> set[Ref]:
    """The seeds and all nodes that chains of bonds lead to."""
    beside = defaultdict[Ref, list[Ref]](list)
    for one, other in bonds:
        beside[one].append(other)
        beside[other].append(one)
    reached, waiting = set[Ref](), list(seeds)
    while waiting:
        ref = waiting.pop()
        if ref not in reached:
            reached.add(ref)
            waiting += beside[ref]
    return reached

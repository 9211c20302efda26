"""The part of a resolution that a few articles have to do with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from kg.identity import Effect
from kg.link.blocking import cast, node_keys
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
    """How many articles name somebody."""

    def __init__(self, touched: Mapping[str, Extraction | None], known: Known) -> None:
        self.casts = {article: cast(said) if said else frozenset() for article, said in touched.items()}
        self._known = known

    def of(self, companion: str) -> int:
        """How many do now."""
        before = self._known.naming(companion)
        now = sum(companion in names for names in self.casts.values())
        return len(before) - sum(article in self.casts for article in before) + now


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
            if len(self.said) >= max(MOST, SHARE * self.known.size):
                raise TooWideError
            self.said[article] = self.known.extraction(article)
            self.index.add(self.said[article])
        return True

    def nodes_of(self, article: str, kinds: Set[Kind]) -> Iterable[Ref]:
        """The nodes of an article that are resolved in a stage of these kinds."""
        for node in self.said[article].nodes:
            if node.kind in kinds and not is_known(node):
                yield article, node.key

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
        node = self.index.nodes[ref]
        if is_known(node):
            return place_id(node.known or "")
        return None if ref[0] in self.touched else self.known.ids(ref[0]).get(ref[1])


def is_known(node: Node) -> bool:
    """True for a place of the gazetteer: it is what its id says, whatever other articles say."""
    return node.kind in PLACES and bool(node.known)


def component(
    stage: Stage, seeds: Set[Ref], near: Nearby, effect: Effect, elsewhere: Set[Ref]
) -> tuple[Found, set[Ref], Mapping[Ref, int]]:
    """What a stage finds of the seeds and of all that hangs together with them, these nodes, and their order.

    `elsewhere` are the nodes that judgements speak of. What is found of further nodes is incomplete.
    """
    reached, candidates, expanded = set(seeds), set[Ref](), set[Ref]()
    while fresh := reached - expanded:
        keys = {key for ref in fresh for key in node_keys(near.index, near, ref)}
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

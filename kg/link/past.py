"""The articles as they were when everything was last resolved, and what hung together then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set

from kg.identity import Effect
from kg.link.blocking import near_keys
from kg.link.constraints import constraints
from kg.link.groups import Groups, Ref
from kg.link.index import Index
from kg.link.nearby import Nearby, check_width, known_place, resolvable
from kg.link.resolve import Stage
from kg.model import Extraction, Kind

STEPS = 2  # bonds from a node over the first one of its unit to what a tie leads to


class Past(Groups):
    """The articles looked at as they were, and the things that their nodes stood for.

    As `Groups` it names things by their ids, as `Nearby` does.
    """

    def __init__(self, near: Nearby) -> None:
        self.index = Index((), near.known.size, near.renown.before)
        self._near, self._known = near, near.known
        self._said = dict[str, Extraction | None]()

    def load(self, article: str) -> bool:
        """Look at an article; False if it was not there. Raises TooWideError if it is one too many."""
        if article not in self._said:
            check_width(len(self._said), self._known.size)
            said = self._said[article] = self._as_it_was(article)
            if said:
                self.index.add(said)
        return self._said[article] is not None

    def nodes_of(self, article: str, kinds: Set[Kind]) -> Iterable[Ref]:
        """The nodes that an article had and that are resolved in a stage of these kinds."""
        said = self._said[article] if self.load(article) else None
        return resolvable(said, kinds) if said else ()

    def of(self, ref: Ref) -> Ref:
        """The id of the thing, as a ref."""
        return "", known_place(self.index.nodes[ref]) or self._known.ids(ref[0])[ref[1]]

    def fame(self, first: Ref) -> int:
        """How many articles told of the thing that `of` named."""
        return len(self._known.reports(first[1]))

    def beside(self, refs: Set[Ref], stage: Stage) -> set[Ref]:
        """The nodes that a stage had anything to do with for the sake of these: at least one of each unit.

        Judgements are left out, for the nodes that they speak of are always looked at.
        """
        keys = {key for ref in refs for key in near_keys(self.index, self, ref)}
        near_by = {ref for key in keys for ref in self._known.sharing(key) if self.load(ref[0])}
        narrow = self.index.narrowed(
            refs | {ref for ref in near_by if self.index.nodes[ref].kind in stage.kinds}
        )
        bonds = stage.find(narrow, self, constraints(narrow.order, Effect())).bonds
        return within_steps(refs, bonds) - refs

    def _as_it_was(self, article: str) -> Extraction | None:
        if article in self._near.touched:
            return self._known.before(article)
        return self._near.said.get(article) or self._known.extraction(article)


def within_steps(refs: Set[Ref], bonds: Iterable[tuple[Ref, Ref]]) -> set[Ref]:
    """The nodes and those that a few bonds lead to."""
    beside = defaultdict[Ref, list[Ref]](list)
    for one, other in bonds:
        beside[one].append(other)
        beside[other].append(one)
    found = set(refs)
    for _ in range(STEPS):
        found |= {other for ref in found for other in beside[ref]}
    return found

"""Resolving again where a few articles changed: the outcome is that of resolving everything.

Stage by stage, the nodes of changed articles are resolved together with all that hangs together with them.
Where another article's node comes to stand for another thing, that article counts as changed from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain

from kg.identity import Effect, Identity, Judgement, Ref, effective, locate, retired
from kg.link.entities import entity, ordered
from kg.link.fame import everywhere
from kg.link.found import Found
from kg.link.groups import Groups
from kg.link.ids import Cluster, entity_ids
from kg.link.known import Known
from kg.link.nearby import Nearby, TooWideError, component
from kg.link.past import Past
from kg.link.resolve import NOBODY, STAGES, Stage, identity
from kg.link.units import unit
from kg.model import Entity, Extraction, Kind

PERSON, VISIT = frozenset({Kind.PERSON}), frozenset({Kind.VISIT})


@dataclass(frozen=True, slots=True)
class Revision:
    """What a few changed articles make of identities.

    `changed` are the articles that say something else or whose nodes stand for other things now, `entities`
    all that was resolved anew, `earlier` the ids that its nodes had before; `told` are the articles of the
    nodes of both, and `entity_of` knows them all. `former` are the ids to keep of nodes of changed articles.
    """

    changed: Mapping[str, Extraction]
    told: Mapping[str, Extraction]
    entities: tuple[Entity, ...]
    earlier: frozenset[str]
    entity_of: Mapping[Ref, str]
    identity: Identity
    former: Mapping[Ref, tuple[str, ...]]


def revise(
    touched: Mapping[str, Extraction | None],
    known: Known,
    size: int,
    *,
    judgements: Mapping[int, Judgement] = NOBODY,
    told: Callable[[str], None] = lambda message: None,
) -> Revision | None:
    """Identities after articles came, changed or went (None); `size` is how many there are now.

    None if everything has to be resolved: the corpus passes a size at which others are famous, or too much
    hangs on the articles.
    """
    if everywhere(size) != everywhere(known.size) or (size > 1) != (known.size > 1):
        return None
    try:
        reviser = Reviser(touched, known, size, judgements)
        revision = reviser.revision()
    except TooWideError:
        return None
    for message in reviser.effect.messages:
        told(message)
    return revision


class Reviser:
    """`dirty` are the articles of which something is otherwise, `suspects` further nodes to look at.

    `past` is what they were.
    """

    def __init__(
        self,
        touched: Mapping[str, Extraction | None],
        known: Known,
        size: int,
        judgements: Mapping[int, Judgement],
    ) -> None:
        self.known, self.near = known, Nearby(touched, known, size)
        self.past = Past(self.near)
        self.famous = everywhere(size)
        self.dirty, self.suspects = set[str](), set[Ref]()
        self.previous, self.former = dict[Ref, str](), dict[Ref, tuple[str, ...]]()
        self.found = list[Found]()
        self.judged = self._judged(judgements)
        self.effect = effective(judgements, tuple(self.near.said.values())) if judgements else Effect()
        self.dirty |= self.near.said.keys() & touched.keys()
        self._watch_companions()

    def revision(self) -> Revision:
        """Runs all stages."""
        for stage in STAGES:
            before = dict(self.near.ids)
            self._run(stage)
            if stage.kinds == PERSON:
                self._watch_people(self.near.ids.keys() - before.keys())
        self._name_the_rest()
        return self._outcome()

    def _judged(self, judgements: Mapping[int, Judgement]) -> set[Ref]:
        """The nodes that judgements speak of, each side for itself."""
        found = set[Ref]()
        for judgement in judgements.values():
            for anchor in (judgement.one, judgement.other):
                if self._is_there(anchor.article) and self.near.load(anchor.article):
                    key = locate(self.near.said[anchor.article], judgement.kind, anchor)
                    found |= {(anchor.article, key)} if key is not None else set()
        return found

    def _is_there(self, article: str) -> bool:
        return article in self.near.touched or bool(self.known.ids(article))

    def _watch_companions(self) -> None:
        """Who becomes famous, or is so no more, changes the company of all who are told beside him."""
        for article, now in self.near.renown.casts.items():
            for name in now ^ set(self.known.cast(article)):
                if self._crossed(self.near.renown.before(name), self.near.renown.of(name)):
                    self._suspect(self.known.naming(name), PERSON)

    def _watch_people(self, resolved: Iterable[Ref]) -> None:
        """The same of people as they are now, whom visits are told beside."""
        for id in {self.near.ids[ref] for ref in resolved}:
            articles = {article for article, _ in self.near.clusters[id]}
            if self._crossed(len(self.known.reports(id)), len(articles)):
                self._suspect(articles, VISIT)

    def _crossed(self, before: int, now: int) -> bool:
        return (before <= self.famous) != (now <= self.famous)

    def _suspect(self, articles: Iterable[str], kinds: Set[Kind]) -> None:
        for article in articles:
            if self.near.load(article):
                self.suspects |= set(self.near.nodes_of(article, kinds))

    def _run(self, stage: Stage) -> None:
        """One stage: clusters of what has to do with the changed articles, and their ids."""
        seeds = self._seeds(stage)
        if not seeds:
            return
        found, reached, order = component(stage, seeds, self.near, self.effect, self.judged)
        groups = Groups(order)
        groups.join(found.merges)
        self.found.append(within(found, reached))
        self._give_ids([groups.members(first) for first in groups if first in reached])

    def _seeds(self, stage: Stage) -> set[Ref]:
        """The nodes of a stage that are new, otherwise or suspect, and what was beside those lost."""
        near, nodes = self.near, self.near.index.nodes
        lost = {ref for ref in self._former_nodes(stage) if not self._is_as_it_was(ref)}
        beside = {ref for ref in self.past.beside(lost, stage) if near.load(ref[0])} if lost else set[Ref]()
        new = {ref for article in self.dirty for ref in near.nodes_of(article, stage.kinds)}
        new -= {ref for ref in new if ref[0] not in near.touched and ref not in lost}
        seeds = new | {ref for ref in self.suspects | self.judged if nodes[ref].kind in stage.kinds}
        return seeds | (beside & nodes.keys())

    def _former_nodes(self, stage: Stage) -> Iterator[Ref]:
        """The nodes of a stage that the articles had of which something is otherwise, or which are gone."""
        for article in self.dirty | self.near.touched.keys():
            yield from self.past.nodes_of(article, stage.kinds)

    def _is_as_it_was(self, ref: Ref) -> bool:
        """True if resolving sees the same of a node as before."""
        near, past = self.near, self.past
        return ref in near.index.nodes and unit(near.index, near, ref) == unit(past.index, past, ref)

    def _give_ids(self, clusters: list[Cluster]) -> None:
        refs = [ref for cluster in clusters for ref in cluster]
        for ref in refs:
            self._recall(ref)
        held = {self.previous[ref] for ref in refs if ref in self.previous}
        ids = entity_ids(
            clusters,
            self.near.index.nodes,
            self.previous,
            self.former,
            lambda id: id not in held and self._is_borne(id),
        )
        for cluster, id in ids.items():
            self.near.clusters[id] = cluster
            self.near.ids.update(dict.fromkeys(cluster, id))
        self.dirty |= {ref[0] for ref in refs if self.previous.get(ref) != self.near.ids[ref]}

    def _recall(self, ref: Ref) -> None:
        """Which ids a node had."""
        id, earlier = (table(ref[0]).get(ref[1]) for table in (self.known.ids, self.known.former))
        if isinstance(id, str):
            self.previous[ref] = id
        if isinstance(earlier, tuple):
            self.former[ref] = earlier

    def _is_borne(self, id: str) -> bool:
        """True if an id belongs to a thing that is not resolved anew."""
        articles = (article for article in self.known.reports(id) if article not in self.near.touched)
        refs = (
            (article, key)
            for article in articles
            for key, its in self.known.ids(article).items()
            if its == id
        )
        return any(self.near.ids.get(ref, id) == id for ref in refs)

    def _name_the_rest(self) -> None:
        """Ids for what no stage resolves: places of the gazetteer, quotations; and those that stay."""
        for article in sorted(self.dirty):
            rest = [(article, node.key) for node in self.near.said[article].nodes]
            rest = [ref for ref in rest if ref not in self.near.ids]
            new = [ref for ref in rest if article in self.near.touched or self.near.of(ref) == ref]
            self.near.ids.update({ref: self.near.of(ref)[1] for ref in rest if ref not in set(new)})
            self._give_ids([(ref,) for ref in new])

    def _outcome(self) -> Revision:
        near, nodes = self.near, self.near.index.nodes
        resolved = {
            id: cluster for id, cluster in near.clusters.items() if not is_place(id, nodes[cluster[0]].known)
        }
        ids = {
            ref: near.ids[ref] for ref in near.index.ranked(ref for each in resolved.values() for ref in each)
        }
        changed = {article: near.said[article] for article in sorted(self.dirty)}
        refs = [(article, node.key) for article, said in changed.items() for node in said.nodes]
        for ref in refs:
            self._recall(ref)
        doubtful = self._doubtful_ids()
        claims = self._claims(doubtful)
        meant = {ref: near.ids[ref] for ref in near.index.ranked(ids.keys() | claims)}
        earlier = retired(self.previous, self.former, near.ids)
        return Revision(
            changed=changed,
            told=near.said,
            entities=ordered(entity(id, cluster, nodes) for id, cluster in resolved.items()),
            earlier=frozenset(
                (
                    *(self.previous[ref] for ref in ids if ref in self.previous),
                    *filter(self._is_vacant, doubtful),
                )
            ),
            entity_of=near.ids,
            identity=identity(self.found, self.effect, meant, earlier, nodes, self._is_borne),
            former={ref: earlier[ref] for ref in refs if ref in earlier},
        )

    def _doubtful_ids(self) -> set[str]:
        """The ids that nodes of what is otherwise had, now or before: some may be nobody's."""
        once = (self.known.former(article).values() for article in self.near.touched)
        held = (self.known.ids(article).values() for article in self.near.touched)
        formerly = chain(chain.from_iterable(once), self.former.values())
        return {*self.previous.values(), *chain.from_iterable(held), *chain.from_iterable(formerly)}

    def _claims(self, ids: Iterable[str]) -> set[Ref]:
        """The nodes that had one of these ids before: the earliest tells what an id of nobody's means."""
        found = {ref for id in ids for ref in self.known.formerly(id) if self.near.load(ref[0])}
        there = found & self.near.index.nodes.keys()
        for ref in there:
            self._recall(ref)
            self.near.ids.setdefault(ref, self.near.of(ref)[1])
        return there

    def _is_vacant(self, id: str) -> bool:
        """True if no thing bears the id now."""
        return id not in self.near.clusters and not self._is_borne(id)


def is_place(id: str, known: str | None) -> bool:
    """True for a place of the gazetteer."""
    return id.startswith("place/") and bool(known)


def within(found: Found, reached: Set[Ref]) -> Found:
    """What was found of the nodes reached."""
    return Found(
        [merge for merge in found.merges if merge.one in reached],
        [pair for pair in found.unsure if pair.one in reached],
        [part for part in found.parts if part in reached],
    )

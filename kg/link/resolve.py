"""All stages of resolving, each one standing on the identities that those before it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, Protocol

from kg.identity import Effect, Identity, Judgement, Merge, Ref, effective, retired
from kg.link.agreements import agreements
from kg.link.bodies import KINDS as BODIES
from kg.link.bodies import bodies
from kg.link.comparing import Comparing, here
from kg.link.constraints import Constraints, constraints
from kg.link.delegations import delegations
from kg.link.entities import entity, ordered
from kg.link.found import Found
from kg.link.groups import Groups
from kg.link.ids import aliases, entity_ids
from kg.link.index import Index
from kg.link.meetings import meetings
from kg.link.persons import persons
from kg.link.places import places
from kg.link.posts import posts
from kg.link.visits import visits
from kg.model import PLACES, Entity, Extraction, Kind, Node


class Find(Protocol):
    """Resolves the nodes of a stage; `comparing` says who compares them."""

    def __call__(
        self, index: Index, groups: Groups, bounds: Constraints, comparing: Comparing = here
    ) -> Found: ...


class Stage(NamedTuple):
    """How the nodes of some kinds are resolved."""

    kinds: frozenset[Kind]
    find: Find


STAGES = (
    Stage(PLACES, places),
    Stage(frozenset(BODIES), bodies),
    Stage(frozenset({Kind.PERSON}), persons),
    Stage(frozenset({Kind.POST}), posts),
    Stage(frozenset({Kind.VISIT}), visits),
    Stage(frozenset({Kind.DELEGATION}), delegations),
    Stage(frozenset({Kind.MEETING}), meetings),
    Stage(frozenset({Kind.AGREEMENT}), agreements),
)
NO_IDS: Mapping[Ref, str] = MappingProxyType({})
NO_FORMER: Mapping[Ref, Sequence[str]] = MappingProxyType({})
NOBODY: Mapping[int, Judgement] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities by id, the entity that each (article id, node key) stands for, and every decision."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[Ref, str]
    identity: Identity

    @property
    def merges(self) -> tuple[Merge, ...]:
        """Which nodes are one, and why."""
        return self.identity.merges


def resolve(
    extractions: Iterable[Extraction],
    previous: Mapping[Ref, str] = NO_IDS,
    former: Mapping[Ref, Sequence[str]] = NO_FORMER,
    *,
    judgements: Mapping[int, Judgement] = NOBODY,
    told: Callable[[str], None] = lambda message: None,
    comparing: Comparing = here,
) -> Resolution:
    """Which nodes of the articles stand for one thing.

    `previous` gives entity ids of an earlier resolution, kept while a node of theirs is there, `former` those
    before it. Judgements (by line) win over everything else; what hinders one is `told`. `comparing`
    says who compares the nodes of a stage. The outcome is the same for any order of the extractions and
    whoever compares. Raises KgError if two of them have one article id.
    """
    extractions = tuple(extractions)
    index = Index(extractions)
    effect = effective(judgements, extractions)
    for message in effect.messages:
        told(message)
    groups, bounds = Groups(index.order), constraints(index.order, effect)
    found = []
    for stage in STAGES:
        found.append(stage.find(index, groups, bounds, comparing))
        groups.join(found[-1].merges)
    clusters = [groups.members(first) for first in groups]
    ids = entity_ids(clusters, index.nodes, previous, former)
    entity_of = {ref: id for cluster, id in ids.items() for ref in cluster}
    entities = ordered(entity(id, cluster, index.nodes) for cluster, id in ids.items())
    earlier = retired(previous, former, entity_of)  # with the ids that this resolution takes away
    ordered_ids = {ref: entity_of[ref] for ref in index.order}
    return Resolution(entities, entity_of, identity(found, effect, ordered_ids, earlier, index.nodes))


def identity(
    found: Iterable[Found],
    effect: Effect,
    entity_of: Mapping[Ref, str],
    former: Mapping[Ref, Sequence[str]],
    nodes: Mapping[Ref, Node],
    elsewhere: Callable[[str], bool] = lambda id: False,
) -> Identity:
    """All decisions; what a person called unsure is not asked again.

    `entity_of` comes in order of the refs. Ids that are borne `elsewhere` are nobody's former ones.
    """
    found = tuple(found)
    judged = {frozenset((entity_of[said.one], entity_of[said.other])) for said in effect.standing}
    pairs = (pair for one in found for pair in one.unsure)
    parts = (part for one in found for part in one.parts)
    return Identity(
        tuple(merge for one in found for merge in one.merges),
        tuple(p for p in pairs if frozenset((entity_of[p.one], entity_of[p.other])) not in judged),
        effect.standing,
        aliases(entity_of, former, parts, nodes, elsewhere),
    )

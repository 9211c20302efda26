"""All stages of resolving, each one standing on the identities that those before it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.link.agreements import agreements
from kg.link.bodies import bodies
from kg.link.delegations import delegations
from kg.link.entities import entity, ordered
from kg.link.groups import Groups, Merge, Ref
from kg.link.ids import entity_ids
from kg.link.index import Index
from kg.link.meetings import meetings
from kg.link.persons import persons
from kg.link.places import places
from kg.link.posts import posts
from kg.link.visits import visits
from kg.model import Entity, Extraction

Stage = Callable[[Index, Groups], list[Merge]]
STAGES: tuple[Stage, ...] = (places, bodies, persons, posts, visits, delegations, meetings, agreements)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities by id, the entity that each (article id, node key) stands for, and every merge."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[Ref, str]
    merges: tuple[Merge, ...]


def resolve(
    extractions: Iterable[Extraction], previous: Mapping[Ref, str] = MappingProxyType({})
) -> Resolution:
    """Which nodes of the articles stand for one thing.

    `previous` gives entity ids of an earlier resolution, kept while a node of theirs is there. The outcome
    is the same for any order of the extractions. Raises KgError if two of them have one article id.
    """
    index = Index(extractions)
    groups = Groups(index.order)
    merges: list[Merge] = []
    for stage in STAGES:
        found = stage(index, groups)
        groups.join(found)
        merges += found
    clusters = [groups.members(first) for first in groups]
    ids = entity_ids(clusters, index.nodes, previous)
    entity_of = {ref: id for cluster, id in ids.items() for ref in cluster}
    entities = ordered(entity(id, cluster, index.nodes) for cluster, id in ids.items())
    return Resolution(entities, entity_of, tuple(merges))

"""Ids of entities: opaque, stable, made from where a thing was first told of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count

from kg.link.groups import Ref
from kg.model import PLACES, Kind, Node

SEGMENTS = {Kind.PROGRAMME_EVENT: "event", **dict.fromkeys(PLACES, "place")}
OF_PLACE = re.compile("place/(?![0-9a-f]{12}$)")  # ids of the gazetteer: what they mean does not change
Cluster = tuple[Ref, ...]  # earliest first


def segment(kind: Kind) -> str:
    """The first part of an id: `person`, `place`, …"""
    return SEGMENTS.get(kind) or kind.value.lower()


FIRST_PARTS = frozenset(map(segment, Kind))


def is_entity_id(id: str) -> bool:
    """True for an id that a thing may have; parts of what is told of things have others."""
    return id.partition("/")[0] in FIRST_PARTS


def place_id(known: str) -> str:
    """`geonames:1796236` → `place/geonames-1796236`."""
    return f"place/{re.sub(r'[^A-Za-z0-9_-]', '-', known)}"


def entity_ids(
    clusters: Iterable[Cluster],
    nodes: Mapping[Ref, Node],
    previous: Mapping[Ref, str],
    former: Mapping[Ref, Sequence[str]],
    elsewhere: Callable[[str], bool] = lambda id: False,
) -> dict[Cluster, str]:
    """An id for each cluster: the gazetteer's of a known place, else the oldest of a member, else a new one.

    Clusters come earliest first: where a cluster was split, its earliest part keeps the id, and the others
    get those back that they had before they were joined (`former`, by node). Ids that are borne `elsewhere`
    are not given.
    """
    ordered = list(clusters)
    ids = {cluster: place_id(known) for cluster in ordered if (known := known_of(cluster, nodes))}
    given = set(ids.values())

    def taken(id: str) -> bool:
        return id in given or elsewhere(id)

    rest = [cluster for cluster in ordered if cluster not in ids]
    latest: Mapping[Ref, Sequence[str]] = {ref: (id,) for ref, id in previous.items()}
    for names in (latest, former):
        for cluster in rest:
            kept = next((id for id in inherited(cluster, nodes, names) if not taken(id)), None)
            if kept is not None and cluster not in ids:
                ids[cluster] = kept
                given.add(kept)
    for cluster in rest:
        if cluster not in ids:
            ids[cluster] = fresh(cluster[0], nodes[cluster[0]].kind, taken)
            given.add(ids[cluster])
    return ids


def known_of(cluster: Cluster, nodes: Mapping[Ref, Node]) -> str | None:
    """The gazetteer's id of a place."""
    found = (nodes[ref].known for ref in cluster if nodes[ref].kind in PLACES)
    return next(filter(None, found), None)


def inherited(
    cluster: Cluster, nodes: Mapping[Ref, Node], known: Mapping[Ref, Sequence[str]]
) -> Iterable[str]:
    """The ids that members had before, of the right sort, the earliest member's first."""
    prefix = segment(nodes[cluster[0]].kind) + "/"
    return (id for ref in cluster for id in known.get(ref, ()) if id.startswith(prefix))


def fresh(ref: Ref, kind: Kind, taken: Callable[[str], bool] = lambda id: False) -> str:
    """A new id from the raw coordinates of the earliest member."""
    for salt in count():
        digest = hashlib.sha256("\0".join((*ref, str(salt) if salt else "")).encode()).hexdigest()
        id = f"{segment(kind)}/{digest[:12]}"
        if not taken(id):
            return id
    raise AssertionError("counting never ends")


def aliases(
    entity_of: Mapping[Ref, str],
    former: Mapping[Ref, Sequence[str]],
    parts: Iterable[Ref],
    nodes: Mapping[Ref, Node],
    elsewhere: Callable[[str], bool] = lambda id: False,
) -> dict[str, str]:
    """Ids that no entity bears, here or `elsewhere` → the entity that they mean now.

    They are the ids that nodes had before, and those that the `parts` (first nodes) of what a judgement
    joins would have alone. `entity_of` comes in order: of several nodes with one id the earliest counts.
    """
    used = set(entity_of.values())
    meant = [(id, ref) for ref in entity_of if ref in former for id in former[ref]]
    meant += [(fresh(ref, nodes[ref].kind), ref) for ref in parts]
    free = [(id, ref) for id, ref in meant if id not in used and not OF_PLACE.match(id)]
    return {id: entity_of[ref] for id, ref in reversed(free) if not elsewhere(id)}

"""Ids of entities: opaque, stable, made from where a thing was first told of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from itertools import count

from kg.link.groups import Ref
from kg.model import PLACES, Kind, Node

SEGMENTS = {Kind.PROGRAMME_EVENT: "event", **dict.fromkeys(PLACES, "place")}
Cluster = tuple[Ref, ...]  # earliest first


def segment(kind: Kind) -> str:
    """The first part of an id: `person`, `place`, …"""
    return SEGMENTS.get(kind) or kind.value.lower()


def place_id(known: str) -> str:
    """`geonames:1796236` → `place/geonames-1796236`."""
    return f"place/{re.sub(r'[^A-Za-z0-9_-]', '-', known)}"


def entity_ids(
    clusters: Iterable[Cluster], nodes: Mapping[Ref, Node], previous: Mapping[Ref, str]
) -> dict[Cluster, str]:
    """An id for each cluster: the gazetteer's of a known place, else the oldest of a member, else a new one.

    Clusters come earliest first: where a cluster was split, its earliest part keeps the id.
    """
    ordered = list(clusters)
    ids = {cluster: place_id(known) for cluster in ordered if (known := known_of(cluster, nodes))}
    taken = set(ids.values())
    rest = [cluster for cluster in ordered if cluster not in ids]
    for cluster in rest:
        kept = next((id for id in inherited(cluster, nodes, previous) if id not in taken), None)
        if kept is not None:
            ids[cluster] = kept
            taken.add(kept)
    for cluster in rest:
        if cluster not in ids:
            ids[cluster] = fresh(cluster[0], nodes[cluster[0]].kind, taken)
            taken.add(ids[cluster])
    return ids


def known_of(cluster: Cluster, nodes: Mapping[Ref, Node]) -> str | None:
    """The gazetteer's id of a place."""
    found = (nodes[ref].known for ref in cluster if nodes[ref].kind in PLACES)
    return next(filter(None, found), None)


def inherited(cluster: Cluster, nodes: Mapping[Ref, Node], previous: Mapping[Ref, str]) -> Iterable[str]:
    """The ids that members had before, of the right sort, the earliest member's first."""
    prefix = segment(nodes[cluster[0]].kind) + "/"
    return (previous[ref] for ref in cluster if previous.get(ref, "").startswith(prefix))


def fresh(ref: Ref, kind: Kind, taken: set[str]) -> str:
    """A new id from the raw coordinates of the earliest member."""
    for salt in count():
        digest = hashlib.sha256("\0".join((*ref, str(salt) if salt else "")).encode()).hexdigest()
        id = f"{segment(kind)}/{digest[:12]}"
        if id not in taken:
            return id
    raise AssertionError("counting never ends")

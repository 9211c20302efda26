"""Places: those that the gazetteer knows are one by its id, the others by name, kind and where they lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.link.areas import NOWHERE, Area, Relation, relation
from kg.link.clustering import Clustering
from kg.link.constraints import Constraints
from kg.link.context import known_surroundings
from kg.link.found import Found
from kg.link.groups import Groups, Merge, Ref
from kg.link.index import Index
from kg.link.ties import Reason, blocks_by, pairs_in_blocks, ties
from kg.model import PLACES, Kind
from kg.text.organizations import normalize


@dataclass(frozen=True, slots=True)
class Place:
    """Nodes of places unknown to the gazetteer with the same name, kind and surroundings."""

    refs: tuple[Ref, ...]
    name: str
    kind: Kind
    around: Area


def places(index: Index, groups: Groups, bounds: Constraints) -> Found:
    """The merges of all place nodes."""
    known, unknown = defaultdict[str, list[Ref]](list), list[Ref]()
    for ref in index.of_kind(*PLACES):
        id = index.nodes[ref].known
        if id:
            known[id].append(ref)
        else:
            unknown.append(ref)
    found = unknown_places(index, unknown, bounds)
    return Found([*same_ids(known.items()), *found.merges], bonds=found.bonds)


def same_ids(known: Iterable[tuple[str, list[Ref]]]) -> Iterable[Merge]:
    """Nodes with one id of the gazetteer."""
    for id, refs in known:
        for ref in refs[1:]:
            yield Merge(refs[0], ref, 1.0, f"both are {id} in the gazetteer")


def unknown_places(index: Index, refs: Iterable[Ref], bounds: Constraints) -> Found:
    """Clusters of places by name."""
    units = place_units(index, refs)
    clustering = Clustering(units, are_apart, bounds, "the same name and surroundings")
    pairs = pairs_in_blocks(blocks_by(units, lambda unit: [(unit.name, unit.kind)]))
    clustering.tie_where_clear(ties(units, pairs, (same_name,)))
    return clustering.found()


def place_units(index: Index, refs: Iterable[Ref]) -> list[Place]:
    """Nodes with the same features as one unit, earliest first."""
    found = defaultdict[tuple[str, Kind, Area], list[Ref]](list)
    for ref in refs:
        node = index.nodes[ref]
        found[normalize(node.name or ""), node.kind, known_surroundings(index, ref)].append(ref)
    return [Place(tuple(same), *features) for features, same in found.items()]


def are_apart(one: Place, other: Place) -> bool:
    """True for places in different surroundings."""
    return relation(one.around, other.around) is Relation.CONFLICT


def same_name(one: Place, other: Place) -> Reason:
    """The blocks hold places of one name and kind only."""
    near = NOWHERE not in (one.around, other.around)
    return Reason(0.9 if near else 0.7, f"the same name «{one.name}»")

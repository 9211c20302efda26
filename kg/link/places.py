"""Places: those that the gazetteer knows are one by its id, the others by name, kind and where they lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.gazetteer import gazetteer
from kg.link.areas import NOWHERE, Area, Relation, countries, is_country, read_name, relation
from kg.link.clustering import Clustering
from kg.link.comparing import Comparing, Question, here
from kg.link.constraints import Constraints
from kg.link.context import known_surroundings
from kg.link.found import Found
from kg.link.groups import Groups, Merge, Ref
from kg.link.index import Index
from kg.link.ties import Reason, blocks_by, pairs_in_blocks
from kg.model import PLACES, Kind, Predicate
from kg.text.organizations import normalize


@dataclass(frozen=True, slots=True)
class Place:
    """Nodes of places unknown to the gazetteer with the same name, kind and surroundings.

    `members` are the places that a zone is said to be made of.
    """

    refs: tuple[Ref, ...]
    name: str
    kind: Kind
    around: Area
    members: Area


def places(index: Index, groups: Groups, bounds: Constraints, comparing: Comparing = here) -> Found:
    """The merges of all place nodes."""
    known, unknown = defaultdict[str, list[Ref]](list), list[Ref]()
    for ref in index.of_kind(*PLACES):
        id = index.nodes[ref].known
        if id:
            known[id].append(ref)
        else:
            unknown.append(ref)
    found = unknown_places(index, unknown, bounds, comparing)
    return Found([*same_ids(known.items()), *found.merges], bonds=found.bonds)


def same_ids(known: Iterable[tuple[str, list[Ref]]]) -> Iterable[Merge]:
    """Nodes with one id of the gazetteer."""
    for id, refs in known:
        for ref in refs[1:]:
            yield Merge(refs[0], ref, 1.0, f"both are {id} in the gazetteer")


def unknown_places(index: Index, refs: Iterable[Ref], bounds: Constraints, comparing: Comparing) -> Found:
    """Clusters of places by name."""
    units = place_units(index, refs)
    clustering = Clustering(units, are_apart, bounds, "the same name and surroundings")
    pairs = list(pairs_in_blocks(blocks_by(units, lambda unit: [(unit.name, unit.kind)])))
    (found,) = comparing(units, [Question(pairs, ((same_name,),))])
    clustering.tie_where_clear(found)
    return clustering.found()


def place_units(index: Index, refs: Iterable[Ref]) -> list[Place]:
    """Nodes with the same features as one unit, earliest first."""
    found = defaultdict[tuple[str, Kind, Area, Area], list[Ref]](list)
    for ref in refs:
        node, members = index.nodes[ref], members_of(index, ref)
        around = lands_of(index, ref, members) or known_surroundings(index, ref)
        found[place_name(node.name or ""), node.kind, around, members].append(ref)
    return [Place(tuple(same), *features) for features, same in found.items()]


def members_of(index: Index, ref: Ref) -> Area:
    """The places in a zone: the gazetteer's ids, or the names of those that it does not know."""
    nodes = [index.nodes[member] for member in index.subjects(ref, Predicate.CONTAINED_IN_PLACE)]
    return frozenset(node.known or normalize(node.name or "") for node in nodes)


def lands_of(index: Index, ref: Ref, members: Area) -> Area:
    """The countries that a zone is said to lie in, else those of its members."""
    around = (index.nodes[outer].known for outer in index.objects(ref, Predicate.CONTAINED_IN_PLACE))
    said = countries(frozenset(filter(None, around)))
    return frozenset(land for land in said or countries(members) if is_country(land))


def place_name(name: str) -> str:
    """What names of one place have in common: `зона роста Китая`, `китайская зона роста`."""
    found, rest = read_name(name)
    finer = sorted(gazetteer()[place].name for place in found if not is_country(place))
    return " ".join((*rest, *finer)) if rest else normalize(name)


def are_apart(one: Place, other: Place) -> bool:
    """True for places in different surroundings, and for zones of several places that share none."""
    strange = min(len(one.members), len(other.members)) > 1 and one.members.isdisjoint(other.members)
    return strange or relation(one.around, other.around) is Relation.CONFLICT


def same_name(one: Place, other: Place) -> Reason | None:
    """The blocks hold places of one name and kind only; those apart are no rivals of each other."""
    if are_apart(one, other):
        return None
    near = NOWHERE not in (one.around, other.around)
    return Reason(0.9 if near else 0.7, f"the same name «{one.name}»")

"""Organizations, facilities and events: by name, by abbreviation, and generic names by where they belong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from kg.link.areas import Area, Relation, places_in, read_name, regions, relation
from kg.link.clustering import Clustering
from kg.link.comparing import Comparing, Question, here
from kg.link.constraints import Constraints
from kg.link.context import holders, home, surroundings
from kg.link.found import Found
from kg.link.groups import Groups, Ref
from kg.link.index import Index
from kg.link.ties import Reason, pairs_by_name
from kg.model import Kind
from kg.text import names, organizations

KINDS = (Kind.ORGANIZATION, Kind.FACILITY, Kind.PROGRAMME_EVENT)
# Heads of names that every region has one of: alone they say nothing of which.
GENERIC_HEADS = re.compile(
    r"(?:министерств|правительств|администраци|департамент|управлени|комитет|комисси|совет|палат|агентств|корпораци"
    r"|центр|дирекци|университет|академи|институт|собрани|дум|парламент|мэри|посольств|консульств|служб|фонд|союз"
    r"|торгов|городск|областн|краев|региональн|местн|технопарк|завод|порт|школ|музе|больниц|форум|выставк|ярмарк)"
)


OF_REGION = re.compile(
    r"(?:областн|краев|региональн|республиканск)[а-я]+|области|края|региона|республики|города"
)
ALIKE = 70  # per cent of letters below which two spelled-out names are surely two


@dataclass(frozen=True, slots=True)
class Body:
    """Nodes of bodies with the same names and surroundings.

    `prints` are fingerprints of all its names, `core` that of the name without places («правительство»).
    """

    refs: tuple[Ref, ...]
    articles: frozenset[str]
    name: str
    prints: frozenset[str]
    core: str
    home: Area
    around: Area
    holders: frozenset[str]
    is_generic: bool

    @property
    def area(self) -> Area:
        """Where its names put it, else where the facts do."""
        return self.home or self.around


def is_generic(name: str) -> bool:
    """True for a name that many places have: «Министерство экономики», «технопарк», ТПП."""
    if places_in(name) or re.search(r"[«»\"A-Za-z\d]", name) or re.search(r"\s[А-ЯЁ]", name):
        return False
    low = name.casefold()
    return bool(GENERIC_HEADS.match(low)) or low == name or is_short(name)


def core(name: str) -> str:
    """The fingerprint of a name without its places and words for «of the region»."""
    rest = [word for word in read_name(name)[1] if not OF_REGION.fullmatch(word)]
    return organizations.fingerprint(" ".join(rest))


def is_short(name: str) -> bool:
    """True for an abbreviation of up to four letters, such as ТПП."""
    return len(name) <= 4 and name.isupper()


def bodies(index: Index, groups: Groups, bounds: Constraints, comparing: Comparing = here) -> Found:
    """The merges of all organizations, facilities and events, kind by kind."""
    found = [bodies_of_kind(index, groups, kind, bounds, comparing) for kind in KINDS]
    return Found(
        [merge for one in found for merge in one.merges],
        [pair for one in found for pair in one.unsure],
        [part for one in found for part in one.parts],
        [bond for one in found for bond in one.bonds],
    )


def bodies_of_kind(
    index: Index, groups: Groups, kind: Kind, bounds: Constraints, comparing: Comparing
) -> Found:
    """Clusters by name, then by abbreviation where only one body bears it."""
    clustering = Clustering(body_units(index, groups, kind), are_apart, bounds, "the same name")
    units = clustering.units
    tiers = (same_name, same_generic_name, same_core), (same_alias, abbreviated), (maybe_abbreviated,)
    asked = Question(pairs_by_name(units, called, shortened), tiers)
    named, fitting, doubtful = comparing(units, [asked])
    clustering.tie(named)
    clustering.tie_where_clear(fitting)
    clustering.doubt(doubtful, "nothing tells where one of them is")
    return clustering.found()


def body_units(index: Index, groups: Groups, kind: Kind) -> list[Body]:
    """Nodes with the same features as one unit, earliest first; a generic name without any place is alone."""
    found = defaultdict[Hashable, list[Ref]](list)
    bodies = {ref: body(index, groups, ref) for ref in index.of_kind(kind)}
    for ref, unit in bodies.items():
        placed = bool(unit.area or unit.holders or not unit.is_generic)
        found[unit.name, unit.prints, unit.home, unit.around, unit.holders, placed or ref].append(ref)
    return [
        replace(bodies[refs[0]], refs=tuple(refs), articles=frozenset(article for article, _ in refs))
        for refs in found.values()
    ]


def body(index: Index, groups: Groups, ref: Ref) -> Body:
    """The features of one node."""
    node = index.nodes[ref]
    name = organizations.canonicalize(node.name or "")
    return Body(
        refs=(ref,),
        articles=frozenset({ref[0]}),
        name=name,
        prints=frozenset(map(organizations.fingerprint, (name, *node.aliases))),
        core=core(name),
        home=home(index, ref),
        around=surroundings(index, groups, ref),
        holders=people(index, ref),
        is_generic=is_generic(name),
    )


def people(index: Index, ref: Ref) -> frozenset[str]:
    """Fingerprints of the full names of those who hold a post in the body."""
    found = (index.nodes[person].name or "" for person in holders(index, ref))
    return frozenset(names.fingerprint(name) for name in found if names.parse_name(name).is_full)


def called(unit: Body) -> Iterator[Hashable]:
    """Fingerprints of the names; that of the name without its places beside each region."""
    yield from unit.prints
    yield from ((unit.core, region) for region in regions(unit.area))


def shortened(unit: Body) -> Iterator[Hashable]:
    """What the names may be shortened to, with their places, and without them beside each region."""
    yield from organizations.abbreviations(unit.name)
    yield from ((short, region) for short in abbreviations(unit) for region in regions(unit.area))


def abbreviations(unit: Body) -> frozenset[str]:
    """What the name without its places may be shortened to."""
    return organizations.abbreviations(" ".join(read_name(unit.name)[1]))


def are_apart(one: Body, other: Body) -> bool:
    """True for two bodies of one article, of different regions by name, or of one generic name elsewhere."""
    if one.articles & other.articles and not one.prints & other.prints:
        return True
    if relation(one.home, other.home) is Relation.CONFLICT or have_different_names(one, other):
        return True
    generic = one.is_generic or other.is_generic
    return generic and relation(one.area, other.area) is Relation.CONFLICT


def have_different_names(one: Body, other: Body) -> bool:
    """True for two spelled-out names with little in common, neither of them a variant of the other."""
    mine, yours = organizations.fingerprint(one.name), organizations.fingerprint(other.name)
    if " " not in mine or " " not in yours or mine in other.prints or yours in one.prints:
        return False
    return one.core != other.core and fuzz.token_set_ratio(mine, yours) < ALIKE


def same_name(one: Body, other: Body) -> Reason | None:
    """One telling name."""
    same = organizations.fingerprint(one.name) == organizations.fingerprint(other.name)
    if not same or one.is_generic or other.is_generic:
        return None
    return Reason(0.95, f"the same name «{one.name}»")


def same_generic_name(one: Body, other: Body) -> Reason | None:
    """A name that many bodies have, in one region or under one official."""
    if organizations.fingerprint(one.name) != organizations.fingerprint(other.name):
        return None
    if one.holders & other.holders:
        return Reason(0.85, f"the same name «{one.name}» and official")
    if relation(one.area, other.area) is Relation.AGREE:
        return Reason(0.8, f"the same name «{one.name}» and region")
    return None


def same_alias(one: Body, other: Body) -> Reason | None:
    """A name of one is a variant of the other."""
    shared = one.prints & other.prints
    if not shared or (
        one.is_generic and other.is_generic and relation(one.area, other.area) is not Relation.AGREE
    ):
        return None
    return Reason(0.75, f"both are called «{min(shared)}»")


def same_core(one: Body, other: Body) -> Reason | None:
    """«Пермская палата» and «палата Пермского края»: the same words beside one region."""
    if not one.core or one.core != other.core or relation(one.area, other.area) is not Relation.AGREE:
        return None
    return Reason(0.85, f"«{one.core}» of one region")


def abbreviated(one: Body, other: Body) -> Reason | None:
    """A name of one abbreviates the other's, places aside, and both belong to one region."""
    if relation(one.area, other.area) is not Relation.AGREE:
        return None
    for short, full in ((one, other), (other, one)):
        if len(short.core) > 1 and short.core in abbreviations(full):
            return Reason(0.6, f"«{short.core}» abbreviates «{full.name}», in one region")
    return None


def maybe_abbreviated(one: Body, other: Body) -> Reason | None:
    """A name of one abbreviates the other's, and nothing says that they belong to one region."""
    for short, full in ((one, other), (other, one)):
        if len(short.core) > 2 and short.core in abbreviations(full):
            return Reason(0.4, f"«{short.core}» abbreviates «{full.name}»")
    return None

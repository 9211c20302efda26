"""What resolving sees of one node: while it stays the same, so does all that a rule says of the node."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.link import agreements, bodies, meetings, persons, places, posts, visits
from kg.link.groups import Groups, Ref
from kg.link.index import Index
from kg.model import PLACES, Kind

Sight = Callable[[Index, Groups, Ref], object]


def unit(index: Index, groups: Groups, ref: Ref) -> object:
    """The publication of the article and the unit of the node alone, whoever in the article is famous."""
    node = index.nodes[ref]
    return index.published(ref), node.kind, node.known, UNITS.get(node.kind, never)(index, groups, ref)


def place(index: Index, groups: Groups, ref: Ref) -> object:
    """The unit of a place that the gazetteer does not know."""
    return places.place_units(index, [ref])


def person(index: Index, groups: Groups, ref: Ref) -> object:
    """The unit of a person, all of the article for company."""
    casts = {ref[0]: frozenset((name, 0) for name in persons.companions(index, ref[0]))}
    return persons.person([ref], persons.features_of(index, groups, ref), casts, index, groups)


def visit(index: Index, groups: Groups, ref: Ref) -> object:
    """The unit of a visit, all people of the article among its cast."""
    casts = {ref[0]: frozenset(map(groups.of, index.cast(ref[0])))}
    return visits.visit_unit(index, groups, casts, ref)


def never(index: Index, groups: Groups, ref: Ref) -> object:
    """What is never the same twice."""
    return object()


UNITS: Mapping[Kind, Sight] = {
    **dict.fromkeys(PLACES, place),
    **dict.fromkeys(bodies.KINDS, bodies.body),
    Kind.PERSON: person,
    Kind.POST: posts.features_of,
    Kind.VISIT: visit,
    Kind.DELEGATION: never,  # it hangs on the other delegations of the article, and few are told of
    Kind.MEETING: meetings.meeting,
    Kind.AGREEMENT: agreements.agreement,
}

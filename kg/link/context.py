"""What the facts around a node say of where it belongs."""

from __future__ import annotations

from collections.abc import Iterable

from kg.link.areas import Area, places_in, united
from kg.link.groups import Groups, Ref
from kg.link.index import Index
from kg.model import PLACES, Predicate


def known_surroundings(index: Index, ref: Ref) -> Area:
    """Known destinations of the visits that stop at the node, meet at it or go there."""
    visits = index.subjects(ref, Predicate.STOP, Predicate.DESTINATION)
    meetings = index.subjects(ref, Predicate.PLACE)
    visits += [visit for meeting in meetings for visit in index.objects(meeting, Predicate.DURING_VISIT)]
    found = (
        index.nodes[place].known for visit in visits for place in index.objects(visit, Predicate.DESTINATION)
    )
    return frozenset(filter(None, found))


def place_key(index: Index, groups: Groups, ref: Ref) -> str:
    """An area's word for a place: the gazetteer's id, else the first ref of its group."""
    return index.nodes[ref].known or "\0".join(groups.of(ref))


def area_of(index: Index, groups: Groups, refs: Iterable[Ref]) -> Area:
    """The places among the refs, and those that the names of the bodies among them speak of."""
    return united(area_of_one(index, groups, ref) for ref in refs)


def area_of_one(index: Index, groups: Groups, ref: Ref) -> Area:
    """The area of a place or of a body's names."""
    node = index.nodes[ref]
    if node.kind in PLACES:
        return frozenset({place_key(index, groups, ref)})
    return home(index, ref)


def home(index: Index, ref: Ref) -> Area:
    """The places in the names of a body."""
    node = index.nodes[ref]
    return united(places_in(name) for name in (node.name, *node.aliases) if name)


def surroundings(index: Index, groups: Groups, ref: Ref) -> Area:
    """Where the facts put a body: who sends with it, where it receives, whose officials work in it."""
    hosted = index.subjects(ref, Predicate.HOSTED_BY)
    there = [place for visit in hosted for place in index.objects(visit, Predicate.DESTINATION)]
    beside = [body for person in holders(index, ref) for body in bodies_of(index, person)]
    others = [found for found in (*senders(index, ref), *there, *beside) if found != ref]
    return (
        area_of(index, groups, others) | known_surroundings(index, ref)
        if others
        else known_surroundings(index, ref)
    )


def senders(index: Index, ref: Ref) -> list[Ref]:
    """Who sends the delegations that a person or body goes with or sends."""
    sent = index.objects(ref, Predicate.MEMBER_OF) + index.subjects(ref, Predicate.SENT_BY)
    return [sender for delegation in sent for sender in index.objects(delegation, Predicate.SENT_BY)]


def holders(index: Index, body: Ref) -> list[Ref]:
    """The people who hold a post in the body."""
    posts = index.subjects(body, Predicate.POST_IN)
    return [
        person
        for post in posts
        for person in index.subjects(post, Predicate.HOLDS_POST, Predicate.FORMER_POST)
    ]


def bodies_of(index: Index, person: Ref) -> list[Ref]:
    """The bodies and places that a person holds or held a post in."""
    posts = index.objects(person, Predicate.HOLDS_POST, Predicate.FORMER_POST)
    return [body for post in posts for body in index.objects(post, Predicate.POST_IN)]

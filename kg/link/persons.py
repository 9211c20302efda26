"""People: by full name unless posts put them in different regions; by less only where nobody else fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from kg.link.areas import Area, Relation, regions, relation
from kg.link.clustering import (
    Clustering,
    Compare,
    Reason,
    Tie,
    blocks_by,
    pairs_in_blocks,
    same_features,
    ties,
)
from kg.link.context import area_of, bodies_of
from kg.link.groups import Groups, Merge, Ref
from kg.link.index import Index
from kg.model import Kind, Predicate
from kg.text import names
from kg.text.names import Likeness, PersonName

Held = tuple[str, Ref | None]  # normalised role, first ref of the body
NAMESAKES = frozenset({Likeness.SAME, Likeness.WITHOUT_PATRONYMIC, Likeness.REVERSED, Likeness.TRANSCRIBED})


@dataclass(frozen=True, slots=True)
class Person:
    """Nodes of people with one name and the same posts; `area` is where the posts are."""

    refs: tuple[Ref, ...]
    articles: frozenset[str]
    text: str
    posts: frozenset[Held]
    area: Area

    @property
    def name(self) -> PersonName:
        """The parts of the name."""
        return names.parse_name(self.text)


def persons(index: Index, groups: Groups) -> list[Merge]:
    """The merges of all people, the surest first: each tier stands on the one before."""
    units = person_units(index, groups)
    clustering = Clustering(units, are_apart)
    named = tied(units, full_name, same_name_and_region, same_name_only)
    clustering.tie([*named[0], *tied(units, slip, misspelt)[0]])
    clustering.tie_where_clear(named[1])
    clustering.tie_where_clear(tied(units, surname_and_region, initials)[0])
    clustering.tie_where_clear(tied(units, word_and_post, surname)[0])
    return [*same_features(units, "the same name and posts"), *clustering.merges]


def person_units(index: Index, groups: Groups) -> list[Person]:
    """Nodes with the same features as one unit, earliest first; a part of a name without post is alone."""
    found = defaultdict[tuple[str, frozenset[Held], Area, str], list[Ref]](list)
    for ref in index.of_kind(Kind.PERSON):
        text = names.canonicalize(index.nodes[ref].name or "")
        posts, area = held(index, groups, ref), area_of(index, groups, bodies_of(index, ref))
        alone = "" if names.parse_name(text).is_full or area else ref[0]
        found[text, posts, area, alone].append(ref)
    return [
        Person(tuple(refs), frozenset(article for article, _ in refs), text, posts, area)
        for (text, posts, area, _), refs in found.items()
    ]


def held(index: Index, groups: Groups, ref: Ref) -> frozenset[Held]:
    """The posts, each as its role and body."""
    found = set[Held]()
    for post in index.objects(ref, Predicate.HOLDS_POST, Predicate.FORMER_POST):
        bodies: list[Ref | None] = [groups.of(body) for body in index.objects(post, Predicate.POST_IN)]
        found |= {(role, body) for role in roles(index, post) for body in bodies or [None]}
    return frozenset(found)


def roles(index: Index, post: Ref) -> list[str]:
    """The normalised roles of a post."""
    return [names.normalize(role) for role in index.texts(post, Predicate.ROLE)]


Keys = Callable[[Person], Iterator[Hashable]]


def tied(units: Sequence[Person], keys: Keys, *rules: Compare[Person]) -> list[list[Tie]]:
    """For each rule its ties among the units that share a key."""
    pairs = list(pairs_in_blocks(blocks_by(units, keys)))
    return [ties(units, pairs, (rule,)) for rule in rules]


def full_name(unit: Person) -> Iterator[Hashable]:
    """The fingerprint of given name and surname."""
    if unit.name.given and unit.name.family:
        yield names.fingerprint(f"{unit.name.given} {unit.name.family}")


def slip(unit: Person) -> Iterator[Hashable]:
    """A post with what a slip in the surname or in the given name leaves alone."""
    if unit.name.given and unit.name.family:
        for word in (unit.name.given, unit.name.family):
            yield from ((names.sound(word), post) for post in unit.posts)


def surname_and_region(unit: Person) -> Iterator[Hashable]:
    """The surname's sound in each region."""
    if unit.name.family:
        yield from ((names.sound(unit.name.family), region) for region in regions(unit.area))


def word_and_post(unit: Person) -> Iterator[Hashable]:
    """Each word of the name with each post."""
    for word in (unit.name.given, unit.name.patronymic, unit.name.family):
        if word:
            yield from ((names.sound(word), post) for post in unit.posts)


def likeness(one: Person, other: Person) -> Likeness:
    """How the names agree."""
    return names.could_be_same_person(one.name, other.name)


def are_apart(one: Person, other: Person) -> bool:
    """True for different names, two people of one article, and namesakes with posts in different regions."""
    alike = likeness(one, other)
    if alike is Likeness.DIFFERENT or relation(one.area, other.area) is Relation.CONFLICT:
        return True
    return alike not in NAMESAKES and bool(one.articles & other.articles)


def same_name_and_region(one: Person, other: Person) -> Reason | None:
    """Full names alike, posts in one region."""
    alike = likeness(one, other)
    if alike not in NAMESAKES or relation(one.area, other.area) is not Relation.AGREE:
        return None
    return Reason(alike.score, f"{alike}, posts in one region")


def misspelt(one: Person, other: Person) -> Reason | None:
    """A slip in a name whose bearer holds the same post."""
    if likeness(one, other) is Likeness.MISSPELT and one.posts & other.posts:
        return Reason(Likeness.MISSPELT.score, f"{Likeness.MISSPELT}, the same post")
    return None


def same_name_only(one: Person, other: Person) -> Reason | None:
    """Full names alike, and nothing said of where one of them works."""
    alike = likeness(one, other)
    return Reason(alike.score - 0.1, f"{alike}, nobody else fits") if alike in NAMESAKES else None


def initials(one: Person, other: Person) -> Reason | None:
    """Initials that fit, posts in one region."""
    if likeness(one, other) is not Likeness.INITIALS or relation(one.area, other.area) is not Relation.AGREE:
        return None
    return Reason(Likeness.INITIALS.score, f"{Likeness.INITIALS}, posts in one region, nobody else fits")


def surname(one: Person, other: Person) -> Reason | None:
    """A part of the name, the same post in the same body."""
    shared = {post for post in one.posts & other.posts if post[1] is not None}
    if likeness(one, other) is not Likeness.PART or not shared:
        return None
    return Reason(Likeness.PART.score, f"{Likeness.PART}, the same post, nobody else fits")

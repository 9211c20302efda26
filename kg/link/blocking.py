"""Keys of nodes: resolving puts no two nodes side by side unless one has a key that is near the other.

They are kept between runs, so that what is near a new article is found without looking at all others. They
hang on one article and on the ids of things only; what hangs on the whole corpus (who is famous) may make the
blocks of a stage smaller than those of these keys, never larger.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import combinations, product

from kg.link import agreements, bodies, meetings, persons, posts, visits
from kg.link.groups import Groups, Ref
from kg.link.index import Index
from kg.link.places import place_name
from kg.model import PLACES, Extraction, Kind, Predicate

DIGEST_BYTES = 8
CALLED, SHORTENED = "called", "shortened"
KeysOf = Callable[[Index, Groups, Ref], Iterable[Hashable]]


def node_keys(index: Index, groups: Groups, ref: Ref) -> frozenset[str]:
    """Digests of the keys of a node; none for a place of the gazetteer and for what is never resolved."""
    return digests(KEYS, index, groups, ref)


def near_keys(index: Index, groups: Groups, ref: Ref) -> frozenset[str]:
    """Digests of the keys of all that may be beside a node."""
    return digests({**KEYS, **NEAR}, index, groups, ref)


def digests(keys: Mapping[Kind, KeysOf], index: Index, groups: Groups, ref: Ref) -> frozenset[str]:
    """Digests of what `keys` gives."""
    node = index.nodes[ref]
    if node.kind not in keys or (node.kind in PLACES and node.known):
        return frozenset()
    return frozenset(digest((node.kind.value, key)) for key in keys[node.kind](index, groups, ref))


class ById(Groups):
    """Things named by their ids: `("", id)` stands for the earliest member."""

    def __init__(self, entity_of: Mapping[Ref, str]) -> None:
        self._entity_of = entity_of

    def of(self, ref: Ref) -> Ref:
        """The id of the thing, as a ref."""
        return "", self._entity_of[ref]


def article_keys(extraction: Extraction, entity_of: Mapping[Ref, str]) -> frozenset[tuple[str, str]]:
    """The keys of an article's nodes, each with the key of its node; ids of things are as resolved."""
    index, groups = Index((extraction,)), ById(entity_of)
    return frozenset((key, ref[1]) for ref in index.nodes for key in node_keys(index, groups, ref))


def cast(extraction: Extraction) -> frozenset[str]:
    """The people of an article as companions of each other."""
    return persons.companions(Index((extraction,)), extraction.article.id)


def digest(key: Hashable) -> str:
    """A short digest of what prints alike in every run: texts, dates, tuples of such."""
    return blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()


def of_place(index: Index, groups: Groups, ref: Ref) -> Iterator[Hashable]:
    """The name; places of the gazetteer need none."""
    yield place_name(index.nodes[ref].name or "")


def of_body(index: Index, groups: Groups, ref: Ref) -> Iterator[Hashable]:
    """What it is called, and what that may be shortened to."""
    body = bodies.body(index, groups, ref)
    yield from ((CALLED, name) for name in bodies.called(body))
    yield from ((SHORTENED, short) for short in bodies.shortened(body))


def near_body(index: Index, groups: Groups, ref: Ref) -> Iterator[Hashable]:
    """Bodies called alike, or one by what the other may be shortened to."""
    body = bodies.body(index, groups, ref)
    yield from ((how, name) for name in bodies.called(body) for how in (CALLED, SHORTENED))
    yield from ((CALLED, short) for short in bodies.shortened(body))


def of_person(index: Index, groups: Groups, ref: Ref) -> Iterator[Hashable]:
    """The blocks of its unit, whoever of the companions is famous, in its first span of time; features."""
    return person_keys(index, groups, ref, persons.spans(index, ref[0])[:1])


def near_person(index: Index, groups: Groups, ref: Ref) -> Iterator[Hashable]:
    """The same with the spans that begin no more than one earlier or later."""
    spans = persons.spans(index, ref[0])
    return person_keys(index, groups, ref, {near for span in spans for near in (span - 1, span)})


def person_keys(index: Index, groups: Groups, ref: Ref, spans: Iterable[int]) -> Iterator[Hashable]:
    """The same with some spans."""
    features, beside = persons.features_of(index, groups, ref), persons.companions(index, ref[0])
    casts = {ref[0]: frozenset(product(beside, spans))}
    unit = persons.person([ref], features, casts, index, groups)
    for keys in (persons.full_name, persons.slip, persons.surname_and_region, persons.word_and_post):
        yield from keys(unit)
    text, posts, area, alone = features
    yield text, tuple(sorted(map(repr, posts))), tuple(sorted(area)), alone


def of_post(index: Index, groups: Groups, ref: Ref) -> Iterator[Hashable]:
    """Everything that it is one with others by."""
    features = posts.features_of(index, groups, ref)
    if features is not None:
        yield tuple(tuple(sorted(feature)) for feature in features)


def of_visit(index: Index, groups: Groups, ref: Ref) -> Iterator[Hashable]:
    """The blocks of its unit, whoever of the people in the article is famous."""
    casts = {ref[0]: frozenset(map(groups.of, index.cast(ref[0])))}
    return visits.keys(visits.visit_unit(index, groups, casts, ref))


def of_delegation(index: Index, groups: Groups, ref: Ref) -> Iterator[Hashable]:
    """The visits that it makes."""
    return map(groups.of, index.objects(ref, Predicate.MAKES))


def of_meeting(index: Index, groups: Groups, ref: Ref) -> Iterator[Hashable]:
    """Every two sides; every side with a visit."""
    unit = meetings.meeting(index, groups, ref)
    yield from combinations(sorted(unit.sides), 2)
    yield from ((side, visit) for side in unit.sides for visit in unit.visits)


def of_agreement(index: Index, groups: Groups, ref: Ref) -> Iterator[Hashable]:
    """Every two parties."""
    return agreements.sides(agreements.agreement(index, groups, ref))


KEYS: Mapping[Kind, KeysOf] = {
    **dict.fromkeys(PLACES, of_place),
    **dict.fromkeys(bodies.KINDS, of_body),
    Kind.PERSON: of_person,
    Kind.POST: of_post,
    Kind.VISIT: of_visit,
    Kind.DELEGATION: of_delegation,
    Kind.MEETING: of_meeting,
    Kind.AGREEMENT: of_agreement,
}
# of kinds in which not all that share a key are beside each other
NEAR: Mapping[Kind, KeysOf] = {**dict.fromkeys(bodies.KINDS, near_body), Kind.PERSON: near_person}

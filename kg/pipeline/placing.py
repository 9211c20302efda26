"""What changes in the consolidated graph about places of the gazetteer when a few articles change.

Half of all articles may name a place, so nothing here looks at all that is said of one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from kg.link import Ref
from kg.model import PLACES, Entity, Extraction, Node, Predicate
from kg.rdf import vocabulary as v
from kg.rdf.describe import Portrait, place_id, shipped_places, unmentioned
from kg.rdf.iris import as_iri, consolidated_graph, entity_iri
from kg.rdf.portraits import placed, portrait_quads
from kg.rdf.reference import lies_by_reference
from kg.rdf.settle import following, object_of
from kg.store import OxigraphStore


class Said(NamedTuple):
    """What an article says of a place of the gazetteer: a fact, or (predicate "") a name; "" is any name."""

    place: str  # the gazetteer's id
    predicate: str
    value: str

    def encoded(self) -> str:
        """As the name of a key, and its detail."""
        return json.dumps(self)


def said_of_places(extraction: Extraction, entity_of: Mapping[Ref, str]) -> frozenset[Said]:
    """What an article says of the places of the gazetteer."""
    known = {
        place_id(node.known): node.known for node in extraction.nodes if node.known and node.kind in PLACES
    }
    return frozenset((*names_said(extraction.nodes), *facts_said(extraction, entity_of, known)))


def names_said(nodes: Iterable[Node]) -> Iterator[Said]:
    """That the places are named, and how."""
    for node in nodes:
        if node.known and node.kind in PLACES:
            for name in ("", node.name, *node.aliases):
                yield Said(node.known, "", name or "")


def facts_said(
    extraction: Extraction, entity_of: Mapping[Ref, str], known: Mapping[str, str]
) -> Iterator[Said]:
    """The facts about places; `known` are the gazetteer's ids by those of entities."""
    article = extraction.article.id
    for fact in extraction.facts:
        subject, value = entity_of[article, fact.subject], object_of(extraction, fact, entity_of)
        stated = [((subject, fact.predicate), value), *following(subject, fact.predicate, value)]
        for (of, predicate), what in stated:
            if of in known and of != what:
                yield Said(known[of], predicate.value, what)


def wanted_of_places(
    store: OxigraphStore, before: Collection[Said], now: Collection[Said], articles: Collection[str]
) -> dict[NamedNode, set[Quad]]:
    """What the consolidated graph is to say of each place of which it may say something else.

    `before` and `now` are what `articles` said of places, and say. Raises KeyError if the gazetteer does not
    know one of them.
    """
    said = Others(store, articles)
    news, lost = by_place(set(now) - set(before)), by_place(set(before) - set(now))
    wanted = dict[NamedNode, set[Quad]]()
    for place in sorted(news.keys() | lost.keys(), key=depth, reverse=True):
        gone = {each for each in lost[place] if not said.by_others(each)}
        stands = any(each.place == place for each in now) or said.by_others(Said(place, "", ""))
        settle_place(store, place, news[place], gone, stands, wanted)
    return wanted


def newly_named(
    store: OxigraphStore, before: Collection[Said], now: Collection[Said], articles: Collection[str]
) -> int:
    """How many more places are named now."""
    others = Others(store, articles)
    one, other = ({each.place for each in said} for said in (before, now))
    fewer, more = (
        {place for place in places if not others.by_others(Said(place, "", ""))}
        for places in (one - other, other - one)
    )
    return len(more) - len(fewer)


class Others:
    """What other articles say."""

    def __init__(self, store: OxigraphStore, articles: Collection[str]) -> None:
        self._rows, self._articles = store.ledger.kept.places, articles

    def by_others(self, said: Said) -> bool:
        """True if an article other than these says so."""
        return any(article not in self._articles for article, _ in self._rows.having(said.encoded()))


def by_place(said: Iterable[Said]) -> defaultdict[str, set[Said]]:
    """What is said of each place."""
    found = defaultdict[str, set[Said]](set)
    for each in said:
        found[each.place].add(each)
    return found


def depth(place: str) -> int:
    """How many places a place lies in, one in the other. Raises KeyError for an unknown one."""
    from kg.gazetteer import around, gazetteer

    return 1 + max(map(depth, around(gazetteer()[place])), default=0)


def settle_place(
    store: OxigraphStore,
    place: str,
    news: Collection[Said],
    gone: Collection[Said],
    stands: bool,
    wanted: dict[NamedNode, set[Quad]],
) -> None:
    """What is to be said of one place, and of those that it lies in; smaller places come first."""
    base = store.ledger.base
    node = entity_iri(place_id(place), base)
    present = wanted.get(node) or set(store.about(node, consolidated_graph(base)))
    if not stands and not has_places(store, node, wanted):
        wanted[node] = set()
        settle_container(store, place, wanted)
        return
    lost = set(portrait_quads(told(place, gone), base)) - set(portrait_quads(told(place, ()), base))
    wanted[node] = (present - lost) | set(portrait_quads(told(place, news), base))
    settle_container(store, place, wanted)


def settle_container(store: OxigraphStore, place: str, wanted: dict[NamedNode, set[Quad]]) -> None:
    """A place that nobody names is there as long as it holds one that is."""
    from kg.gazetteer import around, gazetteer

    for outer in around(gazetteer()[place]):
        settle_outer(store, outer, wanted)


def settle_outer(store: OxigraphStore, place: str, wanted: dict[NamedNode, set[Quad]]) -> None:
    """Whether a place that holds others is there, now that one of them has come or gone."""
    base = store.ledger.base
    node = entity_iri(place_id(place), base)
    named = any(True for _ in store.ledger.kept.places.having(Said(place, "", "").encoded()))
    present = wanted[node] if node in wanted else set(store.about(node, consolidated_graph(base)))
    held = has_places(store, node, wanted)
    if held and not present:
        wanted[node] = set(portrait_quads(told(place, ()), base))
        settle_container(store, place, wanted)
    elif not held and not named and present:
        wanted[node] = set()
        settle_container(store, place, wanted)


def has_places(store: OxigraphStore, node: NamedNode, wanted: Mapping[NamedNode, set[Quad]]) -> bool:
    """True if a place that stays or comes lies in this one by the gazetteer."""
    base = store.ledger.base
    pointing = store.pointing(node, consolidated_graph(base), v.CONTAINED_IN_PLACE)
    stay = (quad for quad in pointing if wanted.get(as_iri(quad.subject), True))
    come = (
        quad
        for its in wanted.values()
        for quad in its
        if quad.predicate == v.CONTAINED_IN_PLACE and quad.object == node
    )
    return any(lies_by_reference(quad, base) for quad in chain(stay, come))


def told(place: str, said: Iterable[Said]) -> Portrait:
    """The portrait of a place of which just this is said. Raises KeyError for an unknown one."""
    known = shipped_places(place)
    if known is None:
        raise KeyError(place)
    thing = unmentioned(known)
    said = sorted(said)
    names = tuple(each.value for each in said if not each.predicate and each.value)
    facts = tuple((Predicate(each.predicate), (each.value,)) for each in said if each.predicate)
    return placed(picture(thing, names, facts))


def picture(
    thing: Entity, names: tuple[str, ...], facts: tuple[tuple[Predicate, tuple[str, ...]], ...]
) -> Portrait:
    """A place by other names and with facts."""
    return Portrait(
        id=thing.id,
        kind=thing.kind,
        name=thing.name,
        aliases=names,
        known=thing.known,
        sources=(),
        place=None,
        within=(),
        title=None,
        facts=facts,
    )

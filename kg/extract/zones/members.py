"""The places that a zone is made of: one country's, where their names alone leave it open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.lexicon import CITY_WORDS, REGION_WORDS
from kg.extract.reading import Form, Reading, Ref, fold
from kg.extract.unlisted import look_up
from kg.extract.zones.lists import Item, Listing
from kg.extract.zones.words import TOWNS
from kg.gazetteer import FormKind, Place, gazetteer
from kg.model import PLACES, Kind


def members_of(reading: Reading, index: int, listing: Listing, said: str | None) -> list[str]:
    """The keys of the listed places. `said` is the country (ISO code) that the text says the zone is of."""
    refs = [_refer(reading, index, item, listing.noun) for item in listing.items]
    options = [list(_candidates(reading, ref)) for ref in refs]
    land = _common_country(reading, refs, options, said)
    if land is not None:
        refs = [_settled(reading, ref, own, land, len(refs)) for ref, own in zip(refs, options, strict=True)]
    return list(dict.fromkeys(ref.thing for ref in refs))


def _refer(reading: Reading, index: int, item: Item, noun: str | None) -> Ref:
    """The reference of an item; in a list of towns a person's name or an adjective is a town's."""
    if item.ref is not None and item.ref.kind in PLACES and item.ref.form is Form.NAME:
        return item.ref
    kind = Kind.REGION if noun in REGION_WORDS and noun not in TOWNS | CITY_WORDS else Kind.CITY
    name = reading.nominative(index, item.start, item.start, item.stop)
    reading.put(index, [ref for ref in reading.refs[index] if ref is not item.ref])
    key = next((t.key for t in reading.things.values() if t.kind is kind and name in t.names), None)
    if key is None:
        spelled = (name, reading.text(index, item.start, item.stop))
        key = reading.add_thing(kind, spelled, reading.span(index, item.start, item.stop).start)
        look_up(reading, key)
    ref = Ref(index, item.start, item.stop, item.start, key, kind)
    reading.add_ref(ref)
    return ref


def _candidates(reading: Reading, ref: Ref) -> Iterator[Place]:
    """The places of its kind that a reference may mean, the one that it is taken for first."""
    table, thing = gazetteer(), reading.things[ref.thing]
    if thing.known is not None:
        yield table[thing.known]
    words = tuple(fold(t.text) for t in reading.sentences[ref.sentence].tokens[ref.start : ref.stop])
    found = [table[form.place] for form in table.lookup(words) if form.kind is FormKind.NAME]
    if ref.kind is Kind.CITY:
        found += [town for name in thing.names for town in table.towns.lookup(name)]
    yield from (place for place in found if place.kind is ref.kind)


def country_of(place: Place) -> str:
    """The id of the country that a place is or lies in."""
    return gazetteer().containing(place.id)[-1].id


def _common_country(
    reading: Reading, refs: Sequence[Ref], options: Sequence[Sequence[Place]], said: str | None
) -> str | None:
    """The country that more than half of the places may lie in; what is said of the zone decides first."""
    fitting = Counter(land for own in options for land in {country_of(place) for place in own})
    taken = Counter(country_of(own[0]) for ref, own in zip(refs, options, strict=True) if own)
    if said is not None and 2 * fitting[said] >= len(refs):
        return said
    best = max(fitting, key=lambda land: (fitting[land], taken[land], land), default=None)
    return best if best is not None and 2 * fitting[best] > len(refs) else None


def _settled(reading: Reading, ref: Ref, options: Sequence[Place], land: str, others: int) -> Ref:
    """The reference to the place of its name in the country, if there is one and it means another."""
    if not options or (country_of(options[0]) == land and reading.things[ref.thing].known):
        return ref
    there = [place for place in options if country_of(place) == land]
    best = max(there, key=lambda place: place.population, default=None)
    return ref if best is None else _means(reading, ref, best, others)


def _means(reading: Reading, ref: Ref, place: Place, others: int) -> Ref:
    """All references of the thing now mean this place."""
    thing = reading.things[ref.thing]
    twin = next((t.key for t in reading.things.values() if t.known == place.id), None)
    if twin is None:
        lands = gazetteer().containing(place.id)[-1].name
        thing.known, thing.names = place.id, list(dict.fromkeys((place.name, *place.aliases)))
        thing.reason = f"the one in {lands}, as the others of {others} places listed with it"
        return ref
    for index, row in enumerate(reading.refs):
        reading.put(index, [replace(each, thing=twin) if each.thing == thing.key else each for each in row])
    return replace(ref, thing=twin)


def common_area(reading: Reading, keys: Iterable[str]) -> str | None:
    """The gazetteer's id of the smallest place around all of the things that it knows; None if none is."""
    known = [reading.things[key].known for key in keys]
    chains = [[p.id for p in gazetteer().containing(id)] for id in known if id is not None]
    if not chains:
        return None
    return next((id for id in chains[0] if all(id in chain for chain in chains) and id not in known), None)

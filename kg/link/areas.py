"""Where things belong: places that contain each other, and places inside names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from kg.gazetteer import gazetteer
from kg.model import Kind

Area = frozenset[str]  # ids of places: the gazetteer's, or the refs of places that it does not know
NOWHERE: Area = frozenset()


class Relation(Enum):
    """How the areas of two things agree."""

    AGREE = "agree"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"


@lru_cache(maxsize=1 << 14)
def chain(place: str) -> tuple[str, ...]:
    """The place and those it lies in, smallest first; the place alone if the gazetteer does not know it."""
    table = gazetteer()
    return tuple(found.id for found in table.containing(place)) if place in table else (place,)


@lru_cache(maxsize=1 << 14)
def is_country(place: str) -> bool:
    """True for a country of the gazetteer."""
    table = gazetteer()
    return place in table and table[place].kind is Kind.COUNTRY


def countries(area: Area) -> Area:
    """The largest known containers of the places."""
    return frozenset(chain(place)[-1] for place in area)


def regions(area: Area) -> Area:
    """The places with their containers below the country; a country only where it stands itself."""
    found = {outer for place in area for outer in chain(place) if not is_country(outer)}
    return frozenset(found | {place for place in area if is_country(place)})


def related(one: Area, other: Area) -> bool:
    """True if a place of one is, contains or lies in a place of the other."""
    return any(a in chain(b) or b in chain(a) for a in one for b in other)


def relation(one: Area, other: Area) -> Relation:
    """Agreement below the country or of two countries; a country with its own region leaves it open."""
    if not one or not other:
        return Relation.UNKNOWN
    if regions(one) & regions(other):
        return Relation.AGREE
    return Relation.UNKNOWN if related(one, other) else Relation.CONFLICT


def places_in(name: str) -> Area:
    """The places that a name speaks of: «Корпорация развития Самарской области» → the region."""
    return read_name(name)[0]


@lru_cache(maxsize=1 << 16)
def read_name(name: str) -> tuple[Area, tuple[str, ...]]:
    """The places in a name and the words that name none: the region, («корпорация», «развития»)."""
    words = tuple(re.findall(r"[\w-]+", name.casefold().replace("ё", "е")))
    found, rest, start = set[str](), list[str](), 0
    while start < len(words):
        place, length = place_at(words, start)
        if place is None:
            rest.append(words[start])
        else:
            found.add(place)
        start += length
    return frozenset(found), tuple(rest)


def place_at(words: tuple[str, ...], start: int) -> tuple[str | None, int]:
    """The likeliest place of the longest form that begins at a word, and how many words it takes."""
    table = gazetteer()
    for length in range(min(table.longest, len(words) - start), 0, -1):
        forms = table.lookup(words[start : start + length])
        if forms:
            return forms[0].place, length
    return None, 1


def united(areas: Iterable[Area]) -> Area:
    """All places of several areas."""
    return frozenset().union(*areas)

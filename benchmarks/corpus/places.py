"""Regions of Russia, and countries with their regions and cities, as far as all their case forms are known.

The gazetteer has the names; a form that it does not find again is not to be written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from benchmarks.corpus.grammar import CASES, phrase, within
from kg.gazetteer import FormKind, Place, gazetteer
from kg.model import Kind

HEADS = ("Республика", "провинция", "штат", "эмират")  # they are declined, the name after them is not
PROVINCE = re.compile(r"\bобласть$|^провинция\b")
MOST = 6
ABROAD = ("KZ", "UZ", "KG", "TJ", "AZ", "AM", "BY", "RS", "TR", "CN", "EG")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its forms in the order of `CASES` and the feminine adjective («самарская»)."""

    id: str
    name: str
    kind: Kind
    forms: tuple[str, ...]
    adjective: str | None
    aliases: tuple[str, ...] = ()

    def form(self, case: str) -> str:
        """The name in a case; `in`, `into` and `from` bring their preposition."""
        if case in {"in", "into"}:
            return f"{within(self.name)} {self.form('loc' if case == 'in' else 'acc')}"
        if case == "from":
            return f"из {self.form('gen')}"
        return self.forms[CASES.index(case)]


@dataclass(frozen=True, slots=True)
class Country:
    """A country with what can be visited in it."""

    spot: Spot
    regions: tuple[Spot, ...]
    cities: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region of Russia and its main city."""

    spot: Spot
    city: Spot


@cache
def regions() -> tuple[Region, ...]:
    """The regions of Russia, in the order of their ids."""
    found = (
        (spot(place), next(cities(place.id), None)) for place in inside("RU") if place.kind is Kind.REGION
    )
    return tuple(Region(home, city) for home, city in found if home and city and home.adjective)


@cache
def countries() -> tuple[Country, ...]:
    """The countries that delegations go to or come from."""
    return tuple(country for id in ABROAD if (country := country_of(id)))


def country_of(id: str) -> Country | None:
    """A country with a few of its regions and cities."""
    own = spot(gazetteer()[id])
    parts = (spot(place) for place in inside(id) if PROVINCE.search(place.name))
    towns = tuple(cities(id))[:MOST]
    return Country(own, tuple(filter(None, parts))[:MOST], towns) if own and towns else None


def cities(id: str) -> Iterator[Spot]:
    """The cities of a country or region whose forms are known, most populous first."""
    places = (place for place in inside(id) if place.kind is Kind.CITY)
    if id in ABROAD:
        places = (place for part in (id, *(each.id for each in inside(id))) for place in inside(part))
    towns = sorted(
        {p.id: p for p in places if p.kind is Kind.CITY}.values(), key=lambda p: (-p.population, p.id)
    )
    return filter(None, map(spot, towns))


@cache
def contents() -> dict[str, tuple[Place, ...]]:
    """Places by the place right around them."""
    table = defaultdict[str, list[Place]](list)
    for id in sorted(gazetteer()):
        place = gazetteer()[id]
        table[place.within or ""].append(place)
    return {around: tuple(places) for around, places in table.items()}


def inside(id: str) -> tuple[Place, ...]:
    """Places right in another one."""
    return contents().get(id, ())


def spot(place: Place) -> Spot | None:
    """The place with its forms; None if the gazetteer would not find it by each of them."""
    forms = declined(place.name)
    if not all(is_known(place.id, form) for form in forms):
        return None
    return Spot(place.id, place.name, place.kind, forms, adjective_of(place), short_names(place))


def declined(name: str) -> tuple[str, ...]:
    """The forms of a name."""
    head, _, rest = name.partition(" ")
    text = f"{head}|{rest}" if head in HEADS else name
    return tuple(phrase(text, case) for case in CASES)


def is_known(id: str, form: str) -> bool:
    """True if the form means this place first of all."""
    readings = gazetteer().lookup(tuple(form.casefold().replace("ё", "е").split()))
    return bool(readings) and readings[0].place == id


def short_names(place: Place) -> tuple[str, ...]:
    """Other names of one word, alike and known in all their forms: «Татарстан», «Беларусь»."""
    plain = (
        alias for alias in place.aliases if alias.isalpha() and common(alias.lower(), names_of(place)) > 2
    )
    return tuple(alias for alias in plain if all(is_known(place.id, form) for form in declined(alias)))


@cache
def adjectives() -> dict[str, list[str]]:
    """Feminine adjectives by the place's id."""
    table = defaultdict[str, list[str]](list)
    for form, readings in gazetteer().forms():
        if form.endswith("ая"):
            for place, _ in (reading for reading in readings if reading.kind is FormKind.ADJECTIVE):
                table[place].append(form)
    return table


def adjective_of(place: Place) -> str | None:
    """The adjective that begins most like the name: «самарская» of «Самарская область»."""
    return max(adjectives().get(place.id, ()), key=lambda form: common(form, names_of(place)), default=None)


def names_of(place: Place) -> tuple[str, ...]:
    """The words of the name."""
    return tuple(place.name.lower().split())


def common(form: str, words: Iterable[str]) -> int:
    """Letters that the form shares with the beginning of one of the words."""
    return max(sum(1 for at in range(1, len(form)) if each[:at] == form[:at]) for each in words)

"""The shipped tables: places of three kinds, and forms in order of likelihood."""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.gazetteer import FormKind, Place
from kg.model import Kind
from scripts.gazetteer.sources import Named
from scripts.gazetteer import inflect

HEADER = "id kind name aliases english within code wikidata geonames latitude longitude population"
LETTERS = {FormKind.NAME: "N", FormKind.ADJECTIVE: "A", FormKind.DEMONYM: "D"}
WEIGHT = {Kind.COUNTRY: 300, Kind.REGION: 3, Kind.CITY: 1}
NEAR = {"RU": 30, "BY": 4, "KZ": 4, "UZ": 4, "KG": 4, "TJ": 4, "AM": 4, "AZ": 4, "MN": 4, "UA": 4, "CN": 2}
SLAVIC = frozenset("RU BY UA BG PL RS HR SI SK CZ BA ME MK KZ KG MD".split())
REGION_FIRST = frozenset({"CN", "VN", "US", "IN", "MN"})  # elsewhere the bare name that a city shares is its
GREAT = 0.3  # even there, if this share of the region's people live in the city

Row = tuple[float, str, FormKind, tuple[str, ...]]  # likelihood, place, kind, forms


def places(path: Path, found: Iterable[Place]) -> None:
    """Write one table of places, sorted by id."""
    lines = ["\t".join(HEADER.split()), *map(line, sorted(found, key=lambda place: place.id))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def line(place: Place) -> str:
    """A place as a row."""
    cells = (
        place.id, place.kind, place.name, "|".join(place.aliases), place.english, place.within, place.code,
        place.wikidata, place.geonames, place.latitude, place.longitude, place.population,
    )  # fmt: skip
    return "\t".join("" if cell is None else str(cell) for cell in cells)


def forms(path: Path, found: list[Named]) -> None:
    """Write the table of forms, most likely first."""
    cities = {
        named.place.name: named.place
        for named in sorted(found, key=population)
        if named.place.kind is Kind.CITY
    }
    rows = sorted(
        (row for named in found for row in readings(named, cities)), key=lambda row: (-row[0], row[1], row[2])
    )
    lines = ["place\tkind\tstem\tendings", *(packed(id, kind, words) for _, id, kind, words in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def population(named: Named) -> int:
    """For sorting."""
    return named.place.population


def packed(id: str, kind: FormKind, words: tuple[str, ...]) -> str:
    """A row of the table of forms: the common beginning once."""
    stem = os.path.commonprefix(words)
    return "\t".join((id, LETTERS[kind], stem, "|".join(word.removeprefix(stem) for word in words)))


def readings(named: Named, cities: dict[str, Place]) -> Iterator[Row]:
    """The rows of one place."""
    place, score, country = (
        named.place,
        likelihood(named.place),
        named.place.id[:2] if named.place.code else "UA",
    )
    slavic = (country if named.place.within is None else named.place.within[:2]) in SLAVIC
    for name in (place.name, *place.aliases):
        yield score * doubt(place, name, cities), place.id, FormKind.NAME, inflect.names(name, slavic)
    for word in named.adjectives:
        yield score, place.id, FormKind.ADJECTIVE, inflect.adjectives(word)
    for word in named.demonyms:
        yield score, place.id, FormKind.DEMONYM, inflect.demonyms(word)


def likelihood(place: Place) -> float:
    """How likely a form that several places share means this one."""
    country = place.within[:2] if place.within else place.id[:2]
    weight = WEIGHT[Kind.REGION if place.kind is Kind.CITY and place.code else place.kind]
    near = 1 if place.kind is Kind.COUNTRY else NEAR.get(country, 1)
    return (place.population + 1000) * weight * near


def doubt(place: Place, name: str, cities: dict[str, Place]) -> float:
    """What a region's likelihood is lowered by where the name is its great city's too."""
    city = cities.get(name)
    if city is None or place.kind is not Kind.REGION:
        return 1.0
    inside = city.within == place.id or (city.within or "")[:2] == place.id[:2]
    shared = place.id[:2] not in REGION_FIRST or city.population >= GREAT * place.population
    return 0.02 if inside and shared else 1.0

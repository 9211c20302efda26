"""The shipped tables: places of three kinds, and forms in order of likelihood."""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from kg.gazetteer import FormKind, Place
from kg.gazetteer.tables import KEY
from kg.model import Kind
from scripts.gazetteer import inflect
from scripts.gazetteer.choice import PLAIN, common
from scripts.gazetteer.sources import Named
from scripts.gazetteer.words import words

HEADER = "id kind name aliases english within code wikidata geonames latitude longitude population"
LETTERS = {FormKind.NAME: "N", FormKind.ADJECTIVE: "A", FormKind.DEMONYM: "D"}
WEIGHT = {Kind.COUNTRY: 300, Kind.REGION: 1.5, Kind.CITY: 1}
NEAR = {"RU": 30, "BY": 4, "KZ": 4, "UZ": 4, "KG": 4, "TJ": 4, "AM": 4, "AZ": 4, "MN": 4, "UA": 4, "CN": 2}
SLAVIC = words("RU BY UA BG PL RS HR SI SK CZ BA ME MK KZ KG MD")
REGION_FIRST = frozenset({"CN", "VN", "US", "IN", "MN"})  # elsewhere the bare name that a city shares is its
CITY_FIRST = 0.02
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
    towns = sorted((named.place for named in found if named.place.kind is Kind.CITY), key=population)
    cities = {(country(place), place.name): place for place in towns}
    rows = (row for named in found for row in readings(named, cities))
    ranked = sorted(rows, key=lambda row: (-row[0], row[1], row[2], row[3]))
    lines = [line for _, id, kind, words in ranked for line in packed(id, kind, words)]
    path.write_text("\n".join(["place\tkind\tstem\tendings", *lines]) + "\n", encoding="utf-8")


def population(place: Place) -> int:
    """For sorting."""
    return place.population


def country(place: Place) -> str:
    """The two letters of the country that the place lies in or is."""
    return (place.within or place.id)[:2]


def packed(id: str, kind: FormKind, words: tuple[str, ...]) -> Iterator[str]:
    """Rows of the table of forms: the common beginning, as long as the lookup's key at least, stands once."""
    for _, group in groupby(sorted(words), key=lambda word: word[:KEY]):
        forms = list(group)
        stem = os.path.commonprefix(forms)  # noqa: RUF071  # letters are meant, not folders
        yield "\t".join((id, LETTERS[kind], stem, "|".join(form.removeprefix(stem) for form in forms)))


def readings(named: Named, cities: dict[tuple[str, str], Place]) -> Iterator[Row]:
    """The rows of one place."""
    place, score, slavic = named.place, likelihood(named.place), country(named.place) in SLAVIC
    for name in (place.name, *place.aliases):
        forms = safe(place, inflect.names(name, slavic))
        yield score * doubt(place, name, cities), place.id, FormKind.NAME, forms
    for word in named.adjectives:
        yield score, place.id, FormKind.ADJECTIVE, inflect.adjectives(word)
    for word in named.demonyms:
        yield score, place.id, FormKind.DEMONYM, inflect.demonyms(word)


def safe(place: Place, forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a small far city without those that are ordinary words."""
    if place.kind is not Kind.CITY or place.code or place.population >= PLAIN or country(place) in NEAR:
        return forms
    return (forms[0], *(form for form in forms[1:] if " " in form or not common(form)))


def likelihood(place: Place) -> float:
    """How likely a form that several places share means this one."""
    weight = WEIGHT[Kind.REGION if place.kind is Kind.CITY and place.code else place.kind]
    near = 1 if place.kind is Kind.COUNTRY else NEAR.get(country(place), 1)
    return (place.population + 1000) * weight * near


def doubt(place: Place, name: str, cities: dict[tuple[str, str], Place]) -> float:
    """What a region's likelihood is lowered by where the name is a city's of its country too."""
    city = cities.get((country(place), name))
    if city is None or place.kind is not Kind.REGION:
        return 1.0
    return (
        CITY_FIRST
        if country(place) not in REGION_FIRST or city.population >= GREAT * place.population
        else 1.0
    )

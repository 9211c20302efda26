"""Capitals of countries and of Russia's regions among the gazetteer's cities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from kg.gazetteer import Gazetteer, Place
from kg.gazetteer.towns import folded
from kg.model import Kind
from scripts.gazetteer.admin import REGIONS
from scripts.gazetteer.romanize import latin
from scripts.gazetteer.sources import table
from scripts.gazetteer.words import pairs

SEATS = pairs("IN:Магас KHM:Ханты-Мансийск YAN:Салехард")  # not the greatest cities of their regions
NONE = frozenset({"MOW", "MOS", "SPE", "LEN"})  # cities themselves, or governed from one
DISPUTED = frozenset({"IL", "PS"})
NAMES = pairs("""
    AD:Андорра-ла-Велья AR:Буэнос-Айрес BG:София CO:Богота CZ:Прага ID:Джакарта KZ:Астана LI:Вадуц MM:Нейпьидо
    MT:Валлетта PE:Лима SM:Сан-Марино US:Вашингтон VN:Ханой
""")  # where the city has another English name, or none

Cities = Mapping[tuple[str, str], list[Place]]  # by country and folded name


def write_capitals(path: Path, sources: Path, known: Gazetteer) -> int:
    """Write the table of capitals, `place capital` by id; how many there are."""
    found = sorted({**of_countries(sources, known), **of_regions(known)}.items())
    path.write_text("\n".join(["place\tcapital", *map("\t".join, found)]) + "\n", encoding="utf-8")
    return len(found)


def of_countries(sources: Path, known: Gazetteer) -> dict[str, str]:
    """The capitals that the table of countries names: the greatest city of the name in the country."""
    cities, found = by_name(known), dict[str, str]()
    for row in table(sources / "countries.csv"):
        id = row["iso3166_1"]
        same = cities.get((id, folded(NAMES.get(id, "")))) or cities.get((id, latin(row["capital_en"])))
        if same and id in known and id not in DISPUTED:
            found[id] = max(same, key=lambda place: place.population).id
    return found


def by_name(known: Gazetteer) -> Cities:
    """The cities, those that are regions too and small towns of the names above, by both names."""
    cities = defaultdict[tuple[str, str], list[Place]](list)
    towns = (town for name in NAMES.values() for town in known.towns.lookup(name))
    for place in (*(known[id] for id in known), *towns):
        if place.kind is Kind.CITY:
            for name in (folded(place.name), latin(place.english or "")):
                cities[(place.within or place.id)[:2], name].append(place)
    return cities


def of_regions(known: Gazetteer) -> dict[str, str]:
    """The capitals of Russia's regions; raises ValueError if the gazetteer lacks one."""
    cities = {(place.within, place.name): place.id for place in map(known.__getitem__, known)}
    found = {}
    for code, name in {**REGIONS, **SEATS}.items():
        city = seat(f"RU-{code}", name.replace("_", " "), cities, known)
        if code not in NONE and city is None:
            raise ValueError(f"no city {name} in RU-{code}")
        if code not in NONE and city:
            found[f"RU-{code}"] = city
    return found


def seat(
    region: str, name: str, cities: Mapping[tuple[str | None, str], str], known: Gazetteer
) -> str | None:
    """The id of a city of the region, or of a small town of it."""
    towns = (town.id for town in known.towns.lookup(name) if town.within == region)
    return cities.get((region, name)) or next(towns, None)

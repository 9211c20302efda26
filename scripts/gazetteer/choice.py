"""Which of a city's Cyrillic names is the Russian one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale
from rapidfuzz import fuzz

from kg.gazetteer import Place
from scripts.gazetteer.inflect import analyses
from scripts.gazetteer.romanize import latin, romanize
from scripts.gazetteer.sources import table
from scripts.gazetteer.transcription import palladius, polivanov
from scripts.gazetteer.words import words

RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[ ’'-](?:[А-ЯЁ]?[а-яё]+))*")
FOREIGN = re.compile(  # spellings of Bulgarian, Ukrainian, Belarusian and Mari names
    "[бвгджзклмнпрстфхцчшщ]ъ(?![еёюяаоу])|ъ$|ьо|ьй|(?<!^)йо|[сц]ьк| ош$|ии$|жы|жэ|шы|чы|щы|[кгх]ы|шт$|"
    "[^аеиоуыэюя]дж$|[сн]ни$"
)
BY_COUNTRY = {  # letters that the country's transcription into Russian does without
    "JP": re.compile("дж|ш|ч|же|жи|дзь"),
    "CN": re.compile("дж|ю[аё]|шь|нг$"),
}
LIKENESS, HINT, REGION, KNOWN, MACHINE, SPELLING, FOREIGNNESS = 6.0, 4.0, 2.0, 1.0, 0.7, 0.4, 2.5
ALIKE, SURE, ALSO = 0.25, 3.3, 0.6  # likeness that a hint needs to count; score that a name needs
PLAIN = 300_000  # people that a foreign city needs to share its name with a word or a person's name
TRANSCRIBED = 100_000  # people that a Chinese city needs to be named by transcription alone
NEAR = words("RU BY KZ UZ KG TJ TM AM AZ GE MN UA MD EE LV LT")
NATIVE = words("RU BY KZ UA KG UZ")


@dataclass(frozen=True, slots=True)
class Hints:
    """Russian names: a machine's by GeoNames id, CLDR's and annotators' of cities, regions' by country."""

    machine: dict[str, str]
    cities: frozenset[str]
    regions: frozenset[tuple[str, str]]


def hints(sources: Path, regions: list[Place]) -> Hints:
    """All hints in the source tables and in CLDR."""
    zones = (zone["city"] for zone in Locale("ru").time_zones.values() if "city" in zone)
    mentioned = (row["label_ru"] for row in table(sources / "wikidata-mentions.csv") if row["type"] == "CITY")
    machine = {row["geonames"]: row["name_ru_machine"] for row in table(sources / "cities.csv")}
    bare = {(place.id[:2], name) for place in regions for name in (place.name, *place.aliases)}
    return Hints(machine, frozenset({*zones, *mentioned}), frozenset(bare))


def candidates(row: dict[str, Any]) -> list[str]:
    """The Cyrillic names of a GeoNames city that are spelt with Russian letters."""
    names = [name for name in row["alternatenames"] if RUSSIAN.fullmatch(name)]
    return [name for name in names if f"{name}й" not in names and not inflected(name, row)]


def inflected(name: str, row: dict[str, Any]) -> bool:
    """True for a form in another case than the nominative, of which GeoNames has a few: Бхавнагаром."""
    tail = romanize(name).removeprefix(latin(row["name"]))
    return row["countrycode"] not in NATIVE and tail in {"a", "e", "u", "om"}


def russian(row: dict[str, Any], hints: Hints) -> str | None:
    """The likeliest Russian name of a GeoNames city, or None if none is likely enough."""
    transcribed = palladius(row["name"]) if row["countrycode"] == "CN" else None
    scores = {name: score(name, row, hints) for name in candidates(row)}
    best = max(scores, key=lambda name: (scores[name], "ё" in name), default=None)
    if transcribed and (best is None or not (best in hints.cities or geographic(best))):
        return transcribed if row["population"] >= TRANSCRIBED or best == transcribed else None
    if best is None or scores[best] < SURE:
        return None
    plain = row["countrycode"] in NATIVE or row["population"] >= PLAIN or best in hints.cities
    return dotted(best) if plain or not common(best) else None


def settled(row: dict[str, Any], hints: Hints, label: str | None) -> str | None:
    """The name of a GeoNames city: far away Wikidata's label, if it has one; near by the likeliest one."""
    found = russian(row, hints) if label is None or row["countrycode"] in NEAR else None
    if found or label is None:
        return found
    plain = row["population"] >= PLAIN or label in hints.cities
    return label if plain or not common(label) else None


def others(row: dict[str, Any], name: str, hints: Hints) -> tuple[str, ...]:
    """Further Russian spellings of the city that was given a name: Термез beside Термиз."""
    near = row["countrycode"] in NEAR
    found = (other for other in candidates(row) if other in hints.cities or (near and geographic(other)))
    plain = name.replace("ё", "е")
    return tuple(
        o for o in found if o.replace("ё", "е") != plain and likeness(o, row) >= ALSO and not common(o)
    )


def score(name: str, row: dict[str, Any], hints: Hints) -> float:
    """How likely the name is the Russian one."""
    country, alike = row["countrycode"], likeness(name, row)
    rule = BY_COUNTRY.get(country)
    foreign = bool(FOREIGN.search(name) or (rule and rule.search(name)))
    spelling = bool(re.search("[эы]|ь(?:[бвгджзклмнпрстфхцчшщ]|$)", name)) - (
        " " in name and country not in NATIVE
    )
    hinted = HINT * (name in hints.cities) + REGION * ((country, name) in hints.regions)
    machine = MACHINE * (name == hints.machine.get(str(row["geonameid"])))
    return (
        LIKENESS * alike + (hinted + machine) * (alike >= ALIKE) + KNOWN * geographic(name)
        + SPELLING * spelling - FOREIGNNESS * foreign
    )  # fmt: skip


def likeness(name: str, row: dict[str, Any]) -> float:
    """0–1: how alike the name and the English (Chinese, Japanese) one sound."""
    expected = {"CN": palladius, "JP": polivanov}.get(row["countrycode"], lambda _: None)(row["name"])
    if expected:
        return fuzz.ratio(loose(name), loose(expected)) / 100
    return fuzz.ratio(romanize(name), latin(row["name"])) / 100


def loose(name: str) -> str:
    """A name with letters made one that transcriptions from Japanese don't tell apart."""
    return name.casefold().translate(str.maketrans("эй", "еи")).replace("ио", "е")


def dotted(name: str) -> str:
    """The name with its ё: Орёл."""
    found = (p.word for p in analyses(name) if p.is_known and "Geox" in p.tag and "nomn" in p.tag)
    best = next(found, "")
    return best[0].upper() + best[1:] if "ё" in best and " " not in name and "-" not in name else name


def geographic(name: str) -> bool:
    """True if the dictionary has it as a place's name."""
    return any(p.is_known and "Geox" in p.tag and "nomn" in p.tag for p in analyses(name))


def common(name: str) -> bool:
    """True if the dictionary has it as a word or a person's name and not as a place's."""
    parses = [p for p in analyses(name) if p.is_known]
    return bool(parses) and not any("Geox" in p.tag for p in parses)

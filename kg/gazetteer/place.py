"""What the gazetteer knows of a place, and how a text may speak of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kg.model import Kind


@dataclass(frozen=True, slots=True)
class Place:
    """A country, first-level region or city.

    `id` is the ISO 3166-1 alpha-2 or 3166-2 code (`CN`, `RU-NIZ`), else `geonames:2037013` (cities), else
    `wikidata:Q23427` (the few first-level places that ISO has no code for). `name` is the full nominative
    name, `aliases` are the other nominative ones; `within` is the id of the containing region or country,
    `code` the ISO code. Latitude and longitude are WGS 84 degrees; a population of 0 is unknown.
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    english: str | None
    within: str | None
    code: str | None
    wikidata: str | None
    geonames: int | None
    latitude: float | None
    longitude: float | None
    population: int


class FormKind(StrEnum):
    """How a form speaks of its place: «Самарской области», «самарский», «самарцы»."""

    NAME = "name"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"


class Form(NamedTuple):
    """One reading of a form: the id of a place and how the form speaks of it."""

    place: str
    kind: FormKind

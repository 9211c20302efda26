"""Towns too small for the table of forms: looked up by the nominative of what a text names as a place."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from kg.gazetteer.place import Place
from kg.model import Kind


class Towns:
    """Small towns by name and by id, most populous first; parsed when first asked for."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        """`lines` are the table's (`data/gazetteer/README.md`), no header; read when first asked for."""
        self._lines = lines
        self._found: dict[str, Place] = {}  # by id: who asks for an id has mostly asked for its name before

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The towns of a nominative name in any letter case, ё as е; () if there is none."""
        places = tuple(town(line) for line in self._by_name.get(folded(name), ()))
        self._found.update((place.id, place) for place in places)
        return places

    def get(self, id: str) -> Place | None:
        """The town with this id (as `Place.id`)."""
        if found := self._found.get(id):
            return found
        line = self._by_id.get(id)
        return town(line) if line else None

    @functools.cached_property
    def _rows(self) -> list[str]:
        return list(self._lines)

    @functools.cached_property
    def _by_name(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        names = "\n".join([line.split("\t", 2)[1] for line in self._rows])
        for line, name in zip(
            self._rows, folded(names).split("\n"), strict=True
        ):  # folding is slow one by one
            table.setdefault(name, []).append(line)
        return table

    @functools.cached_property
    def _by_id(self) -> dict[str, str]:
        return {town_id(line.split("\t", 5)): line for line in self._rows}


def folded(name: str) -> str:
    """A name for comparison."""
    return name.casefold().replace("ё", "е").replace("’", "'").replace("–", "-")


def town_id(cells: list[str]) -> str:
    """GeoNames' id where there is one, else Wikidata's."""
    return f"geonames:{cells[4]}" if cells[4] else f"wikidata:{cells[0]}"


def town(line: str) -> Place:
    """A row (`wikidata name english within geonames latitude longitude population`) as a place."""
    cells = line.split("\t")
    wikidata, name, english, within, geonames, latitude, longitude, people = cells
    return Place(
        town_id(cells), Kind.CITY, name, (), english, within, None, wikidata,
        int(geonames) if geonames else None, float(latitude), float(longitude), int(people),
    )  # fmt: skip

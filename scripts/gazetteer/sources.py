"""Rows of the tables that the gazetteer is made from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from kg.gazetteer import Place


@dataclass(frozen=True, slots=True)
class Curated:
    """What people wrote down of a place: `data/gazetteer/curated/*.tsv`."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A place with everything that it is called."""

    place: Place
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


def curated(path: Path) -> dict[str, Curated]:
    """The rows of a curated table by id; raises ValueError for an id that stands twice."""
    rows: dict[str, Curated] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        id, name, *lists = line.split("\t")
        if id in rows:
            raise ValueError(f"{path}: {id} stands twice; join the rows")
        aliases, adjectives, demonyms = (tuple(filter(None, cell.split("|"))) for cell in lists)
        others = tuple(alias for alias in dict.fromkeys(aliases) if alias != name)
        rows[id] = Curated(id, name, others, adjectives, demonyms)
    return rows


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a comma-separated table with a header."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))

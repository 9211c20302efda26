"""Federal districts of Russia's regions."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from kg.gazetteer.place import Place
from kg.resources import resource


@functools.cache
def districts() -> Mapping[str, str]:
    """The gazetteer's ids of regions → those of their federal districts, read once.

    Raises FileNotFoundError if the package lacks its data.
    """
    lines = resource("data/gazetteer/districts.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {place: district for place, _, district in (line.partition("\t") for line in lines)}


def around(place: Place) -> tuple[str, ...]:
    """The ids of what a place lies in without anything between: region or country, federal district."""
    return tuple(filter(None, (place.within, districts().get(place.id))))

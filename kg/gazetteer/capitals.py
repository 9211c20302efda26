"""Capitals of countries and of Russia's regions."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from kg.resources import resource


@functools.cache
def capitals() -> Mapping[str, str]:
    """The gazetteer's ids of places → those of their capitals, read once.

    Raises FileNotFoundError if the package lacks its data.
    """
    lines = resource("data/gazetteer/capitals.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {place: capital for place, _, capital in (line.partition("\t") for line in lines)}

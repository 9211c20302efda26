"""Which of several places of one name an article means, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log10

from kg.gazetteer import Gazetteer, Place
from kg.model import Kind

HOME_COUNTRY = "RU"
HOME, NEAR, ABROAD = (
    1.5,
    2.0,
    1.5,
)  # powers of ten that a city at home, by a named region, in the country gains
ALONE = 3.7  # what a small town needs, unless the article names the region or country around it


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How often an article names each place, or one inside of it, by a name that nothing else has.

    `named` has the ids of the gazetteer, `countries` is the sum over all countries.
    """

    named: Counter[str] = field(default_factory=Counter)
    countries: int = 0

    def fitness(self, place: Place, around: Sequence[Place]) -> float:
        """How well a city fits: the logarithm of its people, more where what lies around it is named."""
        country = (around[-1] if around else place).id
        home = HOME * (country == HOME_COUNTRY)
        near = NEAR * any(self.named[region.id] for region in around[:-1])
        return log10(place.population + 1000) + home + near + ABROAD * self.share(country)

    def share(self, country: str) -> float:
        """The share of a country among the article's countries."""
        return self.named[country] / max(1, self.countries)

    def reason(self, around: Sequence[Place], number: int) -> str:
        """Why a place is meant and none of the others of its name, `number` in all."""
        named = next((place.name for place in around if self.named[place.id]), None)
        if named:
            return f"of {number} places of this name the one in {named}, which the article names"
        return f"the likeliest of {number} places of this name"


def surroundings(table: Gazetteer, forms: Iterable[Iterable[str]]) -> Surroundings:
    """What an article names for sure by forms that mean one of several places each (ids): the place if there
    is one, else what all of them lie in."""
    named = Counter(id for ids in forms for id in _common(table, set(ids)))
    return Surroundings(named, sum(n for id, n in named.items() if table[id].kind is Kind.COUNTRY))


def _common(table: Gazetteer, ids: set[str]) -> set[str]:
    around = set.intersection(*({place.id for place in table.containing(id)} for id in ids))
    return around - ids if len(ids) > 1 else around


def small_town(table: Gazetteer, near: Surroundings, names: Iterable[str]) -> tuple[Place, str | None] | None:
    """The small town of one of the names that fits into the article, with the reason if others have it."""
    found = next((towns for name in names if (towns := table.towns.lookup(name))), ())
    around = {town.id: table.containing(town.id)[1:] for town in found}
    best = max(found, key=lambda town: near.fitness(town, around[town.id]), default=None)
    if best is None:
        return None
    there = around[best.id]
    sure = any(near.named[place.id] for place in there) or there[-1].id == HOME_COUNTRY
    if not sure and near.fitness(best, there) < ALONE + (len(found) > 1):
        return None
    return best, near.reason(there, len(found)) if len(found) > 1 else None

"""Names of people who do not exist: given names as they are, surnames put together of syllables.

No two people share given name and surname unless they are planted: surnames are dealt out in a shuffled
order, and each time round with another given name.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus.grammar import MAN, WOMAN

FILE = Path(__file__).with_name("names.toml")
HOME = "RU"
WOMEN_AT_HOME, WOMEN_ABROAD = 0.35, 0.25
TRIES = 99


@dataclass(frozen=True, slots=True)
class Manner:
    """How a people names itself: given names of men and women, and all surnames.

    `womanly`: women bear another form of the surname; `eastern`: the surname comes first. `spellings` are
    pairs of letters that outlets write either way.
    """

    men: tuple[str, ...]
    women: tuple[str, ...]
    families: tuple[str, ...]
    womanly: bool
    eastern: bool
    spellings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A full name in the nominative; `also`: pairs of letters in it and those of another transcription."""

    given: str
    family: str
    gender: str
    father: str | None = None
    eastern: bool = False
    also: tuple[tuple[str, ...], ...] = ()


@cache
def table() -> dict[str, Any]:
    """`names.toml`."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def manners() -> dict[str, Manner]:
    """The manners by the country's id."""
    found = {id: manner(row) for row in table()["manner"] for id in row["countries"].split()}
    return found | {HOME: manner(table()["russian"])}


def manner(row: dict[str, Any]) -> Manner:
    """A manner from its row; surnames are a beginning, perhaps a middle, and an end."""
    middles, ends = row.get("middle", "").split() or [""], row["end"].split() or [""]
    families = tuple(begin + mid + end for begin in row["begin"].split() for mid in middles for end in ends)
    spellings = tuple(tuple(pair.split("/")) for pair in row.get("spellings", "").split())
    men, women = tuple(row["men"].split()), tuple(row["women"].split())
    return Manner(men, women, families, row.get("womanly", False), row.get("eastern", False), spellings)


class Deck:
    """Deals out names, each once; the order hangs on the seed alone."""

    def __init__(self, seed: int) -> None:
        """A full deck."""
        self._chance = Random(f"names {seed}")
        self._families = {id: self._shuffled(each.families) for id, each in manners().items()}
        self._dealt = dict.fromkeys(self._families, 0)
        self._kin = defaultdict[str, set[str]](set)

    def deal(self, country: str) -> Name:
        """A new name of that country, with a patronymic at home."""
        family, turn = self._next(country)
        return self._name(country, family, turn + len(family) + ord(family[0]))

    def relative(self, of: Name) -> Name:
        """A name at home with the same surname and a given name that nobody has with it."""
        family = of.family if of.gender == MAN else masculine(of.family)
        self._kin[family].add(of.given)
        names = (self._name(HOME, family, self._chance.randrange(TRIES)) for _ in range(TRIES))
        found = next(name for name in names if name.given not in self._kin[family])
        self._kin[family].add(found.given)
        return found

    def patronymic(self, gender: str) -> str:
        """A patronymic."""
        stem = self._chance.choice(table()["russian"]["patronymics"].split())
        return f"{stem}{'на' if gender == WOMAN else 'ич'}"

    def _name(self, country: str, family: str, turn: int) -> Name:
        manner, is_home = manners()[country], country == HOME
        is_woman = self._chance.random() < (WOMEN_AT_HOME if is_home else WOMEN_ABROAD)
        gender, pool = (WOMAN, manner.women) if is_woman else (MAN, manner.men)
        given, father = pool[turn % len(pool)], self.patronymic(gender) if is_home else None
        borne = feminine(family) if is_woman and manner.womanly else family
        also = tuple(pair for pair in manner.spellings if pair[0] in f"{given} {borne}")
        return Name(given, borne, gender, father, manner.eastern, also)

    def _next(self, country: str) -> tuple[str, int]:
        """The next surname, and how often the deck was gone through before."""
        families = self._families[country]
        turn, at = divmod(self._dealt[country], len(families))
        self._dealt[country] += 1
        return families[at], turn

    def _shuffled(self, families: tuple[str, ...]) -> list[str]:
        return self._chance.sample(families, len(families))


def feminine(family: str) -> str:
    """A woman's form of a surname in -ов, -ин, -ский."""
    return f"{family[:-2]}ая" if family.endswith("кий") else f"{family}а"


def masculine(family: str) -> str:
    """A man's form of a woman's surname in -ова, -ина, -ская."""
    return f"{family[:-2]}ий" if family.endswith("кая") else family.removesuffix("а")

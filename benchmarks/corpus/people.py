"""Officials and how texts name them: whole, by initials, by surname, in other letters, with slips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from random import Random

from benchmarks.corpus.grammar import WOMAN, named, phrase
from benchmarks.corpus.names import Name
from benchmarks.corpus.places import Spot

VOWELS = "аеиоуыэюя"
LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SOUNDS = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya"


class Way(StrEnum):
    """How much of a name is told."""

    FULL = "given name, patronymic, surname"
    GIVEN = "given name and surname"
    INITIALS = "initials and surname"
    INITIAL = "one initial and surname"
    SURNAME = "surname"
    FATHER = "given name and patronymic"


@dataclass(frozen=True, slots=True)
class Body:
    """An organization: `names` are phrases (`палата|Пермского края`), the fullest first."""

    id: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """The fullest name in the nominative."""
        return phrase(self.names[0], "nom")


@dataclass(frozen=True, slots=True)
class Post:
    """Titles (phrases) that mean one post, in a body, or in a place that stands for `*` in the genitive."""

    titles: tuple[str, ...]
    place: Spot
    body: Body | None = None


@dataclass(slots=True)
class Person:
    """A made-up official. `posts` begin on their days, the earliest first."""

    id: str
    name: Name
    posts: list[tuple[date, Post]]
    namesake_of: str | None = None

    def post(self, day: date) -> Post:
        """The post held on a day, the first one before it began."""
        begun = [post for start, post in self.posts if start <= day]
        return begun[-1] if begun else self.posts[0][1]

    @property
    def full(self) -> str:
        """The full name."""
        return written(self.name, Way.FULL)


def parts(name: Name, way: Way) -> Iterator[str]:
    """The words of a name, still in the nominative."""
    if way is Way.SURNAME:
        yield name.family
    elif way is Way.FATHER:
        yield from (name.given, name.father or name.family)
    elif way in (Way.INITIALS, Way.INITIAL):
        letters = f"{name.given[0]}."
        yield letters + (f" {name.father[0]}." if name.father and way is Way.INITIALS else "")
        yield name.family
    else:
        middle = (name.father,) if name.father and way is Way.FULL else ()
        order = (name.family, name.given) if name.eastern else (name.given, *middle, name.family)
        yield from order


def written(name: Name, way: Way, case: str = "nom") -> str:
    """The name in a case. Of an eastern name only the last word declines."""
    words = list(parts(name, way))
    fixed = words[:1] if name.eastern and len(words) > 1 and "." not in words[0] else []
    rest = [word if "." in word else named(word, name.gender, case) for word in words[len(fixed) :]]
    return " ".join([*fixed, *rest])


def respelled(name: Name) -> Name:
    """The name in another transcription; itself if it has none."""
    given, family = name.given, name.family
    for mine, other in name.also:
        given, family = given.replace(mine, other), family.replace(mine, other)
    return replace(name, given=given, family=family)


def slipped(name: Name, way: Way, chance: Random) -> Name:
    """The name with an editor's slip: another initial, another patronymic, a letter of the surname."""
    if way in (Way.INITIALS, Way.INITIAL) and chance.random() < 0.4:
        letter = next(each for each in "МСА" if each != name.given[0])
        return replace(name, given=letter + name.given[1:])
    if way is Way.FULL and name.father and chance.random() < 0.5:
        return replace(name, father="Игоревна" if name.gender == WOMAN else "Игоревич")
    return replace(name, family=mistyped(name.family, chance))


def mistyped(word: str, chance: Random) -> str:
    """One inner letter dropped, doubled or taken for another of its sort; the ending stays."""
    at = chance.randrange(1, max(2, len(word) - 3))
    letter = word[at]
    others = VOWELS[:5] if letter in VOWELS else "влнрст"
    other = next(each for each in others if each != letter)
    return word[:at] + chance.choice(("", letter * 2, other)) + word[at + 1 :]


def latin(text: str) -> str:
    """A name in Latin letters."""
    sounds = dict(zip(LETTERS, SOUNDS.split(" "), strict=True))
    spelled = {letter.upper(): sound.capitalize() for letter, sound in sounds.items()} | sounds
    return "".join(spelled.get(letter, letter) for letter in text)

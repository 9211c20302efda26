"""Rules for names of the wrong kind, or of none."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.found import OPENERS, Found, is_capital, is_common, is_given
from kg.annotate.models import parses
from kg.model import NameKind, Token

AREAS = frozenset(
    {"аймак", "вилайет", "город", "деревня", "земля", "область", "округ", "остров", "поселок", "префектура"}
    | {"провинция", "район", "регион", "республика", "село", "сомон", "уезд", "штат"}
)


def drop_common(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Вятичи ждут`, `Испанец уехал`: an ordinary word that only opens its sentence is no person."""
    return [name for name in names if not _is_opening(words, name)]


def _is_opening(words: Sequence[Token], name: Found) -> bool:
    word = words[name.first]
    if name.kind is not NameKind.PERSON or name.last - name.first > 1 or not is_common(word.text):
        return False
    before = words[name.first - 1].text if name.first else "."
    return before in OPENERS or is_demonym(word)


def is_demonym(word: Token) -> bool:
    """True of living beings in the plural: `вятичей`, `туляки`."""
    return any(
        parse.is_known and parse.tag.number == "plur" and "anim" in parse.tag.grammemes
        for parse in parses(word.text.lower())
    )


def retype_people(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Семёна Толстого` is a person, even if it looks like a place."""
    return [name._replace(kind=NameKind.PERSON) if _is_person(words, name) else name for name in names]


def _is_person(words: Sequence[Token], name: Found) -> bool:
    if name.kind is not NameKind.LOCATION or name.last - name.first != 2:
        return False
    given, surname = words[name.first], words[name.first + 1]
    return (
        is_given(given.text) and not is_place(given.text) and is_capital(surname) and is_surname(surname.text)
    )


def is_surname(text: str) -> bool:
    """True of a surname that the dictionary knows, and of a word that it doesn't know."""
    found = parses(text.lower())
    return not found[0].is_known or any("Surn" in parse.tag.grammemes for parse in found)


def is_place(text: str) -> bool:
    """True of a place that the dictionary knows."""
    return any("Geox" in parse.tag.grammemes and parse.is_known for parse in parses(text.lower()))


def retype_places(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`в Хузестане`, `провинции Цзянсу`: a single word behind these is no person."""
    return [name._replace(kind=NameKind.LOCATION) if _is_area(words, name) else name for name in names]


def _is_area(words: Sequence[Token], name: Found) -> bool:
    if name.kind is not NameKind.PERSON or name.last - name.first > 1 or not name.first:
        return False
    word, before = words[name.first], words[name.first - 1]
    if is_given(word.text) or not is_capital(word):
        return False
    inside = before.text.lower() in {"в", "во"} and word.feats.get("Case") in {"Loc", "Acc"}
    return inside or (before.lemma in AREAS and before.text.islower())

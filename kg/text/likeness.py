"""Whether two names may be one person's, and how surely."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.text.names import PersonName, fingerprint, normalize, sound, words_of

LONG = 8  # letters of a word in which two slips leave it the likeliest
STEM = 4  # letters that tell more of a name than its ending
INSTRUMENTAL = re.compile(r"(?:[оеыи]м|[ое]й|ою)$")
ENDING = re.compile(r"(?:ого|ому|[оеыи]м|[ое]й|[иы]й|ою|ая|ую|[аяуюеыи])$")


class Likeness(StrEnum):
    """How two names agree, from the surest to a contradiction."""

    SAME = "the same name"
    WITHOUT_PATRONYMIC = "the same given name and surname, one without patronymic"
    REVERSED = "the same words in another order"
    TRANSCRIBED = "two transcriptions of one name"
    MISSPELT = "a letter apart"
    INITIALS = "initials that fit and the same surname"
    INFLECTED = "another case or gender of the name"
    PART = "one names only a part of the other"
    SLIPS = "two letters apart"
    DIFFERENT = "different names"

    @property
    def score(self) -> float:
        """From 0 (cannot be one person) to 1 (the same full name)."""
        return SCORES[self]


SCORES = {
    Likeness.SAME: 1.0,
    Likeness.WITHOUT_PATRONYMIC: 0.95,
    Likeness.REVERSED: 0.9,
    Likeness.TRANSCRIBED: 0.85,
    Likeness.MISSPELT: 0.7,
    Likeness.INITIALS: 0.6,
    Likeness.INFLECTED: 0.5,
    Likeness.PART: 0.4,
    Likeness.SLIPS: 0.1,
    Likeness.DIFFERENT: 0.0,
}


@lru_cache(maxsize=1 << 18)
def could_be_same_person(one: PersonName, other: PersonName) -> Likeness:
    """How two names agree, with a `score`: the first rule with an opinion decides. Symmetric."""
    return next((verdict for rule in RULES if (verdict := rule(one, other))), Likeness.DIFFERENT)


def contradiction(one: PersonName, other: PersonName) -> Likeness | None:
    """Patronymics or initials that exclude each other."""
    if one.patronymic and other.patronymic and not alike(one.patronymic, other.patronymic):
        return Likeness.DIFFERENT
    pairs = zip(letters(one), letters(other), strict=False)
    clash = any(a != b for a, b in pairs if a and b)
    return Likeness.DIFFERENT if clash and (one.initials or other.initials) else None


def letters(name: PersonName) -> tuple[str, ...]:
    """First letters of given name and patronymic, from initials or words; empty where unknown."""
    if name.initials:
        return tuple(normalize(initial) for initial in name.initials)
    return tuple(normalize(part or "")[:1] for part in (name.given, name.patronymic))


def same_words(one: PersonName, other: PersonName) -> Likeness | None:
    """Given name and surname alike, in order or reversed."""
    if not (one.is_full and other.is_full):
        return None
    mine, yours = words_of(one), words_of(other)
    if mine == yours:
        both = bool(one.patronymic) == bool(other.patronymic)
        return Likeness.SAME if both else Likeness.WITHOUT_PATRONYMIC
    if sorted(" ".join(mine).split()) == sorted(" ".join(yours).split()):
        return Likeness.REVERSED
    return None


def same_sounds(one: PersonName, other: PersonName) -> Likeness | None:
    """Given name and surname transcribed in two ways, in any order."""
    if not (one.is_full and other.is_full):
        return None
    if fingerprint(" ".join(words_of(one))) == fingerprint(" ".join(words_of(other))):
        return Likeness.TRANSCRIBED
    return None


def misspelt(one: PersonName, other: PersonName) -> Likeness | None:
    """A letter or two apart in a long name, and not by the surname's gender; or one in the instrumental."""
    if not (one.is_full and other.is_full):
        return None
    pairs = zip(words_of(one), words_of(other), strict=True)
    apart = [(a, b) for a, b in pairs if sound(a) != sound(b)]
    if len(apart) == 1 and alike(*apart[0]):
        return Likeness.MISSPELT
    if all(is_instrumental(*pair) for pair in apart):
        return Likeness.INFLECTED
    return Likeness.SLIPS if len(apart) == 1 and nearly(*apart[0]) else Likeness.DIFFERENT


def alike(one: str, other: str) -> bool:
    """True if two words sound the same or, from six letters on, are one slip apart; gender is no slip."""
    a, b = normalize(one), normalize(other)
    if a == b or sound(a) == sound(b):
        return True
    long_enough = min(len(a), len(b)) >= 6
    if not long_enough or differ_in_gender(a, b):
        return False
    return min(OSA.distance(a, b), OSA.distance(sound(a), sound(b))) <= 1


def nearly(one: str, other: str) -> bool:
    """True if two words may be one with two slips: then nothing tells that they are two people's."""
    a, b = normalize(one), normalize(other)
    if min(len(a), len(b)) < LONG or differ_in_gender(a, b):
        return False
    return min(OSA.distance(a, b), OSA.distance(without_case(a), without_case(b))) <= 2


def is_instrumental(one: str, other: str) -> bool:
    """True for «Снежаной» and «Снежана», «Радовичем» and «Радович»: no nominative but of few ends so."""
    a, b = sorted((normalize(one), normalize(other)), key=lambda word: not INSTRUMENTAL.search(word))
    stem = without_case(a)
    return stem != a and len(stem) >= STEM and sound(stem) == sound(re.sub("[аяйь]$", "", b))


def without_case(word: str) -> str:
    """A normalised word without the ending of the instrumental."""
    return INSTRUMENTAL.sub("", word)


def same_stem(one: str, other: str) -> bool:
    """True if two surnames differ in an ending at most: «Зимина» is his genitive and her nominative."""
    a, b = (ENDING.sub("", normalize(word)) for word in (one, other))
    return a == b and len(a) >= STEM


def differ_in_gender(one: str, other: str) -> bool:
    """True for «петров» and «петрова», «донской» and «донская», «сергеевич» and «сергеевна»."""
    short, long = sorted(
        (normalize(one), normalize(other)), key=lambda word: (len(word), word.endswith("ая"))
    )
    if long == short + "а":
        return True
    return long.endswith("ая") and short[-2:] in ("ий", "ый", "ой") and short[:-2] == long[:-2]


def fitting_initials(one: PersonName, other: PersonName) -> Likeness | None:
    """«А. Сидоров» and «Андрей Сидоров»: contradictions are out already."""
    if one.family is None or other.family is None or not (one.initials or other.initials):
        return None
    known = all(letters(name) and letters(name)[0] for name in (one, other))
    if alike(one.family, other.family) or is_instrumental(one.family, other.family):
        return Likeness.INITIALS if known else Likeness.PART
    if known and same_stem(one.family, other.family):
        return Likeness.INFLECTED
    return Likeness.SLIPS if nearly(one.family, other.family) else Likeness.DIFFERENT


def bare_word(one: PersonName, other: PersonName) -> Likeness | None:
    """«Морита» and «Морита Кэндзи»: a lone word may be either word of a name without patronymic."""
    for lone, name in ((one, other), (other, one)):
        if (
            name.is_full
            and not name.patronymic
            and is_lone(lone)
            and any(alike(lone.family or "", w) for w in words_of(name))
        ):
            return Likeness.PART
    return None


def is_lone(name: PersonName) -> bool:
    """True for a name of a single word."""
    return name.family is not None and name.given is None and not name.initials


def part(one: PersonName, other: PersonName) -> Likeness | None:
    """«Сидоров» or «Андрей Иванович» and the full name: every part that both have is alike."""
    shared = [
        (a, b)
        for a, b in ((one.given, other.given), (one.patronymic, other.patronymic), (one.family, other.family))
        if a and b
    ]
    fits = all(alike(a, b) or is_instrumental(a, b) for a, b in shared)
    return Likeness.PART if shared and fits else None


RULES = (contradiction, same_words, same_sounds, misspelt, fitting_initials, bare_word, part)

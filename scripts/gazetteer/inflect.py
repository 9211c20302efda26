"""All forms of the names, adjectives and demonyms of places."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import product

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse
from razdel import tokenize

from scripts.gazetteer.paradigms import (
    ADJECTIVES,
    CASES,
    DEMONYMS,
    LONG_ADJECTIVES,
    Paradigm,
    decline,
    fixed,
    guess,
    spread,
)
from scripts.gazetteer.words import words

MARKS = str.maketrans({"–": "-", "—": "-", "’": "'", "ё": "е"})
APPOSITION = words("республика город государство королевство княжество")  # «Республики Беларуси» too
ADJECTIVAL = ("ский", "цкий", "ный", "вый", "рый", "ская", "цкая", "ная", "ское", "цкое", "ное")
MARKLESS = re.compile(r"[\w -]+")
PARTICLES = ("-на-", "-под-")
UNCHANGING = words("марий папуа саха эл коми")  # taken for words that decline, were it not for this


@functools.cache
def morphology() -> MorphAnalyzer:
    """The analyzer, loaded once."""
    return MorphAnalyzer()


@functools.cache
def analyses(word: str) -> tuple[Parse, ...]:
    """All readings of a word."""
    return tuple(morphology().parse(word))


def names(name: str, slavic: bool) -> tuple[str, ...]:
    """All case forms of a name, folded, words joined by spaces as `Gazetteer.lookup` joins them.

    `slavic`: names in -ово, -ино and plural ones decline even if the dictionary lacks them.
    """
    spaced = re.fullmatch("[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)+", name)
    found = [form for variant in variants(name) for form in declined(variant, slavic)]
    return tuple(dict.fromkeys([*found, *(form.replace("-", " ") for form in found if spaced)]))


def variants(name: str) -> Iterator[str]:
    """The name and another way to write it: «Кастилия-Ла-Манча»."""
    yield name
    if " — " in name:
        yield name.replace(" — ", "-")


def declined(name: str, slavic: bool) -> Iterator[str]:
    """The case forms of one way to write a name, with marks as words of their own."""
    yield parted(fold(name))
    for paradigm in phrase(name.split(), slavic):
        yield from (parted(fold(form)) for case in paradigm for form in case)


def parted(form: str) -> str:
    """A form with its words as the tokenizer parts them."""
    return form if MARKLESS.fullmatch(form) else " ".join(token.text for token in tokenize(form))


def adjectives(word: str) -> tuple[str, ...]:
    """All long forms of an adjective given in the masculine nominative."""
    first = (f"{word.removesuffix('ий')}о",) if word.endswith("кий") else ()  # «российско-китайский»
    return tuple(map(fold, (*spread(word, LONG_ADJECTIVES), *first)))


def demonyms(word: str) -> tuple[str, ...]:
    """All forms, singular too, of a name of inhabitants given in the nominative plural."""
    known = [p for p in analyses(word) if p.is_known and {"NOUN", "nomn", "plur"} in p.tag]
    found = (form.word for form in known[0].lexeme) if known else spread(word, DEMONYMS)
    return tuple(dict.fromkeys((fold(word), *map(fold, found))))


def fold(text: str) -> str:
    """Text as the table of forms writes it: case folded, ё as е, every dash as -."""
    return text.casefold().translate(MARKS)


def phrase(words: list[str], slavic: bool) -> Iterator[Paradigm]:
    """The paradigms of a name of one or more words: «Республики Саха», «Республики Сахи»."""
    if "-" in map(fold, words):
        cut = next(i for i, word in enumerate(words) if fold(word) == "-")
        yield from linked(words[:cut], words[cut:], slavic)
        return
    stop = 1 + next((i for i, word in enumerate(words) if not modifier(words, i)), len(words) - 1)
    head, rest = [*map(adjective, words[: stop - 1]), noun(words[stop - 1], slavic)], words[stop:]
    if rest and fold(rest[0]) == "и":
        yield from (joined([*head, *tail]) for tail in tails(rest, slavic))
        return
    yield joined([*head, *(adjective(w) if agrees(w) else fixed(w) for w in rest)])
    if rest and fold(words[stop - 1]) in APPOSITION:
        yield from (joined([*head, other]) for other in phrase(rest, slavic))


def linked(first: list[str], rest: list[str], slavic: bool) -> Iterator[Paradigm]:
    """Paradigms of a name with a dash: what follows it declines or stays."""
    for left in phrase(first, slavic):
        yield joined([left, *map(fixed, rest)])
        yield from (joined([left, *tail]) for tail in tails(rest, slavic))


def tails(words: list[str], slavic: bool) -> Iterator[list[Paradigm]]:
    """A link (и or a dash) and the name after it, declined."""
    yield from ([fixed(words[0]), other] for other in phrase(words[1:], slavic))


def modifier(words: list[str], i: int) -> bool:
    """True if the word stands before the head: an adjective, or и between two of them."""
    if i + 1 == len(words):
        return False
    if fold(words[i]) == "и":
        return modifier(words, i + 1)
    if words[i].endswith("иев"):
        return True
    tags = [parse.tag for parse in analyses(words[i])]
    return decline(words[i], ADJECTIVES) is not None and any("ADJF" in tag or "PRTF" in tag for tag in tags)


def agrees(word: str) -> bool:
    """True if a word after the head is an adjective in the nominative: «Республика Сербская»."""
    return word.endswith(("ская", "ский"))


def adjective(word: str) -> Paradigm:
    """The cases of an adjective in its gender and number; и stays."""
    return decline(word, ADJECTIVES) or fixed(word)


def joined(parts: list[Paradigm]) -> Paradigm:
    """A paradigm of several words, case by case."""
    return tuple(tuple(map(" ".join, product(*(part[case] for part in parts)))) for case in range(len(CASES)))


def noun(word: str, slavic: bool) -> Paradigm:
    """The cases of one noun; abbreviations and what is no word stay."""
    if fold(word) in UNCHANGING or abbreviation(word):
        return fixed(word)
    known = dictionary(word)
    if known:
        return known
    if "-" in word:
        return hyphenated(word, slavic)
    if word.endswith(ADJECTIVAL):
        return adjective(word)
    return guess(word, slavic)


def abbreviation(word: str) -> bool:
    """True for КНР, СПб and what ends in a mark."""
    return not word[-1].isalpha() or sum(letter.isupper() for letter in word) > 1 + word.count("-")


def dictionary(word: str) -> Paradigm | None:
    """The cases of a noun (or a name that is an adjective) as the dictionary has them, or None."""
    parses = [p for p in analyses(word) if p.is_known and "nomn" in p.tag and "Fixd" not in p.tag]
    nouns = [p for p in parses if "NOUN" in p.tag and "anim" not in p.tag]
    if not nouns:
        return adjective(word) if any("ADJF" in p.tag for p in parses) and "-" not in word else None
    best = max(nouns, key=lambda parse: "Geox" in parse.tag)
    return tuple(cases(best, case) for case in CASES)


def cases(parse: Parse, case: str) -> tuple[str, ...]:
    """The forms of one case, «в Крыму» with the prepositional."""
    wanted = [case, "loc2"] if case == "loct" else [case]
    found = [form.word for name in wanted if (form := parse.inflect({name}))]
    return tuple(dict.fromkeys(found)) or (parse.word,)


def hyphenated(word: str, slavic: bool) -> Paradigm:
    """The cases of a compound name: the first part declines before -на-, else the last, or both."""
    for particle in PARTICLES:
        if particle in word:
            left, right = word.split(particle, 1)
            return suffixed(noun(left, slavic), particle + right)
    left, right = word.rsplit("-", 1)
    if right.islower() and len(right) < 3:
        return fixed(word)
    last = noun(right, slavic)
    if right.endswith(("ский", "цкий", "ный")):
        first = noun(left, slavic)
        return tuple(tuple(f"{a}-{b}" for a, b in product(first[i], last[i])) for i in range(len(CASES)))
    return tuple(tuple(f"{left}-{form}" for form in case) for case in last)


def suffixed(paradigm: Paradigm, rest: str) -> Paradigm:
    """Each form with the same text after it."""
    return tuple(tuple(form + rest for form in case) for case in paradigm)

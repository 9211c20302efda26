"""Adjectives of cities, made where the dictionary or the ending makes them sure."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from scripts.gazetteer.inflect import analyses
from scripts.gazetteer.words import words

ORDINARY = words("""
    русский земский городской морской мирской женский мужской светский адский райский людской королевский
    славянский братский железнодорожный южный северный олимпийский советский
    мариинский александровский михайловский павловский пушкинский октябрьский покровский никольский троицкий
""")
LARGE, FAR, GREAT = 50_000, 200_000, 400_000
PLAIN = ("ский", "ьский", "ийский", "йский")  # abroad; the others make too many words of other meaning
SUFFIXES = ("ский", "ьский", "инский", "овский", "енский", "ийский", "йский", "ской", "ненский")


@functools.cache
def derived(name: str, population: int, *, near: bool) -> tuple[str, ...]:
    """The adjective of a city as a tuple of one or none."""
    if " " in name or 0 < population < (0 if near else FAR):
        return ()
    word = name.lower()
    known = [found for found in candidates(word, SUFFIXES if near else PLAIN) if adjective(found)]
    if known:
        return (known[0],)
    return (regular(word),) if population >= (LARGE if near else GREAT) and regular(word) else ()


def candidates(word: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """Adjectives that the word might have, likelier ones first."""
    if word.endswith("ск"):
        yield f"{word}ий"
    if word.endswith(("ной", "ный")):
        yield word
    stem = re.sub(r"[аяоеьый]$", "", word)
    stems = (
        word,
        stem,
        re.sub("г$", "ж", stem),
        re.sub("е([нлцр])$", r"\1", stem),
        re.sub("[кц]$", "ц", stem),
    )
    yield from (base + suffix for base in dict.fromkeys(stems) for suffix in suffixes)
    yield from (base + "кий" for base in stems if base.endswith("ц"))


def adjective(word: str) -> bool:
    """True if the dictionary has the adjective."""
    return word not in ORDINARY and any(
        p.is_known and "ADJF" in p.tag and "nomn" in p.tag for p in analyses(word)
    )


def regular(word: str) -> str:
    """The adjective of a name whose ending leaves no choice, else nothing: Харбин, Шэньян, Вьентьян."""
    if word.endswith(("ский", "цкий")):
        return word
    if word.endswith(("ск", "тс")):
        return f"{word.removesuffix('с')}ский" if word.endswith("тс") else f"{word}ий"
    return f"{word}ский" if re.search(r"[бвдзмнпрстфйгхю]$", word) else ""

"""Rules for names that were cut: initials, particles, halves, the country of a body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.found import INITIAL, Found, is_animate, is_capital, is_common
from kg.model import NameKind, Token

PARTICLES = frozenset(
    {
        "аль",
        "бен",
        "бин",
        "бинт",
        "ван",
        "да",
        "де",
        "дель",
        "дер",
        "ди",
        "дос",
        "ду",
        "ибн",
        "ла",
        "ле",
        "фон",
        "эль",
    }
)
FATHERS = frozenset({"кызы", "оглу", "оглы", "углы", "уулу"})  # `Гейдар оглы`
ARABIC = re.compile(r"(?:аль|эль|ас|аш|ад|ар|ат|аз|ан)-[А-ЯЁ]\w+")  # `аль-Харби`
STATES = frozenset({"республика", "королевство", "штат", "эмират", "султанат", "княжество", "провинция"})


def join_initials(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Дж.Коллинз`, `К. Дрозд`, `Дрозд К.`: initials belong to the name."""
    return absorbing([_with_initials(words, name) for name in names])


def _with_initials(words: Sequence[Token], name: Found) -> Found:
    first, last, kind = name
    if kind is NameKind.PERSON:
        while first > 1 and words[first - 1].text == "." and INITIAL.fullmatch(words[first - 2].text):
            first -= 2
        while last < len(words) and words[last].text == "." and INITIAL.fullmatch(words[last - 1].text):
            last += 1 + (last + 1 < len(words) and bool(INITIAL.fullmatch(words[last + 1].text)))
    return Found(first, min(last, len(words)), kind)


def join_particles(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Омар бин Зайд аль-Амри`: what stands behind a particle belongs to the name."""
    return absorbing([_with_particles(words, name) for name in names])


def _with_particles(words: Sequence[Token], name: Found) -> Found:
    last = name.last
    while name.kind is NameKind.PERSON and last < len(words):
        if ARABIC.fullmatch(words[last].text):
            last += 1
        elif words[last].text in PARTICLES and last + 1 < len(words) and is_capital(words[last + 1]):
            last += 2
        elif words[last].text in FATHERS:
            last += 1
        else:
            break
    return Found(name.first, last, name.kind)


def join_parts(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """Given name and surname side by side are one person, also if one was not recognised."""
    joined: list[Found] = []
    taken = {at for name in names for at in range(name.first, name.last)}
    for name in names:
        before = joined[-1] if joined else None
        if before and before.last == name.first and _one_person(words, before, name):
            joined[-1] = Found(before.first, name.last, name.kind)
        else:
            joined.append(_grown(words, name, taken))
    return absorbing(joined)


def _one_person(words: Sequence[Token], before: Found, name: Found) -> bool:
    if not before.kind is name.kind is NameKind.PERSON:
        return False
    one, other = words[before.last - 1], words[name.first]
    alone = before.last - before.first == name.last - name.first == 1
    title = is_common(one.text) and is_animate(one.text)
    agreed = one.feats.get("Case") == other.feats.get("Case") and is_capital(one) and is_capital(other)
    return (alone and agreed and not title) or _belongs(words, before.last - 1, name.first)


def _grown(words: Sequence[Token], name: Found, taken: set[int]) -> Found:
    first, last, kind = name
    if kind is not NameKind.PERSON:
        return name
    while last < len(words) and last not in taken and _belongs(words, last - 1, last):
        last += 1
    while first > 0 and first - 1 not in taken and _belongs(words, first - 1, first):
        first -= 1
    return Found(first, last, kind)


def _belongs(words: Sequence[Token], left: int, right: int) -> bool:
    one, other = words[left], words[right]
    if not (is_capital(one) and is_capital(other)) or one.span.stop == other.span.start:
        return False
    linked = other.rel == "flat:name" and one.pos == other.pos == "PROPN"
    # taggers see unknown names as nominatives wherever they stand
    agreed = one.feats.get("Case") in {"Nom", other.feats.get("Case")}
    return linked and agreed and not is_common(one.text)


def join_country(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Союз сельских кооперативов | России` and `Республику | Ирландия` are one name each."""
    joined: list[Found] = []
    for name in names:
        before = joined[-1] if joined else None
        if before and before.last == name.first and _completes(words, before, name):
            joined[-1] = Found(before.first, name.last, before.kind)
        else:
            joined.append(name)
    return joined


def _completes(words: Sequence[Token], before: Found, name: Found) -> bool:
    place, last = words[name.first], words[before.last - 1]
    if name.kind is not NameKind.LOCATION:
        return False
    if before.kind is NameKind.ORGANIZATION:
        return before.last - before.first > 1 and last.text.islower() and place.feats.get("Case") == "Gen"
    return before.kind is NameKind.LOCATION and last.lemma in STATES and is_capital(last)


def absorbing(names: Sequence[Found]) -> list[Found]:
    """Names that have grown over their neighbours take them in."""
    merged: list[Found] = []
    for name in names:
        if merged and name.first < merged[-1].last:
            merged[-1] = Found(merged[-1].first, max(merged[-1].last, name.last), merged[-1].kind)
        else:
            merged.append(name)
    return merged

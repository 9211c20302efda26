"""Nominative forms of persons' names: every part agrees in one case and gender, over the whole document.

Each mention is read under every case and gender; a hypothesis scores what its parts' readings, the sentence
and the other mentions of the document say for it. Mentions that are sure on their own support the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.annotate.declension import ALL, FEMININE, KNOWN_NAME, MASCULINE, PLURAL, readings
from kg.annotate.evidence import Evidence
from kg.annotate.inflection import fold, respell

UNIT = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
VOWELS = re.compile(r"[аеёиоуыэюя]", re.IGNORECASE)
CYRILLIC = re.compile(r"[а-яё'’`]+", re.IGNORECASE)
AFTER_FATHER = frozenset({"оглы", "оглу", "кызы", "кзы", "углы", "уулу", "улы"})  # `Гейдар оглы`: both stay
ARTICLES = frozenset(
    {"аль", "эль", "ас", "аш", "ад", "ар", "ан", "ат", "аз", "ибн", "бин", "бен", "бинт", "абу"}
)
YOUNGER = re.compile(r"(млад|стар)ш\w+")
PRIORS = {MASCULINE: 0.3, FEMININE: 0.0, PLURAL: -1.5}
UNEXPLAINED = -3.0  # a part that no reading explains
KEPT = 0.8  # `Ким Чен Ыном`: of eastern names only the last part is declined
SUPPORT = 1.5
SURE = 1.0  # lead of a hypothesis over the next one that makes it support other mentions

Support = Mapping[tuple[str, str], float]  # nominative and gender


class Unit(NamedTuple):
    """A part of a name; `fixed` ones are the same in all cases, `keeps` ones may be."""

    start: int
    text: str
    fixed: bool
    keeps: bool


class Hypothesis(NamedTuple):
    """A reading of a whole name: nominatives of its units in one case and gender."""

    score: float
    gender: str
    forms: tuple[str, ...]


class Person(NamedTuple):
    """A mention to be read."""

    text: str
    evidence: Evidence


def normal_forms(persons: Sequence[Person]) -> list[str]:
    """Nominatives of one document's persons, in the order given; letter case is kept."""
    first = [_ranked(person, {}) for person in persons]
    support = dict(_support(first))
    return [_written(person.text, _ranked(person, support)[0]) for person in persons]


def _support(ranked: Iterable[Sequence[Hypothesis]]) -> Iterator[tuple[tuple[str, str], float]]:
    for best, *others in ranked:
        rival = next((other.score for other in others if other[1:] != best[1:]), best.score - SURE)
        if best.score - rival >= SURE:
            yield from (((form, best.gender), SUPPORT) for form in best.forms)


def _ranked(person: Person, support: Support) -> list[Hypothesis]:
    parts = units(person.text)
    hypotheses = [
        _hypothesis(parts, case, gender, person.evidence, support) for gender in PRIORS for case in ALL
    ]
    return sorted(hypotheses, key=lambda hypothesis: -hypothesis.score)


def _hypothesis(
    parts: Sequence[Unit], case: str, gender: str, evidence: Evidence, support: Support
) -> Hypothesis:
    chosen = [_best(part, case, gender, support) for part in parts]
    score = PRIORS[gender] + evidence.cases.get(case, 0.0) + evidence.genders.get(gender, 0.0)
    return Hypothesis(score + sum(part for part, _ in chosen), gender, tuple(form for _, form in chosen))


def _best(part: Unit, case: str, gender: str, support: Support) -> tuple[float, str]:
    same = fold(part.text.lower())
    if part.fixed:
        return 0.0, same
    options = [
        (score + support.get((form, gender), 0.0), form)
        for score, form in readings(part.text).get((case, gender), ())
    ]
    if part.keeps:
        options.append((KEPT, same))
    return max(options, default=(UNEXPLAINED, same))


def _written(text: str, hypothesis: Hypothesis) -> str:
    pieces = []
    start = 0
    for part, form in zip(units(text), hypothesis.forms, strict=True):
        pieces += [text[start : part.start], respell(form, part.text)]
        start = part.start + len(part.text)
    return " ".join("".join([*pieces, text[start:]]).split())


@lru_cache(maxsize=16384)
def units(text: str) -> tuple[Unit, ...]:
    """The parts of a name, hyphenated ones taken apart: `Анной-Марией`, `аль-Салехом`, `Чен Ыном`."""
    matches = list(UNIT.finditer(text))
    last = max((at for at, match in enumerate(matches) if not _is_fixed(match[0])), default=-1)
    following = [match[0].lower() for match in matches[1:]] + [""]
    return tuple(
        Unit(
            match.start(),
            match[0],
            _is_fixed(match[0]) or after in AFTER_FATHER,
            at < last and _keeps(match[0]),
        )
        for at, (match, after) in enumerate(zip(matches, following, strict=True))
    )


def _is_fixed(word: str) -> bool:
    if len(word) == 1 or not CYRILLIC.fullmatch(word) or word.lower() in ARTICLES | AFTER_FATHER:
        return True
    return word.islower() and not YOUNGER.fullmatch(word)


def _keeps(word: str) -> bool:
    if len(VOWELS.findall(word)) > 1 or len(word) > 5:
        return False
    return all(score < KNOWN_NAME for options in readings(word).values() for score, _ in options)

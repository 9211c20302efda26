"""Nominative forms of persons' names: every part agrees in one case and gender, over the whole document.

Each mention is read under every case and gender; a hypothesis scores what its parts' readings, the sentence
and the other mentions of the document say for it. Mentions that are sure on their own support the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from kg.annotate.declension import ALL, FEMININE, KNOWN_NAME, MASCULINE, PLURAL, Cell, readings
from kg.annotate.evidence import Evidence
from kg.annotate.inflection import fold, respell

UNIT = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
SYLLABLE = re.compile(r"[аеёиоуыэюя]+", re.IGNORECASE)
# Palladius' transcription: a surname is one syllable, a given name one or two
_SYLLABLE = "(?:чж|цз|[бпмфдтнлгкхжчшсцв])?(?:[ая]о|оу|у[аоэ]|ю[аэ]|[аоуэеиыюяё])(?:нь|[нйр])?"
CHINESE_SYLLABLE = re.compile(_SYLLABLE, re.IGNORECASE)
CHINESE_GIVEN = re.compile(f"(?:{_SYLLABLE}){{1,2}}")
CYRILLIC = re.compile(r"[а-яё'’`]+", re.IGNORECASE)
AFTER_FATHER = frozenset({"оглы", "оглу", "кызы", "кзы", "углы", "уулу", "улы"})  # `Гейдар оглы`: both stay
ARTICLES = frozenset(
    {"абд", "абдель", "абдул", "абу", "ад", "аз", "аль", "ан", "ар", "ас", "ат", "аш", "бен", "бин", "бинт"}
    | {"ибн", "эль"}
)
SONS = re.compile(r"\b(оглы|оглу|углы|уулу|улы|бин|бен|ибн)\b", re.IGNORECASE)
DAUGHTERS = re.compile(r"\b(кызы|кзы|бинт)\b", re.IGNORECASE)
YOUNGER = re.compile(r"(млад|стар)ш\w+")
PRIORS = {MASCULINE: 0.3, FEMININE: 0.0, PLURAL: -1.5}
UNEXPLAINED = -3.0  # a part that no reading explains
KEPT, KEPT_KNOWN, KEPT_EASTERN = (
    0.8,
    -0.5,
    4.0,
)  # `Ким Чен Ыном`: of eastern names only the last part is declined
CHINESE = 1.5  # `Жуйлинь` is two syllables, `Жуйлиня` three
KIN = 2.0  # `Гусейн оглы` is a man's name
SHORT = -0.4  # `Бату` is rather not a form of `Бат`
GIVEN = -0.3  # `Зульфики` is rather a form of `Зульфика`, but the surname `Судзуки` is itself
SUPPORT = 1.5
SURE = 1.0  # lead of a hypothesis over the next one that makes it support other mentions

Support = Mapping[tuple[str, str], float]  # nominative and gender
CELLS: tuple[Cell, ...] = tuple((case, gender) for gender in PRIORS for case in ALL)
GENDERS = tuple(gender for _, gender in CELLS)


class Unit(NamedTuple):
    """A part of a name; `fixed` ones are the same in all cases, others may be for the score `kept`."""

    start: int
    text: str
    fixed: bool
    kept: float | None
    inner: bool  # not the last one that is declined
    chinese: bool  # a given name behind a surname of one Chinese syllable


class Readings(NamedTuple):
    """A part of a name in each of CELLS: how likely, and its nominative."""

    scores: Sequence[float]
    forms: Sequence[str]


class Hypotheses(NamedTuple):
    """The readings of a whole name, in each of CELLS: how likely, and the nominatives of its units."""

    scores: Sequence[float]
    forms: Sequence[tuple[str, ...]]

    def best(self) -> int:
        """The place of the likeliest, the first of equals."""
        return self.scores.index(max(self.scores))


class Person(NamedTuple):
    """A mention to be read."""

    text: str
    evidence: Evidence


def normal_forms(persons: Sequence[Person]) -> list[str]:
    """Nominatives of one document's persons, in the order given; letter case is kept."""
    support = _support([_hypotheses(person, {}) for person in persons])
    found = [_hypotheses(person, support) for person in persons]
    return [
        _written(person.text, each.forms[each.best()]) for person, each in zip(persons, found, strict=True)
    ]


def _support(alone: Iterable[Hypotheses]) -> Support:
    """How much each form is supported: in full, or in proportion to its strongest rival of the same stem."""
    leads: dict[tuple[str, str], float] = defaultdict(float)
    for scores, forms in alone:
        score = max(scores)
        best = scores.index(score)
        found = forms[best], GENDERS[best]
        rivals = (each for each, *other in zip(scores, forms, GENDERS, strict=True) if (*other,) != found)
        lead = score - max(rivals, default=score - SURE)
        if lead >= SURE:
            for form in forms[best]:
                leads[form, GENDERS[best]] += lead
    strongest: dict[str, float] = defaultdict(float)
    for (form, _), lead in leads.items():
        strongest[_stem(form)] = max(strongest[_stem(form)], lead)
    return {cell: SUPPORT * lead / strongest[_stem(cell[0])] for cell, lead in leads.items()}


def _stem(form: str) -> str:
    return form.rstrip("аяьй")


def _hypotheses(person: Person, support: Support) -> Hypotheses:
    parts, cases = [_readings(part, support) for part in units(person.text)], person.evidence.cases
    weights = [weight + cases.get(case, 0.0) for weight, case in product(_genders(person), ALL)]
    if not parts:
        return Hypotheses(weights, [()] * len(CELLS))
    sums = map(sum, zip(*(part.scores for part in parts), strict=True))
    scores = [weight + each for weight, each in zip(weights, sums, strict=True)]
    return Hypotheses(scores, list(zip(*(part.forms for part in parts), strict=True)))


def _genders(person: Person) -> Iterator[float]:
    """What speaks for each gender, in the order of PRIORS."""
    kin = {MASCULINE: SONS.search(person.text), FEMININE: DAUGHTERS.search(person.text)}
    for gender, prior in PRIORS.items():
        weight = KIN if kin.get(gender) else 0.0
        yield prior + weight + person.evidence.genders.get(gender, 0.0)


def _readings(part: Unit, support: Support) -> Readings:
    """The best form of a part in each case and gender."""
    alone = _alone(part)
    if _forms(part).isdisjoint(support):  # most parts stand by themselves
        return alone
    scores, forms = list(alone.scores), list(alone.forms)
    for at, options in _options(part).items():
        more = [support.get((form, GENDERS[at]), 0.0) for _, _, form in options]
        if any(more):
            sums = (
                (score + each + fitness, form)
                for (score, fitness, form), each in zip(options, more, strict=True)
            )
            scores[at], forms[at] = _best(part, sums)
    return Readings(scores, forms)


@lru_cache(maxsize=1 << 12)
def _alone(part: Unit) -> Readings:
    """The best form of a part by itself, in each case and gender."""
    same = 0.0 if part.fixed else UNEXPLAINED if part.kept is None else part.kept
    scores, forms = [same] * len(CELLS), [fold(part.text.lower())] * len(CELLS)
    for at, options in _options(part).items():
        scores[at], forms[at] = _best(part, ((score + fitness, form) for score, fitness, form in options))
    return Readings(tuple(scores), tuple(forms))


def _best(part: Unit, options: Iterable[tuple[float, str]]) -> tuple[float, str]:
    """The best of the scored forms, of which the part as it stands may be one."""
    return max(options) if part.kept is None else max(*options, (part.kept, fold(part.text.lower())))


@lru_cache(maxsize=1 << 12)
def _forms(part: Unit) -> frozenset[tuple[str, str]]:
    """The forms that a part may be read as, with their genders."""
    return frozenset((form, GENDERS[at]) for at, options in _options(part).items() for _, _, form in options)


@lru_cache(maxsize=1 << 12)
def _options(part: Unit) -> Mapping[int, tuple[tuple[float, float, str], ...]]:
    """The forms that a part may be read as, each with its score and its fitness, by places in CELLS."""
    if part.fixed:
        return {}
    same, found = fold(part.text.lower()), readings(part.text)
    return {
        at: tuple((score, _fitness(part, form, same), form) for score, form in found[cell])
        for at, cell in enumerate(CELLS)
        if cell in found
    }


def _fitness(part: Unit, form: str, same: str) -> float:
    if part.chinese:
        return CHINESE if CHINESE_GIVEN.fullmatch(form) else 0.0
    if part.inner and form == same:
        return GIVEN if same.endswith(("ги", "ки", "хи")) else 0.0
    return SHORT if part.inner and len(form) <= 3 else 0.0


def _written(text: str, forms: Sequence[str]) -> str:
    pieces = []
    start = 0
    for part, form in zip(units(text), forms, strict=True):
        pieces += [text[start : part.start], respell(form, part.text)]
        start = part.start + len(part.text)
    return " ".join("".join([*pieces, text[start:]]).split())


@lru_cache(maxsize=16384)
def units(text: str) -> tuple[Unit, ...]:
    """The parts of a name, hyphenated ones taken apart: `Анной-Марией`, `аль-Харби`, `Чен Ыном`."""
    matches = list(UNIT.finditer(text))
    following = [match[0].lower() for match in matches[1:]] + [""]
    fixed = [
        _is_fixed(match[0]) or after in AFTER_FATHER for match, after in zip(matches, following, strict=True)
    ]
    last = max((at for at, is_fixed in enumerate(fixed) if not is_fixed), default=-1)
    chinese = len(matches) == 2 and _is_chinese(matches[0][0], matches[1][0])
    eastern = chinese or (last > 1 and all(_is_syllable(match[0]) for match in matches[:last]))
    return tuple(
        Unit(
            start=match.start(),
            text=match[0],
            fixed=fixed[at],
            kept=_kept(text, match, eastern) if at < last else None,
            inner=at < last,
            chinese=chinese and at == last,
        )
        for at, match in enumerate(matches)
    )


def _is_chinese(surname: str, given: str) -> bool:
    forms = {form for options in readings(given).values() for _, form in options}
    return bool(CHINESE_SYLLABLE.fullmatch(surname)) and any(map(CHINESE_GIVEN.fullmatch, forms))


def _is_fixed(word: str) -> bool:
    if len(word) == 1 or not CYRILLIC.fullmatch(word) or word.lower() in ARTICLES | AFTER_FATHER:
        return True
    return word.islower() and not YOUNGER.fullmatch(word)


def _kept(text: str, match: re.Match[str], eastern: bool) -> float | None:
    """The score of leaving a part undeclined: only short ones, and those before a hyphen."""
    if text[match.end() :].startswith("-"):
        return KEPT
    if not _is_syllable(match[0]):
        return None
    known = any(score >= KNOWN_NAME for options in readings(match[0]).values() for score, _ in options)
    return KEPT if not known else KEPT_EASTERN if eastern else KEPT_KNOWN


def _is_syllable(word: str) -> bool:
    return len(SYLLABLE.findall(word)) == 1 and len(word) <= 5

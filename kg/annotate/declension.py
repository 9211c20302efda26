"""What a part of a person's name may be: its nominatives by case and gender, with a score.

The dictionary knows Russian names; paradigms by ending stand in for it with names from elsewhere
(rules of declension: Калакуцкая Л. П., «Фамилии. Имена. Отчества», 1994; Зализняк А. А., 1977).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from kg.annotate.found import NAMING
from kg.annotate.inflection import CASES, case_of, fold, grammemes_of, nominative
from kg.annotate.models import parses

MASCULINE, FEMININE, PLURAL = "Masc", "Fem", "Plur"
KNOWN_NAME, KNOWN_WORD, PREDICTED = 3.0, 1.1, 0.6
ALL = tuple(CASES)
Cell = tuple[str, str]  # case, gender
Readings = Mapping[Cell, tuple[tuple[float, str], ...]]  # score and nominative, best first


class Paradigm(NamedTuple):
    """Endings of one declension: `nominative` is the pattern of the whole word, `ending` its ending."""

    genders: str
    nominative: re.Pattern[str]
    ending: str
    oblique: Mapping[str, tuple[str, ...]]
    score: float


def _paradigm(genders: str, pattern: str, ending: str, oblique: str, score: float) -> Paradigm:
    cells = (tuple(cell.split("|")) for cell in oblique.split())
    return Paradigm(genders, re.compile(pattern), ending, dict(zip(ALL[1:], cells, strict=True)), score)


# columns: Gen Dat Acc Ins Loc
PARADIGMS = (
    _paradigm("Masc", r".*[бвгдзклмнпрстфх]", "", "а у а ом е", 1.0),
    _paradigm("Masc", r".*[жшчщц]", "", "а у а ем|ом е", 1.0),
    _paradigm("Masc", r".{2,}([ое]в|[иы]н)", "", "а у а ым е", 1.3),
    _paradigm("Masc", r".*[аеоуыэюя]й", "й", "я ю я ем е", 1.0),
    _paradigm("Masc", r".*ий", "й", "я ю я ем и|е", 1.0),
    _paradigm("Masc", r".*[бвгдзклмнпрстфх]ь", "ь", "я ю я ем е", 0.9),
    _paradigm("Masc", r".{2,}[цс]кий", "ий", "ого ому ого им ом", 1.4),
    _paradigm("Masc", r".{2,}[бвдзлмнпрстф]ый", "ый", "ого ому ого ым ом", 0.8),
    _paradigm("Masc", r".*[бвдзлмнпрстфаоуэ]а", "а", "ы е у ой|ою е", 0.75),
    _paradigm("Masc Fem", r".*зода", "а", "ы е у ой|ою е", 1.5),  # Tajik surnames
    _paradigm("Fem", r".*[бвдзлмнпрстфаоуэ]а", "а", "ы е у ой|ою е", 0.9),
    _paradigm("Masc Fem", r".*[гкхжшчщ]а", "а", "и е у ой|ою|ей е", 0.8),
    _paradigm("Masc Fem", r".*ца", "а", "ы е у ей|ею|ой е", 0.8),
    _paradigm("Masc Fem", r".*([аеоуыэ]|[лн])я", "я", "и е ю ей|ею е", 0.8),
    _paradigm("Masc Fem", r".*[бвдзмпрстф]я", "я", "и е ю ей|ею е", 0.4),
    _paradigm("Masc Fem", r".*ия", "я", "и и ю ей|ею и", 0.8),
    _paradigm("Fem", r".{2,}([ое]в|[иы]н)а", "а", "ой ой у ой|ою ой", 1.3),
    _paradigm("Fem", r".{2,}[цс]кая", "ая", "ой ой ую ой|ою ой", 1.4),
    _paradigm("Fem", r".*[бвгдзклмнпрстфх]ь", "ь", "и и ь ью и", 0.3),
    _paradigm("Plur", r".{2,}([ое]в|[иы]н)ы", "ы", "ых ым ых ыми ых", 0.5),
)
FIXED = (  # indeclinable: genders, pattern, score
    ("Masc Fem", re.compile(r".*(([^г]|[^ое]г)о|[еэё]|швили|оглу)"), 1.2),
    ("Masc Fem", re.compile(r".*[ое]го"), 0.6),
    ("Masc Fem", re.compile(r".*[^аеоуыэюя]и"), 1.0),
    ("Masc Fem", re.compile(r".*[аеоуыэюя]и"), 0.7),
    ("Masc Fem", re.compile(r".*[ую]"), 0.7),
    ("Masc Fem", re.compile(r".*ы"), 0.3),
    ("Masc Fem", re.compile(r".*[аеёиоуыэюя]а"), 0.5),
    ("Masc Fem", re.compile(r".{2,}[ыи]х"), 1.1),
    ("Fem", re.compile(r".*[бвгджзйклмнпрстфхцчшщь]"), 1.0),
)


def _by_ending() -> Mapping[str, Sequence[tuple[Paradigm, Sequence[Cell]]]]:
    """Paradigms by the endings of their forms, each with the cells that the ending stands for."""
    found: dict[str, list[tuple[Paradigm, Sequence[Cell]]]] = defaultdict(list)
    for paradigm in PARADIGMS:
        cells: dict[str, list[Cell]] = defaultdict(list)
        for case, endings in {"Nom": (paradigm.ending,), **paradigm.oblique}.items():
            for ending, gender in product(endings, paradigm.genders.split()):
                cells[ending].append((case, gender))
        for ending, each in cells.items():
            found[ending].append((paradigm, each))
    return found


BY_ENDING = _by_ending()
LONGEST_ENDING = max(map(len, BY_ENDING))
MEN = frozenset({"бела", "геза", "дьюла"})  # given names that the dictionary lacks or knows as women's
INSTRUMENTAL = re.compile(r".*[аеёиоуыэюя].*(ом|ем|ым)")  # `Фирузом` is hardly a nominative
INSTRUMENTAL_DOUBT, LOCATIVE_DOUBT = 0.6, 0.35
DECLINED_DOUBT = 3.0  # `с Фирузом`: just what the case asks for


@lru_cache(maxsize=1 << 14)
def readings(word: str) -> Readings:
    """Possible nominatives of one part of a name (any letter case), by case and gender, best first."""
    found: dict[Cell, dict[str, float]] = defaultdict(dict)
    for cell, form, score in _all(fold(word.lower())):
        found[cell][form] = max(score, found[cell].get(form, score))
    return {
        cell: tuple(sorted(((score, form) for form, score in forms.items()), reverse=True))
        for cell, forms in found.items()
    }


def _all(word: str) -> Iterator[tuple[Cell, str, float]]:
    for parse in parses(word):
        yield from _of_parse(parse)
    doubts = _doubts(word)
    yield from _of_paradigms(word, doubts["Nom"])
    for genders, pattern, score in FIXED:
        if pattern.fullmatch(word):
            for (case, doubt), gender in product(doubts.items(), genders.split()):
                yield (case, gender), word, score - doubt


def _doubts(word: str) -> Mapping[str, float]:
    """How much less likely a form is to be the same in all cases: `Фирузом`, `о Джамшиде`."""
    doubts = dict.fromkeys(ALL, 0.0)
    if INSTRUMENTAL.fullmatch(word):
        doubts = {**dict.fromkeys(ALL, INSTRUMENTAL_DOUBT), "Ins": DECLINED_DOUBT}
    return {**doubts, "Loc": LOCATIVE_DOUBT} if word.endswith("е") else doubts


def _of_parse(parse: Any) -> Iterator[tuple[Cell, str, float]]:
    tag = str(parse.tag)
    cells, known = _cells(tag), parse.is_known
    if not cells or (not known and "Fixd" in grammemes_of(tag)):
        return  # a guess at strings of consonants; the endings in FIXED judge better
    score = (_of_dictionary if known else _of_prediction)(tag)
    form = fold(nominative(parse))
    for cell in cells:
        yield cell, form, score + parse.score / 10


@lru_cache(maxsize=1 << 13)
def _cells(tag: str) -> tuple[Cell, ...]:
    """Case and genders of what may be a part of a name, by its tag in the dictionary."""
    case, grammemes = case_of(tag), grammemes_of(tag)
    if case is None or grammemes.isdisjoint({"NOUN", "ADJF"}) or "neut" in grammemes:
        return ()
    if "voct" in grammemes:
        return ()  # news call nobody by name: `Галь` is no `Галя`
    return tuple((case, gender) for gender in _genders(grammemes))


def _of_dictionary(tag: str) -> float:
    return KNOWN_WORD if NAMING.isdisjoint(grammemes_of(tag)) else KNOWN_NAME


def _of_prediction(tag: str) -> float:
    return PREDICTED + 0.2 * (not NAMING.isdisjoint(grammemes_of(tag)))


def _genders(grammemes: frozenset[str]) -> tuple[str, ...]:
    if "plur" in grammemes:
        return (PLURAL,)
    if "ms-f" in grammemes or grammemes.isdisjoint({"masc", "femn"}):
        return MASCULINE, FEMININE
    return (MASCULINE,) if "masc" in grammemes else (FEMININE,)


def _of_paradigms(word: str, doubt: float) -> Iterator[tuple[Cell, str, float]]:
    for size in range(min(LONGEST_ENDING, len(word)) + 1):
        stem, ending = word[: len(word) - size], word[len(word) - size :]
        for paradigm, cells in BY_ENDING.get(ending, ()):
            form = stem + paradigm.ending
            if paradigm.nominative.fullmatch(form):
                for case, gender in cells:
                    score = _likelihood(form, gender, paradigm)
                    yield (case, gender), form, score - doubt if case == "Nom" else score


def _likelihood(form: str, gender: str, paradigm: Paradigm) -> float:
    return KNOWN_NAME if gender == MASCULINE and form in MEN else paradigm.score

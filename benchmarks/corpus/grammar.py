"""Words, phrases and names in their cases, by the project's own dictionary and paradigms.

A case is one of `CASES`. In a phrase only what stands before `|` is declined: `министр|экономики`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.annotate.declension import ALL, FIXED, PARADIGMS
from kg.annotate.inflection import fold
from kg.annotate.models import parses

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
TAGS = dict(zip(CASES, ("nomn", "gent", "datv", "accs", "ablt", "loct"), strict=True))
MAN, WOMAN = "Masc", "Fem"
HARD = "бвгджзклмнпрстфхцчшщ"


def phrase(text: str, case: str) -> str:
    """A phrase in the singular; its last declined word is the head, adjectives before it agree."""
    declined, _, rest = text.partition("|")
    words = declined.split()
    head = best(words[-1])
    inflected = [word(each, case, head) for each in words]
    return " ".join([*inflected, rest]) if rest else " ".join(inflected)


@cache
def best(text: str) -> Any:
    """The likeliest reading of a noun (or adjective) in the nominative singular; None if there is none."""
    readings = [each for each in parses(last_part(text).lower()) if is_nominative(each.tag)]
    return next((each for each in readings if each.tag.POS == "NOUN"), next(iter(readings), None))


def is_nominative(tag: Any) -> bool:
    """True of nouns and adjectives in the nominative singular."""
    return tag.POS in {"NOUN", "ADJF"} and tag.case == "nomn" and tag.number == "sing"


def last_part(text: str) -> str:
    """What is declined of a word: `премьер` of `вице-премьер`."""
    return text.rpartition("-")[2]


@cache
def word(text: str, case: str, head: Any = None) -> str:
    """One word in a case, its first letters kept; as it is, if the dictionary has no such form."""
    if case == "nom":
        return text
    tail = last_part(text)
    parse = agreeing(tail, head)
    wanted = {TAGS[case]}
    if case == "acc" and parse is not None and parse.tag.POS == "ADJF" and head.tag.gender == "masc":
        wanted = {TAGS["gen"]} if head.tag.animacy == "anim" else set()
    form = parse.inflect(wanted) if parse is not None and wanted else parse
    return text.removesuffix(tail) + capital(form.word if form else tail, tail)


def agreeing(text: str, head: Any) -> Any:
    """The reading of an adjective in the gender of its head, of a noun as it is."""
    gender = head.tag.gender if head is not None else None
    fits = (
        each
        for each in parses(text.lower())
        if is_nominative(each.tag) and each.tag.POS == "ADJF" and each.tag.gender == gender
    )
    return (
        next(fits, best(text))
        if text.lower()[-2:] in {"ий", "ый", "ой", "ая", "яя", "ое", "ее"}
        else best(text)
    )


def capital(form: str, model: str) -> str:
    """The form with a capital where the model has one; abbreviations as they are."""
    if len(model) > 1 and model.isupper():
        return model
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


@cache
def named(part: str, gender: str, case: str) -> str:
    """A given name, patronymic or surname in a case; ё stays where the dictionary has it."""
    if case == "nom":
        return part
    return from_dictionary(part, gender, case) or by_paradigm(part, gender, case)


def from_dictionary(part: str, gender: str, case: str) -> str | None:
    """A known given name's form."""
    wanted = {MAN: "masc", WOMAN: "femn"}[gender]
    for parse in parses(part.lower()):
        tag = parse.tag
        if parse.is_known and "Name" in tag.grammemes and is_nominative(tag) and wanted in tag.grammemes:
            form = parse.inflect({TAGS[case]})
            return capital(form.word, part) if form else None
    return None


def by_paradigm(part: str, gender: str, case: str) -> str:
    """The form by the likeliest paradigm of the ending; the word itself where it is indeclinable."""
    low = fold(part.lower())
    fits = [each for each in PARADIGMS if gender in each.genders.split() and each.nominative.fullmatch(low)]
    fixed = max((s for g, p, s in FIXED if gender in g.split() and p.fullmatch(low)), default=0.0)
    paradigm = max(fits, key=lambda each: each.score, default=None)
    if paradigm is None or paradigm.score <= fixed:
        return part
    cell = ALL[CASES.index(case)]
    return part[: len(part) - len(paradigm.ending)] + paradigm.oblique[cell][0]


def within(place: str) -> str:
    """«в» or «во» before a name."""
    low = place.lower()
    return "во" if low[:1] in "вф" and low[1:2] in HARD else "в"

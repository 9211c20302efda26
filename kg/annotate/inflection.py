"""Lemma and nominative of a word that the tagger has described, by pymorphy3."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from kg.annotate.models import (
    Tag,
    paradigm_form,
    paradigm_nominatives,
    paradigm_place,
    parse_tag,
    parses,
)

INFLECTED = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "VERB"})
_POS = {
    "NOUN": "NOUN ADJF",  # `рабочий`, `учёный` are adjectives to the dictionary
    "PROPN": "NOUN ADJF",
    "ADJ": "ADJF ADJS PRTF NUMR",
    "DET": "ADJF",
    "VERB": "VERB INFN GRND PRTF PRTS",
    "AUX": "VERB INFN GRND PRTF PRTS",
    "NUM": "NUMR ADJF",
    "ADV": "ADVB COMP PRED",
    "PRON": "NPRO ADJF NOUN",
    "ADP": "PREP",
    "CCONJ": "CONJ",
    "SCONJ": "CONJ",
    "PART": "PRCL",
    "INTJ": "INTJ",
}
POS = {pos: frozenset(found.split()) for pos, found in _POS.items()}
PARTICIPLES = frozenset({"PRTF", "ADJF"})
CASES = {
    "Nom": frozenset({"nomn", "voct"}),
    "Gen": frozenset({"gent", "gen1", "gen2"}),
    "Dat": frozenset({"datv"}),
    "Acc": frozenset({"accs", "acc2"}),
    "Ins": frozenset({"ablt"}),
    "Loc": frozenset({"loct", "loc1", "loc2"}),
}
CASE_OF = {label: case for case, labels in CASES.items() for label in labels}
FEATURES = {
    "Number": {"Sing": "sing", "Plur": "plur"},
    "Gender": {"Masc": "masc", "Fem": "femn", "Neut": "neut"},
    "Animacy": {"Anim": "anim", "Inan": "inan"},
}
NONE: frozenset[str] = frozenset()
WEIGHTS = {"Number": 3, "Gender": 2, "Animacy": 1}
NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
STRESSED = re.compile(r"(?<=[сц])кой$")  # `морской`: all such adjectives but surnames are in the dictionary
ACRONYM = re.compile(r"([А-ЯЁ]{2,})(?:а|у|ом|е|ы|ов|ам|ами|ах)")  # `МИДом`, `ТАССа`


class Forms(NamedTuple):
    """What morphology says of a word in its context: `lemma` lower case with е for ё."""

    lemma: str
    nominative: str


def forms(word: str, tag: Tag, capitals: bool = False) -> Forms:
    """Lemma and nominative of a word; number, gender, letter case and a given ё are kept.

    The parse that agrees best with the tag decides. Acronyms stay as they are, unless the whole text is in
    `capitals`. Names that no parse explains in the tag's case are taken for indeclinable.
    """
    return _forms(word, tag.text, capitals)


def with_case(tag: Tag, first: Tag) -> Tag:
    """The tag of a name in an enumeration in the case of its first member.

    Taggers see unknown names as nominatives wherever they stand: `Ляонином, Цзилинем и Шаньдуном`.
    """
    case = first.feats.get("Case")
    if tag.pos != "PROPN" or tag.feats.get("Case") != "Nom" or case in {None, "Nom"}:
        return tag
    return parse_tag(tag.text.replace("Case=Nom", f"Case={case}"))


@lru_cache(maxsize=1 << 14)
def _forms(word: str, tag: str, capitals: bool) -> Forms:
    if word[1:2].isupper() and (match := ACRONYM.fullmatch(word)):
        return Forms(fold(match[1].lower()), match[1])
    if len(word) > 1 and word.isupper() and not (capitals and parses(word.lower())[0].is_known):
        return Forms(fold(word.lower()), word)
    found = parses(word.lower())
    best = found[0] if len(found) == 1 else max(found, key=_agreements(tag))
    return Forms(fold(best.normal_form), _nominative(word, parse_tag(tag), best))


def agreement(parse: Any, tag: str) -> float:
    """How well a parse fits a tag: part of speech before case, number, gender, animacy, likelihood."""
    return _agreements(tag)(parse)


@cache
def _agreements(tag: str) -> Callable[[Any], float]:
    """How well parses fit a tag; what their own tags say is worked out once for each."""
    fit = cache(partial(_fit, parse_tag(tag)))

    def found(parse: Any) -> float:
        likelihood: float = parse.score
        return fit(str(parse.tag)) + likelihood

    return found


def _fit(tag: Tag, found: str) -> float:
    """How well the dictionary's tag fits one of the tagger's."""
    grammemes, feats = grammemes_of(found), tag.feats
    score = 10.0 * (not _pos(tag).isdisjoint(grammemes))
    score += 4 * (not CASES.get(feats.get("Case", ""), NONE).isdisjoint(grammemes))
    score += sum(
        weight * (FEATURES[name].get(feats.get(name, "")) in grammemes) for name, weight in WEIGHTS.items()
    )
    return score + 1.5 * ((tag.pos == "PROPN") == (not NAMES.isdisjoint(grammemes)))


@lru_cache(maxsize=1 << 13)
def grammemes_of(tag: str) -> frozenset[str]:
    """What the dictionary's tag is made of."""
    return frozenset(tag.replace(" ", ",", 1).split(","))


@lru_cache(maxsize=1 << 13)
def case_of(tag: str) -> str | None:
    """The case of the dictionary's tag in the tagger's words: `Gen` of `gen2`."""
    return next((CASE_OF[each] for each in grammemes_of(tag) if each in CASE_OF), None)


def _pos(tag: Tag) -> frozenset[str]:
    if tag.pos == "VERB" and "Case" in tag.feats:
        return PARTICIPLES
    return POS.get(tag.pos, NONE)


def _nominative(word: str, tag: Tag, parse: Any) -> str:
    case = tag.feats.get("Case")
    if tag.pos not in INFLECTED or case is None or (found := case_of(str(parse.tag))) in {None, "Nom"}:
        return word
    if not parse.is_known and (case == "Nom" or found != case or is_foreign(word, tag)):
        return word
    return respell(nominative(parse), word)


def is_foreign(word: str, tag: Tag) -> bool:
    """True of unknown names that hardly decline: `Миядзаки`, `Чэнду`; but `Фуцзяни` does."""
    return tag.pos == "PROPN" and word.lower().endswith(("и", "у")) and not word.lower().endswith("ни")


def nominative(parse: Any) -> str:
    """The nominative of a parsed word in its own number and gender; the word itself, if it has none.

    Of equally near forms the one that begins most like the word is taken: `лучших` → `лучшие`.
    """
    nearest = nominatives(parse)
    if len(nearest) > 1:
        nearest = [max(nearest, key=lambda form: _common(form, parse.word))]
    found = nearest[0] if nearest else str(parse.word)
    return found if parse.is_known else STRESSED.sub("кий", found)


def nominatives(parse: Any) -> list[str]:
    """The nominatives of a parse's lexeme that are nearest to it in number and gender."""
    if place := paradigm_place(parse):
        before, behind, forms = _paradigm_nominatives(*place)
        stem = parse.word[before : len(parse.word) - behind]
        return [f"{prefix}{stem}{suffix}" for prefix, suffix in forms]
    lexeme = [form for form in parse.lexeme if "nomn" in form.tag.grammemes]
    return [lexeme[at].word for at in _nearest(parse.tag, [form.tag for form in lexeme])]


@lru_cache(maxsize=16384)
def _paradigm_nominatives(number: int, at: int) -> tuple[int, int, tuple[tuple[str, str], ...]]:
    """How long the prefix and the ending of a form are, and those of the nominatives nearest to it."""
    prefix, tag, suffix = paradigm_form(number, at)
    forms = paradigm_nominatives(number)
    nearest = _nearest(tag, [form[1] for form in forms])
    return len(prefix), len(suffix), tuple((forms[each][0], forms[each][2]) for each in nearest)


def _nearest(tag: Any, nominatives: Sequence[Any]) -> list[int]:
    """Which tags of nominatives are as near as may be to a tag."""
    wanted = tag.grammemes - {tag.case} | {"nomn"}
    distances = [len(each.grammemes ^ wanted) for each in nominatives]
    least = min(distances, default=0)
    return [at for at, distance in enumerate(distances) if distance == least]


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def respell(form: str, word: str) -> str:
    """A lower-case form of a word in the word's own spelling: its capitals, and ё just where it has them."""
    if form.count("-") == word.count("-") > 0:
        return "-".join(map(respell, form.split("-"), word.split("-")))
    if (
        "ё" not in word and "Ё" not in word and word[1:].islower()
    ):  # most words: a look at each letter is slow
        plain = fold(form)
        return plain[:1].upper() + plain[1:] if word[0].isupper() else plain
    respelled = "".join(map(_letter, form, word.ljust(len(form))))
    return respelled.upper() if word.isupper() and len(word) > 1 else respelled


def _letter(letter: str, model: str) -> str:
    plain = "ё" if letter in "её" and model in "ёЁ" else fold(letter)
    return plain.upper() if model.isupper() else plain


def fold(word: str) -> str:
    """A word with е for ё."""
    return word.replace("ё", "е")

"""Lemma and nominative of a word that the tagger has described, by pymorphy3."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from kg.annotate.models import Tag, parses

INFLECTED = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "VERB"})


class Forms(NamedTuple):
    """What morphology says of one word in its context."""

    lemma: str
    nominative: str


def forms(word: str, tag: Tag) -> Forms:
    """Lemma (lower case) and nominative (letter case and number kept) of a word."""
    return _forms(word, tag.pos, tuple(tag.feats.items()))


POS = {
    "NOUN": "NOUN",
    "PROPN": "NOUN",
    "ADJ": "ADJF ADJS PRTF",
    "DET": "ADJF",
    "VERB": "VERB INFN GRND PRTF PRTS",
    "AUX": "VERB INFN GRND PRTF PRTS",
    "NUM": "NUMR",
    "ADV": "ADVB COMP PRED",
    "PRON": "NPRO",
    "ADP": "PREP",
    "CCONJ": "CONJ",
    "SCONJ": "CONJ",
    "PART": "PRCL",
    "INTJ": "INTJ",
}
GRAMMEMES = {
    ("Case", "Nom"): "nomn",
    ("Case", "Gen"): "gent",
    ("Case", "Dat"): "datv",
    ("Case", "Acc"): "accs",
    ("Case", "Ins"): "ablt",
    ("Case", "Loc"): "loct",
    ("Number", "Sing"): "sing",
    ("Number", "Plur"): "plur",
    ("Gender", "Masc"): "masc",
    ("Gender", "Fem"): "femn",
    ("Gender", "Neut"): "neut",
    ("Animacy", "Anim"): "anim",
    ("Animacy", "Inan"): "inan",
}


def _score(parse: Any, pos: str, feats: tuple[tuple[str, str], ...]) -> int:
    tag = parse.tag
    score = 8 * (tag.POS in POS.get(pos, "").split())
    return score + sum(GRAMMEMES.get(pair, "") in tag.grammemes for pair in feats)


@lru_cache(maxsize=65536)
def _forms(word: str, pos: str, feats: tuple[tuple[str, str], ...]) -> Forms:
    best = max(parses(word.lower()), key=lambda parse: _score(parse, pos, feats))
    inflected = None
    if pos in INFLECTED and dict(feats).get("Case", "Nom") != "Nom":
        inflected = best.inflect({"nomn"})
    return Forms(best.normal_form, recase(inflected.word, word) if inflected else word)


def recase(word: str, model: str) -> str:
    """`word` in the letter case of `model`: UPPER, Title, parts of hyphenated words one by one."""
    if "-" in word and word.count("-") == model.count("-"):
        return "-".join(map(recase, word.split("-"), model.split("-")))
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word

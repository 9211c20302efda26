"""What the sentence says of a name's case and gender, as weights to be added to a hypothesis' score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.annotate.declension import FEMININE, MASCULINE, PLURAL
from kg.model import Token

Weights = Mapping[str, float]
Vote = tuple[str, float]

PREPOSITIONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("с", "со", "между", "перед", "над", "под"), ("Ins",)),
    **dict.fromkeys(("к", "ко", "благодаря", "согласно", "вопреки", "по", "навстречу"), ("Dat",)),
    **dict.fromkeys(("о", "об", "обо", "при"), ("Loc",)),
    **dict.fromkeys(("через", "про", "сквозь"), ("Acc",)),
    **dict.fromkeys(
        ("у", "от", "ото", "для", "без", "до", "из", "против", "около", "кроме", "вместо"), ("Gen",)
    ),
    **dict.fromkeys(("после", "ради", "вокруг", "насчет", "помимо", "относительно", "среди"), ("Gen",)),
    "за": ("Ins", "Acc"),
    "на": ("Acc", "Loc"),
    "в": ("Loc", "Acc"),
}
ROLES = {"nsubj": "Nom", "nsubj:pass": "Nom", "iobj": "Dat", "obj": "Acc"}
# said of women as well, though the grammar calls them feminine
OF_BOTH = frozenset(
    {"глава", "судья", "коллега", "персона", "личность", "звезда", "сирота", "староста", "жертва"}
)
OF_MEN = frozenset(
    {
        "брат",
        "внук",
        "герцог",
        "господин",
        "граф",
        "король",
        "муж",
        "отец",
        "певец",
        "принц",
        "султан",
        "супруг",
    }
    | {"сын", "шейх", "эмир", "актер", "император", "князь", "митрополит", "епископ"}
)
ANIMATE_CASES = {"Gen": "Acc", "Acc": "Gen"}  # one form of masculine names; taggers mix them up


class Evidence(NamedTuple):
    """Weights of cases (UD names) and of genders (`Masc`, `Fem`, `Plur`)."""

    cases: Weights
    genders: Weights


def weigh(tokens: Sequence[Token], first: int, last: int) -> Evidence:
    """Evidence on the name that stands at `tokens[first:last]` of its sentence."""
    places = range(first, last)
    root = next((at for at in places if tokens[at].head not in places), first)
    cases = _sum(case for case in _cases(tokens, places, root))
    for case, other in ANIMATE_CASES.items():
        cases[case] = max(cases[case], 0.7 * cases[other])
    return Evidence(cases, _sum(_genders(tokens, places, root)))


def _sum(votes: Iterator[Vote]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    for label, weight in votes:
        weights[label] += weight
    return weights


def _cases(tokens: Sequence[Token], places: range, root: int) -> Iterator[Vote]:
    for at in places:
        if case := tokens[at].feats.get("Case"):
            yield case, 1.5 / len(places)
    yield from _governed(tokens, places[0])
    word = tokens[root]
    if case := ROLES.get(word.rel):
        yield case, 1.0
        if case == "Nom" and _has_initials(tokens, places) and _agrees(tokens, root):
            yield case, 1.0  # `А. Грача и мэр`: initials give no gender, so the subject stays as it stands
    if word.rel == "nmod" and (not places[0] or tokens[places[0] - 1].pos != "ADP"):
        yield "Gen", 0.8
    if _is_woman_in_office(tokens, root):
        yield "Nom", 1.5
    if word.head >= 0 and word.rel in {"appos", "conj"}:
        yield tokens[_apposed(tokens, root)].feats.get("Case", "Nom"), 1.0


def _has_initials(tokens: Sequence[Token], places: range) -> bool:
    return len(places) > 1 and tokens[places[1]].text == "."


def _agrees(tokens: Sequence[Token], root: int) -> bool:
    """False of the lone name of a plural verb: `А. Грача встретили` has no subject."""
    several = any(token.head == root and token.rel == "conj" for token in tokens)
    return several or tokens[tokens[root].head].feats.get("Number") != "Plur"


def _apposed(tokens: Sequence[Token], root: int) -> int:
    """`Глава района А. Грач`: parsers hang the name on the district, but it explains the living being."""
    first = at = tokens[root].head
    while tokens[at].feats.get("Animacy") == "Inan" and tokens[at].rel == "nmod":
        at = tokens[at].head
    return at if tokens[at].feats.get("Animacy") == "Anim" and tokens[root].rel == "appos" else first


def _governed(tokens: Sequence[Token], first: int) -> Iterator[Vote]:
    before = tokens[first - 1] if first else None
    if before is not None and before.pos == "ADP":
        cases = PREPOSITIONS.get(before.text.lower(), ())
        yield from ((case, 2.0 / len(cases)) for case in cases)


def _genders(tokens: Sequence[Token], places: range, root: int) -> Iterator[Vote]:
    for at in places:
        yield _gender(tokens[at]), 0.4 / len(places)
    word = tokens[root]
    head = tokens[word.head] if word.head >= 0 else None
    if head is None:
        return
    if word.rel.startswith("nsubj") and head.pos in {"VERB", "ADJ"} and "Gender" in head.feats:
        yield _gender(head), 1.2
    if _is_woman_in_office(tokens, root):
        yield FEMININE, 1.5
    elif word.rel in {"appos", "nmod"} and head.pos == "NOUN":
        yield from _of_noun(head, [token for token in tokens if token.head == word.head])


def _is_woman_in_office(tokens: Sequence[Token], root: int) -> bool:
    """`Выступила министр … А. Грач`: a masculine subject agrees in the feminine with the name behind it."""
    at = root
    while tokens[at].rel in {"appos", "nmod", "flat:name"} and tokens[at].head >= 0:
        at = tokens[at].head
    subject = tokens[at]
    if at == root or not subject.rel.startswith("nsubj") or subject.head < 0 or subject.pos != "NOUN":
        return False
    masculine = _gender(subject) == MASCULINE and subject.feats.get("Animacy") == "Anim"
    return (masculine or subject.lemma in OF_BOTH) and tokens[subject.head].feats.get("Gender") == FEMININE


def _gender(token: Token) -> str:
    return PLURAL if token.feats.get("Number") == "Plur" else token.feats.get("Gender", MASCULINE)


def _of_noun(noun: Token, children: Sequence[Token]) -> Iterator[Vote]:
    if noun.lemma in OF_MEN:
        yield MASCULINE, 1.2
    elif _gender(noun) == MASCULINE and any(_is_feminine_modifier(child) for child in children):
        yield FEMININE, 1.5
    elif _gender(noun) == FEMININE and noun.feats.get("Animacy") == "Anim" and noun.lemma not in OF_BOTH:
        yield FEMININE, 1.2


def _is_feminine_modifier(token: Token) -> bool:
    return token.rel == "amod" and token.feats.get("Gender") == FEMININE

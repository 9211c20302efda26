"""Noun phrases over tokens: how far a name or a role reaches to the left and right of its head."""

from __future__ import annotations

from kg.extract.lexicon import FACILITY_HEADS, ORGANIZATION_HEADS, POST_HEADS
from kg.extract.reading import Reading, case, is_nominal, is_plural
from kg.model import Kind, Token

OPENING = {"«", "“", "„", '"'}
CLOSING = {"»", "”", '"', "“"}
LIST_MARKS = {",", "и"}
NAMED_AFTER = {"имени", "им", "им."}
LONGEST_QUOTE = 12  # tokens; longer ones are speech


def left_edge(tokens: tuple[Token, ...], head: int) -> int:
    """The first of the adjectives before `head` that agree with it in case."""
    i = head
    while i > 0 and _modifies(tokens[i - 1], tokens[head]):
        i -= 1
    while i < head and tokens[i].text in {",", "и"}:
        i += 1
    return i


def _modifies(token: Token, head: Token) -> bool:
    adjectival = token.pos in {"ADJ", "DET"} or (
        token.pos in {"VERB", "PROPN"}
        and token.nominative.endswith(("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ие", "ые"))
    )
    return (
        adjectival
        and (case(token) in {case(head), None} or {case(token), case(head)} == {"Nom", "Acc"})
        and token.lemma not in {"этот", "тот", "свой", "весь", "другой", "ряд", "который"}
    )


def quoted(tokens: tuple[Token, ...], start: int) -> int | None:
    """The token after the closing quote of a short quoted name that opens at `start`; None if there is
    none."""
    if start >= len(tokens) or tokens[start].text not in OPENING:
        return None
    depth = 0
    for i in range(start, min(len(tokens), start + LONGEST_QUOTE)):
        if tokens[i].text == "«" or (i == start):
            depth += 1
        elif tokens[i].text in CLOSING:
            depth -= 1
            if depth == 0:
                return i + 1
    return None


def expand(reading: Reading, sentence: int, head: int, *, field: bool = False) -> int:
    """The token after a phrase that starts with `head`: genitives, a quoted name, `имени …`, `по …` are
    taken along.

    `field` lets lists go on over commas and `и` (министр | образования, науки и молодёжной политики).
    """
    tokens = reading.sentences[sentence].tokens
    stop = head + 1
    while stop < len(tokens):
        step = _step(reading, sentence, head, stop, field)
        if step == stop:
            break
        stop = step
    return stop


def _step(reading: Reading, sentence: int, head: int, i: int, field: bool) -> int:
    tokens = reading.sentences[sentence].tokens
    token = tokens[i]
    if token.text in NAMED_AFTER:
        return _after_name(tokens, i + 1)
    if (end := quoted(tokens, i)) is not None:
        return end
    ref = reading.covering(sentence, i)
    if ref is not None and ref.kind is Kind.PERSON:
        return i
    if ref is not None and ref.start == i:
        undeclined = i == head + 1 and tokens[ref.head].text == tokens[ref.head].nominative
        return ref.stop if case(tokens[ref.head]) in {"Gen", None} or undeclined else i
    if (
        i == head + 1
        and token.pos == "PROPN"
        and ref is None
        and token.text == token.nominative
        and _is_site(tokens[head])
    ):
        return i + 1
    if _is_genitive(token) or _is_people_of_body(tokens, head, i):
        return i + 1
    if _is_foreign(tokens, i) and (i == head + 1 or _is_foreign(tokens, i - 1)):
        return i + 1
    if token.text == "по" and tokens[head].lemma in ORGANIZATION_HEADS:
        return _after_dative(tokens, i + 1) or i
    if token.text in LIST_MARKS and (field or i > head + 1) and _list_goes_on(tokens, i, field):
        return i + 1
    return i


def _is_site(token: Token) -> bool:
    return token.lemma in FACILITY_HEADS | ORGANIZATION_HEADS


def _is_people_of_body(tokens: tuple[Token, ...], head: int, i: int) -> bool:
    """`Совет народных депутатов`, `кабинет министров`: a plural post in a body's own name."""
    plural = case(tokens[i]) == "Gen" and is_plural(tokens[i]) and tokens[i].lemma in POST_HEADS
    return plural and tokens[head].lemma in ORGANIZATION_HEADS


def _is_foreign(tokens: tuple[Token, ...], i: int) -> bool:
    """A word in Latin letters, or `&` between such words."""
    text = tokens[i].text
    return text.isascii() and ((text[:1].isalpha() and text[:1].isupper()) or text == "&")


def _is_genitive(token: Token) -> bool:
    return (
        is_nominal(token)
        and case(token) == "Gen"
        and token.lemma not in POST_HEADS
        and token.lemma != "который"
    )


def _list_goes_on(tokens: tuple[Token, ...], i: int, field: bool) -> bool:
    following = tokens[i + 1 : i + 4]
    if not following or not _is_genitive(following[0]) or following[0].text[:1].isupper():
        return False
    if field:
        return True
    return (
        tokens[i].text == "и"
        and following[0].lemma not in ORGANIZATION_HEADS
        and tokens[i - 1].text[:1].islower()
    )


def _after_name(tokens: tuple[Token, ...], i: int) -> int:
    """After the capitalised words of a namesake: имени А. С. Попова."""
    while i < len(tokens) and (
        tokens[i].text[:1].isupper() or (tokens[i].text == "." and len(tokens[i - 1].text) == 1)
    ):
        i += 1
    return i


def _after_dative(tokens: tuple[Token, ...], i: int) -> int | None:
    start = i
    while i < len(tokens) and (
        (is_nominal(tokens[i]) and case(tokens[i]) in {"Dat", "Gen"})
        or (tokens[i].text in LIST_MARKS and i + 1 < len(tokens) and case(tokens[i + 1]) == "Dat")
    ):
        i += 1
    return i if i > start else None

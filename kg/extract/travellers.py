"""Who travels: the subject of a clause of travel, or the genitive after its noun."""

from __future__ import annotations

from kg.extract.lexicon import DELEGATION_WORDS, GO, ORGANIZATION_HEADS, POST_HEADS, RETURN, WORK_AT, words
from kg.extract.reading import Reading, Ref, case
from kg.extract.syntax import governor, is_verb, preposition, refs_of, subject
from kg.model import Kind, Sentence

CARRY = words("доставить привезти привести везти повезти возить свозить")


LIGHT = words(
    """
    совершить совершать начать начинать завершить завершать находиться прибыть провести продолжить
    состояться пройти проходить завершиться начаться продлиться длиться пребывать быть нанести находить
    отправиться
    """
)


def has_other_subject(sentence: Sentence, i: int, verb: int | None) -> bool:
    """True if the clause has a living subject or body that is no delegation: tourists, a team, a firm."""
    top = subject(sentence, verb) if verb is not None else None
    if top is None or top == i:
        return False
    token = sentence.tokens[top]
    living = token.feats.get("Animacy") == "Anim" or token.lemma in ORGANIZATION_HEADS
    return token.pos in {"NOUN", "PROPN"} and living


def _is_owner(sentence: Sentence, ref: Ref, top: int) -> bool:
    """`предки Сергеева приехали`: he is named, but did not travel."""
    token = ref.head
    while not ref.start <= top < ref.stop and token != top and token >= 0:
        head = sentence.tokens[token].head
        if (
            sentence.tokens[token].rel == "nmod"
            and sentence.tokens[head].lemma not in POST_HEADS | DELEGATION_WORDS
        ):
            return ref.kind is Kind.PERSON
        token = head
    return False


def _travellers_after(reading: Reading, index: int, i: int) -> list[Ref]:
    """`визит в Сербию тверской делегации`: the delegation in the genitive before the next verb."""
    tokens = reading.sentences[index].tokens
    stop = next((j for j in range(i + 1, len(tokens)) if is_verb(tokens[j])), len(tokens))
    groups = reading.outer(index, Kind.DELEGATION)
    return [r for r in groups if i < r.start < stop and case(tokens[r.head]) == "Gen"][:1]


def find_travellers(reading: Reading, index: int, i: int, inside: list[Ref]) -> list[Ref]:
    """The persons and delegations who travel in a clause; `inside` are its references."""
    sentence = reading.sentences[index]
    verb = i if is_verb(sentence.tokens[i]) else governor(sentence, i)
    found: list[Ref] = []
    if sentence.tokens[i].lemma in CARRY:
        return [r for r in inside if r.kind is Kind.DELEGATION and r.start > i]
    if sentence.tokens[i].pos == "AUX":
        verb = sentence.tokens[i].head
    if verb is not None and (
        sentence.tokens[i].pos == "AUX"
        or sentence.tokens[verb].lemma in LIGHT | GO | RETURN | WORK_AT
        or verb == i
    ):
        top = subject(sentence, verb)
        if top is not None and top != i:
            travellers = {Kind.PERSON, Kind.DELEGATION}
            refs = [r for r in refs_of(reading, index, top) if r.kind in travellers]
            found = [r for r in refs if not _is_owner(sentence, r, top)]
    if not found and not is_verb(sentence.tokens[i]):
        found = [
            r
            for r in inside
            if r.kind in {Kind.PERSON, Kind.DELEGATION}
            and case(sentence.tokens[r.head]) in {"Gen", None}
            and r.start > i
            and not preposition(sentence, r)
        ]
    if not found and not is_verb(sentence.tokens[i]):
        found = _travellers_after(reading, index, i)
    if not found:
        found = [
            r
            for r in inside
            if r.kind in {Kind.PERSON, Kind.DELEGATION} and case(sentence.tokens[r.head]) == "Nom"
        ]
    return found

"""Heads of delegations."""

from __future__ import annotations

import itertools

from kg.extract.lexicon import DELEGATION_WORDS, LEAD, TRIP_NOUNS
from kg.extract.parts import GUESTS, Found, Part, next_party
from kg.extract.reading import Reading, Ref, case
from kg.extract.syntax import is_negated, is_verb, refs_of, subject
from kg.model import Kind, Sentence

JOURNEY = TRIP_NOUNS | {"форум", "миссия", "маршрут"}


def at_the_head(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`во главе с …`, `под руководством …`, `под началом …`, `с … во главе`."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        led = (token.text == "главе" and i and tokens[i - 1].text.lower() == "во") or (
            token.text.lower() in {"руководством", "началом", "предводительством", "председательством"}
            and i
            and tokens[i - 1].text.lower() == "под"
        )
        ref = next_party(reading, index, i + 1) if led else None
        if led and ref is None and token.text == "главе":
            ref = next(
                (r for r in reversed(reading.outer(index, Kind.PERSON)) if r.stop <= i and i - r.stop <= 3),
                None,
            )
        if ref is not None and (_speaks_of_group(sentence) or reading.outer(index, Kind.DELEGATION)):
            yield Part.HEAD, ref


def leads(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`делегацию возглавляет …`, `возглавляемая …`, `которой руководил …`, `делегацию повезёт …`."""
    for i, token in enumerate(sentence.tokens):
        leading = token.lemma in LEAD and not is_negated(sentence, i) and _leads_group(reading, index, i)
        carrying = token.lemma in {"повести", "повезти", "везти", "возить"} and is_verb(token)
        if leading or (carrying and _carries_group(reading, index, i)):
            ref = _leader(reading, index, i)
            if ref is not None:
                yield Part.HEAD, ref


def named_head(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`старшим группы стал …`, `главой делегации назначен …`, `…, руководитель делегации`."""
    tokens = sentence.tokens
    for i, (token, following) in enumerate(itertools.pairwise(tokens)):
        headship = token.lemma in {"глава", "руководитель"} and following.lemma == "делегация"
        if token.text.lower() == "старшим" or (headship and case(following) == "Gen"):
            ref = _beside(reading, index, i) or next_party(reading, index, i + 1, over_verbs=True)
            if ref is not None:
                yield Part.HEAD, ref


def _beside(reading: Reading, index: int, i: int) -> Ref | None:
    """The person that `– руководитель делегации` is said of, right before."""
    people = reading.outer(index, Kind.PERSON)
    tokens = reading.sentences[index].tokens
    marked = i > 0 and tokens[i - 1].text in {",", "–", "—", "-"}
    before = [r for r in people if r.stop <= i]
    return before[-1] if marked and before else None


def _carries_group(reading: Reading, index: int, verb: int) -> bool:
    """`делегацию повезёт министр`, `поведёт бизнесменов`."""
    return any(abs(r.start - verb) <= 3 for r in reading.outer(index, Kind.DELEGATION))


def _leader(reading: Reading, index: int, i: int) -> Ref | None:
    sentence = reading.sentences[index]
    token = sentence.tokens[i]
    if token.feats.get("VerbForm") == "Part":
        if token.feats.get("Voice") == "Pass":
            return _instrumental(reading, index, i)
        before = [r for r in reading.outer(index, Kind.PERSON) if r.stop <= i and i - r.stop <= 2]
        return before[-1] if before else next_party(reading, index, i + 1)
    if (
        i > 1
        and sentence.tokens[i - 1].lemma == "который"
        and sentence.tokens[i - 1].feats.get("Case") == "Nom"
    ):
        before = [r for r in reading.outer(index, Kind.PERSON) if r.stop == i - 2]
        if before:
            return before[0]
    top = subject(sentence, i)
    own = [r for r in refs_of(reading, index, top) if r.kind is Kind.PERSON] if top is not None else []
    if own:
        return own[0]
    after = next_party(reading, index, i + 1, reach=22)
    return after if after is not None and case(sentence.tokens[after.head]) in {"Nom", None, "Ins"} else None


def _instrumental(reading: Reading, index: int, i: int) -> Ref | None:
    """The person after a passive participle: возглавляемая | министром …"""
    return next_party(reading, index, i + 1, reach=22)


def _leads_group(reading: Reading, index: int, i: int) -> bool:
    """What is led is a delegation (or `её`, `которую` for one), not a ministry or a firm."""
    tokens = reading.sentences[index].tokens
    near = tokens[max(0, i - 12) : i + 4]
    if any(t.lemma in DELEGATION_WORDS or t.lemma in {"который", "она", "поездка", "визит"} for t in near):
        after = [
            r
            for r in reading.outer(index, Kind.ORGANIZATION)
            if r.start == i + 1 and case(tokens[r.head]) in {"Acc", "Ins"}
        ]
        return not after
    return any(
        t.text.lower() in {"её", "ее", "ею", "ей", "им", "ими", "группу", "группой"}
        for t in tokens[max(0, i - 3) : i + 3]
    )


def _speaks_of_group(sentence: Sentence) -> bool:
    return any(
        t.lemma in GUESTS or t.lemma in JOURNEY or (t.text[0].islower() and t.text.endswith("цы"))
        for t in sentence.tokens
    )

"""Hosts: who received a delegation, met it on arrival or invited it."""

from __future__ import annotations

from kg.extract.lexicon import INVITE, RECEIVE
from kg.extract.parts import GUESTS, PARTY, Found, Part
from kg.extract.reading import Reading, case
from kg.extract.syntax import is_negated, is_verb, refs_of, subject, subject_refs
from kg.model import Kind, Sentence


def receives(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`делегацию принял …`, `гостей встретила …`: the object is the group."""
    for i, token in enumerate(sentence.tokens):
        if (
            token.lemma in RECEIVE
            and is_verb(token)
            and not is_negated(sentence, i)
            and _receives_group(reading, index, i)
        ):
            hosts = [r for r in subject_refs(reading, index, i) if r.kind in PARTY]
            people = [r for r in hosts if r.kind is Kind.PERSON]
            yield from ((Part.HOST, r) for r in people or hosts)


def _receives_group(reading: Reading, index: int, verb: int) -> bool:
    sentence = reading.sentences[index]
    groups = [
        r for r in reading.outer(index, Kind.DELEGATION) if case(sentence.tokens[r.head]) in {"Acc", "Gen"}
    ]
    if any(r.start < verb for r in groups[:1]) or any(abs(r.start - verb) <= 3 for r in groups):
        return True
    return any(
        t.head == verb
        and t.rel in {"obj", "iobj"}
        and (t.lemma in GUESTS or t.text.lower() in {"их", "её", "ее"} or _is_group_ref(reading, index, i))
        for i, t in enumerate(sentence.tokens)
    )


def _is_group_ref(reading: Reading, index: int, token: int) -> bool:
    ref = reading.covering(index, token)
    return ref is not None and ref.kind is Kind.DELEGATION


def invites(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`по приглашению …`, `пригласил …`, `приглашение направил …`."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.lemma not in INVITE or is_negated(sentence, i):
            continue
        if token.text.lower() == "приглашению":
            ref = next(
                (
                    r
                    for r in reading.outer(index, *PARTY, Kind.REGION, Kind.COUNTRY, Kind.CITY)
                    if i < r.start <= i + 8
                ),
                None,
            )
            if ref is not None:
                yield Part.HOST, ref
        elif token.pos == "NOUN":
            yield from _senders_of_invitation(reading, index, i)
        else:
            yield from _inviters(reading, index, i)


def _senders_of_invitation(reading: Reading, index: int, i: int) -> Found:
    sentence = reading.sentences[index]
    for v, token in enumerate(sentence.tokens):
        if (
            token.lemma in {"направить", "прислать", "передать", "отправить", "поступить", "вручить"}
            and sentence.tokens[i].head == v
        ):
            top = subject(sentence, v)
            found = refs_of(reading, index, top) if top is not None and top != i else []
            people = [r for r in found if r.kind is Kind.PERSON]
            bodies = [r for r in found if r.kind in {*PARTY, Kind.REGION, Kind.COUNTRY, Kind.CITY}]
            yield from ((Part.HOST, r) for r in people or bodies)


def _inviters(reading: Reading, index: int, i: int) -> Found:
    sentence = reading.sentences[index]
    if sentence.tokens[i].feats.get("Tense") != "Past" or not index:
        return
    top = subject(sentence, i)
    target = [t for t in sentence.tokens if t.head == i and t.rel in {"obj"}]
    group = any(t.lemma in GUESTS or t.pos == "PRON" for t in target)
    if top is not None and group:
        for ref in refs_of(reading, index, top):
            if ref.kind is Kind.PERSON:
                yield Part.HOST, ref

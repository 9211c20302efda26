"""Who belongs to a delegation: its head, its members, and the hosts who received or invited it."""

from __future__ import annotations

import itertools
from datetime import date

from kg.extract.composition import composition_start
from kg.extract.groups import Senders
from kg.extract.heads import at_the_head, leads, named_head
from kg.extract.hosts import invites, receives
from kg.extract.lexicon import DELEGATION_WORDS, words
from kg.extract.parts import GUESTS, PARTY, Found, Part, Role, is_party
from kg.extract.reading import Reading, Ref, fold
from kg.extract.times import day_near
from kg.model import Kind, Sentence, ZoneKind

STAYED = words("отказаться остаться воздержаться")


def find_roles(reading: Reading, senders: Senders) -> list[Role]:
    """Every part in a delegation that the body of the article gives, in text order."""
    found: list[Role] = []
    for index, sentence in enumerate(reading.sentences):
        if sentence.zone is not ZoneKind.HEADLINE:
            for rule in RULES:
                day = _arrival(reading, index, sentence) if rule is receives else None
                told = rule(reading, index, sentence)
                found += [Role(part, ref.thing, index, day) for part, ref in told]
        represented = _represented(reading, senders, index, found)
        found += [Role(Part.SENDER, key, index) for key in represented]
    found += _listed(reading)
    return list(dict.fromkeys(found))


def _represented(reading: Reading, senders: Senders, index: int, found: list[Role]) -> list[str]:
    """Whom a delegation represents that somebody travels with, leads or receives: `в составе делегации |
    Союза`."""
    tokens = reading.sentences[index].tokens
    spoken_of = any(role.sentence == index for role in found)
    groups = [
        r
        for r in reading.outer(index, Kind.DELEGATION)
        if tokens[r.head].lemma in DELEGATION_WORDS
        and (spoken_of or (r.start and tokens[r.start - 1].text == "составе"))
    ]
    return [key for r in groups for key in senders.get(r.thing, ())]


def _arrival(reading: Reading, index: int, sentence: Sentence) -> date | None:
    met = next((i for i, t in enumerate(sentence.tokens) if t.lemma in {"встретить", "встречать"}), None)
    return day_near(reading, index, met) if met is not None else None


def composition(reading: Reading, index: int, sentence: Sentence) -> Found:
    """Members listed after one of the turns that `kg.extract.composition` knows."""
    start = composition_start(sentence)
    if start is None:
        return
    for ref in reading.outer(index, *PARTY):
        if ref.start >= start and is_party(reading, ref) and not _stayed(reading, index, ref):
            yield Part.MEMBER, ref


def _stayed(reading: Reading, index: int, ref: Ref) -> bool:
    """`заявленный в составе, остался дома`; `приехать не смог`."""
    tokens = reading.sentences[index].tokens
    following = tokens[ref.stop : ref.stop + 14]
    return any(t.lemma in STAYED for t in following) or any(
        a.text.lower() == "не" and b.lemma in {"смочь", "поехать", "приехать", "полететь", "мочь"}
        for a, b in itertools.pairwise(following)
    )


def as_part_of(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`Иванов в составе делегации Союза …`: the person before is a member."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if (
            token.text.lower() == "составе"
            and i
            and tokens[i - 1].text.lower() == "в"
            and any(t.lemma == "делегация" for t in tokens[i : i + 4])
        ):
            people = [r for r in reading.outer(index, Kind.PERSON) if r.stop <= i]
            if people and not _stayed(reading, index, people[-1]):
                yield Part.MEMBER, people[-1]


RULES = (at_the_head, leads, named_head, composition, receives, invites, as_part_of)


def _listed(reading: Reading) -> list[Role]:
    """A bulleted list after `в состав делегации вошли:` names members line by line."""
    found: list[Role] = []
    open_list = False
    for index, sentence in enumerate(reading.sentences):
        last = sentence.tokens[-1].text if sentence.tokens else ""
        bullet = (
            sentence.tokens[0].text in {"-", "–", "—", "•", "*", "·"} or last == ";"
            if sentence.tokens
            else False
        )
        if open_list and bullet:
            found += [
                Role(Part.MEMBER, r.thing, index)
                for r in reading.outer(index, *PARTY)
                if r.kind is Kind.PERSON or is_party(reading, r)
            ]
        else:
            open_list = last == ":" and any(
                t.lemma in GUESTS or fold(t.lemma) == "состав" for t in sentence.tokens
            )
    return found

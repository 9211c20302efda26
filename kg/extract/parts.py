"""The parts that people and bodies have in a delegation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.extract.lexicon import DELEGATION_WORDS, words
from kg.extract.reading import Form, Reading, Ref, case, is_plural
from kg.extract.syntax import is_verb
from kg.model import Kind

PARTY = (Kind.PERSON, Kind.ORGANIZATION, Kind.FACILITY)


GUESTS = DELEGATION_WORDS | {"гость", "коллега", "партнёр", "партнер", "участник", "член"}


LISTING = words("представитель руководитель компания предприятие и а также завод представлять")


class Part(StrEnum):
    """What somebody is to a delegation."""

    HEAD = "head"
    MEMBER = "member"
    HOST = "host"
    SENDER = "sender"


@dataclass(frozen=True, slots=True)
class Role:
    """A person or body that has a part in the delegation which a sentence speaks of."""

    part: Part
    thing: str
    sentence: int
    arrival: date | None = None  # the day on which a host met the delegation


Found = Iterator[tuple[Part, Ref]]


def next_party(
    reading: Reading, index: int, token: int, reach: int = 14, *, over_verbs: bool = False
) -> Ref | None:
    """The first person after a token; before the next verb, unless `over_verbs`."""
    tokens = reading.sentences[index].tokens
    for ref in reading.outer(index, Kind.PERSON):
        lead = ref.start if ref.lead is None else ref.lead
        if lead and tokens[lead - 1].text.lower() == "не":
            continue
        if token <= ref.start <= token + reach:
            between = tokens[token : ref.start]
            cut = any(is_verb(t) and t.feats.get("VerbForm") == "Fin" for t in between)
            return None if cut and not over_verbs else ref
    return None


def is_party(reading: Reading, ref: Ref) -> bool:
    """People, and firms that stand in the list on their own: not somebody's workplace."""
    if ref.kind is Kind.PERSON:
        return True
    if reading.at(ref.sentence, ref.stop, Kind.PERSON) is not None:
        return False
    tokens = reading.sentences[ref.sentence].tokens
    before = tokens[ref.start - 1] if ref.start else None
    if before is None or not (before.lemma in LISTING or before.text in {",", "–", ":", "—", "•"}):
        return False
    firm = any("«" in n or n.isupper() for n in reading.things[ref.thing].names)
    listed = ref.form is Form.NAME and case(tokens[ref.head]) == "Nom"
    return (firm or listed) and (is_plural(before) or before.pos != "NOUN")

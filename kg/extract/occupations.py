"""What somebody is without a body: `певица Анна Белова`, `писатель и журналист Олег Серов`."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.lexicon import OCCUPATIONS
from kg.extract.reading import Reading, case
from kg.model import Kind


@dataclass(frozen=True, slots=True)
class Occupation:
    """`person` (a thing's key) is a `word` (nominative, lower case), said by a sentence."""

    person: str
    word: str
    sentence: int


def find_occupations(reading: Reading) -> list[Occupation]:
    """The callings that stand right before a name and agree with it in case, each once."""
    found: list[Occupation] = []
    for index, sentence in enumerate(reading.sentences):
        for ref in reading.outer(index, Kind.PERSON):
            before = sentence.tokens[ref.start - 1] if ref.start else None
            if before is None or before.lemma not in OCCUPATIONS:
                continue
            if case(before) in {case(sentence.tokens[ref.start]), None}:
                found.append(Occupation(ref.thing, before.nominative.lower(), index))
    return list({(o.person, o.word): o for o in reversed(found)}.values())[::-1]

"""What a person says of two nodes, in words that a new reading of the articles does not change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Kind

# Posts and delegations follow from these, and the gazetteer tells places apart.
JUDGED = frozenset(
    {
        Kind.PERSON,
        Kind.ORGANIZATION,
        Kind.FACILITY,
        Kind.PROGRAMME_EVENT,
        Kind.VISIT,
        Kind.MEETING,
        Kind.AGREEMENT,
    }
)


class Verdict(StrEnum):
    """NONE takes back what was said of the two before."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an article tells of a thing: the words of a mention, or the sentence that an event is told in.

    `start` is the code point of the article's text where `words` begin; `number` counts from 1 the things
    of the kind that are told there. `name` is for readers, and finds the thing if the words are gone.
    """

    article: str
    start: int
    words: str
    name: str | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on two things of one kind, the person who gave it, the moment (ISO 8601) and the reason."""

    verdict: Verdict
    kind: Kind
    one: Anchor
    other: Anchor
    by: str | None = None
    when: str | None = None
    why: str | None = None

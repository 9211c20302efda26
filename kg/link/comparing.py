"""Pairs of units compared, here or wherever there is somebody to compare: what is found is the same.

Every stage of resolving first asks which pairs have a reason to be one, then joins the best ones first. The
first hangs on the two units alone, so it is done in batches of what stands together in blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Generic, Protocol

from kg.link.ties import Compare, Reason, Tie, U, ties

Pair = tuple[int, int]  # positions of units
Rules = tuple[Compare[U], ...]
Answer = list[list[tuple[int, Reason]]]  # for each tier: the place of a pair in its batch, and the reason

BATCH = 2_000  # pairs compared at once: some hundreds of units
PAYS = 200_000  # comparisons of one stage, about a second; starting processes for fewer takes longer
DENSE = 20  # comparisons a unit; where there are fewer, sending units takes longer than comparing them


@dataclass(frozen=True, slots=True)
class Question(Generic[U]):
    """Which of the pairs, block by block, have a reason: for each tier of rules the best that they give."""

    pairs: Sequence[Pair]
    tiers: tuple[Rules[U], ...]

    @property
    def work(self) -> int:
        """How many comparisons it asks for."""
        return len(self.pairs) * sum(map(len, self.tiers))


@dataclass(frozen=True, slots=True)
class Batch(Generic[U]):
    """Some pairs of a question with the units that they are made of: all that the answer hangs on."""

    units: tuple[U, ...]
    pairs: tuple[Pair, ...]
    tiers: tuple[Rules[U], ...]


Share = Callable[[Iterable[Batch[Any]]], Iterable[Answer]]  # answers in the order of the batches


class Comparing(Protocol):
    """Answers the questions of one stage: the ties of each tier of each, in the order of the pairs."""

    def __call__(self, units: Sequence[U], questions: Sequence[Question[U]]) -> list[list[Tie]]: ...


def here(units: Sequence[U], questions: Sequence[Question[U]]) -> list[list[Tie]]:
    """All in this process."""
    return [ties(units, question.pairs, rules) for question in questions for rules in question.tiers]


@dataclass(frozen=True, slots=True)
class Shared:
    """What others do where there is so much to compare, in all and for each unit, that it pays."""

    share: Share
    pays: int = PAYS
    dense: int = DENSE

    def __call__(self, units: Sequence[U], questions: Sequence[Question[U]]) -> list[list[Tie]]:
        """See `Comparing`."""
        if sum(question.work for question in questions) < max(self.pays, self.dense * len(units)):
            return here(units, questions)
        cut = [list(chunks(question.pairs)) for question in questions]
        asked = (
            batch(units, pairs, question.tiers)
            for question, parts in zip(questions, cut, strict=True)
            for pairs in parts
        )
        answers = iter(self.share(asked))
        return [
            found
            for question, parts in zip(questions, cut, strict=True)
            for found in joined(parts, [next(answers) for _ in parts], len(question.tiers))
        ]


def chunks(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    """The pairs in order, many at once."""
    return (pairs[start : start + BATCH] for start in range(0, len(pairs), BATCH))


def batch(units: Sequence[U], pairs: Sequence[Pair], tiers: tuple[Rules[U], ...]) -> Batch[U]:
    """The pairs with their units, which get places of their own in the same order."""
    told = sorted(set(chain.from_iterable(pairs)))
    places = {position: place for place, position in enumerate(told)}
    return Batch(
        tuple(units[position] for position in told),
        tuple((places[one], places[other]) for one, other in pairs),
        tiers,
    )


def answer(asked: Batch[Any]) -> Answer:
    """What comparing finds."""
    places = {pair: place for place, pair in enumerate(asked.pairs)}
    return [
        [(places[tie.one, tie.other], tie.reason) for tie in ties(asked.units, asked.pairs, rules)]
        for rules in asked.tiers
    ]


def joined(cut: Sequence[Sequence[Pair]], answers: Sequence[Answer], tiers: int) -> Iterator[list[Tie]]:
    """The ties of each tier, out of the answers to the parts of a question."""
    for tier in range(tiers):
        yield [
            Tie(*pairs[place], reason)
            for pairs, found in zip(cut, answers, strict=True)
            for place, reason in found[tier]
        ]

"""What a visit or an agreement is about: the fields that the words around it speak of.

Words count by topic (`kg.extract.subjects`); how much their number in the event's own sentences, in the text
that is told of it and in the whole article weighs was fitted (`scripts/training/topics.py`).
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.agreements import Agreement
from kg.extract.reading import Reading
from kg.extract.subjects import topics_of
from kg.extract.visit import Visit
from kg.model import Topic, ZoneKind
from kg.resources import resource

READ = frozenset({ZoneKind.BODY, ZoneKind.QUOTE, ZoneKind.HEADLINE, ZoneKind.SUBHEADING})
SURE = 0.4  # probability from which an event has a topic, chosen on four folds of data/training/train.jsonl
LEAST = 0.55  # confidence of those told with less than even odds: six of eleven were right on the selection
BEFORE = 3  # so many times farther from an event counts what stands before it
BESIDE = {-1: 0.25, 0: 1.0, 1: 0.5}  # weights of the sentences beside that of an agreement
OWN = 2.0  # weight of an event's own sentence among those that may say a topic

Spoken = Mapping[int, Counter[Topic]]  # sentence → how many words of each topic it has
Weights = Sequence[float]
Counts = Mapping[Topic, float]


@dataclass(frozen=True, slots=True)
class About:
    """A topic, the sentence that says it, and how likely it is."""

    topic: Topic
    sentence: int
    score: float


@dataclass(frozen=True, slots=True)
class Scope:
    """The sentences that evoke an event, and those that are told of it with their weights."""

    own: frozenset[int]
    around: Mapping[int, float]


def visit_topics(spoken: Spoken, visits: Sequence[Visit]) -> list[tuple[About, ...]]:
    """The topics of each visit."""
    own = [frozenset({each.first, each.status_said, *(t.sentence for t in each.trips)}) for each in visits]
    return [tuple(_topics(spoken, scope, "visit")) for scope in visit_scopes(spoken, own)]


def agreement_topics(spoken: Spoken, agreements: Sequence[Agreement]) -> list[tuple[About, ...]]:
    """The topics of each agreement."""
    scopes = (agreement_scope(spoken, frozenset({each.sentence})) for each in agreements)
    return [tuple(_topics(spoken, scope, "agreement")) for scope in scopes]


def spoken_topics(reading: Reading) -> Spoken:
    """How many words of each topic a sentence has, of the sentences that facts are read from."""
    return {
        index: Counter(topic for token in sentence.tokens for topic in topics_of(token.lemma))
        for index, sentence in enumerate(reading.sentences)
        if sentence.zone in READ
    }


def visit_scopes(spoken: Spoken, own: Sequence[frozenset[int]]) -> list[Scope]:
    """Of each visit, given by its own sentences, those nearer to it than to any other."""
    scopes: list[dict[int, float]] = [{} for _ in own]
    for index in spoken if own else ():
        distances = [_distance(index, rows) for rows in own]
        for scope, distance in zip(scopes, distances, strict=True):
            if distance == min(distances):
                scope[index] = 1.0
    return [Scope(rows, scope) for rows, scope in zip(own, scopes, strict=True)]


def _distance(index: int, rows: frozenset[int]) -> int:
    return min(index - row if index >= row else (row - index) * BEFORE for row in rows)


def agreement_scope(spoken: Spoken, own: frozenset[int]) -> Scope:
    """An agreement's sentences and those beside them."""
    around: dict[int, float] = {}
    for row in own:
        for step, weight in BESIDE.items():
            if row + step in spoken:
                around[row + step] = max(weight, around.get(row + step, 0.0))
    return Scope(own, around)


def _topics(spoken: Spoken, scope: Scope, kind: str) -> Iterator[About]:
    """The likely topics of an event, most likely first."""
    weights = learned_weights()[kind]
    scores = {topic: _probability(each, weights) for topic, each in features(spoken, scope).items()}
    for topic, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        sentence = _said(spoken, scope, topic)
        if score >= SURE and sentence is not None:
            yield About(topic, sentence, round(max(score, LEAST), 2))


def _said(spoken: Spoken, scope: Scope, topic: Topic) -> int | None:
    """The sentence with most words of a topic, an event's own before others, the first of equals."""
    counts = {row: spoken[row][topic] * (OWN if row in scope.own else 1.0) for row in scope.around}
    best = max(counts, key=lambda row: (counts[row], -row), default=None)
    return best if best is not None and counts[best] else None


def features(spoken: Spoken, scope: Scope) -> dict[Topic, tuple[float, ...]]:
    """Of each topic that the article speaks of: its words and its share of all such words, near and far."""
    places: tuple[Mapping[int, float], ...] = (
        dict.fromkeys(scope.own, 1.0),
        scope.around,
        dict.fromkeys(spoken, 1.0),
    )
    own, around, whole = (_total(spoken, rows) for rows in places)
    return {
        topic: (
            *(math.log1p(counts.get(topic, 0)) for counts in (own, around, whole)),
            *(_share(counts, topic) for counts in (own, around, whole)),
            float(topic in own),
            float(topic in around),
            1.0,
        )
        for topic in whole
    }


def _total(spoken: Spoken, rows: Mapping[int, float]) -> Counts:
    total: dict[Topic, float] = defaultdict(float)
    for row, weight in rows.items():
        for topic, count in spoken.get(row, {}).items():
            total[topic] += weight * count
    return total


def _share(counts: Counts, topic: Topic) -> float:
    total = sum(counts.values())
    return counts.get(topic, 0.0) / total if total else 0.0


def _probability(each: Sequence[float], weights: Weights) -> float:
    return 1 / (1 + math.exp(-sum(value * weight for value, weight in zip(each, weights, strict=True))))


@cache
def learned_weights() -> Mapping[str, Weights]:
    """The fitted weights of `features`, by kind of event."""
    found: Mapping[str, Weights] = json.loads(resource("data/models/topics.json").read_text(encoding="utf-8"))
    return found

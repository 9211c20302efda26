"""Fit the weights of topics to the annotated visits and agreements of the training corpus.

    python -m scripts.training.topics

Prints how well four folds of whole series do, then writes `data/models/topics.json`: nine weights for either
kind of event, the same for all topics, so that topics with few examples are judged like the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.annotate import Annotator
from kg.corpus import AnnotatedArticle, Row, RowKind, read_corpus
from kg.extract.reading import new_reading
from kg.extract.topics import SURE, agreement_scope, features, spoken_topics, visit_scopes
from kg.model import Document

ROOT = Path(__file__).parents[2]
TRAIN = ROOT / "data" / "training" / "train.jsonl"
WEIGHTS = ROOT / "data" / "models" / "topics.json"
KINDS = (RowKind.VISIT, RowKind.AGREEMENT)
FOLDS = 4
RIDGE, STEPS, RATE = 1.0, 400, 0.5

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Event:
    """An annotated event: its article, kind and topics, and the features of the topics that may be its."""

    article: str
    kind: RowKind
    topics: frozenset[str]
    features: Mapping[str, tuple[float, ...]]


def main() -> int:
    """Fit, print and write."""
    articles = list(read_corpus(TRAIN))
    documents = Annotator(learned=False).map([each.article for each in articles])
    found = [event for each in zip(articles, documents, strict=True) for event in events(*each)]
    weights = {}
    for kind in KINDS:
        chosen = [event for event in found if event.kind is kind]
        print(f"{kind.value}: {len(chosen)} events, F1 of {FOLDS} folds {folded(chosen):.3f}")
        weights[kind.value] = [round(float(each), 3) for each in fit(chosen)]
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    return 0


def events(annotated: AnnotatedArticle, document: Document) -> Iterator[Event]:
    """The visits and agreements of an article, as the extraction would see them."""
    spoken = spoken_topics(new_reading(document))
    visits = annotated.rows_of(RowKind.VISIT)
    scopes = visit_scopes(spoken, [sentences(annotated, document, row) for row in visits])
    agreements = annotated.rows_of(RowKind.AGREEMENT)
    scopes += [agreement_scope(spoken, sentences(annotated, document, row)) for row in agreements]
    for row, scope in zip((*visits, *agreements), scopes, strict=True):
        topics = frozenset(row.slots.get("topics", ()))
        yield Event(annotated.article.id, row.kind, topics, features(spoken, scope))


def sentences(annotated: AnnotatedArticle, document: Document, row: Row) -> frozenset[int]:
    """The sentences whose words evoke an event or name its delegation."""
    places = [m.span for id in (row.id, *row.slots.get("delegation", ())) for m in annotated.markings_of(id)]
    return frozenset(
        number
        for number, sentence in enumerate(document.sentences)
        if any(sentence.span.overlaps(place) for place in places)
    ) or frozenset({0})


def fit(chosen: Sequence[Event]) -> Array:
    """The weights of a logistic regression with a ridge penalty, by AdaGrad."""
    rows = [(each, topic in event.topics) for event in chosen for topic, each in event.features.items()]
    x, y = np.array([row for row, _ in rows]), np.array([right for _, right in rows], dtype=float)
    weights, seen = np.zeros(x.shape[1]), np.full(x.shape[1], 1e-6)
    for _ in range(STEPS):
        gradient = x.T @ (1 / (1 + np.exp(-x @ weights)) - y) + RIDGE * weights
        seen += gradient**2
        weights -= RATE * gradient / np.sqrt(seen)
    return weights


def folded(chosen: Sequence[Event]) -> float:
    """F1 of topics over folds of whole series, each judged by the weights of the others."""
    right = wrong = missed = 0
    for fold in range(FOLDS):
        weights = fit([each for each in chosen if series(each) % FOLDS != fold])
        for each in (each for each in chosen if series(each) % FOLDS == fold):
            said = {t for t, row in each.features.items() if 1 / (1 + np.exp(-np.dot(row, weights))) >= SURE}
            right += len(said & each.topics)
            wrong += len(said - each.topics)
            missed += len(each.topics - said)
    return 2 * right / (2 * right + wrong + missed)


def series(event: Event) -> int:
    """The number of the series that an article belongs to."""
    return int(event.article.partition("-")[0])


if __name__ == "__main__":
    raise SystemExit(main())

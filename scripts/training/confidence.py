"""Fit what confidence means: `python -m scripts.training.confidence` (a minute on one core).

Every slot that is found in the selection (`data/training/selection.jsonl`, which no network is fitted to) is
judged by the annotation; the share that is right, by predicate and by who tells it, becomes
`data/models/confidence.json`. Shares of few slots are drawn towards those of all predicates: logistic
regression with a Gaussian prior around the weights of all.

Prints the expected calibration error of tables that were fitted without the articles they are tried on.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from rdflib import Graph

from kg.annotate import Annotator
from kg.corpus import AnnotatedArticle, gold_record, read_corpus
from kg.evaluate import FactsByKind, Judgement, calibration_error, judged
from kg.evaluate.gold import parse_gold
from kg.extract import extract
from kg.extract.confidence import ANY, Table, rows, teller
from kg.extract.opinions import WEAK, By, places
from kg.model import Document, Extraction, Predicate
from kg.pipeline import shipped_stages
from kg.pipeline.single import article_turtle
from kg.rdf.describe import object_term
from kg.rdf.iris import BASE, entity_iri
from kg.rdf.settle import object_of
from kg.rdf.vocabulary import PROPERTIES

ROOT = Path(__file__).parents[2]
SELECTION = ROOT / "data" / "training" / "selection.jsonl"
TABLE = ROOT / "data" / "models" / "confidence.json"
SEED, FOLDS = 1, 10
OF_ALL, OF_ONE = 1.0, 10.0  # strength of the priors: around nothing, around the weights of all predicates
STEPS = 30  # of Newton's method; it converges in fewer
Marks: TypeAlias = Mapping[By, tuple[int, ...]]
# what weights stand for: anything, told by rules, by models, by both, of an event that both know
MARKS: Marks = {
    By.BOTH: (1, 1, 1, 1, 1),
    By.RULES: (1, 1, 0, 0, 0),
    By.MODELS: (1, 0, 1, 0, 0),
    By.RULES_OF_KNOWN: (1, 1, 0, 0, 1),
    By.MODELS_OF_KNOWN: (1, 0, 1, 0, 1),
    By.NEITHER: (1, 0, 0, 0, 0),
}
ALONE: tuple[Marks, ...] = ({By.RULES_ALONE: (1,)}, {By.MODELS_ALONE: (1,)})
Weights = NDArray[np.float64]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A slot that was found: its article, its kind of fact, its row and column of the table, the verdict."""

    article: str
    kind: str
    row: str
    by: By
    right: bool


def main() -> int:
    """Fit, print the errors, write the table."""
    cases = list(all_cases(list(read_corpus(SELECTION))))
    for line in report(tried(cases)):
        print(line)
    articles, slots = len({case.article for case in cases}), sum(case.by in MARKS for case in cases)
    found = {"articles": articles, "slots": slots, "right": fit(cases)}
    TABLE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {slots} slots of {articles} articles")
    return 0


def all_cases(articles: Sequence[AnnotatedArticle]) -> Iterator[Case]:
    """What rules and models find together and each alone, judged."""
    documents = list(Annotator().map(each.article for each in articles))
    for annotated, document in zip(articles, documents, strict=True):
        gold = parse_gold(annotated.article.id, gold_record(annotated)).facts
        for extraction in read_three_ways(document):
            yield from cases_of(extraction, gold)


def read_three_ways(document: Document) -> Iterator[Extraction]:
    """By both, by rules alone, by models alone."""
    yield extract(document)
    yield extract(replace(document, cues=(), ties=(), bonds=()))
    yield extract(document, rules=False)


def cases_of(extraction: Extraction, gold: FactsByKind) -> Iterator[Case]:
    """The facts of one article that the annotation can judge."""
    judgements = verdicts(extraction, gold)
    facts = extraction.facts
    events = places(facts)
    visited = {
        event
        for (event, slot), said in zip(events, judgements, strict=True)
        if said and said[1] and slot[0] not in WEAK
    }
    for fact, row, said, (event, _) in zip(facts, rows(facts), judgements, events, strict=True):
        if fact.predicate is Predicate.MAKES:
            said = "visits", event in visited
        if said is not None:
            yield Case(extraction.article.id, said[0], row, teller(fact), said[1])


def verdicts(extraction: Extraction, gold: FactsByKind) -> list[tuple[str, bool] | None]:
    """For each fact its kind and whether it is right; None for one that the metric does not ask for."""
    stages = shipped_stages()
    graph = Graph()
    graph.parse(data=article_turtle(extraction, stages), format="turtle")
    known: dict[Key, tuple[str, bool]] = {}
    for kind, triples, right in judged(gold, graph):
        for s, p, o in triples:
            key = str(s), str(p), str(o)
            known[key] = kind, right or known.get(key, (kind, False))[1]
    entity_of = stages.resolve([extraction], {}).entity_of
    found = []
    for fact in extraction.facts:
        subject = entity_iri(entity_of[extraction.article.id, fact.subject]).value
        object = object_term(fact.predicate, object_of(extraction, fact, entity_of), BASE).value
        found.append(known.get((subject, PROPERTIES[fact.predicate].value, object)))
    return found


def fit(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Predicate → who tells it → probability of being right, to two digits."""
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for marks in (MARKS, *ALONE):
        known = [case for case in cases if case.by in marks]
        width = len(next(iter(marks.values())))
        of_all = weights(known, marks, np.zeros(width), OF_ALL)
        for row in (ANY, *sorted({case.row for case in cases})):
            own = [case for case in known if case.row == row]
            found = weights(own, marks, of_all, OF_ONE)
            table[row] |= {
                by.value: round(float(chance(np.array(mark) @ found)), 2) for by, mark in marks.items()
            }
    return dict(table)


def weights(cases: Sequence[Case], marks: Marks, prior: Weights, strength: float) -> Weights:
    """Weights of the marks, by Newton's method; the prior's where there are no cases."""
    x = np.array([marks[case.by] for case in cases], float).reshape(len(cases), len(prior))
    y = np.array([case.right for case in cases], float)
    found = prior.copy()
    for _ in range(STEPS):
        p = chance(x @ found)
        slope = x.T @ (p - y) + strength * (found - prior)
        bend = (x.T * (p * (1 - p))) @ x + strength * np.eye(len(prior))
        found -= np.linalg.solve(bend, slope)
    return found


def chance(odds: Weights) -> Weights:
    """Log odds as probabilities."""
    return 1 / (1 + np.exp(-odds))


def tried(cases: Sequence[Case]) -> list[Judgement]:
    """Each case with the confidence that a table fitted without its article gives it."""
    names = sorted({case.article for case in cases})
    random.Random(SEED).shuffle(names)
    found = []
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        table: Table = fit([case for case in cases if case.article not in out])
        own = [case for case in cases if case.article in out and case.by in MARKS]
        found += [Judgement(c.kind, table.get(c.row, table[ANY])[c.by], c.right) for c in own]
    return found


def report(cases: Iterable[Judgement]) -> Iterator[str]:
    """The calibration error of each kind and of all."""
    by_kind: dict[str, list[Judgement]] = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case)
        by_kind["all"].append(case)
    for kind, own in by_kind.items():
        yield f"{kind:12}{calibration_error(own):7.3f}  of {len(own)}, by {FOLDS} folds of the articles"


if __name__ == "__main__":
    raise SystemExit(main())

"""How likely a fact is right: what came of facts of its kind, told by the same side, in annotated articles.

`python -m scripts.training.confidence` fits the table, `data/models/confidence.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from kg.extract.opinions import By, tellers
from kg.model import Extraction, Fact, Predicate
from kg.resources import resource

SELF = frozenset({Predicate.TOPIC, Predicate.SPEAKER, Predicate.WORDS, Predicate.SPEECH})  # fitted elsewhere
ANY = "*"  # predicates that no annotation judges
LIKE = {Predicate.FORMER_POST: Predicate.HOLDS_POST, Predicate.PARTNER_REGION: Predicate.PARTNER_OF}
Table: TypeAlias = Mapping[str, Mapping[str, float]]  # predicate → who tells it → probability


@cache
def shipped_table() -> Table:
    """The table of the package."""
    text = resource("data/models/confidence.json").read_text(encoding="utf-8")
    table: Table = json.loads(text)["right"]
    return table


def weigh(
    extraction: Extraction,
    rules: Sequence[Fact] | None,
    models: Sequence[Fact] | None,
    table: Table | None = None,
) -> Extraction:
    """The extraction with the confidence of each fact, and with who tells it behind the extractor's name.

    `rules` and `models` are the facts that each tells by itself, None if it was not asked.
    """
    known = shipped_table() if table is None else table
    told = zip(
        extraction.facts, rows(extraction.facts), tellers(extraction.facts, rules, models), strict=True
    )
    facts = (
        fact
        if fact.predicate in SELF
        else replace(fact, confidence=known.get(row, known[ANY])[by], extractor=f"{fact.extractor}: {by}")
        for fact, row, by in told
    )
    return replace(extraction, facts=tuple(facts))


def rows(facts: Sequence[Fact]) -> list[str]:
    """For each fact the row of the table that speaks of it; who leads a group is a member as a leader is."""
    led = {(fact.object, fact.subject) for fact in facts if fact.predicate is Predicate.LED_BY}
    named = (Predicate.LED_BY if (f.subject, f.object) in led else f.predicate for f in facts)
    return [LIKE.get(predicate, predicate).value for predicate in named]


def teller(fact: Fact) -> By:
    """Who tells a fact that has been weighed."""
    return By(fact.extractor.partition(": ")[2])

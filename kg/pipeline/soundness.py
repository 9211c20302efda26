"""What an extraction must fulfil before it is kept: later stages and readers rely on it."""

from __future__ import annotations

from datetime import date

from kg.model import DATES, Evidence, Extraction, Fact, Manner, Predicate, Status, Topic
from kg.rdf.settle import is_link


def check(extraction: Extraction) -> Extraction:
    """The extraction itself. Raises ValueError if a key is unknown, a quote inexact, a value out of range."""
    keys = {node.key for node in extraction.nodes}
    if len(keys) != len(extraction.nodes):
        raise ValueError("two nodes have one key")
    for mention in extraction.mentions:
        if mention.node not in keys or mention.span.stop > len(extraction.article.text):
            raise ValueError(f"no such mention: {mention}")
    for fact in extraction.facts:
        _check_keys(fact, keys)
        _check_value(fact)
        _check_quote(fact.evidence, extraction.article.text)
    return extraction


def _check_keys(fact: Fact, keys: set[str]) -> None:
    if not keys.issuperset({fact.subject, fact.object} if is_link(fact.predicate) else {fact.subject}):
        raise ValueError(f"no such node: {fact.subject} {fact.predicate} {fact.object}")


def _check_value(fact: Fact) -> None:
    if fact.predicate in DATES:
        date.fromisoformat(fact.object)
    if fact.predicate is Predicate.STATUS:
        Status(fact.object)
    if fact.predicate is Predicate.TOPIC:
        Topic(fact.object)
    if fact.predicate is Predicate.SPEECH:
        Manner(fact.object)
    if fact.predicate is Predicate.WORDS and fact.object != fact.evidence.quote:
        raise ValueError(f"not the words of the text: {fact.object!r}")
    if not 0 <= fact.confidence <= 1:
        raise ValueError(f"not a confidence from 0 to 1: {fact.confidence}")


def _check_quote(evidence: Evidence, text: str) -> None:
    if evidence.quote != text[evidence.span.start : evidence.span.stop]:
        raise ValueError(f"not what stands at {evidence.span}: {evidence.quote!r}")

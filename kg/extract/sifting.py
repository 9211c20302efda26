"""What is left of an article when only facts from some confidence on are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.opinions import POSTS
from kg.model import PLACES, Extraction, Fact, Kind, Predicate

# How many facts of a predicate make an event; one that had fewer from the start is let be.
NEEDED = {
    Predicate.MAKES: 1,
    Predicate.DESTINATION: 1,
    Predicate.PARTICIPANT: 2,
    Predicate.PARTY: 2,
    Predicate.ROLE: 1,
    Predicate.HOLDS_POST: 1,
}
STAYING = PLACES | {Kind.PERSON, Kind.ORGANIZATION}  # where the text but names them
Need = tuple[str, Predicate]


def sift(extraction: Extraction, minimum: float) -> Extraction:
    """The extraction without facts below a confidence (0–1), and without what only they told of.

    An event that loses what makes it one (a visit its destination, a meeting all participants but one) goes
    with all its facts. People, bodies and places stay as long as the text names them.
    """
    kept = [fact for fact in extraction.facts if fact.confidence >= minimum]
    if len(kept) == len(extraction.facts):
        return extraction
    wanted = _met(extraction.facts)
    while broken := {node for node, _ in wanted - _met(kept)} & _used(kept):
        kept = [fact for fact in kept if broken.isdisjoint((fact.subject, fact.object))]
    return _without_orphans(replace(extraction, facts=tuple(kept)))


def _met(facts: Iterable[Fact]) -> set[Need]:
    counts = Counter(need for fact in facts for need in _needs(fact))
    return {need for need, count in counts.items() if count >= NEEDED[need[1]]}


def _needs(fact: Fact) -> Iterator[Need]:
    """Of which nodes the fact is a part that they cannot do without."""
    if fact.predicate in POSTS:
        yield fact.object, Predicate.HOLDS_POST
    elif fact.predicate in NEEDED:
        yield fact.subject, fact.predicate
    if fact.predicate is Predicate.MAKES:
        yield fact.object, Predicate.MAKES


def _used(facts: Iterable[Fact]) -> set[str]:
    return {key for fact in facts for key in (fact.subject, fact.object)}


def _without_orphans(extraction: Extraction) -> Extraction:
    used, named = _used(extraction.facts), {mention.node for mention in extraction.mentions}
    nodes = [n for n in extraction.nodes if n.key in used or (n.kind in STAYING and n.key in named)]
    keys = {node.key for node in nodes}
    mentions = (mention for mention in extraction.mentions if mention.node in keys)
    return replace(extraction, nodes=tuple(nodes), mentions=tuple(mentions))

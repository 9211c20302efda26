"""What settling holds of every article at once: no text, no quotes, each name and key in memory once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from sys import intern

from kg.extract import sift
from kg.model import Evidence, Extraction, Fact, Mention, Node
from kg.store import Ledger


def outlines(ledger: Ledger, minimum: float, whole: Set[str]) -> Iterator[Extraction]:
    """What every article says with some confidence at least, in outline; some articles `whole`."""
    for extraction in ledger.extractions():
        said = sift(extraction, minimum)
        yield said if said.article.id in whole else outline(said)


def in_full(ledger: Ledger, articles: Iterable[str]) -> dict[str, Extraction | None]:
    """What some articles say with the confidence from which facts are published; None if they are gone."""
    found = {id: ledger.extraction(id) for id in sorted(articles)}
    return {id: None if said is None else sift(said, ledger.minimum) for id, said in found.items()}


def outline(said: Extraction) -> Extraction:
    """The extraction as far as resolving and settling ask for it: where things are told, not in what words.

    Of the mentions of a node the first stays.
    """
    nodes = tuple(map(lean, said.nodes))
    keys = {node.key: node.key for node in nodes}
    evidence = {fact.evidence: Evidence(fact.evidence.span, "") for fact in said.facts}
    return Extraction(
        replace(said.article, text="", title=None),
        nodes,
        tuple(Mention(keys[node], mention.span) for node, mention in first_mentions(said).items()),
        tuple(
            Fact(
                keys[fact.subject],
                fact.predicate,
                keys.get(fact.object, fact.object),
                evidence[fact.evidence],
                fact.confidence,
                intern(fact.extractor),
            )
            for fact in said.facts
        ),
        said.signature,
    )


def lean(node: Node) -> Node:
    """The node without its reason."""
    return Node(
        intern(node.key),
        node.kind,
        intern(node.name) if node.name else node.name,
        tuple(map(intern, node.aliases)),
        intern(node.known) if node.known else node.known,
    )


def first_mentions(said: Extraction) -> dict[str, Mention]:
    """The first mention of each node."""
    found = dict[str, Mention]()
    for mention in said.mentions:
        here = found.setdefault(mention.node, mention)
        if (mention.span.start, mention.span.stop) < (here.span.start, here.span.stop):
            found[mention.node] = mention
    return found

"""What was found in fair copies → what the article says, at the places of its text as given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Article, Evidence, Extraction, Fact, Mention, Node, Predicate
from kg.rdf.settle import is_link
from kg.text.faircopy import FairCopy

Part = tuple[FairCopy, Extraction]
OFFSET = re.compile(r"(?<=-)\d+")


def restored(article: Article, parts: Sequence[Part]) -> Extraction:
    """One extraction of all parts; keys of nodes, too, tell offsets of the text as given."""
    if [found.article for _, found in parts] == [article]:
        return parts[0][1]
    return Extraction(
        article,
        tuple(node for part in parts for node in _nodes(*part)),
        tuple(mention for part in parts for mention in _mentions(*part)),
        tuple(fact for part in parts for fact in _facts(article.text, *part)),
    )


def _key(key: str, copy: FairCopy) -> str:
    if copy.is_in_place:
        return key
    return OFFSET.sub(lambda match: str(copy.starts[int(match[0])]), key, count=1)


def _nodes(copy: FairCopy, found: Extraction) -> Iterable[Node]:
    if copy.is_in_place:
        return found.nodes
    return (replace(node, key=_key(node.key, copy)) for node in found.nodes)


def _mentions(copy: FairCopy, found: Extraction) -> Iterable[Mention]:
    if copy.is_in_place:
        return found.mentions
    return (Mention(_key(mention.node, copy), copy.given(mention.span)) for mention in found.mentions)


def _facts(text: str, copy: FairCopy, found: Extraction) -> Iterator[Fact]:
    for fact in found.facts:
        span = copy.given(fact.evidence.span)
        evidence = Evidence(span, text[span.start : span.stop])
        if copy.is_in_place and evidence == fact.evidence:
            yield fact
            continue
        object = _object(fact, copy, evidence)
        yield replace(fact, subject=_key(fact.subject, copy), object=object, evidence=evidence)


def _object(fact: Fact, copy: FairCopy, evidence: Evidence) -> str:
    """A node's key as of the text given, words as they stand there, other values as they are."""
    if fact.predicate is Predicate.WORDS:
        return evidence.quote
    return _key(fact.object, copy) if is_link(fact.predicate) else fact.object

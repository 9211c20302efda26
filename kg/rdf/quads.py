"""Extractions and consolidated entities as quads.

An article's graph holds its mentions and claims; the things that they speak of are asserted once, in the
consolidated graph. Names of mentions, claims and evidence are hashes of where they stand, so reading an
article again renames nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad, Triple

from kg.model import Article, Entity, Evidence, Extraction, Fact, Mention, Predicate
from kg.rdf import vocabulary as v
from kg.rdf.describe import Places, Statement, object_term, shipped_places
from kg.rdf.iris import BASE, article_iri, entity_iri, evidence_iri, graph_iri, hashed_iri, web_iri
from kg.rdf.literals import confidence_literal, date_literal, text_literal
from kg.rdf.portraits import portraits, shared_quads, shared_statements
from kg.rdf.settle import EntityOf, object_of


def article_quads(
    extraction: Extraction, entity_of: EntityOf, base: str = BASE, *, body: bool = False
) -> Iterator[Quad]:
    """The article's named graph: the article, its mentions, claims and their evidence.

    `entity_of` gives the entity id of (article id, node key) for every node that a mention or fact uses, else
    KeyError is raised. With `body` the article's text is kept (`schema:articleBody`).
    """
    graph = graph_iri(extraction.article.id, base)
    for statement in article_statements(extraction, entity_of, base, body=body):
        yield Quad(*statement, graph)


def consolidated_quads(
    entities: Iterable[Entity],
    extractions: Iterable[Extraction],
    entity_of: EntityOf,
    base: str = BASE,
    *,
    places: Places = shipped_places,
) -> Iterator[Quad]:
    """The consolidated graph: all the entities and what all the extractions say of them, each thing once.

    Where articles disagree, `settle` says what holds. `places` looks up the gazetteer's ids.
    """
    return shared_quads(portraits(entities, extractions, entity_of, places), base)


def single_article_triples(
    extraction: Extraction,
    entities: Iterable[Entity],
    entity_of: EntityOf,
    base: str = BASE,
    *,
    body: bool = False,
    places: Places = shipped_places,
) -> Iterator[Triple]:
    """One article alone: asserted facts, claims, mentions in one graph. `entities` are this article's."""
    for statement in shared_statements(portraits(entities, (extraction,), entity_of, places), base):
        yield Triple(*statement)
    for statement in article_statements(extraction, entity_of, base, body=body):
        yield Triple(*statement)


def article_statements(
    extraction: Extraction, entity_of: EntityOf, base: str, *, body: bool
) -> Iterator[Statement]:
    """What stands in an article's graph."""
    yield from describe_article(extraction.article, base, body=body)
    reasons = {node.key: node.reason for node in extraction.nodes if node.reason}
    for mention in extraction.mentions:
        yield from describe_mention(extraction.article, mention, entity_of, base, reasons.get(mention.node))
    for evidence in dict.fromkeys(fact.evidence for fact in extraction.facts):
        yield from describe_evidence(extraction.article, evidence, base)
    for fact in extraction.facts:
        if fact.predicate is Predicate.WORDS:
            yield from describe_words(extraction.article, fact, entity_of, base)
    for fact in most_confident(extraction.facts):
        yield from describe_claim(extraction, fact, entity_of, base)


def describe_article(article: Article, base: str, *, body: bool) -> Iterator[Statement]:
    """Id, title, date, address, outlet; the text if asked for."""
    node = article_iri(article.id, base)
    yield node, v.TYPE, v.ARTICLE
    yield node, v.TYPE, v.NEWS_ARTICLE
    yield node, v.IDENTIFIER, text_literal(article.id)
    if article.title:
        yield node, v.HEADLINE, text_literal(article.title, "ru")
    if article.published:
        yield node, v.DATE_PUBLISHED, date_literal(article.published)
    if article.url:
        yield node, v.URL, web_iri(article.url) or text_literal(article.url)
    if article.publisher:
        yield node, v.PUBLISHER, text_literal(article.publisher)
    if body:
        yield node, v.ARTICLE_BODY, text_literal(article.text, "ru")


def describe_mention(
    article: Article, mention: Mention, entity_of: EntityOf, base: str, reason: str | None = None
) -> Iterator[Statement]:
    """Where the text names an entity: code points of the article's text, half open. `reason` says why it is
    this one and no other of its name."""
    span = mention.span
    node = hashed_iri("mention", mention_coordinates(article, mention), base)
    yield node, v.TYPE, v.MENTION
    yield node, v.IN_ARTICLE, article_iri(article.id, base)
    yield node, v.REFERS_TO, entity_iri(entity_of[article.id, mention.node], base)
    yield node, v.BEGIN_INDEX, Literal(span.start)
    yield node, v.END_INDEX, Literal(span.stop)
    if reason:
        yield node, v.LINK_REASON, text_literal(reason)


def mention_coordinates(article: Article, mention: Mention) -> tuple[str | int, ...]:
    """What names a mention."""
    return article.id, mention.span.start, mention.span.stop, mention.node


def describe_evidence(article: Article, evidence: Evidence, base: str) -> Iterator[Statement]:
    """The quoted sentence and where it stands."""
    node = evidence_iri(*evidence_coordinates(article, evidence), base)
    yield node, v.TYPE, v.EVIDENCE
    yield node, v.BEGIN_INDEX, Literal(evidence.span.start)
    yield node, v.END_INDEX, Literal(evidence.span.stop)
    yield node, v.ANCHOR_OF, text_literal(evidence.quote)


def describe_words(article: Article, fact: Fact, entity_of: EntityOf, base: str) -> Iterator[Statement]:
    """Where the text has a quotation's words: code points of the article's text, half open."""
    node, span = entity_iri(entity_of[article.id, fact.subject], base), fact.evidence.span
    yield node, v.IN_ARTICLE, article_iri(article.id, base)
    yield node, v.BEGIN_INDEX, Literal(span.start)
    yield node, v.END_INDEX, Literal(span.stop)


def evidence_coordinates(article: Article, evidence: Evidence) -> tuple[str, int, int]:
    """What names a piece of evidence."""
    return article.id, evidence.span.start, evidence.span.stop


def most_confident(facts: Iterable[Fact]) -> Iterable[Fact]:
    """Each statement with its evidence once, as the surest extractor made it."""
    best: dict[tuple[str, str, str, Evidence], Fact] = {}
    for fact in facts:
        key = fact.subject, fact.predicate.value, fact.object, fact.evidence
        best[key] = max(best.get(key, fact), fact, key=lambda f: (f.confidence, f.extractor))
    return best.values()


def describe_claim(extraction: Extraction, fact: Fact, entity_of: EntityOf, base: str) -> Iterator[Statement]:
    """That the article says a fact: where, and how surely it was read."""
    article, evidence = extraction.article, evidence_coordinates(extraction.article, fact.evidence)
    node = hashed_iri("claim", (*evidence, fact.subject, fact.predicate.value, fact.object), base)
    yield node, v.TYPE, v.CLAIM
    yield node, v.SUBJECT, entity_iri(entity_of[article.id, fact.subject], base)
    yield node, v.PREDICATE, v.PROPERTIES[fact.predicate]
    yield node, v.OBJECT, object_term(fact.predicate, object_of(extraction, fact, entity_of), base)
    yield node, v.CONFIDENCE, confidence_literal(fact.confidence)
    yield node, v.EXTRACTOR, text_literal(fact.extractor)
    yield node, v.HAS_EVIDENCE, evidence_iri(*evidence, base)
    yield node, v.WAS_DERIVED_FROM, article_iri(article.id, base)

"""The trace of what is published no more: lost claims and facts out of quads, and corrections as quads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Span
from kg.rdf import vocabulary as v
from kg.rdf.corrections import Correction, CorrectionKind, LostClaim, LostFact
from kg.rdf.describe import Statement, Term, object_term
from kg.rdf.iris import (
    BASE,
    article_iri,
    as_iri,
    consolidated_graph,
    entity_iri,
    graph_iri,
    hashed_iri,
    id_below,
    trace_graph,
)
from kg.rdf.literals import text_literal, time_literal
from kg.rdf.reference import is_fact

Described = Mapping[object, Mapping[NamedNode, object]]
TOPICS = {node: topic for topic, node in v.CONCEPTS.items()}
PREDICATES = {node: predicate for predicate, node in v.PROPERTIES.items()}
KINDS = {CorrectionKind.REPLACEMENT: v.REPLACEMENT, CorrectionKind.RETRACTION: v.RETRACTION}


def lost_claims(present: Iterable[Quad], wanted: Iterable[Quad], base: str = BASE) -> tuple[LostClaim, ...]:
    """The claims of an article's published graph `present` that the graph to come has not, by id."""
    before = described(present)
    claims = {node for node, said in before.items() if said.get(v.TYPE) == v.CLAIM}
    gone = claims.difference(quad.subject for quad in wanted)
    return tuple(sorted((lost_claim(node, before, base) for node in gone), key=lambda claim: claim.id))


def lost_facts(removed: Iterable[Quad], base: str = BASE) -> list[LostFact]:
    """The facts among quads that the consolidated graph loses; names and sources of things are none."""
    return [fact(quad.subject, quad.predicate, quad.object, base) for quad in removed if is_fact(quad, base)]


def described(quads: Iterable[Quad]) -> Described:
    """One value of each property of each node: claims and evidence have no more."""
    found: dict[object, dict[NamedNode, object]] = defaultdict(dict)
    for quad in quads:
        found[quad.subject][quad.predicate] = quad.object
    return found


def lost_claim(node: object, graph: Described, base: str) -> LostClaim:
    """A claim of the graph with its evidence."""
    said = graph[node]
    evidence = graph[said[v.HAS_EVIDENCE]]
    start, stop = (int(plain(evidence[term], base)) for term in (v.BEGIN_INDEX, v.END_INDEX))
    stated = fact(said[v.SUBJECT], said[v.PREDICATE], said[v.OBJECT], base)
    return LostClaim(plain(node, base), stated, Span(start, stop), plain(evidence[v.ANCHOR_OF], base))


def fact(subject: object, predicate: object, value: object, base: str) -> LostFact:
    """A statement in ids."""
    return LostFact(plain(subject, base), PREDICATES[as_iri(predicate)], plain(value, base))


def plain(term: object, base: str) -> str:
    """The id that an IRI below the base was made from, the name of a topic, or the text of a literal."""
    if isinstance(term, Literal):
        return term.value
    if term in TOPICS:
        return TOPICS[as_iri(term)]
    return id_below(term, base)


def trace_quads(
    corrections: Iterable[Correction], stands: Callable[[Quad], bool], base: str = BASE
) -> Iterator[Quad]:
    """The trace graph: every correction, and the claims and facts that it invalidated.

    `stands` tells whether a quad is published: what is said again is not invalid.
    """
    graph = trace_graph(base)
    for correction in corrections:
        for statement in describe_correction(correction, stands, base):
            yield Quad(*statement, graph)


def describe_correction(
    correction: Correction, stands: Callable[[Quad], bool], base: str
) -> Iterator[Statement]:
    """A correction, then what it invalidated."""
    activity = hashed_iri(correction.kind, (correction.article, correction.at), base)
    article, graph = article_iri(correction.article, base), graph_iri(correction.article, base)
    yield from describe_activity(activity, correction, base)
    for claim in correction.claims:
        node = entity_iri(claim.id, base)
        if not stands(Quad(node, v.TYPE, v.CLAIM, graph)):
            yield from describe_lost_claim(node, claim, base)
            yield node, v.WAS_DERIVED_FROM, article
            yield node, v.WAS_INVALIDATED_BY, activity
    for lost in correction.facts:
        if not stands(Quad(*statement_of(lost, base), consolidated_graph(base))):
            node = hashed_iri("fact", (lost.subject, lost.predicate.value, lost.object), base)
            yield node, v.TYPE, v.INVALIDATED_FACT
            yield from reified(node, lost, base)
            yield node, v.WAS_INVALIDATED_BY, activity


def describe_activity(activity: NamedNode, correction: Correction, base: str) -> Iterator[Statement]:
    """What was corrected, when and why."""
    article = article_iri(correction.article, base)
    yield activity, v.TYPE, KINDS[correction.kind]
    yield activity, v.TYPE, v.ACTIVITY
    yield activity, v.ENDED_AT_TIME, time_literal(correction.at)
    yield activity, v.USED, article
    yield activity, v.CONTENT_DIGEST, text_literal(correction.content)
    if correction.reason:
        yield activity, v.REASON, text_literal(correction.reason)
    yield article, v.IDENTIFIER, text_literal(correction.article)


def describe_lost_claim(node: NamedNode, claim: LostClaim, base: str) -> Iterator[Statement]:
    """What a claim said, in which words."""
    yield node, v.TYPE, v.INVALIDATED_CLAIM
    yield from reified(node, claim.fact, base)
    yield node, v.BEGIN_INDEX, Literal(claim.span.start)
    yield node, v.END_INDEX, Literal(claim.span.stop)
    yield node, v.ANCHOR_OF, text_literal(claim.quote)


def reified(node: NamedNode, lost: LostFact, base: str) -> Iterator[Statement]:
    """A fact spoken of, not asserted."""
    subject, predicate, value = statement_of(lost, base)
    yield node, v.SUBJECT, subject
    yield node, v.PREDICATE, predicate
    yield node, v.OBJECT, value


def statement_of(lost: LostFact, base: str) -> tuple[NamedNode, NamedNode, Term]:
    """A fact as it was published."""
    value = object_term(lost.predicate, lost.object, base)
    return entity_iri(lost.subject, base), v.PROPERTIES[lost.predicate], value

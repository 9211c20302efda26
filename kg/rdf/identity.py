"""The graph of identity decisions: what is one, what is not, what may be; who says so, when, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from pyoxigraph import NamedNode, Quad

from kg.identity import JUDGED, Identity, Merge, Ref, Standing, Unsure, Verdict
from kg.model import Entity, Extraction
from kg.rdf import vocabulary as v
from kg.rdf.describe import Statement
from kg.rdf.iris import BASE, article_iri, entity_iri, hashed_iri, identity_graph
from kg.rdf.literals import confidence_literal, text_literal, time_literal
from kg.rdf.quads import evidence_coordinates, mention_coordinates
from kg.rdf.settle import EntityOf

Decision = Merge | Unsure | Standing
LINKS = {Verdict.DIFFERENT: v.DIFFERENT_FROM, Verdict.UNSURE: v.CLOSE_MATCH}


def identity_quads(
    identity: Identity,
    entities: Iterable[Entity],
    extractions: Iterable[Extraction],
    entity_of: EntityOf,
    base: str = BASE,
) -> Iterator[Quad]:
    """The identity graph: decisions with their grounds, and what they say of entities.

    `owl:sameAs` leads from ids that no entity bears any more; `owl:differentFrom` and `skos:closeMatch` stand
    both ways. Merges of places, posts and delegations follow from others and are left out.
    """
    graph = identity_graph(base)
    merged = {ref for entity in entities if entity.kind in JUDGED for ref in entity.members}
    decisions: list[Decision] = [m for m in identity.merges if m.one in merged and not m.judged]
    decisions += [*identity.unsure, *identity.judged]
    wanted = {ref for decision in decisions for ref in (decision.one, decision.other)}
    places = dict(places_of(extractions, wanted, base))
    for statement in chain(
        same_as(identity, base),
        *(links(decision, entity_of, base) for decision in decisions),
        *(describe_decision(decision, entity_of, places, base) for decision in decisions),
        describe_agents(identity.judged, base) if decisions else (),
    ):
        yield Quad(*statement, graph)


def same_as(identity: Identity, base: str) -> Iterator[Statement]:
    """Ids that were merged away, and what they mean now."""
    for alias, entity in identity.aliases.items():
        yield entity_iri(alias, base), v.SAME_AS, entity_iri(entity, base)


def verdict_of(decision: Decision) -> Verdict:
    """What a decision says."""
    if isinstance(decision, Standing):
        return decision.judgement.verdict
    return Verdict.SAME if isinstance(decision, Merge) else Verdict.UNSURE


def links(decision: Decision, entity_of: EntityOf, base: str) -> Iterator[Statement]:
    """What a decision says of two entities, both ways."""
    property = LINKS.get(verdict_of(decision))
    one, other = entity_iri(entity_of[decision.one], base), entity_iri(entity_of[decision.other], base)
    if property and one != other:
        yield one, property, other
        yield other, property, one


def describe_decision(
    decision: Decision, entity_of: EntityOf, places: Mapping[Ref, NamedNode], base: str
) -> Iterator[Statement]:
    """The verdict, the things and places in articles that it is about, and its grounds."""
    verdict = verdict_of(decision)
    node = hashed_iri("decision", (*coordinates(decision), *decision.one, *decision.other), base)
    yield node, v.TYPE, v.IDENTITY_DECISION
    yield node, v.VERDICT, text_literal(verdict)
    for ref in (decision.one, decision.other):
        yield node, v.DECIDES, entity_iri(entity_of[ref], base)
        yield node, v.WAS_DERIVED_FROM, article_iri(ref[0], base)
        if ref in places:
            yield node, v.COMPARES, places[ref]
    yield from describe_grounds(node, decision, base)


def coordinates(decision: Decision) -> tuple[str, ...]:
    """What tells decisions on one pair apart."""
    if isinstance(decision, Standing):
        said = decision.judgement
        return said.verdict, said.by or "", said.when or ""
    return (verdict_of(decision),)


def describe_grounds(node: NamedNode, decision: Decision, base: str) -> Iterator[Statement]:
    """Who, when, why; the score where a rule decided."""
    if isinstance(decision, Standing):
        said = decision.judgement
        yield node, v.WAS_ATTRIBUTED_TO, agent_iri(said.by, base)
        if said.when:
            yield node, v.GENERATED_AT_TIME, time_literal(said.when)
        if said.why:
            yield node, v.DESCRIPTION, text_literal(said.why)
        return
    yield node, v.WAS_ATTRIBUTED_TO, software_iri(base)
    yield node, v.SCORE, confidence_literal(decision.score)
    obstacle = f"; {decision.obstacle}" if isinstance(decision, Unsure) else ""
    yield node, v.DESCRIPTION, text_literal(decision.reason + obstacle, "en")


def describe_agents(judged: Iterable[Standing], base: str) -> Iterator[Statement]:
    """The program and the people who decided."""
    yield software_iri(base), v.TYPE, v.SOFTWARE_AGENT
    yield software_iri(base), v.LABEL, text_literal("kg")
    for by in {said.judgement.by for said in judged}:
        yield agent_iri(by, base), v.TYPE, v.AGENT
        if by:
            yield agent_iri(by, base), v.LABEL, text_literal(by)


def agent_iri(by: str | None, base: str) -> NamedNode:
    """A person by the name that stands in the judgement."""
    return hashed_iri("agent", (by or "",), base)


def software_iri(base: str) -> NamedNode:
    """The rules of this program."""
    return NamedNode(base + "agent/kg")


def places_of(
    extractions: Iterable[Extraction], wanted: set[Ref], base: str
) -> Iterator[tuple[Ref, NamedNode]]:
    """Where articles tell of nodes first: a mention, else the evidence of a fact."""
    for extraction in extractions:
        article, first = extraction.article, dict[str, tuple[bool, int, int, NamedNode]]()
        for fact in extraction.facts:
            span, evidence = fact.evidence.span, evidence_coordinates(article, fact.evidence)
            for key in (fact.subject, fact.object):
                if (article.id, key) in wanted:
                    told = (True, span.start, span.stop, hashed_iri("evidence", evidence, base))
                    first[key] = min(first.get(key, told), told, key=lambda place: place[:3])
        for mention in extraction.mentions:
            if (article.id, mention.node) in wanted:
                named = hashed_iri("mention", mention_coordinates(article, mention), base)
                told = (False, mention.span.start, mention.span.stop, named)
                first[mention.node] = min(first.get(mention.node, told), told, key=lambda place: place[:3])
        yield from (((article.id, key), place[3]) for key, place in first.items())

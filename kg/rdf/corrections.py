"""Corrections of articles and what each took away from the published graphs, by ids that outlive a base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.model import Predicate, Span

KEPT = 10  # corrections of one article: one that changes every hour must not fill the disk


class CorrectionKind(StrEnum):
    """Another version of the article took its place, or it was taken back."""

    REPLACEMENT = "replacement"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True, order=True)
class LostFact:
    """A fact as published: `subject` is an entity's id; `object` is one, an ISO date or a text."""

    subject: str
    predicate: Predicate
    object: str


@dataclass(frozen=True, slots=True)
class LostClaim:
    """A claim as published: its IRI below the base (`claim/3f9a…`), what it said, where, and the quote."""

    id: str
    fact: LostFact
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Correction:
    """An article was replaced or retracted `at` (UTC, ISO 8601); `content` is a digest of what it was before.

    `claims` and `facts` were published before and not after.
    """

    article: str
    kind: CorrectionKind
    at: str
    content: str
    reason: str | None = None
    claims: tuple[LostClaim, ...] = ()
    facts: tuple[LostFact, ...] = ()


def blamed(
    corrections: Iterable[Correction],
    claims: Mapping[str, tuple[LostClaim, ...]],
    facts: Collection[LostFact],
) -> list[Correction]:
    """The last correction of each article with what it took away; `claims` by article id.

    A fact goes with the articles that claimed it, else with those that claimed something of its subject; one
    that nothing lost speaks of only moved to another id, and goes with none.
    """
    last = {correction.article: correction for correction in corrections}
    taken = defaultdict[str, list[LostFact]](list)
    said, about = claimants(claims)
    for fact in facts:
        for article in said.get(fact) or about.get(fact.subject) or ():
            taken[article].append(fact)
    return [
        replace(correction, claims=claims.get(article, ()), facts=tuple(sorted(taken[article])))
        for article, correction in last.items()
    ]


def claimants(
    claims: Mapping[str, tuple[LostClaim, ...]],
) -> tuple[Mapping[LostFact, set[str]], Mapping[str, set[str]]]:
    """The articles of lost claims by fact, and by each thing that the fact speaks of."""
    said, about = defaultdict[LostFact, set[str]](set), defaultdict[str, set[str]](set)
    for article, lost in claims.items():
        for claim in lost:
            said[claim.fact].add(article)
            about[claim.fact.subject].add(article)
            about[claim.fact.object].add(article)
    return said, about


def merged(earlier: Iterable[Correction], later: Iterable[Correction]) -> list[Correction]:
    """The last `KEPT` corrections of one article by time, each loss where it last happened.

    A correction that comes twice, because settling was killed half way, is one with the losses of both.
    """
    found = dict[tuple[str, CorrectionKind], Correction]()
    for new in (*earlier, *later):
        key = new.at, new.kind
        found[key] = joined(found.get(key, new), new)
    ordered = sorted(found.values(), key=lambda correction: correction.at, reverse=True)
    return list(without_repetition(ordered[:KEPT]))[::-1]


def joined(one: Correction, other: Correction) -> Correction:
    """One correction with the losses of both."""
    claims = {claim.id: claim for claim in (*one.claims, *other.claims)}
    return replace(other, claims=tuple(claims.values()), facts=tuple(sorted({*one.facts, *other.facts})))


def without_repetition(latest_first: Iterable[Correction]) -> Iterator[Correction]:
    """The corrections without what a later one of them lost again."""
    claims, facts = set[str](), set[LostFact]()
    for correction in latest_first:
        yield replace(
            correction,
            claims=tuple(claim for claim in correction.claims if claim.id not in claims),
            facts=tuple(fact for fact in correction.facts if fact not in facts),
        )
        claims.update(claim.id for claim in correction.claims)
        facts.update(correction.facts)

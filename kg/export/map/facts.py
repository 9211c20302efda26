"""Triples and claims → facts as they are read aloud, each with the claims that say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.export.map import words
from kg.export.map.names import Links, Names
from kg.export.map.source import Claim, Rows, Triple
from kg.model import DATES, Manner, Predicate
from kg.rdf.topics import topic_name

POSTS = {Predicate.HOLDS_POST, Predicate.FORMER_POST}
WEIGHTS = {predicate: weight for weight, predicate in enumerate((*words.RELATIONS, *words.VALUES))}


@dataclass(frozen=True, slots=True)
class Fact:
    """`source phrase target`, IRIs; without `target` the fact says `text`. The least `weight` comes first.

    Not `asserted`: an article said so, the consolidated graph says otherwise (an earlier state or date).
    """

    source: str
    phrase: str
    target: str | None
    text: str
    asserted: bool
    arrow: bool
    weight: int
    claims: tuple[Claim, ...]


def collect_facts(rows: Rows, links: Links, names: Names) -> list[Fact]:
    """All facts between named nodes and all values of theirs, in a fixed order."""
    return _Teller(rows, links, names).tell()


class _Teller:
    def __init__(self, rows: Rows, links: Links, names: Names) -> None:
        self._rows, self._links, self._names = rows, links, names
        self._claims: dict[Triple, list[Claim]] = {}
        for claim in rows.claims:
            self._claims.setdefault(claim.triple, []).append(claim)

    def tell(self) -> list[Fact]:
        asserted = dict.fromkeys(self._rows.triples)
        overtaken = [
            replace(fact, asserted=False)
            for triple in self._claims
            if triple not in asserted and triple.predicate in words.VALUES
            for fact in self._facts(triple)
        ]
        told = [fact for triple in asserted for fact in self._facts(triple)]
        return sorted(_unite([*told, *overtaken]), key=_fact_key)

    def _facts(self, triple: Triple) -> Iterator[Fact]:
        if triple.predicate is Predicate.SPEAKER:
            yield from self._quotations(triple)
        if triple.subject not in self._names.full:  # a post or quotation, which is told with its person
            return
        if triple.predicate in POSTS:
            yield from self._posts(triple)
        elif triple.predicate in words.RELATIONS and triple.object in self._names.full:
            yield self._relation(triple)
        elif triple.predicate in words.VALUES:
            yield self._value(triple)

    def _relation(self, triple: Triple) -> Fact:
        phrase = words.RELATIONS[triple.predicate]
        ends = (triple.object, triple.subject) if phrase.backwards else (triple.subject, triple.object)
        source, target = ends if phrase.arrow else sorted(ends)
        return Fact(
            source, phrase.text, target, "", True, phrase.arrow, WEIGHTS[triple.predicate], self._said(triple)
        )

    def _value(self, triple: Triple) -> Fact:
        text = words.day(triple.object) if triple.predicate in DATES else triple.object
        if triple.predicate is Predicate.TOPIC:
            text = topic_name(triple.object)
        if triple.predicate is Predicate.STATUS:
            text = words.status_word(self._rows.kinds[triple.subject], triple.object)
        phrase, weight = words.VALUES[triple.predicate], WEIGHTS[triple.predicate]
        return Fact(triple.subject, phrase, None, text, True, False, weight, self._said(triple))

    def _posts(self, triple: Triple) -> Iterator[Fact]:
        """A post is a relation of its holder to the body, or a value where the body is not known."""
        phrase, weight = words.RELATIONS[triple.predicate], WEIGHTS[triple.predicate]
        role = ", ".join(self._links.objects(triple.object, Predicate.ROLE))
        bodies: list[str | None] = [
            body for body in self._links.objects(triple.object, Predicate.POST_IN) if body in self._names.full
        ]
        said = self._said(triple) or tuple(self._said_of_post(triple.object))
        for body in bodies or [None]:
            yield Fact(triple.subject, phrase.text, body, role, True, True, weight, said)

    def _quotations(self, triple: Triple) -> Iterator[Fact]:
        """Words are a value of who says them."""
        if triple.object not in self._names.full:
            return
        indirect = Manner.INDIRECT in self._links.objects(triple.subject, Predicate.SPEECH)
        for each in self._links.objects(triple.subject, Predicate.WORDS):
            said = self._said(triple)
            phrase, text = (words.RETOLD, each) if indirect else (words.VALUES[Predicate.WORDS], f"«{each}»")
            yield Fact(triple.object, phrase, None, text, True, False, WEIGHTS[Predicate.WORDS], said)

    def _said(self, triple: Triple) -> tuple[Claim, ...]:
        return tuple(self._claims.get(triple, ()))

    def _said_of_post(self, post: str) -> Iterator[Claim]:
        for predicate in (Predicate.ROLE, Predicate.POST_IN):
            for thing in self._links.objects(post, predicate):
                yield from self._said(Triple(post, predicate, thing))


def _fact_key(fact: Fact) -> tuple[object, ...]:
    return fact.weight, fact.source, fact.target or "", not fact.asserted, fact.text


def _unite(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Partners are asserted both ways: one fact with the claims of both."""
    found: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.source, fact.phrase, fact.target, fact.text, fact.asserted)
        earlier = found[key].claims if key in found else ()
        found[key] = replace(fact, claims=tuple(dict.fromkeys((*earlier, *fact.claims))))
    yield from found.values()

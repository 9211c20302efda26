"""Builds extractions by hand: a `Tale` is what one article says, told without models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kg.model import (
    Article,
    Evidence,
    Extraction,
    Fact,
    Kind,
    Mention,
    Node,
    Predicate,
    Span,
)

TEXT = "Об этом сообщила пресс-служба.\n"
KNOWN = {
    "Китай": (Kind.COUNTRY, "CN"),
    "Узбекистан": (Kind.COUNTRY, "UZ"),
    "Россия": (Kind.COUNTRY, "RU"),
    "Самарская область": (Kind.REGION, "RU-SAM"),
    "Томская область": (Kind.REGION, "RU-TOM"),
    "Шанхай": (Kind.CITY, "CN-SH"),
}


@dataclass(slots=True)
class Tale:
    """An extraction while it is being told; every method gives back the key of the node it makes."""

    id: str
    published: str | None = None
    nodes: dict[str, Node] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def node(self, kind: Kind, name: str | None = None, *aliases: str, known: str | None = None) -> str:
        """A node; a named one is made once."""
        for node in self.nodes.values():
            if name is not None and (node.kind, node.name) == (kind, name):
                return node.key
        key = f"{kind.value.lower()}-{len(self.nodes)}"
        self.nodes[key] = Node(key, kind, name, aliases, known)
        return key

    def say(self, subject: str, predicate: Predicate, value: str) -> None:
        """A fact, in the article's one sentence."""
        evidence = Evidence(Span(0, len(TEXT) - 1), TEXT[:-1])
        self.facts.append(Fact(subject, predicate, value, evidence, 0.9, "factory"))

    def place(self, name: str) -> str:
        """A place of `KNOWN`, or a city that the gazetteer does not know."""
        kind, known = KNOWN.get(name, (Kind.CITY, None))
        return self.node(kind, name, known=known)

    def zone(self, name: str, *members: str, around: str | None = None) -> str:
        """A zone that is made of places (keys), and lies in one."""
        key = self.node(Kind.REGION, name)
        for member in members:
            self.say(member, Predicate.CONTAINED_IN_PLACE, key)
        if around is not None:
            self.say(key, Predicate.CONTAINED_IN_PLACE, around)
        return key

    def organization(self, name: str, *aliases: str) -> str:
        """An organization."""
        return self.node(Kind.ORGANIZATION, name, *aliases)

    def person(self, name: str, role: str | None = None, body: str | None = None) -> str:
        """A person, with a post in the place or organization `body` (a key) if there is a role."""
        key = self.node(Kind.PERSON, name)
        if role is not None:
            post = self.node(Kind.POST)
            self.say(key, Predicate.HOLDS_POST, post)
            self.say(post, Predicate.ROLE, role)
            if body is not None:
                self.say(post, Predicate.POST_IN, body)
        return key

    def visit(
        self,
        to: Iterable[str] = (),
        *,
        stops: Iterable[str] = (),
        senders: Iterable[str] = (),
        head: str | None = None,
        members: Iterable[str] = (),
        hosts: Iterable[str] = (),
        days: tuple[str | None, str | None] = (None, None),
        status: str | None = None,
    ) -> str:
        """A visit of a delegation; everything but days and status by keys."""
        visit, group = self.node(Kind.VISIT), self.node(Kind.DELEGATION)
        self.say(group, Predicate.MAKES, visit)
        for predicate, values in (
            (Predicate.DESTINATION, to),
            (Predicate.STOP, stops),
            (Predicate.HOSTED_BY, hosts),
            (Predicate.START_DATE, filter(None, days[:1])),
            (Predicate.END_DATE, filter(None, days[1:])),
            (Predicate.STATUS, filter(None, [status])),
        ):
            for value in values:
                self.say(visit, predicate, value)
        for sender in senders:
            self.say(group, Predicate.SENT_BY, sender)
        for person in [head, *members] if head else members:
            self.say(person, Predicate.MEMBER_OF, group)
        if head:
            self.say(group, Predicate.LED_BY, head)
        return visit

    def meeting(
        self, *people: str, day: str | None = None, visit: str | None = None, status: str = "happened"
    ) -> str:
        """A meeting of participants (keys)."""
        key = self.node(Kind.MEETING)
        for person in people:
            self.say(key, Predicate.PARTICIPANT, person)
        self.dated(key, day, status)
        if visit:
            self.say(key, Predicate.DURING_VISIT, visit)
        return key

    def agreement(
        self, *parties: str, sort: str = "соглашение", day: str | None = None, visit: str | None = None
    ) -> str:
        """A document signed by parties (keys)."""
        key = self.node(Kind.AGREEMENT)
        for party in parties:
            self.say(key, Predicate.PARTY, party)
        self.say(key, Predicate.KIND, sort)
        self.dated(key, day, "signed")
        if visit:
            self.say(key, Predicate.SIGNED_DURING, visit)
        return key

    def dated(self, key: str, day: str | None, status: str) -> None:
        """The day and status of an event."""
        self.say(key, Predicate.STATUS, status)
        if day:
            self.say(key, Predicate.DATE, day)

    def done(self) -> Extraction:
        """The extraction; named nodes have a mention each."""
        published = date.fromisoformat(self.published) if self.published else None
        mentions = [Mention(node.key, Span(0, 2)) for node in self.nodes.values() if node.name]
        article = Article(self.id, TEXT, published=published)
        return Extraction(article, tuple(self.nodes.values()), tuple(mentions), tuple(self.facts))

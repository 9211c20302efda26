"""What has been read → nodes, mentions and facts with their evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kg.extract.agreements import Agreement
from kg.extract.areas import area
from kg.extract.holding import Holding
from kg.extract.meetings import Meeting
from kg.extract.mentions import find_mentions
from kg.extract.occupations import Occupation
from kg.extract.ownership import Ownership
from kg.extract.partners import Partnership
from kg.extract.quotations import Quotation
from kg.extract.reading import Reading, Thing
from kg.extract.topics import agreement_topics, spoken_topics, visit_topics
from kg.extract.visit import Visit
from kg.extract.zones.containment import Containment
from kg.model import Evidence, Extraction, Fact, Kind, Mention, Node, Predicate, Span

ALWAYS = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.COUNTRY, Kind.REGION, Kind.CITY})


@dataclass(slots=True)
class Findings:
    """All facts of an article while they are being collected."""

    posts: list[Holding]
    occupations: list[Occupation]
    visits: list[Visit]
    meetings: list[Meeting]
    agreements: list[Agreement]
    partnerships: list[Partnership]
    quotations: list[Quotation] = field(default_factory=list)
    ownerships: list[Ownership] = field(default_factory=list)
    containments: list[Containment] = field(default_factory=list)


def no_findings() -> Findings:
    """Nothing found yet."""
    return Findings([], [], [], [], [], [])


@dataclass(slots=True)
class _Writer:
    reading: Reading
    nodes: dict[str, Node] = field(default_factory=dict)
    facts: dict[tuple[str, Predicate, str], Fact] = field(default_factory=dict)

    def node(self, kind: Kind, sentence: int) -> str:
        key = base = f"{kind.value.lower()}-{self.reading.sentences[sentence].span.start}"
        number = 1
        while key in self.nodes:
            number += 1
            key = f"{base}-{number}"
        self.nodes[key] = Node(key, kind)
        return key

    def say(
        self, subject: str, predicate: Predicate, value: str, sentence: int, confidence: float, rule: str
    ) -> None:
        fact = Fact(subject, predicate, value, self.evidence(sentence), confidence, rule)
        self.facts.setdefault((subject, predicate, value), fact)

    def evidence(self, sentence: int) -> Evidence:
        return self.quote(self.reading.sentences[sentence].span)

    def quote(self, span: Span) -> Evidence:
        return Evidence(span, self.reading.document.article.text[span.start : span.stop])


def assemble(reading: Reading, findings: Findings) -> Extraction:
    """The article's extraction; nodes that nothing names or uses are left out."""
    writer, visits, agreements = _written(reading, findings)
    _write_topics(writer, findings, visits, agreements)
    mentions = list(find_mentions(reading))
    known = {mention.node for mention in mentions}
    for quotation in findings.quotations:
        if quotation.speaker in known:
            _write_quotation(writer, quotation)
    return _finish(writer, mentions)


def facts_of(reading: Reading, findings: Findings) -> tuple[Fact, ...]:
    """The facts alone, without topics and quotations; whatever is named has the same keys in every call."""
    return tuple(_written(reading, findings).writer.facts.values())


class _Events(NamedTuple):
    """What has been written, with the keys of visits and agreements in the order of the findings."""

    writer: _Writer
    visits: list[str]
    agreements: list[str]


def _written(reading: Reading, findings: Findings) -> _Events:
    writer = _Writer(reading)
    _write_posts(writer, findings.posts)
    for calling in findings.occupations:
        writer.say(calling.person, Predicate.OCCUPATION, calling.word, calling.sentence, 0.85, "occupations")
    visits = [_write_visit(writer, visit, findings.partnerships) for visit in findings.visits]
    for meeting in findings.meetings:
        _write_meeting(writer, meeting, findings.visits, visits)
    agreements = [_write_agreement(writer, one, findings.visits, visits) for one in findings.agreements]
    for owning in findings.ownerships:
        writer.say(
            owning.owner, Predicate.OWNS, owning.property, owning.sentence, owning.confidence, "ownership"
        )
    for each in findings.containments:
        writer.say(each.place, Predicate.CONTAINED_IN_PLACE, each.around, each.sentence, 0.85, "zones")
    for pair in findings.partnerships:
        writer.say(pair.a, Predicate.PARTNER_OF, pair.b, pair.sentence, 0.7, "partners")
    return _Events(writer, visits, agreements)


def _write_posts(writer: _Writer, posts: list[Holding]) -> None:
    known: dict[tuple[str, str | None], str] = {}
    for post in posts:
        key = known.get((post.role, post.body))
        if key is None:
            key = known[post.role, post.body] = writer.node(Kind.POST, post.sentence)
            writer.say(key, Predicate.ROLE, post.role, post.sentence, post.confidence, "posts")
            if post.body is not None:
                writer.say(key, Predicate.POST_IN, post.body, post.sentence, post.confidence, "posts")
        predicate = Predicate.FORMER_POST if post.former else Predicate.HOLDS_POST
        writer.say(post.person, predicate, key, post.sentence, post.confidence, "posts")


def _write_visit(writer: _Writer, visit: Visit, partners: list[Partnership]) -> str:
    key = writer.node(Kind.VISIT, visit.first)
    group = writer.node(Kind.DELEGATION, visit.first)
    writer.say(group, Predicate.MAKES, key, visit.first, 0.8, "visits")
    for sender, said in visit.senders.items():
        writer.say(group, Predicate.SENT_BY, sender, said, 0.8, "visits")
    for person, said in visit.head.items():
        writer.say(group, Predicate.LED_BY, person, said, 0.85, "roster")
        writer.say(person, Predicate.MEMBER_OF, group, said, 0.85, "roster")
    for person, said in visit.members.items():
        writer.say(person, Predicate.MEMBER_OF, group, said, 0.75, "roster")
    for predicate, fillers in (
        (Predicate.DESTINATION, visit.destinations),
        (Predicate.STOP, visit.stops),
        (Predicate.HOSTED_BY, visit.hosts),
    ):
        for filler, said in fillers.items():
            writer.say(key, predicate, filler, said, 0.7, "visits")
    for predicate, day in ((Predicate.START_DATE, visit.start), (Predicate.END_DATE, visit.end)):
        if day is not None:
            writer.say(key, predicate, day[0].isoformat(), day[1], 0.75, "visits")
    writer.say(key, Predicate.STATUS, visit.status.value, visit.status_said, 0.8, "visits")
    _write_partner_regions(writer, key, visit, partners)
    return key


def _write_partner_regions(writer: _Writer, key: str, visit: Visit, partners: list[Partnership]) -> None:
    reading = writer.reading
    homes = {area(reading, s) for s in visit.senders}
    for pair in partners:
        for far, near in ((pair.a, pair.b), (pair.b, pair.a)):
            if area(reading, far) in visit.areas and (
                near in visit.senders or area(reading, near) in homes - {None}
            ):
                writer.say(key, Predicate.PARTNER_REGION, far, pair.sentence, 0.7, "partners")


def _write_meeting(writer: _Writer, meeting: Meeting, visits: list[Visit], keys: list[str]) -> None:
    key = writer.node(Kind.MEETING, meeting.sentence)
    for participant in meeting.participants:
        writer.say(key, Predicate.PARTICIPANT, participant, meeting.sentence, meeting.confidence, "meetings")
    if meeting.place is not None:
        writer.say(key, Predicate.PLACE, meeting.place, meeting.sentence, 0.7, "meetings")
    _write_day(writer, key, meeting.day, meeting.sentence, "meetings")
    writer.say(key, Predicate.STATUS, meeting.status.value, meeting.sentence, 0.8, "meetings")
    during = _visit_of(visits, keys, meeting.sentence, meeting.day, set(meeting.participants))
    if during is not None:
        writer.say(key, Predicate.DURING_VISIT, during, meeting.sentence, 0.6, "meetings")


def _write_agreement(writer: _Writer, agreement: Agreement, visits: list[Visit], keys: list[str]) -> str:
    key = writer.node(Kind.AGREEMENT, agreement.sentence)
    for party in agreement.parties:
        writer.say(key, Predicate.PARTY, party, agreement.sentence, agreement.confidence, "agreements")
    writer.say(key, Predicate.KIND, agreement.kind, agreement.sentence, agreement.confidence, "agreements")
    writer.say(
        key, Predicate.STATUS, agreement.status.value, agreement.sentence, agreement.confidence, "agreements"
    )
    if agreement.deal is not None:
        writer.say(
            key, Predicate.DEAL_TYPE, agreement.deal, agreement.sentence, agreement.confidence, "deals"
        )
    _write_day(writer, key, agreement.day, agreement.sentence, "agreements")
    during = _visit_of(visits, keys, agreement.sentence, agreement.day, set(agreement.parties))
    if during is not None and agreement.day is not None:
        writer.say(key, Predicate.SIGNED_DURING, during, agreement.sentence, 0.6, "agreements")
    return key


def _write_topics(writer: _Writer, findings: Findings, visits: list[str], agreements: list[str]) -> None:
    spoken = spoken_topics(writer.reading)
    found = (
        *zip(visits, visit_topics(spoken, findings.visits), strict=True),
        *zip(agreements, agreement_topics(spoken, findings.agreements), strict=True),
    )
    for key, topics in found:
        for about in topics:
            writer.say(key, Predicate.TOPIC, about.topic, about.sentence, about.score, "topics")


def _write_quotation(writer: _Writer, quotation: Quotation) -> None:
    """A node for the words; their evidence is their own place, the speaker's the sentence that names him."""
    key, words = f"quotation-{quotation.words.start}", writer.quote(quotation.words)
    writer.nodes[key] = Node(key, Kind.QUOTATION)
    writer.facts[key, Predicate.WORDS, words.quote] = Fact(
        key, Predicate.WORDS, words.quote, words, quotation.confidence, "quotations"
    )
    for predicate, value in (
        (Predicate.SPEAKER, quotation.speaker),
        (Predicate.SPEECH, quotation.manner.value),
    ):
        writer.say(key, predicate, value, quotation.sentence, quotation.confidence, "quotations")


def _write_day(writer: _Writer, key: str, day: date | None, sentence: int, rule: str) -> None:
    if day is not None:
        writer.say(key, Predicate.DATE, day.isoformat(), sentence, 0.75, rule)


def _visit_of(
    visits: list[Visit], keys: list[str], sentence: int, day: date | None, things: set[str]
) -> str | None:
    """The visit that a meeting or signing falls into: by its days, its people or senders, else none."""
    for visit, key in zip(visits, keys, strict=True):
        start, end = (visit.start or (None,))[0], (visit.end or (None,))[0]
        inside = bool(day and start and end and start <= day <= end)
        if things & (visit.people | set(visit.senders) | set(visit.hosts)) and (
            inside or day is None or not (start and end)
        ):
            return key
    return None


def _finish(writer: _Writer, mentions: list[Mention]) -> Extraction:
    reading = writer.reading
    used = {f.subject for f in writer.facts.values()} | {f.object for f in writer.facts.values()}
    things = {k: t for k, t in reading.things.items() if k in used or t.kind in ALWAYS}
    mentions = [mention for mention in mentions if mention.node in things]
    named = {m.node for m in mentions}
    nodes = [_node(t) for k, t in things.items() if k in named or k in used]
    ordered = sorted(set(mentions), key=lambda m: (m.span, m.node))
    return Extraction(
        reading.document.article,
        (*nodes, *writer.nodes.values()),
        tuple(ordered),
        tuple(writer.facts.values()),
    )


def _node(thing: Thing) -> Node:
    names = [n for n in dict.fromkeys(thing.names) if n]
    return Node(thing.key, thing.kind, names[0], tuple(names[1:]), thing.known, thing.reason)

"""The frozen types that pass between the stages.

Article → Document → Extraction → Resolution → quads. Offsets are code points of `Article.text`, half open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.values import CONCEPTS as CONCEPTS
from kg.values import DATES as DATES
from kg.values import LIKELY as LIKELY
from kg.values import NAMED as NAMED
from kg.values import PLACES as PLACES
from kg.values import TEXTS as TEXTS
from kg.values import Kind as Kind
from kg.values import Manner as Manner
from kg.values import Predicate as Predicate
from kg.values import Status as Status
from kg.values import Topic as Topic


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: code points, half open, `0 <= start < stop`."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise ValueError(f"not a span: [{self.start}, {self.stop})")

    def covers(self, other: Span) -> bool:
        """True if `other` lies wholly inside."""
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: Span) -> bool:
        """True if one code point at least is shared."""
        return self.start < other.stop and other.start < self.stop


@dataclass(frozen=True, slots=True)
class Article:
    """One news text exactly as read; every offset in the project indexes `text`."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    publisher: str | None = None
    origin: str | None = None  # the file or stream that it was read from


class ZoneKind(StrEnum):
    """What a line of a page is for. Facts are read from BODY and QUOTE; HEADLINE supports them."""

    HEADLINE = "headline"
    SUBHEADING = "subheading"
    DATELINE = "dateline"  # `12 мая 2024 09:30 Общество`, `date 2024-05-12`
    SECTION = "section"  # rubric names, breadcrumbs, tags
    CREDIT = "credit"  # photo credits, authors, copyright
    RELATED = "related"  # read-also lines, headlines of other articles
    BODY = "body"
    QUOTE = "quote"  # a paragraph of direct speech


@dataclass(frozen=True, slots=True)
class Zone:
    """A line (paragraph) of the article's text and what it is for; zones are disjoint and ordered."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. `head` is the index of the governing token in the sentence, -1 for the root.

    `pos`, `feats` and `rel` are Universal Dependencies v2 names; `nominative` is the word in the nominative,
    number, gender and letter case kept (`Тверской` → `Тверская`); other words stay as they are.
    """

    span: Span
    text: str
    lemma: str
    nominative: str
    pos: str
    feats: Mapping[str, str]
    head: int
    rel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens of one sentence, which lies inside one zone."""

    span: Span
    tokens: tuple[Token, ...]
    zone: ZoneKind


class NameKind(StrEnum):
    """Kinds of name that the recogniser tells apart."""

    PERSON = "PER"
    ORGANIZATION = "ORG"
    LOCATION = "LOC"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the recogniser found it; `normal` is its nominative form."""

    span: Span
    kind: NameKind
    text: str
    normal: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that a learned model takes for a mention of a thing, or for what evokes an event.

    Labels of things are `person`, `city`, `date` and others; those of what evokes events are `visit`,
    `delegation`, `meeting`, `agreement`, `post` and `owns`. `score` is a probability; `states` are log odds
    of an event's states (`planned`, `former`).
    """

    span: Span
    label: str
    score: float
    states: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """The log odds that cue `filler` fills a slot of the event that cue `event` evokes (numbers of cues)."""

    event: int
    filler: int
    role: str
    score: float


@dataclass(frozen=True, slots=True)
class Bond:
    """The log odds that two cues evoke one event (numbers of cues, `one < other`)."""

    one: int
    other: int
    score: float


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated article: what the extractors read. Sentences, names and cues are in text order."""

    article: Article
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    cues: tuple[Cue, ...] = ()
    ties: tuple[Tie, ...] = ()
    bonds: tuple[Bond, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that one article tells of. `key` (`person-120`: kind, first offset) is unique in the article.

    `name` is the full nominative name, `aliases` the other nominative forms (named kinds only); `known` is
    the gazetteer's id of a place (`CN`, `geonames:1796236`), `reason` why no other one of its name is meant.
    """

    key: str
    kind: Kind
    name: str | None = None
    aliases: tuple[str, ...] = ()
    known: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names a node (`node` is its key)."""

    node: str
    span: Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence or clause that says a fact: `quote == article.text[span.start:span.stop]`."""

    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Fact:
    """`subject predicate object`: `subject` is a node's key.

    `object` is a node's key, or an ISO date, a text, a topic where the predicate is one of `DATES`, `TEXTS`,
    `CONCEPTS`. `WORDS` are their own evidence. `extractor` names the rule and who tells it (`visits: both`).
    """

    subject: str
    predicate: Predicate
    object: str
    evidence: Evidence
    confidence: float
    extractor: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says; keys in mentions and facts are keys of `nodes`."""

    article: Article
    nodes: tuple[Node, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    signature: bytes = b""  # of the text, to tell reprints (`kg.text.reprints`)


@dataclass(frozen=True, slots=True)
class Entity:
    """A consolidated thing: what nodes of one or many articles stand for.

    `id` is the path of its IRI below the base (`place/RU-NIZ`, `person/3f9a…`); `known` as in `Node`.
    """

    id: str
    kind: Kind
    name: str | None
    aliases: tuple[str, ...]
    known: str | None
    members: tuple[tuple[str, str], ...]  # (article id, node key)

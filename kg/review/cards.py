"""A pair of things as a person judges it: what each article says of its thing, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.identity import Anchor, Judgement, anchor
from kg.model import Evidence, Extraction, Fact, Kind, Node, Predicate, Span

SHOWN = 300  # characters of a sentence
ABOUT = {
    Predicate.KIND: "",
    Predicate.OCCUPATION: "",
    Predicate.LED_BY: "глава",
    Predicate.SENT_BY: "от кого",
    Predicate.MEMBER_OF: "в составе",
    Predicate.DESTINATION: "куда",
    Predicate.STOP: "остановки",
    Predicate.HOSTED_BY: "принимает",
    Predicate.PARTICIPANT: "участники",
    Predicate.PARTY: "стороны",
    Predicate.PLACE: "где",
    Predicate.START_DATE: "с",
    Predicate.END_DATE: "по",
    Predicate.DATE: "дата",
    Predicate.STATUS: "статус",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One thing as one article tells of it; `reports` counts the articles that tell of the thing."""

    anchor: Anchor
    about: str
    title: str | None
    published: str | None
    sentence: str
    reports: int


@dataclass(frozen=True, slots=True)
class Card:
    """Two things of a kind: why they may be one (`score` 0–1), what speaks against it, what was judged."""

    kind: Kind
    one: Side
    other: Side
    score: float
    reason: str
    against: str = ""
    judgement: Judgement | None = None


def side(extraction: Extraction, key: str, reports: int) -> Side:
    """What an article says of a node."""
    article, where = extraction.article, anchor(extraction, key)
    return Side(
        where,
        about(extraction, key),
        article.title,
        article.published.isoformat() if article.published else None,
        sentence(extraction, key, where),
        reports,
    )


def name_of(extraction: Extraction, key: str) -> str:
    """The name of a node, else what the article says of it."""
    node = {node.key: node for node in extraction.nodes}[key]
    return node.name or about(extraction, key) or node.kind


def about(extraction: Extraction, key: str) -> str:
    """Posts, other names, who goes where and when: what tells the thing from others like it."""
    nodes = {node.key: node for node in extraction.nodes}
    said = [*posts(extraction, key, nodes), *nodes[key].aliases]
    return "; ".join(dict.fromkeys([*said, *details(extraction, key, nodes)]))


def posts(extraction: Extraction, key: str, nodes: Mapping[str, Node]) -> Iterator[str]:
    """«министр торговли (Тверская область)», «бывший мэр»."""
    for fact in about_node(extraction, key):
        if fact.predicate in (Predicate.HOLDS_POST, Predicate.FORMER_POST):
            post = list(about_node(extraction, fact.object))
            role = ", ".join(one.object for one in post if one.predicate is Predicate.ROLE)
            bodies = [nodes[one.object].name or "" for one in post if one.predicate is Predicate.POST_IN]
            former = "бывший " if fact.predicate is Predicate.FORMER_POST else ""
            yield f"{former}{role or 'пост'}" + (f" ({', '.join(bodies)})" if bodies else "")


def details(extraction: Extraction, key: str, nodes: Mapping[str, Node]) -> Iterator[str]:
    """What the facts of an event say, those of its delegations among them."""
    groups = [
        fact.subject for fact in extraction.facts if (fact.predicate, fact.object) == (Predicate.MAKES, key)
    ]
    facts = [fact for subject in (key, *groups) for fact in about_node(extraction, subject)]
    for predicate, label in ABOUT.items():
        values = dict.fromkeys(value(fact, nodes) for fact in facts if fact.predicate is predicate)
        shown = ", ".join(filter(None, values))
        if shown:
            yield f"{label}: {shown}" if label else shown


def value(fact: Fact, nodes: Mapping[str, Node]) -> str:
    """The name of a fact's object, or its literal value."""
    return (nodes[fact.object].name or "") if fact.object in nodes else fact.object


def about_node(extraction: Extraction, key: str) -> Iterator[Fact]:
    """The facts whose subject is the node."""
    return (fact for fact in extraction.facts if fact.subject == key)


def sentence(extraction: Extraction, key: str, where: Anchor) -> str:
    """The sentence that tells of the node: evidence around its anchor, else any, else its line."""
    stop = where.start + max(len(where.words), 1)
    evidence = [fact.evidence for fact in extraction.facts if key in (fact.subject, fact.object)]
    around = [one for one in evidence if one.span.overlaps(Span(where.start, stop))]
    quote = shortest(around or evidence)
    if quote is None:
        text = extraction.article.text
        start, end = text.rfind("\n", 0, where.start) + 1, text.find("\n", stop)
        quote = text[max(start, where.start - SHOWN // 2) : end if end >= 0 else len(text)]
    return " ".join(quote[:SHOWN].split()) + ("…" if len(quote) > SHOWN else "")


def shortest(evidence: Iterable[Evidence]) -> str | None:
    """The quote that says it in the fewest words."""
    return min((one.quote for one in evidence), key=len, default=None)

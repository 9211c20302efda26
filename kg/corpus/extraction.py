"""Annotations as the pipeline's own type: what a perfect extractor would read from the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.corpus.annotated import AnnotatedArticle, AnnotatedEntity, Row, RowKind
from kg.model import Evidence, Extraction, Fact, Kind, Manner, Mention, Node, Predicate, Span

Statement = tuple[str, Predicate, str]
EVENTS = {
    RowKind.VISIT: Kind.VISIT,
    RowKind.MEETING: Kind.MEETING,
    RowKind.AGREEMENT: Kind.AGREEMENT,
}
OF_EVENT = {
    "status": Predicate.STATUS,
    "destinations": Predicate.DESTINATION,
    "stops": Predicate.STOP,
    "hosts": Predicate.HOSTED_BY,
    "start": Predicate.START_DATE,
    "end": Predicate.END_DATE,
    "participants": Predicate.PARTICIPANT,
    "place": Predicate.PLACE,
    "date": Predicate.DATE,
    "parties": Predicate.PARTY,
    "kind": Predicate.KIND,
    "deal": Predicate.DEAL_TYPE,
    "topics": Predicate.TOPIC,
}
EDGES = ' \n«»„“”",;:–—-'
CLOSED = re.compile(r"[»”“\"]\s?\.$")  # «…».
VISIT_OF = {RowKind.MEETING: Predicate.DURING_VISIT, RowKind.AGREEMENT: Predicate.SIGNED_DURING}


def to_extraction(annotated: AnnotatedArticle) -> Extraction:
    """Nodes, mentions and facts as the annotation states them, with confidence 1.

    The evidence of a fact is the line of the text that evokes it; that of a quotation's words is their place.
    """
    nodes = [*map(entity_node, annotated.entities), *event_nodes(annotated)]
    named = {entity.id for entity in annotated.entities} | {
        row.id for row in annotated.rows if row.kind in EVENTS
    }
    mentions = [Mention(m.id, m.span) for m in annotated.markings if m.id in named]
    facts = [
        Fact(*statement, evidence(annotated, row), 1.0, "annotation")
        for row in annotated.rows
        for statement in statements(annotated, row)
    ]
    facts += quoted_words(annotated)
    facts += [
        Fact(a, Predicate.PARTNER_OF, b, evidence(annotated, None), 1.0, "annotation")
        for a, b in annotated.partners
    ]
    return Extraction(annotated.article, tuple(nodes), tuple(mentions), tuple(facts))


def entity_node(entity: AnnotatedEntity) -> Node:
    """An entity's node; its code is what the gazetteer knows it by."""
    return Node(entity.id, entity.kind, entity.names[0], entity.names[1:], entity.code)


def event_nodes(annotated: AnnotatedArticle) -> Iterator[Node]:
    """Nodes of visits, their delegations, meetings and agreements, and of each post once."""
    for row in annotated.rows:
        if row.kind in EVENTS:
            yield Node(row.id, EVENTS[row.kind])
        if row.kind is RowKind.VISIT:
            yield Node(delegation(row), Kind.DELEGATION)
        if row.kind is RowKind.QUOTE:
            yield from (Node(key, Kind.QUOTATION) for key in quotations(annotated, row))
    posts = {post_key(row) for row in annotated.rows if row.kind in {RowKind.POST, RowKind.FORMER_POST}}
    yield from (Node(key, Kind.POST) for key in sorted(posts))


def delegation(row: Row) -> str:
    """The key of a visit's delegation: one group on two visits is two delegations."""
    return f"delegation-{row.id}"


def post_key(row: Row) -> str:
    """The key of a row's post, the same for the same role in the same body."""
    return f"post {row.slots['role'][0]} {' '.join(row.slots.get('of', ()))}".strip()


def statements(annotated: AnnotatedArticle, row: Row) -> Iterable[Statement]:
    """What a row says, as triples over node keys."""
    match row.kind:
        case RowKind.POST | RowKind.FORMER_POST:
            return post_statements(row)
        case RowKind.OCCUPATION:
            return [(row.slots["holder"][0], Predicate.OCCUPATION, row.slots["role"][0])]
        case RowKind.OWNERSHIP:
            return [(o, Predicate.OWNS, p) for o in row.slots["owner"] for p in row.slots["property"]]
        case RowKind.VISIT:
            return [*event_statements(row), *delegation_statements(row), *partner_regions(annotated, row)]
        case RowKind.MEETING | RowKind.AGREEMENT:
            return event_statements(row)
        case RowKind.QUOTE:
            return quote_statements(annotated, row)


def quotations(annotated: AnnotatedArticle, row: Row) -> dict[str, Span]:
    """The pieces of a quotation by key, without marks at their edges; interrupted speech has several."""
    text, pieces = annotated.article.text, annotated.markings_of(row.id)
    places = (bare(text, piece.span) for piece in pieces)
    return {f"{row.id}-{number}" if number else row.id: place for number, place in enumerate(places)}


def bare(text: str, span: Span) -> Span:
    """The place of words without the quotation marks, dashes and commas at their edges."""
    words = text[span.start : span.stop]
    before = len(words) - len(words.lstrip(EDGES))
    inner = CLOSED.sub("", words[before:].rstrip(EDGES)).rstrip(EDGES)
    return Span(span.start + before, span.start + before + len(inner))


def quote_statements(annotated: AnnotatedArticle, row: Row) -> Iterator[Statement]:
    """Speaker and kind of speech of each piece."""
    for key in quotations(annotated, row):
        yield key, Predicate.SPEAKER, row.slots["speaker"][0]
        yield key, Predicate.SPEECH, Manner.DIRECT


def quoted_words(annotated: AnnotatedArticle) -> Iterator[Fact]:
    """The words of all quotations."""
    for row in annotated.rows_of(RowKind.QUOTE):
        for key, span in quotations(annotated, row).items():
            words = Evidence(span, annotated.article.text[span.start : span.stop])
            yield Fact(key, Predicate.WORDS, words.quote, words, 1.0, "annotation")


def post_statements(row: Row) -> Iterator[Statement]:
    """Holder, role and body of a post."""
    key = post_key(row)
    holds = Predicate.HOLDS_POST if row.kind is RowKind.POST else Predicate.FORMER_POST
    yield row.slots["holder"][0], holds, key
    yield key, Predicate.ROLE, row.slots["role"][0]
    yield from ((key, Predicate.POST_IN, body) for body in row.slots.get("of", ()))


def event_statements(row: Row) -> Iterator[Statement]:
    """The slots of an event that hang on the event itself."""
    for slot, predicate in OF_EVENT.items():
        yield from ((row.id, predicate, filler) for filler in row.slots.get(slot, ()))
    if row.kind in VISIT_OF:
        yield from ((row.id, VISIT_OF[row.kind], visit) for visit in row.slots.get("visit", ()))


def delegation_statements(row: Row) -> Iterator[Statement]:
    """The slots of a visit that hang on its delegation; who leads it is a member too."""
    key = delegation(row)
    yield key, Predicate.MAKES, row.id
    yield from ((key, Predicate.SENT_BY, sender) for sender in row.slots.get("senders", ()))
    yield from ((key, Predicate.LED_BY, person) for person in row.slots.get("head", ()))
    for slot in ("head", "members"):
        yield from ((member, Predicate.MEMBER_OF, key) for member in row.slots.get(slot, ()))


def partner_regions(annotated: AnnotatedArticle, row: Row) -> Iterator[Statement]:
    """The visited sides of those pairs of partners whose other side sent the delegation."""
    senders = set(row.slots.get("senders", ()))
    visited = {*row.slots["destinations"], *row.slots.get("stops", ()), *row.slots.get("hosts", ())}
    for pair in annotated.partners:
        for home, far in (pair, pair[::-1]):
            if home in senders and far in visited:
                yield row.id, Predicate.PARTNER_REGION, far


def evidence(annotated: AnnotatedArticle, row: Row | None) -> Evidence:
    """The line with the words that evoke a row; the first line of the text for what no row says."""
    text = annotated.article.text
    at = annotated.markings_of(row.id)[0].span.start if row else 0
    start, stop = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    span = Span(start, stop if stop >= 0 else len(text))
    return Evidence(span, text[span.start : span.stop])

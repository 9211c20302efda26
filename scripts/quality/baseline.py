"""What stock natasha and co-occurrence in a sentence give: names, their normal forms, a few words that evoke.

Whoever stands in one sentence with a body holds a post there; two people beside «встреча» met; a place beside
«визит» is visited. Nothing of this project reads; `kg.rdf` only writes the graphs that the scorers take.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from kg.evaluate import gold_articles
from kg.export.files import file_stem
from kg.export.turtle import write_turtle
from kg.model import Article, Entity, Evidence, Extraction, Fact, Kind, Node, Predicate, Span
from kg.rdf.iris import BASE
from kg.rdf.quads import single_article_triples

VISIT = frozenset({"визит", "делегация", "поездка", "посетить", "прибыть", "приехать", "посещение"})
MEETING = frozenset({"встреча", "переговоры", "встретиться"})
AGREEMENT = frozenset({"соглашение", "меморандум", "договор", "протокол"})
KINDS = {"PER": Kind.PERSON, "ORG": Kind.ORGANIZATION, "LOC": Kind.REGION}
P = Predicate


class Tools(NamedTuple):
    """natasha's parts."""

    natasha: Any
    segmenter: Any
    tagger: Any
    recogniser: Any
    vocabulary: Any
    dates: Any


def tools() -> Tools:
    """natasha as it comes, on pymorphy3, since pymorphy2 does not run on this Python."""
    for part in ("", ".analyzer", ".units"):
        sys.modules.setdefault(f"pymorphy2{part}", import_module(f"pymorphy3{part}"))
    natasha = import_module("natasha")
    embedding, vocabulary = natasha.NewsEmbedding(), natasha.MorphVocab()
    return Tools(
        natasha,
        natasha.Segmenter(),
        natasha.NewsMorphTagger(embedding),
        natasha.NewsNERTagger(embedding),
        vocabulary,
        natasha.DatesExtractor(vocabulary),
    )


def write_graphs(gold: Path, graphs: Path) -> None:
    """A graph NAME.ttl for each article of a folder of gold files."""
    graphs.mkdir()
    stock = tools()
    for article in gold_articles(gold):
        with (graphs / f"{file_stem(article.id)}.ttl").open("wb") as out:
            extraction = read(article, stock)
            entities = [entity(node, article.id) for node in extraction.nodes]
            entity_of = {(article.id, each.members[0][1]): each.id for each in entities}
            write_turtle(single_article_triples(extraction, entities, entity_of, BASE), out)


def entity(node: Node, article: str) -> Entity:
    """Each node is a thing of its own."""
    return Entity(f"baseline/{node.key}", node.kind, node.name, (), None, ((article, node.key),))


def read(article: Article, stock: Tools) -> Extraction:
    """All that co-occurrence tells."""
    doc = stock.natasha.Doc(article.text)
    doc.segment(stock.segmenter)
    doc.tag_morph(stock.tagger)
    doc.tag_ner(stock.recogniser)
    for token in doc.tokens:
        token.lemmatize(stock.vocabulary)
    for span in doc.spans:
        span.normalize(stock.vocabulary)
    book = Book(article)
    for sentence in doc.sents:
        tell(book, sentence, [day for match in stock.dates(sentence.text) if (day := day_of(match.fact))])
    return Extraction(article, tuple(book.nodes.values()), (), tuple(book.facts))


def day_of(found: Any) -> str | None:
    """A date with day, month and year in ISO 8601."""
    try:
        return date(found.year, found.month, found.day).isoformat()
    except (TypeError, ValueError):
        return None


class Book:
    """Nodes and facts of an article while they are collected; a name is one node."""

    def __init__(self, article: Article) -> None:
        self.article, self.nodes, self.facts = article, dict[str, Node](), list[Fact]()

    def named(self, span: Any) -> str:
        """The node of a name."""
        key = f"{span.type}-{span.normal}"
        self.nodes.setdefault(key, Node(key, KINDS[span.type], span.normal))
        return key

    def event(self, kind: Kind) -> str:
        """A new node."""
        key = f"{kind.value.lower()}-{len(self.nodes)}"
        self.nodes[key] = Node(key, kind)
        return key

    def say(self, sentence: Any, *facts: tuple[str, Predicate, str]) -> None:
        """Facts that a sentence tells."""
        span = Span(sentence.start, sentence.stop)
        evidence = Evidence(span, self.article.text[span.start : span.stop])
        self.facts += [Fact(*each, evidence, 0.5, "baseline") for each in facts]


def tell(book: Book, sentence: Any, days: list[str]) -> None:
    """Posts, and an event of each kind that a word of the sentence evokes."""
    lemmas = {token.lemma for token in sentence.tokens}
    names = [(span, book.named(span)) for span in sentence.spans if span.type in KINDS]
    people, bodies, places = (
        [key for span, key in names if span.type == type] for type in ("PER", "ORG", "LOC")
    )
    book.say(sentence, *posts(book, sentence, names))
    if lemmas & VISIT and places:
        book.say(sentence, *visit(book, people, places, days))
    if lemmas & MEETING and len(people) > 1:
        book.say(sentence, *meeting(book, people, places, days))
    if lemmas & AGREEMENT and len({*bodies, *places}) > 1:
        sort = min(lemmas & AGREEMENT)
        book.say(sentence, *agreement(book, sorted({*bodies, *places}), sort, days))


Facts = Iterator[tuple[str, Predicate, str]]


def posts(book: Book, sentence: Any, names: list[tuple[Any, str]]) -> Facts:
    """The noun before a person's name is a post in the nearest body or place."""
    for span, person in names:
        nouns = [t for t in sentence.tokens if t.pos == "NOUN" and t.stop <= span.start]
        others = [(abs(other.start - span.start), key) for other, key in names if other.type != "PER"]
        if span.type == "PER" and nouns and others:
            post = book.event(Kind.POST)
            yield person, P.HOLDS_POST, post
            yield post, P.ROLE, nouns[-1].lemma
            yield post, P.POST_IN, min(others)[1]


def visit(book: Book, people: list[str], places: list[str], days: list[str]) -> Facts:
    """To the last place, from the first one if there are two, by everybody named."""
    key, group = book.event(Kind.VISIT), book.event(Kind.DELEGATION)
    yield group, P.MAKES, key
    yield key, P.DESTINATION, places[-1]
    yield key, P.STATUS, "happened"
    yield from ((key, P.START_DATE, day) for day in days[:1])
    yield from ((person, P.MEMBER_OF, group) for person in people)
    if places[0] != places[-1]:
        yield group, P.SENT_BY, places[0]
        yield places[0], P.PARTNER_OF, places[-1]


def meeting(book: Book, people: list[str], places: list[str], days: list[str]) -> Facts:
    """Of everybody named."""
    key = book.event(Kind.MEETING)
    yield from ((key, P.PARTICIPANT, person) for person in people)
    yield key, P.STATUS, "happened"
    yield from ((key, P.PLACE, place) for place in places[-1:])
    yield from ((key, P.DATE, day) for day in days[:1])


def agreement(book: Book, parties: list[str], sort: str, days: list[str]) -> Facts:
    """Of all bodies and places named."""
    key = book.event(Kind.AGREEMENT)
    yield from ((key, P.PARTY, party) for party in parties)
    yield key, P.KIND, sort
    yield key, P.STATUS, "signed"
    yield from ((key, P.DATE, day) for day in days[:1])

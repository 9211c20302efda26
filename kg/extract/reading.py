"""The working view of one document: its things, the references to them, and the dates, sentence by
sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kg.model import Document, Kind, Sentence, Span, Token
from kg.text.dates import When, find_dates


class Form(StrEnum):
    """How a reference names its thing."""

    NAME = "name"
    ADJECTIVE = "adjective"  # тверская делегация
    DEMONYM = "demonym"  # тверитяне
    ANAPHOR = "anaphor"  # глава региона, ассоциация, он


@dataclass(frozen=True, slots=True)
class Ref:
    """Tokens `[start, stop)` of a sentence that refer to a thing; `head` carries the case of the phrase."""

    sentence: int
    start: int
    stop: int
    head: int
    thing: str
    kind: Kind
    form: Form = Form.NAME
    nested: bool = False  # inside a longer name: Россия in Союз лесоводов России
    lead: int | None = None  # where the role phrase before a person's name begins; `head` is then the role's


@dataclass(slots=True)
class Thing:
    """A named thing of the article while it is being read; `names` has the fullest nominative form first."""

    key: str
    kind: Kind
    names: list[str]
    known: str | None = None


@dataclass(frozen=True, slots=True)
class DateRef:
    """A date expression at tokens `[start, stop)` of a sentence."""

    sentence: int
    start: int
    stop: int
    when: When


@dataclass(slots=True)
class Reading:
    """A document with what has been found in it so far; the extractors fill it in order."""

    document: Document
    things: dict[str, Thing] = field(default_factory=dict)
    refs: list[list[Ref]] = field(default_factory=list)
    dates: list[list[DateRef]] = field(default_factory=list)
    within: dict[str, str] = field(default_factory=dict)  # thing that no table lists → gazetteer id around it

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.document.sentences

    def add_thing(self, kind: Kind, names: Sequence[str], start: int, known: str | None = None) -> str:
        """Create a thing first named at code point `start`; return its key."""
        key = f"{kind.value.lower()}-{start}"
        while key in self.things:
            key += "x"
        self.things[key] = Thing(key, kind, list(dict.fromkeys(names)), known)
        return key

    def add_ref(self, ref: Ref) -> None:
        """Record a reference; those of a sentence stay in text order."""
        row = self.refs[ref.sentence]
        row.append(ref)
        row.sort(key=lambda r: (r.start, -r.stop))

    def all_refs(self) -> Iterator[Ref]:
        """Every reference in text order."""
        for row in self.refs:
            yield from row

    def outer(self, sentence: int, *kinds: Kind) -> list[Ref]:
        """References of a sentence that lie in no longer name, of the kinds given (all if none is)."""
        return [r for r in self.refs[sentence] if not r.nested and (not kinds or r.kind in kinds)]

    def at(self, sentence: int, token: int, *kinds: Kind) -> Ref | None:
        """The reference that starts at a token."""
        return next((r for r in self.outer(sentence, *kinds) if r.start == token), None)

    def covering(self, sentence: int, token: int) -> Ref | None:
        """The outer reference that a token lies in."""
        return next((r for r in self.outer(sentence) if r.start <= token < r.stop), None)

    def free(self, sentence: int, start: int, stop: int) -> bool:
        """True if no outer reference overlaps the tokens."""
        return not any(r.start < stop and start < r.stop for r in self.outer(sentence))

    def span(self, sentence: int, start: int, stop: int) -> Span:
        """The code points of tokens `[start, stop)`."""
        tokens = self.sentences[sentence].tokens
        return Span(tokens[start].span.start, tokens[stop - 1].span.stop)

    def text(self, sentence: int, start: int, stop: int) -> str:
        """The text of tokens `[start, stop)`, as it stands."""
        span = self.span(sentence, start, stop)
        return self.document.article.text[span.start : span.stop]

    def nominative(self, sentence: int, start: int, head: int, stop: int) -> str:
        """The phrase with its head and the words agreeing with it before it put in the nominative."""
        tokens = self.sentences[sentence].tokens
        case = tokens[head].feats.get("Case")
        parts = []
        for i in range(start, stop):
            agrees = i <= head and (i == head or tokens[i].feats.get("Case") == case)
            parts.append(tokens[i].nominative if agrees else tokens[i].text)
            gap = i + 1 < stop and tokens[i].span.stop < tokens[i + 1].span.start
            parts.append(" " if gap else "")
        return "".join(parts)


def new_reading(document: Document) -> Reading:
    """A reading with its dates found and nothing else yet."""
    reading = Reading(document, refs=[[] for _ in document.sentences])
    for index, sentence in enumerate(document.sentences):
        found = find_dates(document.article.text, document.article.published, sentence.span)
        reading.dates.append([_date_ref(index, sentence, when) for when in found])
    return reading


def _date_ref(index: int, sentence: Sentence, when: When) -> DateRef:
    inside = [i for i, token in enumerate(sentence.tokens) if token.span.overlaps(when.span)]
    return DateRef(index, inside[0], inside[-1] + 1, when)


def fold(text: str) -> str:
    """Case and ё folded, for comparing words."""
    return text.casefold().replace("ё", "е")


def is_capital(token: Token) -> bool:
    """True if the word begins with a capital letter."""
    return token.text[:1].isupper()


def case(token: Token) -> str | None:
    """The token's case (`Nom`, `Gen`, …)."""
    return token.feats.get("Case")


def is_plural(token: Token) -> bool:
    """True if the token is plural."""
    return token.feats.get("Number") == "Plur"


def is_nominal(token: Token) -> bool:
    """True for words that decline: nouns, names, adjectives, participles, determiners."""
    return token.pos in {"NOUN", "PROPN", "ADJ", "DET"} or (token.pos == "VERB" and "Case" in token.feats)

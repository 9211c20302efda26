"""The working view of one document: its things, the references to them, and the dates, sentence by
sentence."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kg.extract.choosing import Surroundings
from kg.model import Document, Kind, Mention, Name, NameKind, Sentence, Span, Token
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
    reason: str | None = None  # why this place and no other of its name


@dataclass(frozen=True, slots=True)
class DateRef:
    """A date expression at tokens `[start, stop)` of a sentence."""

    sentence: int
    start: int
    stop: int
    when: When


_Over = defaultdict[int, list[Ref]]  # token → the outer references that it lies in, in text order


@dataclass(slots=True)
class Reading:
    """A document with what has been found in it so far; the extractors fill it in order.

    Rows of `refs` are read freely and changed by `add_ref` and `put` alone, which keep the index true.
    """

    document: Document
    things: dict[str, Thing] = field(default_factory=dict)
    refs: list[list[Ref]] = field(default_factory=list)
    dates: list[list[DateRef]] = field(default_factory=list)
    within: dict[str, str] = field(default_factory=dict)  # thing that no table lists → gazetteer id around it
    zones: dict[str, frozenset[str]] = field(default_factory=dict)  # zones of several places → their words
    further: list[Mention] = field(default_factory=list)  # beside those that references and cues are
    namesakes: frozenset[Span] = frozenset()  # words that are no city's or region's, though one has the name
    surroundings: Surroundings = field(default_factory=Surroundings)
    cued: dict[int, str] = field(default_factory=dict)  # number of a cue → the thing that it mentions
    _over: dict[int, _Over] = field(default_factory=dict, repr=False)  # sentence → its index, once asked for

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
        insort(self.refs[ref.sentence], ref, key=_order)
        if not ref.nested and ref.sentence in self._over:
            _lay(self._over[ref.sentence], ref)

    def put(self, sentence: int, refs: list[Ref]) -> None:
        """Set the references of a sentence, which are in text order."""
        if refs != self.refs[sentence]:
            self.refs[sentence] = refs
            self._over.pop(sentence, None)

    def all_refs(self) -> Iterator[Ref]:
        """Every reference in text order."""
        for row in self.refs:
            yield from row

    def outer(self, sentence: int, *kinds: Kind) -> list[Ref]:
        """References of a sentence that lie in no longer name, of the kinds given (all if none is)."""
        return [r for r in self.refs[sentence] if not r.nested and (not kinds or r.kind in kinds)]

    def at(self, sentence: int, token: int, *kinds: Kind) -> Ref | None:
        """The reference that starts at a token."""
        over = self._index(sentence).get(token, ())
        return next((r for r in over if r.start == token and (not kinds or r.kind in kinds)), None)

    def covering(self, sentence: int, token: int) -> Ref | None:
        """The outer reference that a token lies in."""
        return next(iter(self._index(sentence).get(token, ())), None)

    def free(self, sentence: int, start: int, stop: int) -> bool:
        """True if no outer reference overlaps the tokens, one at least."""
        over = self._index(sentence)
        return not any(token in over for token in range(start, stop))

    def _index(self, sentence: int) -> _Over:
        over = self._over.get(sentence)
        if over is None:
            over = self._over[sentence] = defaultdict(list)
            for ref in self.outer(sentence):
                _lay(over, ref)
        return over

    def names(self, sentence: Sentence, kind: NameKind) -> Iterator[Name]:
        """The recogniser's names of a kind that lie in a sentence, in text order."""
        names = self.document.names
        for i in range(bisect_left(names, sentence.span.start, key=_start), len(names)):
            if names[i].span.start >= sentence.span.stop:
                return
            if names[i].kind is kind and names[i].span.stop <= sentence.span.stop:
                yield names[i]

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


def _order(ref: Ref) -> tuple[int, int]:
    return ref.start, -ref.stop


def _start(placed: Name | Token) -> int:
    return placed.span.start


def _lay(over: _Over, ref: Ref) -> None:
    for token in range(ref.start, ref.stop):
        insort(over[token], ref, key=_order)


def tokens_in(sentence: Sentence, span: Span) -> range:
    """The tokens that lie wholly in a span; may be empty."""
    start = stop = bisect_left(sentence.tokens, span.start, key=_start)
    while stop < len(sentence.tokens) and sentence.tokens[stop].span.stop <= span.stop:
        stop += 1
    return range(start, stop)


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

"""Name spans → names with their nominative forms."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.annotate.evidence import weigh
from kg.annotate.person import Person, normal_forms
from kg.annotate.recognition import NameSpan
from kg.model import Name, NameKind, Sentence, Span, Token

AGREEING = frozenset({"ADJ", "DET", "VERB", "NUM"})


class _Place(NamedTuple):
    """A name's words: `tokens[first:last]` of its sentence."""

    tokens: Sequence[Token]
    first: int
    last: int


def normalize(text: str, spans: Sequence[NameSpan], sentences: Sequence[Sentence]) -> tuple[Name, ...]:
    """The names at `spans`, which lie in text order; persons are read together, they explain each other."""
    places = [_place(found.span, sentences) for found in spans]
    people = [
        Person(text[found.span.start : found.span.stop], weigh(*place))
        for found, place in zip(spans, places, strict=True)
        if found.kind is NameKind.PERSON
    ]
    persons = iter(normal_forms(people))
    return tuple(
        Name(span, kind, text[span.start : span.stop], normal)
        for (span, kind), place in zip(spans, places, strict=True)
        for normal in [next(persons) if kind is NameKind.PERSON else title(text, span, place)]
    )


def _place(span: Span, sentences: Sequence[Sentence]) -> _Place:
    at = bisect_right(sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    tokens = sentences[at].tokens
    first = next(at for at, token in enumerate(tokens) if token.span.stop > span.start)
    last = next((at for at, token in enumerate(tokens) if token.span.start >= span.stop), len(tokens))
    return _Place(tokens, first, last)


def title(text: str, span: Span, place: _Place) -> str:
    """An organization or place in the nominative: its head and what agrees with it; the rest stays."""
    inside = {at: place.tokens[at] for at in range(place.first, place.last)}
    return "".join(_pieces(text, span, inside, set(_head_phrase(inside))))


def _head_phrase(inside: dict[int, Token]) -> Iterator[int]:
    roots = [at for at, token in inside.items() if token.head not in inside][:1]
    yield from roots
    for at, token in inside.items():
        if token.head in roots and token.pos in AGREEING:
            yield at


def _pieces(text: str, span: Span, inside: dict[int, Token], inflected: set[int]) -> Iterator[str]:
    start = span.start
    for at, token in inside.items():
        yield text[start : token.span.start]
        yield token.nominative if at in inflected else token.text
        start = token.span.stop
    yield text[start : span.stop]

"""Name spans → names with their nominative forms."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kg.annotate.evidence import weigh
from kg.annotate.person import Person, normal_forms
from kg.annotate.recognition import NameSpan
from kg.annotate.title import title
from kg.model import Name, NameKind, Sentence, Span, Token


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
        for normal in [next(persons) if kind is NameKind.PERSON else title(text, *place)]
    )


def _place(span: Span, sentences: Sequence[Sentence]) -> _Place:
    at = bisect_right(sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    tokens = sentences[at].tokens
    first = next(at for at, token in enumerate(tokens) if token.span.stop > span.start)
    last = next((at for at, token in enumerate(tokens) if token.span.start >= span.stop), len(tokens))
    return _Place(tokens, first, last)

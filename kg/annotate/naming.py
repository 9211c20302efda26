"""Nominative forms of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import NameKind, Span, Token

AGREEING = frozenset({"ADJ", "DET", "VERB", "NUM"})


def normal_form(text: str, span: Span, kind: NameKind, tokens: Sequence[Token]) -> str:
    """A name in the nominative: all words of a person, the head and what agrees with it of others."""
    inside = {place: token for place, token in enumerate(tokens) if span.covers(token.span)}
    inflected = set(inside) if kind is NameKind.PERSON else set(_head_phrase(inside))
    return "".join(_pieces(text, span, inside, inflected))


def _head_phrase(inside: dict[int, Token]) -> Iterator[int]:
    roots = [place for place, token in inside.items() if token.head not in inside][:1]
    yield from roots
    for place, token in inside.items():
        if token.head in roots and token.pos in AGREEING:
            yield place


def _pieces(text: str, span: Span, inside: dict[int, Token], inflected: set[int]) -> Iterator[str]:
    start = span.start
    for place, token in inside.items():
        yield text[start : token.span.start]
        yield token.nominative if place in inflected else token.text
        start = token.span.stop
    yield text[start : span.stop]

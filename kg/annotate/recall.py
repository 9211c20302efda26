"""Second mentions by surname that the recogniser missed: the document's full names find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.annotate.declension import readings
from kg.annotate.found import is_capital, is_common
from kg.annotate.inflection import fold
from kg.annotate.recognition import NameSpan
from kg.annotate.sorting import is_place
from kg.model import NameKind, Token


def recall_surnames(tokens: Sequence[Token], names: Sequence[NameSpan]) -> list[NameSpan]:
    """The names, and each capitalised word outside of them that may be a form of a person's surname.

    A single word taken for a place or body is retyped, if it may be that surname and is no known place.
    Both arguments and the result are in text order.
    """
    surnames = _surnames(tokens, names)
    if not surnames:
        return list(names)
    words = {token.span: token for token in tokens}
    retyped = [_retyped(words.get(name.span), name, surnames) for name in names]
    missed = [
        NameSpan(token.span, NameKind.PERSON) for token in _outside(tokens, names) if _is_one(token, surnames)
    ]
    return sorted([*retyped, *missed])


def _surnames(tokens: Sequence[Token], names: Sequence[NameSpan]) -> frozenset[str]:
    """Nominatives that the last words of full names may have; ordinary words are left out."""
    stops = {name.span.stop: name.span.start for name in names if name.kind is NameKind.PERSON}
    last = (token for token in tokens if stops.get(token.span.stop, token.span.start) < token.span.start)
    return frozenset(form for token in last if not is_common(token.text) for form in _forms(token.text))


def _forms(word: str) -> frozenset[str]:
    return frozenset(form for options in readings(word).values() for _, form in options[:1])


def _outside(tokens: Sequence[Token], names: Sequence[NameSpan]) -> Iterator[Token]:
    remaining = iter(names)
    name = next(remaining, None)
    for token in tokens:
        while name and name.span.stop <= token.span.start:
            name = next(remaining, None)
        if not name or not name.span.overlaps(token.span):
            yield token


def _is_one(token: Token, surnames: frozenset[str]) -> bool:
    if not is_capital(token) or token.text.isupper() or len(token.text) < 4:
        return False
    first = fold(token.text[0].lower())  # the same in all cases of a name
    if not any(surname.startswith(first) for surname in surnames) or is_common(token.text):
        return False
    return not surnames.isdisjoint(_forms(token.text))


def _retyped(token: Token | None, name: NameSpan, surnames: frozenset[str]) -> NameSpan:
    if token is None or name.kind is NameKind.PERSON or is_place(token.text) or not _is_one(token, surnames):
        return name
    return name._replace(kind=NameKind.PERSON)

"""«Столица Венгрии», «венгерская столица»: the city that is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.extract.reading import Form, Reading, Ref, case, is_plural
from kg.gazetteer.capitals import capitals
from kg.model import Kind, Token

STATES = frozenset({Kind.COUNTRY, Kind.REGION})


def find_capitals(reading: Reading, key: Callable[[str, int], str]) -> None:
    """Add references to capitals that are told by what they are the capitals of; places must be there.

    `key` gives the key of the thing that a place (by its id) is, at the code point of its first mention.
    """
    for index, sentence in enumerate(reading.sentences):
        for i, token in enumerate(sentence.tokens):
            if token.lemma == "столица" and not is_plural(token) and reading.free(index, i, i + 1):
                _read(reading, key, index, i)


def _read(reading: Reading, key: Callable[[str, int], str], index: int, i: int) -> None:
    tokens, state = reading.sentences[index].tokens, _state(reading, index, i)
    city = capitals().get(reading.things[state.thing].known or "") if state else None
    if state is None or city is None:
        return
    start, stop = min(i, state.start), max(i + 1, state.stop)
    if _is_second(tokens, start) or _is_named(reading, index, start, stop):
        return
    inner = [replace(ref, nested=True) if ref == state else ref for ref in reading.refs[index]]
    reading.put(index, inner)
    thing = key(city, tokens[start].span.start)
    reading.add_ref(Ref(index, start, stop, i, thing, Kind.CITY))


def _state(reading: Reading, index: int, i: int) -> Ref | None:
    """What the word at a token is the capital of: an adjective before it, or a name in the genitive."""
    tokens = reading.sentences[index].tokens
    after = reading.at(index, i + 1, *STATES)
    if after and after.form is Form.NAME and case(tokens[after.head]) in {"Gen", None}:
        return after
    before = (ref for ref in reading.outer(index, *STATES) if ref.stop == i and ref.form is Form.ADJECTIVE)
    return next(before, None)


def _is_second(tokens: tuple[Token, ...], start: int) -> bool:
    """True for «северная российская столица», «культурной столице России»: another city than the capital."""
    return start > 0 and tokens[start - 1].pos == "ADJ"


def _is_named(reading: Reading, index: int, start: int, stop: int) -> bool:
    """True for «Будапешт, столица Венгрии» and «в столице Венгрии Будапеште»: the city is named itself."""
    before = [ref for ref in reading.outer(index, Kind.CITY) if 0 <= start - ref.stop <= 1]
    return bool(before) or reading.at(index, stop, Kind.CITY) is not None

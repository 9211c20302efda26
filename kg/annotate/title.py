"""Nominative forms of organizations' and places' names: the head and what agrees with it; the rest stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

from kg.annotate.inflection import agreement, nominative, respell
from kg.annotate.models import parses, tag_text
from kg.model import Token

NOUNS = frozenset({"NOUN", "PROPN"})
AGREEING = frozenset({"ADJ", "DET", "VERB", "PROPN"})
ADJECTIVES = frozenset({"ADJF", "PRTF"})


def title(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """The name at `tokens[first:last]` of a sentence in the nominative; `text` is the article's."""
    return "".join(_pieces(text, tokens, range(first, last), _forms(tokens, first, last)))


def _pieces(text: str, tokens: Sequence[Token], places: range, forms: Mapping[int, str]) -> Iterator[str]:
    start = tokens[places[0]].span.start
    for at in places:
        yield text[start : tokens[at].span.start]
        yield forms.get(at, tokens[at].text)
        start = tokens[at].span.stop


def _forms(tokens: Sequence[Token], first: int, last: int) -> dict[int, str]:
    head = _head(tokens, first, last)
    if head is None:
        return {}
    before = takewhile(lambda at: tokens[at].pos in AGREEING, range(head - 1, first - 1, -1))
    modifiers = sorted(before)
    tag = tag_text(tokens[head].pos, tokens[head].feats)
    agreed = _agreed(tokens[head].text, tag, tuple(tokens[at].text for at in modifiers))
    if agreed is None:
        return {at: tokens[at].nominative for at in (*modifiers, head)}
    return dict(zip((*modifiers, head), agreed, strict=True))


def _head(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The first noun that nothing in the name governs; a lone adjective (`Тульской`) is its own head."""
    places = range(first, last)
    roots = [at for at in places if tokens[at].head not in places]
    return next((at for at in roots if tokens[at].pos in NOUNS), roots[0] if roots else None)


@lru_cache(maxsize=16384)
def _agreed(noun: str, tag: str, modifiers: tuple[str, ...]) -> tuple[str, ...] | None:
    """Nominatives of the modifiers and their noun, read in one case, number and gender.

    None if there are no modifiers or they don't agree. A plural noun behind a singular adjective is the end
    of an enumeration (`Тульской и Тверской областей`): it becomes singular.
    """
    for parse in sorted(parses(noun.lower()), key=lambda parse: -agreement(parse, tag)):
        for head in (parse, _singular(parse)):
            found = [_matching(modifier, head) for modifier in modifiers]
            if head is not None and modifiers and all(found):
                pairs = zip((*found, head), (*modifiers, noun), strict=True)
                return tuple(respell(nominative(form), word) for form, word in pairs)
    return None


def _matching(modifier: str, noun: Any) -> Any:
    return next((parse for parse in parses(modifier.lower()) if noun and _agrees(parse.tag, noun.tag)), None)


def _agrees(adjective: Any, noun: Any) -> bool:
    if adjective.POS not in ADJECTIVES or adjective.number != noun.number:
        return False
    alike = noun.number == "plur" or adjective.gender == noun.gender
    return bool(alike and adjective.case == noun.case)


def _singular(noun: Any) -> Any:
    countable = noun.tag.POS == "NOUN" and noun.tag.number == "plur" and noun.tag.case
    return noun.inflect({"sing", noun.tag.case}) if countable else None

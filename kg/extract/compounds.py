"""Names of places that share words: «норвежско-британский», «Тульской и Гродненской областей»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import REGION_WORDS
from kg.extract.reading import fold, is_capital
from kg.gazetteer import FormKind, Gazetteer
from kg.model import Kind, Span, Token

JOINED = re.compile(r"(\w{4,}о)-(\w+)")


def joined_countries(table: Gazetteer, token: Token) -> Iterator[tuple[str, Span]]:
    """The ids of the countries that the two halves of a word are adjectives of, and where they stand; none
    if one half is something else."""
    found = JOINED.fullmatch(token.text)
    if found is None:
        return
    halves = (country(table, found[1]), country(table, found[2]))
    if halves[0] is None or halves[1] is None:
        return
    for number, id in enumerate(halves, 1):
        if id is not None:
            yield id, Span(token.span.start + found.start(number), token.span.start + found.end(number))


def country(table: Gazetteer, adjective: str) -> str | None:
    """The id of the country with this adjective in any form."""
    forms = (form for form in table.lookup((fold(adjective),)) if form.kind is FormKind.ADJECTIVE)
    return next((form.place for form in forms if table[form.place].kind is Kind.COUNTRY), None)


def coordinated_adjectives(tokens: tuple[Token, ...], noun: int) -> list[int]:
    """Where the adjectives stand that a noun in the plural belongs to, the last first."""
    found, i = [], noun - 1
    while i >= 0:
        if (tokens[i].pos == "ADJ" and is_capital(tokens[i])) or is_adjectival(tokens[i]):
            found.append(i)
        elif tokens[i].text not in {",", "и", "а", "также"}:
            break
        i -= 1
    return found if len(found) > 1 else []


def is_adjectival(token: Token) -> bool:
    """True for a capitalised word that ends as adjectives do."""
    return is_capital(token) and token.text.endswith(("ой", "ая", "ий", "ый", "ого", "ому", "ую", "им", "ым"))


def renamed_adjectives(tokens: tuple[Token, ...], noun: int) -> tuple[int, ...]:
    """Where the two adjectives of a region with two names stand: `Энской (Заречной) области`."""
    start = noun - 4
    if start < 0 or tokens[noun].lemma not in REGION_WORDS:
        return ()
    brackets = (tokens[start + 1].text, tokens[start + 3].text) == ("(", ")")
    adjectives = (start, start + 2)
    return adjectives if brackets and all(is_adjectival(tokens[i]) for i in adjectives) else ()

"""Countries in adjectives joined by a hyphen: «норвежско-британский» names both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import fold
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

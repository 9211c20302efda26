"""Which SPARQL texts a store answers."""

from __future__ import annotations

import re
from functools import cache

from kg.errors import QueryError

# Tokens that may hold any word: ex:a\'b, "a \" b", 'x', """long""", <http://iri>, ?variable, # comment.
# None may reach further than Oxigraph's own token does, or SERVICE could hide in it; the tests compare.
OPAQUE = (
    r":(?:[\w%.:-]|\\.)*"
    r'|"""(?:[^\\]|\\.)*?"""' + r"|'''(?:[^\\]|\\.)*?'''"
    r'|"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"
    r"|[?$]\w+|\#[^\n\r]*"
)
UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)


@cache
def opaque() -> re.Pattern[str]:
    """What such a token matches; compiled when first asked for, which few commands do."""
    return re.compile(OPAQUE, re.DOTALL)


def check_query(sparql: str) -> None:
    """Raise QueryError if `sparql` would ask another server.

    Oxigraph reads `1SERVICEx:y` as SERVICE too, so the bare letters are looked for, not the word.
    """
    if "service" in opaque().sub(" ", sparql).lower():
        raise QueryError("SERVICE is not allowed: a query reads this store only; take that part out")


def syntax_error(sparql: str, error: SyntaxError) -> QueryError:
    """What to tell somebody whose text Oxigraph could not read as a query."""
    update = UPDATE.search(opaque().sub(" ", sparql))
    if update:
        word = update[1].upper()
        return QueryError(f"{word} is not allowed: queries only read; `kg build` is what changes a store")
    return QueryError(f"not a SPARQL query: {error}")

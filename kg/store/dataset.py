"""Queries over some of a server's graphs alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pyoxigraph import NamedNode

from kg.store.guard import opaque

FORM = re.compile(r"\b(?:SELECT|CONSTRUCT|ASK|DESCRIBE)\b", re.IGNORECASE)
BRACES, PARENTHESES = "{}", "()"
# what may come after the clause that says what is asked for, and stands in it in parentheses only
AFTER = re.compile(r"\b(?:WHERE|GROUP|HAVING|ORDER|LIMIT|OFFSET|VALUES)\b|\{", re.IGNORECASE)


def over(sparql: str, graphs: Sequence[NamedNode]) -> str:
    """The query over the union of these graphs, which are its named graphs too; as it is if there are none.

    `sparql` is a query without FROM. The graphs stand in the text: Virtuoso 7.2.5 hangs up when a request
    names 60 beside it.
    """
    if not graphs:
        return sparql
    at = _place(sparql)
    clauses = "".join(f"FROM {graph}\nFROM NAMED {graph}\n" for graph in graphs)
    return f"{sparql[:at]}\n{clauses}{sparql[at:]}"


def _place(sparql: str) -> int:
    """Where FROM goes: after what is asked for."""
    bare = opaque().sub(lambda match: " " * len(match[0]), sparql)
    form = _first(FORM, sparql, bare)
    if sparql[form - len("CONSTRUCT") : form].upper() == "CONSTRUCT" and bare[form:].lstrip()[:1] == "{":
        return _closed(bare, bare.index("{", form), BRACES)
    bare = _blank_inside(bare, form)
    return _first(AFTER, sparql, bare, form, before=True)


def _first(pattern: re.Pattern[str], sparql: str, bare: str, start: int = 0, *, before: bool = False) -> int:
    """Where the first such word ends, or begins; names such as `select:x` are none. Else the end."""
    words = (match for match in pattern.finditer(bare, start) if sparql[match.end() : match.end() + 1] != ":")
    found = next(words, None)
    return len(sparql) if found is None else found.start() if before else found.end()


def _blank_inside(bare: str, start: int) -> str:
    """The text without what stands in parentheses in front of the first brace outside of them."""
    at = start
    while (opened := bare.find("(", at)) >= 0 and "{" not in bare[at:opened]:
        at = _closed(bare, opened, PARENTHESES)
        bare = bare[:opened] + " " * (at - opened) + bare[at:]
    return bare


def _closed(bare: str, opened: int, pair: str) -> int:
    """Where what is opened there has been closed."""
    depth = 0
    for at in range(opened, len(bare)):
        depth += (bare[at] == pair[0]) - (bare[at] == pair[1])
        if depth == 0:
            return at + 1
    return len(bare)

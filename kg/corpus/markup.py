"""Inline markup of mentions: `[p1|Анны Котовой]`, nested; `[p1~|она]` is no name; `[r1,r2~|обе области]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.corpus.annotated import Marking
from kg.errors import ReadError
from kg.model import Span

ID = r"[a-z]\d+"
OPENING = re.compile(rf"\[(?P<ids>{ID}~?(?:,{ID}~?)*)\|")
PIECE = re.compile(rf"{OPENING.pattern}|\]|[^\[\]]+|\[")


def parse_markup(source: str) -> tuple[str, tuple[Marking, ...]]:
    """The plain text and its markings, by start, the longer first. Raises ReadError where brackets don't fit.

    A bracket that opens no marking and stands outside of all is text.
    """
    pieces: list[str] = []
    markings: list[Marking] = []
    opened: list[tuple[str, int]] = []
    length = 0
    for match in PIECE.finditer(source):
        piece = match.group()
        if match["ids"]:
            opened.append((match["ids"], length))
        elif piece == "]" and opened:
            ids, start = opened.pop()
            markings += close(ids, start, length, source[match.start() - 30 : match.end()])
        elif piece == "[" and opened:
            raise ReadError("markup", f"a bracket that is no marking inside one: «{around(source, match)}»")
        else:
            pieces.append(piece)
            length += len(piece)
    if opened:
        raise ReadError("markup", f"the marking of {opened[-1][0]} is never closed")
    return "".join(pieces), tuple(sorted(markings, key=lambda m: (m.span.start, -m.span.stop, m.id)))


def close(ids: str, start: int, stop: int, near: str) -> Iterator[Marking]:
    """The markings of one pair of brackets; `~` behind the last id means all.

    Raises ReadError if nothing stands between the brackets.
    """
    if start >= stop:
        raise ReadError("markup", f"an empty marking of {ids}: «…{near}»")
    for id in ids.split(","):
        described = id.endswith("~") or ids.endswith("~")
        yield Marking(id.rstrip("~"), Span(start, stop), named=not described)


def around(source: str, match: re.Match[str]) -> str:
    """Some of the source on both sides of a match."""
    return source[max(0, match.start() - 30) : match.end() + 30].replace("\n", " ")

"""Tags of the recogniser → spans of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.annotate.found import Found, span_of
from kg.annotate.mending import mend
from kg.model import NameKind, Span, Token


class NameSpan(NamedTuple):
    """A place in the text that names a thing of a kind."""

    span: Span
    kind: NameKind


def name_spans(words: Sequence[Token], tags: Sequence[str]) -> list[NameSpan]:
    """Names of one paragraph from its words and their BIO tags, faults mended; in text order."""
    names = mend(words, list(_tagged(tags)))
    return [NameSpan(span_of(words, name), name.kind) for name in names]


def _tagged(tags: Sequence[str]) -> Iterator[Found]:
    first, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        part, _, found = tag.partition("-")
        if kind and (part != "I" or found != kind):
            yield Found(first, at, NameKind(kind))
            kind = ""
        if found and not kind:
            first, kind = at, found

"""Words → spans of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model import NameKind, Span


class NameSpan(NamedTuple):
    """A place in the text that names a thing of a kind."""

    span: Span
    kind: NameKind


def name_spans(words: Sequence[Span], tags: Sequence[str]) -> Iterator[NameSpan]:
    """Spans and kinds of names from BIO tags."""
    start = stop = 0
    kind = ""
    for word, tag in zip(words, tags, strict=True):
        part, _, found = tag.partition("-")
        if kind and (part != "I" or found != kind):
            yield NameSpan(Span(start, stop), NameKind(kind))
            kind = ""
        if found and not kind:
            start, kind = word.start, found
        stop = word.stop
    if kind:
        yield NameSpan(Span(start, stop), NameKind(kind))

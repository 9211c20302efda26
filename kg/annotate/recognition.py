"""Words → spans of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import NameKind, Span


def name_spans(words: Sequence[Span], tags: Sequence[str]) -> Iterator[tuple[Span, NameKind]]:
    """Spans and kinds of names from BIO tags."""
    start = stop = 0
    kind = ""
    for word, tag in zip(words, tags, strict=True):
        part, _, found = tag.partition("-")
        if kind and (part != "I" or found != kind):
            yield Span(start, stop), NameKind(kind)
            kind = ""
        if found and not kind:
            start, kind = word.start, found
        stop = word.stop
    if kind:
        yield Span(start, stop), NameKind(kind)

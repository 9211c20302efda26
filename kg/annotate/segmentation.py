"""Zones → sentences and words, as spans of the article's text; razdel's known faults are mended here."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Span, Zone


def words(text: str, zone: Zone) -> tuple[Span, ...]:
    """Spans of words and marks of a zone, in order; offsets are those of the article's text."""
    from razdel import tokenize

    start = zone.span.start
    found = tokenize(text[start : zone.span.stop])
    return tuple(Span(start + word.start, start + word.stop) for word in found)


def sentences(text: str, zone: Zone) -> tuple[Span, ...]:
    """Spans of a zone's sentences, in order; blanks between them belong to none."""
    from razdel import sentenize

    start = zone.span.start
    found = sentenize(text[start : zone.span.stop])
    return tuple(Span(start + part.start, start + part.stop) for part in found if part.text.strip())


def group(spans: tuple[Span, ...], parts: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """The spans inside each of the parts; both are ordered."""
    index = 0
    for part in parts:
        first = index
        while index < len(spans) and spans[index].stop <= part.stop:
            index += 1
        yield spans[first:index]

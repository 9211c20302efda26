"""Plain text and page dumps: one article a file."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Article
from kg.readers.encoding import decode
from kg.readers.source import Skipped, Source, check_length
from kg.text import layout


def plain(source: Source, skipped: Skipped) -> Iterator[Article]:
    """The file's text as it is, line ends kept; headline and publication date as the page states them.

    Raises ReadError if the file is empty, too large, binary or in an unknown encoding.
    """
    text = decode(source.content(), source.name)
    check_length(text, source.name)
    head = layout.headline(text)
    yield Article(
        id=source.stem,
        text=text,
        title=text[head.start : head.stop] if head else None,
        published=layout.published(text),
        origin=source.name,
    )

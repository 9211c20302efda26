"""HTML pages: the main text that trafilatura finds, with title, date, address and outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import ReadError
from kg.model import Article
from kg.readers.encoding import decode
from kg.readers.source import Skipped, Source, check_length
from kg.text import layout

if TYPE_CHECKING:  # trafilatura takes 0.2 s to import and is of no use without HTML
    from trafilatura.settings import Document

# <meta charset="windows-1251">   <meta … content="text/html; charset=koi8-r">   <?xml encoding="utf-8"?>
CHARSET = re.compile(
    rb"""<(?:meta\s[^>]{0,200}?charset|\?xml\s[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)
CHARSET_WITHIN = 8192  # bytes
LIMIT = 16 * 1024 * 1024  # bytes of a page; the parsers need some seconds a megabyte
HELD = 2 * 1024 * 1024  # characters of pages that caches may hold
ATTRIBUTES = 1_000  # of one tag; libxml2's time grows with their square
LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
VALUE = re.compile(r""""[^"]*"|'[^']*'""")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")  # lxml refuses it in text that is decoded already
# | Гости прибыли вчера. Сегодня они уехали. |   Cells of data hold no prose: such a table arranges the page
LAYOUT_ROW = re.compile(r"^\|.*[а-яё»]{2}[.!?] [А-ЯЁ«–—].*[а-яё»]{2}[.!?]", re.M)


def page(source: Source, skipped: Skipped) -> Iterator[Article]:
    """The page's article; its text is made here, one paragraph a line, and is what offsets index.

    The date is the publication date of the metadata, else the one that the text's date line states. Raises
    ReadError if the page cannot be decoded or holds no article.
    """
    content = source.content(LIMIT)
    markup = decode(content, source.name, charset(content) or source.charset)
    if is_overloaded(markup):
        raise ReadError(source.name, f"is a page with more than {ATTRIBUTES} attributes in a tag")
    try:
        found = extract(markup)
    except Exception as error:  # hostile markup brings out any fault of the parsers: it costs one page
        raise ReadError(
            source.name, f"is a page that trafilatura cannot read: {type(error).__name__}"
        ) from error
    if found is None or not (found.text or "").strip():
        raise ReadError(source.name, "is a page without article text")
    yield adapt(found, source)


def charset(content: bytes) -> str | None:
    """The encoding that the page names for itself."""
    named = CHARSET.search(content[:CHARSET_WITHIN])
    return named[1].decode("ascii") if named else None


def is_overloaded(markup: str) -> bool:
    """True if a tag has more attributes than any that people write."""
    return any(len(VALUE.sub("", tag[0]).split()) > ATTRIBUTES for tag in LONG_TAG.finditer(markup))


def extract(markup: str) -> Document | None:
    """What trafilatura finds. Where tables arrange the page their cells are read as plain paragraphs."""
    markup = DECLARATION.sub("", markup)
    whole = markup if re.search(r"<html\b", markup, re.I) else f"<html><body>{markup}</body></html>"
    found = bare(whole, tables=True)
    if found and LAYOUT_ROW.search(found.text or ""):
        found = bare(whole, tables=False)
    caches.fill(len(markup))
    return found


class Caches:
    """trafilatura's caches keep the texts of pages: they are emptied after so many characters of markup."""

    def __init__(self) -> None:
        self._held = 0

    def fill(self, size: int) -> None:
        """So many characters more have been read."""
        self._held += size
        if self._held > HELD:
            from trafilatura.meta import reset_caches

            reset_caches()
            self._held = 0


caches = Caches()


def bare(markup: str, *, tables: bool) -> Document | None:
    """Main text and metadata; only dates that the metadata states, for guesses from the text go wrong."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        markup,
        with_metadata=True,
        include_comments=False,
        include_tables=tables,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return found if isinstance(found, Document) else None


def adapt(found: Document, source: Source) -> Article:
    """trafilatura's document as an article."""
    text = found.text or ""
    check_length(text, source.name)
    return Article(
        id=source.stem,
        text=text,
        title=found.title or None,
        published=date.fromisoformat(found.date) if found.date else layout.published(text),
        url=source.url or found.url or None,
        publisher=found.sitename or host(source.url),
        origin=source.name,
    )


def host(url: str | None) -> str | None:
    """The host that an address names, None if it names none."""
    try:
        return urlsplit(url or "").hostname
    except ValueError:  # as of `http://[`
        return None

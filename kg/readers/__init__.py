"""Readers: files, folders, globs and the standard input → articles. What cannot be read is reported."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.readers.page import page
from kg.readers.plain import plain
from kg.readers.records import json_document, json_lines
from kg.readers.source import LIMIT, STDIN, Skipped, Source, paths, shown, stem
from kg.text.language import other_language

__all__ = ["READERS", "Reader", "read"]

Reader = Callable[[Source, Skipped], Iterator[Article]]

READERS: dict[str, Reader] = {
    "text": plain,
    "html": page,
    "jsonl": json_lines,
    "json": json_document,
}
SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}

HEAD = 1 << 16  # bytes of empty lines in which the first word is looked for
MARKUP = re.compile(
    rb"""\s*(?:<\?xml[^>]*>\s*)?
    <(?:!doctype\s+html|!--|(?:html|head|body|meta|title|article|section|main|div|p|h1|table)\b)""",
    re.I | re.X,
)
SILENT = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]*>)?\s*")
BYTE_ORDER_MARK = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")


def read(
    inputs: Sequence[str], *, skipped: Callable[[ReadError], None], stdin: BinaryIO | None = None
) -> Iterator[Article]:
    """Articles of all inputs in order, one at a time.

    An input is a file, a folder (recursive, sorted, hidden names left out), a glob or `-` (`stdin`, by
    default the process's standard input). The suffix tells the format; without a known one the content does.
    What cannot be read, a file, a record, a second article with an id, a text in another language, goes to
    `skipped`, the rest goes on.
    """
    origins: dict[str, str] = {}
    for path in paths(inputs, skipped):
        for article in articles(path, skipped, stdin):
            origin = article.origin or shown(path)
            if article.id in origins:
                skipped(ReadError(origin, taken(article.id, origins[article.id])))
                continue
            origins[article.id] = origin
            if language := other_language(article.text):
                skipped(ReadError(origin, f"is in {language}; only Russian is read"))
            else:
                yield article


def taken(id: str, origin: str) -> str:
    return f"has the id {id[:80]!a}, which {origin} has already; give one of them another id"


def articles(path: str, skipped: Skipped, stdin: BinaryIO | None) -> Iterator[Article]:
    """The articles of one file or of the standard input; a file that cannot be read is reported."""
    try:
        if path == STDIN:
            yield from dispatch("<stdin>", "stdin", "", stdin or sys.stdin.buffer, skipped)
            return
        with Path(path).open("rb") as stream:
            yield from dispatch(shown(path), stem(path), Path(path).suffix.lower(), stream, skipped)
    except ReadError as error:
        skipped(error)
    except OSError as error:
        skipped(ReadError(shown(path), f"cannot be read: {error.strerror or error}"))


def dispatch(name: str, id: str, suffix: str, stream: BinaryIO, skipped: Skipped) -> Iterator[Article]:
    """Hands a stream to the reader of its format."""
    head = opening(stream)
    source = Source(name, id, stream, head)
    yield from READERS[SUFFIXES.get(suffix) or sniff(head, suffix)](source, skipped)


def opening(stream: BinaryIO) -> bytes:
    """The first line that tells a format, with the empty lines and the XML declaration above it."""
    head = line = stream.readline(LIMIT + 1)
    while line and SILENT.fullmatch(line) and len(head) <= HEAD:
        line = stream.readline(LIMIT + 1)
        head += line
    return head


def sniff(head: bytes, suffix: str = "") -> str:
    """The format that a first line shows: JSON Lines if it ends its object, other JSON, HTML, or text."""
    line = BYTE_ORDER_MARK.sub(b"", head).replace(b"\0", b"").strip()
    if line.startswith(b"{") and line.endswith(b"}"):
        return "jsonl"
    if suffix == ".json" or line in (b"{", b"[", b"[]") or line.startswith((b'{"', b"[{")):
        return "json"
    return "html" if MARKUP.match(line) else "text"

"""Readers: files, folders, globs, archives and stdin → articles. What cannot be read is reported."""

from __future__ import annotations

import io
import itertools
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.readers.feeds import feed
from kg.readers.packed import CODECS, MAGIC, Joined, Packed, codec_of
from kg.readers.page import page
from kg.readers.plain import plain
from kg.readers.records import json_document, json_lines
from kg.readers.seen import Seen
from kg.readers.source import LIMIT, STDIN, Skipped, Source, paths, shown, stem
from kg.readers.tables import is_header, table
from kg.readers.warc import warc
from kg.text.language import other_language

__all__ = ["READERS", "Reader", "read"]

Reader = Callable[[Source, Skipped], Iterator[Article]]

READERS: dict[str, Reader] = {
    "text": plain,
    "html": page,
    "jsonl": json_lines,
    "json": json_document,
    "csv": table,
    "feed": feed,
    "warc": warc,
}
SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
}
MANY = frozenset({"jsonl", "csv", "feed", "warc"})  # of these, damage does not cost the whole file

HEAD = 1 << 16  # bytes of empty lines in which the first word is looked for
WARC = b"WARC/"
ABOVE = rb"(?:<\?[^>]*+>\s*|<!--(?:[^-]++|-(?!->))*+-->\s*)*+"  # declarations and comments
FEED = re.compile(rb"\s*" + ABOVE + rb"<(?:!doctype\s+)?(?:rss|rdf:RDF|feed|atom:feed)\b", re.I)
MARKUP = re.compile(
    rb"""\s*(?:<\?xml[^>]*>\s*)?
    <(?:!doctype\s+html|!--|(?:html|head|body|meta|title|article|section|main|div|p|h1|table)\b)""",
    re.I | re.X,
)
SILENT = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*" + ABOVE)
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
    with closing(Seen()) as seen:
        for path in paths(inputs, skipped):
            for article in articles(path, skipped, stdin):
                origin = article.origin or shown(path)
                if first := seen.note(article.id, origin):
                    skipped(ReadError(origin, taken(article.id, first)))
                elif language := other_language(article.text):
                    skipped(ReadError(origin, f"is in {language}; only Russian is read"))
                else:
                    yield article


def taken(id: str, origin: str) -> str:
    return f"has the id {id[:80]!a}, which {origin} has already; give one of them another id"


def articles(path: str, skipped: Skipped, stdin: BinaryIO | None) -> Iterator[Article]:
    """The articles of one file or of the standard input; a file that cannot be read is reported."""
    try:
        if path == STDIN:
            yield from dispatch("<stdin>", "stdin", stdin or sys.stdin.buffer, skipped)
            return
        with Path(path).open("rb") as stream:
            yield from dispatch(shown(path), path, stream, skipped)
    except ReadError as error:
        skipped(error)
    except OSError as error:
        skipped(ReadError(shown(path), f"cannot be read: {error.strerror or error}"))


def dispatch(name: str, path: str, stream: BinaryIO, skipped: Skipped) -> Iterator[Article]:
    """Hands a stream, unpacked if it is compressed, to the reader of its format."""
    head = stream.read(MAGIC)
    if codec := codec_of(head):
        inner = path.removesuffix(Path(path).suffix) if Path(path).suffix.lower() in CODECS else path
        format, source = unpacked(name, inner, Packed(name, codec, head, stream), skipped)
    else:
        head = opening(stream, head)
        format, source = format_of(path, head), Source(name, stem(path), stream, head)
    yield from READERS[format](source, skipped)


def unpacked(name: str, path: str, packed: Packed, skipped: Skipped) -> tuple[str, Source]:
    """The format and the content of a compressed input; `path` is without the suffix of compression."""
    members = packed.members()
    first = next(members)
    whole = itertools.chain([first], members)
    if Path(path).suffix.lower() == ".warc" or first.peek(len(WARC)).startswith(WARC):
        return "warc", Source(name, stem(path), io.BytesIO(), parts=whole)
    early = list[ReadError]()
    joined = Joined(whole, early.append)
    stream = io.BufferedReader(joined, HEAD)
    head = opening(stream, stream.read(MAGIC))
    format = format_of(path, head)
    joined.told = skipped if format in MANY else refuse
    for error in early:
        joined.told(error)
    return format, Source(name, stem(path), stream, head)


def refuse(error: ReadError) -> None:
    """Half an article is none."""
    raise error


def opening(stream: BinaryIO, head: bytes) -> bytes:
    """The first line that tells a format, with the empty lines and the XML declaration above it.

    `head` are the bytes that were taken from the stream already.
    """
    line = head = head if head.endswith(b"\n") else head + stream.readline(LIMIT + 1)
    while line and SILENT.fullmatch(line) and len(head) <= HEAD:
        line = stream.readline(LIMIT + 1)
        head += line
    return head


def format_of(path: str, head: bytes) -> str:
    """The format that the suffix names, else the one that the first line shows."""
    suffix = Path(path).suffix.lower()
    return SUFFIXES.get(suffix) or sniff(head, suffix)


def sniff(head: bytes, suffix: str = "") -> str:
    """The format that the first line shows: JSON Lines if it ends its object, other JSON, and so on, or text.

    `head` may hold a few bytes of the line after it.
    """
    start = BYTE_ORDER_MARK.sub(b"", head).replace(b"\0", b"").strip()
    line = start.partition(b"\n")[0].rstrip()
    if line.startswith(b"{") and line.endswith(b"}"):
        return "jsonl"
    if suffix == ".json" or line in (b"{", b"[", b"[]") or line.startswith((b'{"', b"[{")):
        return "json"
    if line.startswith(WARC):
        return "warc"
    if FEED.match(start):
        return "feed"
    if MARKUP.match(start):
        return "html"
    return "csv" if is_header(line) else "text"

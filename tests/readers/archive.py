"""WARC records made for tests."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence

from kg.errors import ReadError
from kg.model import Article
from kg.readers import read

PAGE = """<html><head><meta charset="utf-8"><title>Гости из Вологды</title>
<meta property="article:published_time" content="2021-05-14T10:00:00+03:00"></head><body><article>
<h1>Гости из Вологды</h1><p>Делегация Вологодской области номер {number} прибыла в Минск.</p>
<p>Гости провели переговоры и уехали домой вечером.</p></article></body></html>"""
OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def record(block: bytes, length: int | None = None, end: bytes = b"\r\n\r\n", **header: str) -> bytes:
    """One record; names in `header` have `_` for `-`."""
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date": "2026-01-02T03:04:05Z",
        "Content-Type": "application/http;msgtype=response",
    } | {name.replace("_", "-"): value for name, value in header.items()}
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    lines.append(f"Content-Length: {len(block) if length is None else length}")
    return "\r\n".join(["WARC/1.0", *lines, "", ""]).encode() + block + end


def fetched(number: int, http: str = OK, body: bytes | None = None) -> bytes:
    """The block of a page that was fetched."""
    body = PAGE.format(number=number).encode() if body is None else body
    return f"{http}\r\n".encode() + body


def response(number: int) -> bytes:
    """The record of a page that was fetched."""
    return record(fetched(number), WARC_Target_URI=f"https://sever.example.ru/{number}")


def members(records: Sequence[bytes]) -> list[bytes]:
    """Each record compressed alone, as in a WARC.gz."""
    return [gzip.compress(each, mtime=0) for each in records]


def from_stdin(content: bytes) -> tuple[list[Article], list[str]]:
    """The articles and the reports."""
    errors: list[ReadError] = []
    articles = list(read(["-"], skipped=errors.append, stdin=io.BytesIO(content)))
    assert all(str(error).isprintable() for error in errors)
    return articles, [str(error) for error in errors]


def numbers(articles: Sequence[Article]) -> list[int]:
    """The numbers of pages, as their addresses tell."""
    return [int(article.id.rpartition("/")[2]) for article in articles]

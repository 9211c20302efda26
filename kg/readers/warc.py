"""WARC: the pages of a web archive, each read as an HTML file is, one record in memory at a time."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.errors import ReadError
from kg.model import Article
from kg.readers.packed import zstandard
from kg.readers.page import LIMIT, page
from kg.readers.source import CHUNK, Skipped, Source
from kg.readers.window import Window, windows

if TYPE_CHECKING:
    from warcio.statusandheaders import StatusAndHeaders

HEADER = 1 << 16  # bytes of a record's header
KEPT = LIMIT + HEADER  # bytes of a record that are looked at: a page, and the HTTP header above it
MARK = 16  # bytes that are more than the beginning of a record
BEGINS = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
ENDS = re.compile(rb"\r\n\r\n|[\r\n]*(?:WARC/|\Z)")
PAGES = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.I)
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
OK = "200"
CODINGS = frozenset({"gzip", "x-gzip", "deflate", "zstd"})
GZIP, MEMBERS = b"\x1f\x8b\x08", 1000  # more members are no page
VERSIONS = ["WARC/1.0", "WARC/1.1", "WARC/0.17", "WARC/0.18"]
PROTOCOLS = ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"]
LONGEST = 512  # characters of an id
SAFE = "/:?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class WebRecord:
    """One record: where it begins, its header, and its block, of which `KEPT` bytes are kept."""

    where: str
    header: StatusAndHeaders
    block: bytes
    whole: bool


def warc(source: Source, skipped: Skipped) -> Iterator[Article]:
    """The pages that were fetched, in order; the id is the address, the outlet the page's own or the host.

    Records that hold no page, and those of a status other than 200, are passed over. Damage is reported as
    `file@offset`, of a compressed file the offset of the member, and reading goes on with the next record.
    """
    empty = True

    def tell(error: ReadError) -> None:
        nonlocal empty
        empty = False
        skipped(error)

    for window in windows(source):
        for record in records(window, tell):
            empty = False
            yield from attempt(record, tell)
        if window.part.damage:
            tell(window.part.damage)
    if empty:
        raise ReadError(source.name, "holds no WARC record")


def attempt(record: WebRecord, skipped: Skipped) -> Iterator[Article]:
    """The article of a record's page, nothing if it holds none, or a report."""
    try:
        if found := web_page(record):
            yield from page(found, skipped)
    except ReadError as error:
        skipped(error)


def records(window: Window, skipped: Skipped) -> Iterator[WebRecord]:
    """The sound records; after a broken one, those from the next line on that begins a record."""
    broken = False
    while find(window, (lambda error: None) if broken else skipped):
        try:
            record = read(window)
        except ReadError as error:
            broken = True
            skipped(error)
        else:
            broken = False
            if record:
                yield record


def find(window: Window, skipped: Skipped) -> bool:
    """Goes on to where a record begins; False at the end. What stands before it is reported."""
    start = lost = 0
    while chunk := window.read(CHUNK):
        begins = BEGINS.search(chunk)
        cut = begins.start() if begins else len(chunk) - MARK * (len(chunk) == CHUNK)
        window.put_back(chunk[cut:])
        other = chunk[:cut].lstrip(b"\r\n")
        start, lost = (start if lost else window.offset - len(other)), lost + len(other.rstrip(b"\r\n"))
        if begins:
            break
    if lost:
        skipped(ReadError(window.where(start), f"holds {lost} bytes that are no WARC record"))
    return bool(chunk)


def read(window: Window) -> WebRecord | None:
    """The record that begins here; None if the damage of the part is in it. Raises ReadError if broken."""
    where = window.where(window.offset)
    header = parsed(head_of(window, where), where)
    length = header.get_header("Content-Length") or ""
    if not (length.isascii() and length.isdecimal() and len(length) < 19):
        raise ReadError(where, f"is a record without a length: {length[:40]!a}")
    size, start = int(length), window.offset
    wrong = ReadError(where, f"is a record of a wrong length: it does not end after {size} bytes")
    if not window.holds(size):
        raise wrong
    block = window.read(min(size, KEPT))
    there = len(block) + window.skip(size - len(block))
    following = window.next(2 * len("\r\n\r\nWARC/"))
    if window.part.damage:
        return None
    if there < size or not ENDS.match(following):
        window.rewind(start, block)
        raise wrong
    return WebRecord(where, header, block, whole=len(block) == size)


def head_of(window: Window, where: str) -> bytes:
    """A record's header, the empty line after it included. Raises ReadError if it is not whole."""
    lines, size = [window.readline(HEADER)], 0
    while lines[-1].strip(b"\r\n"):
        lines.append(window.readline(HEADER))
        size += len(lines[-1])
        begins = BEGINS.fullmatch(lines[-1])
        if begins:
            window.put_back(lines[-1])
        if begins or not lines[-1] or size > HEADER:
            raise ReadError(where, "is a record whose header does not end")
    return b"".join(lines)


def parsed(head: bytes, where: str) -> StatusAndHeaders:
    """A record's header. Raises ReadError if it is of no known version."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    try:
        return StatusAndHeadersParser(VERSIONS).parse(io.BytesIO(head))
    except (StatusAndHeadersParserException, EOFError):
        raise ReadError(where, f"is a record of no known version: {head[:12]!a}") from None


def web_page(record: WebRecord) -> Source | None:
    """The page of a record; None if it is about something else. Raises ReadError if it cannot be had."""
    kind, media = (record.header.get_header(name) or "" for name in ("WARC-Type", "Content-Type"))
    if kind == "resource" and PAGES.match(media):
        return as_source(record, media, record.block)
    if kind != "response" or not media.lower().startswith("application/http"):
        return None
    body = io.BytesIO(record.block)
    http = response(body, record.where)
    media = http.get_header("Content-Type") or ""
    if http.get_statuscode() != OK or not PAGES.match(media):
        return None
    if not record.whole:
        raise ReadError(record.where, f"is larger than {LIMIT >> 20} MB")
    return as_source(record, media, content(http, body, record.where))


def response(body: io.BytesIO, where: str) -> StatusAndHeaders:
    """The HTTP header, read from the body. Raises ReadError if there is none."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    try:
        return StatusAndHeadersParser(PROTOCOLS).parse(body)
    except (StatusAndHeadersParserException, EOFError):
        raise ReadError(where, "holds no HTTP response") from None


def as_source(record: WebRecord, media: str, body: bytes) -> Source:
    """A page as a source of its own."""
    given = (record.header.get_header("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    address = printable(given)
    id = address or printable(record.header.get_header("WARC-Record-ID") or "") or record.where
    return Source(
        name=record.where,
        stem=id if len(id) <= LONGEST else f"{id[:LONGEST]}~{sha256(id.encode()).hexdigest()[:16]}",
        stream=io.BytesIO(body),
        url=address if address.lower().startswith(("http://", "https://")) else None,
        charset=charset[1] if (charset := CHARSET.search(media)) else None,
    )


def printable(address: str) -> str:
    """The address with spaces, controls and marks of direction percent-encoded."""
    return "".join(letter if letter > " " and letter.isprintable() else quote(letter) for letter in address)


def content(http: StatusAndHeaders, body: io.BytesIO, where: str) -> bytes:
    """The body as the server meant it, a byte more than `LIMIT` at most. Raises ReadError."""
    from warcio.bufferedreaders import ChunkedDataReader

    chunked = "chunked" in (http.get_header("Transfer-Encoding") or "").lower()
    raw = ChunkedDataReader(body).read() if chunked else body.read()
    coding = (http.get_header("Content-Encoding") or "").strip().lower()
    if coding in ("", "identity") or raw[:CHUNK].lstrip().startswith(b"<"):  # crawlers keep the header on
        return raw
    if coding not in CODINGS:
        raise ReadError(where, f"is a page in the coding {coding[:20]!a}, which kg does not read")
    try:
        return inflated(raw, coding)
    except Exception as error:  # zlib.error, ZstdError or EOFError
        raise ReadError(where, f"is a page that is damaged: {error}") from error


def inflated(raw: bytes, coding: str) -> bytes:
    """What was compressed, a byte more than `LIMIT` at most. Raises EOFError if it is cut short."""
    if coding == "zstd":
        decoder = zstandard()
        found, ends = decoder.decompress(raw, LIMIT + 1), decoder.eof
    else:
        found, ends = unzipped(raw, coding)
    if not ends and len(found) <= LIMIT:
        raise EOFError("it is cut short")
    return found


def unzipped(raw: bytes, coding: str) -> tuple[bytes, bool]:
    """What zlib compressed, a byte more than `LIMIT` at most, and whether it ends; gzip has many members."""
    found = b""
    for _ in range(MEMBERS):
        # «deflate» is sent with and without a header
        bare = coding == "deflate" and raw[:1] and (raw[0] & 0x0F != 8 or int.from_bytes(raw[:2]) % 31)
        inflater = zlib.decompressobj(-zlib.MAX_WBITS if bare else 32 + zlib.MAX_WBITS)
        found += inflater.decompress(raw, LIMIT + 1 - len(found))
        raw = inflater.unused_data
        if len(found) > LIMIT or not raw.startswith(GZIP):
            return found, inflater.eof
    return found, False

"""RSS and Atom: an article an entry. Entries are cut out first, so that a broken one costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kg.errors import ReadError
from kg.model import Article
from kg.readers.encoding import encoding_of
from kg.readers.page import charset, extract
from kg.readers.records import Record, article
from kg.readers.source import Skipped, Source

ENTRY = 1 << 23  # bytes of an entry; as a tree they take many times as much
OVERLAP = 64  # bytes at a chunk's end that may be the beginning of a mark
PROLOG = 1 << 16  # bytes above the first entry in which the feed's title and encoding are looked for
OPEN = rb"<(?:[\w.-]+:)?(?:item|entry)(?=[\s/>])"
STARTS = re.compile(rb"(?P<skip><!\[CDATA\[|<!--)|" + OPEN)
STOPS = re.compile(rb"(?P<skip><!\[CDATA\[|<!--)|(?P<stop></(?:[\w.-]+:)?(?:item|entry)\s*>)|" + OPEN)
CLOSING = {b"<![CDATA[": re.compile(rb"\]\]>"), b"<!--": re.compile(rb"-->")}

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
# &nbsp; and other names that XML has not, and bare &
AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(?:([A-Za-z]\w{1,31};))?")
TITLE = re.compile(r"<(?:\w+:)?title[^>]{0,200}>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,300})")
TAG = re.compile(r"<[A-Za-z/!]")
TAGS = re.compile(r"<[^<>]*>")
TEXTS = ("full-text", "encoded", "content", "description", "summary")  # the fullest first
DATES = ("pubDate", "published", "date", "issued", "updated")
IDS = ("guid", "id")


def feed(source: Source, skipped: Skipped) -> Iterator[Article]:
    """One article an entry, of the fullest text that it has; the id is its own, else its address.

    The outlet is the entry's source, else the feed's title. A broken entry is reported as `file@offset`.
    Raises ReadError if there is no entry, or the encoding cannot be recognised.
    """
    scanner = Scanner(source.chunks())
    encoding = title = ""
    for offset, content in entries(scanner):
        where = f"{source.name}@{offset}"
        if not encoding:
            encoding = charset(scanner.prolog) or encoding_of(scanner.prolog + content, source.name)
            title = title_of(scanner.prolog.decode(encoding, "replace"))
        try:
            yield article(record(element(content, encoding, where), title, where), where)
        except ReadError as error:
            skipped(error)
    if not encoding:
        raise ReadError(source.name, "is a feed without entries")


class Scanner:
    """Looks for marks in bytes as they come in, and keeps those since the last `cut`."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.buffer, self.offset, self.prolog = bytearray(), 0, b""
        self._chunks, self._at = chunks, 0

    def find(self, pattern: re.Pattern[bytes], *, keep: bool = True) -> tuple[str | None, bytes, int] | None:
        """The next mark: its group, itself, where it ends in `buffer`; None at the end.

        What is passed over stays in the buffer, and there is no mark beyond `ENTRY` bytes, or is dropped.
        """
        while not keep or len(self.buffer) <= ENTRY:
            if found := pattern.search(self.buffer, self._at):
                self._at = found.end()
                return found.lastgroup, found[0], found.end()
            self._at = max(self._at, len(self.buffer) - OVERLAP)
            if not keep:
                self.cut(self._at)
            if not (chunk := next(self._chunks, b"")) and not (chunk := next(self._chunks, b"")):
                return None
            self.buffer += chunk
        return None

    def cut(self, start: int) -> None:
        """Drop what stands before `start`."""
        if len(self.prolog) < PROLOG:
            self.prolog += self.buffer[: min(start, PROLOG)]
        del self.buffer[:start]
        self.offset, self._at = self.offset + start, 0


def entries(scanner: Scanner) -> Iterator[tuple[int, bytes]]:
    """The offset and the bytes of each entry; of one that is longer than `ENTRY` there are none."""
    while found := scanner.find(STARTS, keep=False):
        group, mark, stop = found
        if group:
            scanner.find(CLOSING[mark], keep=False)
            continue
        scanner.cut(stop - len(mark))
        stop = entry_stop(scanner)
        yield scanner.offset, bytes(scanner.buffer[:stop])
        scanner.cut(stop or len(mark))


def entry_stop(scanner: Scanner) -> int:
    """Where the entry at the beginning of the buffer ends, at the latest where another one begins, or 0."""
    scanner.find(STARTS)
    while found := scanner.find(STOPS):
        group, mark, stop = found
        if group == "stop":
            return stop
        if not group:
            return stop - len(mark)
        if not scanner.find(CLOSING[mark]):
            break
    return 0 if len(scanner.buffer) > ENTRY else len(scanner.buffer)


def element(content: bytes, encoding: str, where: str) -> Element:
    """An entry as XML, names without namespaces. Raises ReadError if it is broken."""
    if not content:
        raise ReadError(where, f"is an entry of more than {ENTRY >> 20} MB")
    try:
        text = CONTROL.sub("", content.decode(encoding))
        names = "".join(
            f' xmlns:{prefix}="{prefix}"' for prefix in {*PREFIX.findall(text)} - {"xml", "xmlns"}
        )
        found = ElementTree.fromstring(f"<entries{names}>{mended(text)}</entries>")[0]
    except (ElementTree.ParseError, UnicodeDecodeError, LookupError, IndexError, ValueError) as error:
        raise ReadError(where, f"is a broken entry: {error}") from None
    for each in found.iter():
        each.tag = each.tag.rpartition("}")[2]
    return found


def mended(text: str) -> str:
    """The text with characters in place of the names that only HTML knows, but for what is in CDATA."""
    pieces, at = list[str](), 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (stop := text.find("]]>", start)) >= 0:
        pieces += [AMPERSAND.sub(character, text[at:start]), text[start:stop]]
        at = stop
    return "".join([*pieces, AMPERSAND.sub(character, text[at:])])


def character(match: re.Match[str]) -> str:
    """What a name stands for; `&` where it is none."""
    return escape(unescape(match[0]), quote=False)


def record(entry: Element, publisher: str, where: str) -> Record:
    """An entry's fields."""
    url = address(entry)
    return Record(
        id=first(entry, IDS) or url or where,
        text=plain(next((content for name in TEXTS if (content := markup(entry.find(name)))), "")),
        published=day(first(entry, DATES)),
        title=plain(first(entry, ("title",))) or None,
        url=url or None,
        source=first(entry, ("source", "source/title")) or publisher or None,
    )


def first(entry: Element, names: tuple[str, ...]) -> str:
    """The text of the first of the elements that has some."""
    return next((text for name in names if (text := (entry.findtext(name) or "").strip())), "")


def address(entry: Element) -> str:
    """The entry's page: the text of an RSS link, else the address of the Atom link to the page itself."""
    links = [link for link in entry.findall("link") if link.get("rel", "alternate") == "alternate"]
    return next((text for link in links if (text := (link.text or link.get("href") or "").strip())), "")


def markup(content: Element | None) -> str:
    """What an element holds, XHTML as markup."""
    if content is None:
        return ""
    if len(content) == 0:
        return (content.text or "").strip()
    return "".join(ElementTree.tostring(child, "unicode", method="html") for child in content)


def plain(text: str) -> str:
    """The text without markup, paragraphs a line."""
    if not TAG.search(text):
        return unescape(text).strip()
    found = extract(text)
    return (found.text if found else None) or unescape(TAGS.sub(" ", text)).strip()


def day(stated: str) -> str | None:
    """A date of e-mail, as RSS has it, as an ISO date; any other as it is."""
    from email.utils import parsedate_to_datetime  # of no use without feeds, as long to import as this module

    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except ValueError:
        return stated or None


def title_of(prolog: str) -> str:
    """The feed's title."""
    found = TITLE.search(prolog)
    return unescape(found[1]).strip() if found else ""

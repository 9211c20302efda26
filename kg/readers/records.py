"""JSON Lines and JSON: articles as records with `id` and `text`; offsets index `text` exactly as given."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from kg.errors import ReadError
from kg.model import Article
from kg.readers.source import Skipped, Source, check_length
from kg.text.garbled import mistake

LONGEST_ID = 2_000  # characters; an id stands in each statement of its article


class Record(msgspec.Struct):
    """One article of a JSON file; fields of other names are no part of the format and are passed over."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None
    outlet: str | None = None
    publisher: str | None = None


RECORD = msgspec.json.Decoder(Record)
RECORDS = msgspec.json.Decoder(list[msgspec.Raw])


def json_lines(source: Source, skipped: Skipped) -> Iterator[Article]:
    """One article a line, one line in memory at a time; a broken line is reported as `file:line`."""
    empty = True
    for number, line in source.lines(skipped):
        line = line.removeprefix(codecs.BOM_UTF8)  # files put together have one inside, too
        if line.strip():
            empty = False
            yield from attempt(line, f"{source.name}:{number}", skipped)
    if empty:
        raise ReadError(source.name, "is empty")


def json_document(source: Source, skipped: Skipped) -> Iterator[Article]:
    """The articles of one JSON value: an object or a list of objects. Raises ReadError if it is neither."""
    content = source.content().removeprefix(codecs.BOM_UTF8).strip()
    if not content:
        raise ReadError(source.name, "is empty")
    if not content.startswith(b"["):
        yield from attempt(content, source.name, skipped)
        return
    try:
        items = RECORDS.decode(content)
    except (ValueError, RecursionError) as error:
        raise ReadError(source.name, broken(error)) from None
    if not items:
        raise ReadError(source.name, "holds no articles")
    for number, item in enumerate(items, start=1):
        yield from attempt(bytes(item), f"{source.name}[{number}]", skipped)


def attempt(content: bytes, where: str, skipped: Skipped) -> Iterator[Article]:
    """The article of one JSON object, or nothing and a report."""
    try:
        yield article(RECORD.decode(content), where)
    except ReadError as error:
        skipped(error)
    except (ValueError, RecursionError) as error:
        skipped(ReadError(where, broken(error)))


def broken(error: Exception) -> str:
    """msgspec's reason in one line: `is not an article: Object missing required field `text``."""
    if isinstance(error, msgspec.ValidationError):
        return f"is not an article: {error}"
    if isinstance(error, UnicodeDecodeError):
        return f"is not UTF-8: {error.reason} at byte {error.start}"
    return f"is broken JSON: {error}"


def article(record: Record, where: str) -> Article:
    """Raises ReadError if a required field is empty, id or text too long, text garbled or the date none."""
    for name in ("id", "text"):
        if not getattr(record, name).strip():
            raise ReadError(where, f"has an empty `{name}`")
    if len(record.id) > LONGEST_ID:
        raise ReadError(where, f"has an `id` of more than {LONGEST_ID:,} characters; give it another")
    check_length(record.text, where)
    if made := mistake(record.text):
        raise ReadError(where, f"has garbled text: {made.right} was read as {made.wrong}; decode it again")
    return Article(
        id=record.id,
        text=record.text,
        title=record.title,
        published=day(record.published, where),
        url=record.url,
        publisher=record.source or record.outlet or record.publisher,
        origin=where,
    )


def day(stated: str | None, where: str) -> date | None:
    """The day of an ISO date or date and time, as written, without change of time zone."""
    if stated is None:
        return None
    try:
        return datetime.fromisoformat(stated).date()
    except ValueError:
        raise ReadError(where, f"has no ISO date in `published`: {stated[:40]!a}") from None

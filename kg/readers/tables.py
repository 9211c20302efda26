"""CSV and other tables of text: a row an article, by the names of the columns."""

from __future__ import annotations

import codecs
import csv
import itertools
import re
from collections import deque
from collections.abc import Iterator

from kg.errors import ReadError
from kg.model import Article
from kg.readers.encoding import encoding_of
from kg.readers.records import Record, article
from kg.readers.source import LIMIT, Skipped, Source

DELIMITERS = ",;\t|"
COLUMNS = {
    "id": ("id", "guid", "uid", "ид", "идентификатор", "номер"),
    "text": ("text", "body", "content", "full text", "article", "текст", "содержание", "текст статьи"),
    "published": ("published", "date", "pubdate", "published at", "datetime", "дата", "дата публикации"),
    "title": ("title", "headline", "заголовок", "название"),
    "url": ("url", "link", "uri", "ссылка", "адрес"),
    "source": ("source", "outlet", "publisher", "источник", "издание", "сми"),
}
FIELDS = {name: field for field, names in COLUMNS.items() for name in names}
RUSSIAN_DATE = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?=\D|$)")  # 14.05.2024 09:30
AGAIN, TIMES = 1 << 28, 4  # characters that are read again for nothing: so many, and so many times the others
LONGEST = 100  # characters of a column's name
SAMPLE = 1 << 20  # bytes that tell the encoding


def table(source: Source, skipped: Skipped) -> Iterator[Article]:
    """One article a row, one row in memory at a time; a broken row is reported as `file:line`.

    The first row names the columns, as the fields of JSON Lines are named or in Russian. Where there is no
    id, it is the address, else the file's name and the row's line. Raises ReadError without a column of text.
    """
    lines = Lines(text_lines(source))
    header = lines.readline().strip("\r\n\ufeff")
    if not header.strip():
        raise ReadError(source.name, "is empty")
    delimiter, fields = columns(header)
    if "text" not in fields:
        names = ", ".join(name[:40] for name in header.split(delimiter)[:8])
        raise ReadError(source.name, f"has no column `text` or `текст` in its first row: {names!a}")
    for number, row in rows(lines, delimiter, source.name, skipped):
        where = f"{source.name}:{number}"
        if repeats(row, fields):
            continue
        try:
            yield article(record(fields, row, f"{source.stem}:{number}", where), where)
        except ReadError as error:
            skipped(error)


def is_header(line: bytes) -> bool:
    """True if a line names two columns at least, that of the text among them, and nothing else."""
    fields = columns(line.decode("utf-8", "replace"))[1]
    return "text" in fields and len(fields) > 1 and None not in fields


def columns(header: str) -> tuple[str, list[str | None]]:
    """The delimiter under which most columns are known, and the field that each column stands for."""
    found = {delimiter: [field(name) for name in header.split(delimiter)] for delimiter in DELIMITERS}
    return max(found.items(), key=lambda item: len(set(item[1]) - {None}))


def field(name: str) -> str | None:
    """The field of `Record` that a column's name means."""
    return FIELDS.get(re.sub(r"[\s_-]+", " ", name.strip(' "\ufeff\r\n')).lower())


def repeats(row: list[str], fields: list[str | None]) -> bool:
    """True of a header, which files put together have inside, too."""
    if len(row) != len(fields):
        return False
    return all(len(cell) < LONGEST and field(cell) == name for cell, name in zip(row, fields, strict=True))


def record(fields: list[str | None], row: list[str], id: str, where: str) -> Record:
    """The row by its columns. Raises ReadError if it has another number of cells than the header."""
    if len(row) != len(fields):
        raise ReadError(where, f"has {len(row)} cells where the header has {len(fields)}")
    cells = {name: cell for name, cell in zip(reversed(fields), reversed(row), strict=True) if name and cell}
    if any("\udc80" <= letter <= "\udcff" for cell in cells.values() for letter in cell):
        raise ReadError(where, "is broken: it holds bytes that are no text in the file's encoding")
    if date := RUSSIAN_DATE.match(cells.get("published", "")):
        cells["published"] = f"{date[3]}-{date[2]:0>2}-{date[1]:0>2}"
    return Record(**{"id": cells.get("url", id), "text": ""} | cells)


class Lines:
    """Lines that are counted and can be taken back; `taken` are those of the row that is being read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.number = 0
        self.taken: list[str] = []
        self._lines, self._back, self._size = lines, deque[str](), 0
        self._spare = AGAIN

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        self.number += 1
        self._size += len(line)
        self.taken.append(line)
        self._check()
        return line

    def _check(self) -> None:
        if self._size > LIMIT:
            raise csv.Error("it does not end within 64 MB")
        if len(self.taken) > 1 and self._size > self._spare:
            raise csv.Error("it does not end in its line, as many before it did not")

    def readline(self) -> str:
        """The next line, empty at the end."""
        line = next(self, "")
        self.start()
        return line

    def start(self) -> None:
        """A row begins."""
        self._spare += TIMES * self._size
        self.taken, self._size = [], 0

    def back(self) -> None:
        """Take all lines of the row but the first back."""
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        self._spare -= self._size
        self._size = len(self.taken[0])
        self.start()


def rows(lines: Lines, delimiter: str, name: str, skipped: Skipped) -> Iterator[tuple[int, list[str]]]:
    """The rows with the numbers of their first lines.

    After a row that is broken, as by a quotation mark that nothing closes, reading goes on in the next line.
    """
    csv.field_size_limit(LIMIT)
    while True:
        lines.start()
        first = lines.number + 1
        try:
            row = next(csv.reader(lines, delimiter=delimiter, strict=True))
        except StopIteration:
            return
        except csv.Error as error:
            skipped(ReadError(f"{name}:{first}", f"is a broken row: {error}"))
            lines.back()
        else:
            if row:
                yield first, row


def text_lines(source: Source) -> Iterator[str]:
    """The lines of a text in the encoding that its beginning shows; bytes that are none become surrogates.

    Raises ReadError if the encoding cannot be recognised.
    """
    chunks = source.chunks()
    start = bytearray()
    while len(start) < SAMPLE and (chunk := next(chunks, None)) is not None:
        start += chunk
    encoding = encoding_of(bytes(start), source.name)
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    pieces, size = list[str](), 0
    for chunk in itertools.chain([bytes(start)], chunks):
        *whole, rest = decoder.decode(chunk).split("\n")
        for line in whole:
            yield "".join([*pieces, line, "\n"])
            pieces, size = [], 0
        pieces.append(rest)
        size += len(rest)
        if size > LIMIT:
            raise ReadError(source.name, f"has a line of more than {LIMIT >> 20} MB")
    if last := "".join([*pieces, decoder.decode(b"", final=True)]):
        yield last

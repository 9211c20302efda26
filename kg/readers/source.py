"""Where articles come from: files, folders, globs and the standard input, opened one after the other."""

from __future__ import annotations

import glob
import io
import itertools
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from kg.errors import ReadError

LIMIT = (
    64 * 1024 * 1024
)  # bytes of a text or page and of one JSON line; news articles are a thousandth of that
LONGEST = 2_000_000  # characters of an article; the longest news have a hundredth of it
CHUNK = 1 << 16
STDIN = "-"

Skipped = Callable[[ReadError], None]


class Part(Protocol):
    """A stretch of an input that is read without a break; one that ends at damage tells it then."""

    offset: int
    damage: ReadError | None

    def read(self, size: int, /) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class Source:
    """An open file or stream. `name` is what messages show, `stem` the id of an article that has no other.

    `head` are bytes already taken from `stream` to tell the format. `parts` are the members of a compressed
    input, of which `stream` holds nothing then. `url` and `charset` are what a crawler noted of a page.
    """

    name: str
    stem: str
    stream: BinaryIO
    head: bytes = b""
    parts: Iterator[Part] | None = None
    url: str | None = None
    charset: str | None = None

    def content(self, limit: int | None = None) -> bytes:
        """All bytes. Raises ReadError if there are more than `limit`, `LIMIT` by default."""
        limit = LIMIT if limit is None else limit
        content = self.head + self.stream.read(max(0, limit + 1 - len(self.head)))
        if len(content) > limit:
            raise ReadError(self.name, f"is larger than {limit >> 20} MB; split it or make it JSON Lines")
        return content

    def chunks(self) -> Iterator[bytes]:
        """The bytes, some at a time."""
        return itertools.chain([self.head], iter(lambda: self.stream.read(CHUNK), b""))

    def lines(self, skipped: Skipped) -> Iterator[tuple[int, bytes]]:
        """Lines with their numbers and ends, one in memory at a time; one longer than `LIMIT` is skipped."""
        number, inside = 1, False
        pieces = itertools.chain(io.BytesIO(self.head), iter(lambda: self.stream.readline(LIMIT + 1), b""))
        for piece in pieces:
            whole = not inside and len(piece) <= LIMIT
            if whole:
                yield number, piece
            elif not inside:
                skipped(ReadError(f"{self.name}:{number}", f"is a line of more than {LIMIT >> 20} MB"))
            inside = not whole and not piece.endswith(b"\n")
            number += not inside


def check_length(text: str, where: str) -> None:
    """Raises ReadError if an article is too long to be one."""
    if len(text) > LONGEST:
        raise ReadError(where, f"is an article of more than {LONGEST:,} characters; split it")


def shown(path: str) -> str:
    """A file name for a message: names with line ends or control characters are quoted and escaped."""
    return path if path.isprintable() else ascii(path)


def stem(path: str) -> str:
    """A file's name without folder and last suffix; bytes that are no UTF-8 become replacement characters."""
    return os.fsencode(Path(path).stem).decode("utf-8", "replace")


def paths(inputs: Sequence[str], skipped: Skipped) -> Iterator[str]:
    """Files that the inputs name, each once: folders recursively, sorted, globs sorted, `-` as it is."""
    seen: set[str] = set()
    for given in inputs:
        for path in expand(given, skipped):
            key = path if path == STDIN else os.path.realpath(path)
            if key not in seen:
                seen.add(key)
                yield path


def expand(given: str, skipped: Skipped) -> Iterator[str]:
    """The files of one input; what names none is reported."""
    if given == STDIN or (os.path.lexists(given) and not Path(given).is_dir()):
        yield given
    elif Path(given).is_dir():
        yield from reported(
            folder(given, frozenset(), skipped), ReadError(shown(given), "holds no files"), skipped
        )
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        found = itertools.chain.from_iterable(expand(match, skipped) for match in matches)
        yield from reported(found, ReadError(shown(given), "no file matches this pattern"), skipped)
    else:
        skipped(ReadError(shown(given), "no such file or folder"))


def reported(found: Iterator[str], error: ReadError, skipped: Skipped) -> Iterator[str]:
    """`found` unchanged; `error` is reported if there is nothing in it."""
    first = next(found, None)
    if first is None:
        skipped(error)
        return
    yield first
    yield from found


def folder(path: str, above: frozenset[tuple[int, int]], skipped: Skipped) -> Iterator[str]:
    """Files below a folder, sorted by name, hidden ones left out; a folder is not entered inside itself."""
    try:
        status = os.stat(path)  # noqa: PTH116 - names here are plain strings, hostile ones included
        with os.scandir(path) as listing:
            entries = sorted(
                (entry for entry in listing if not entry.name.startswith(".")), key=lambda e: e.name
            )
    except OSError as error:
        skipped(ReadError(shown(path), f"cannot be listed: {error.strerror}"))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    for entry in entries:
        yield from member(entry, above | {here}, skipped)


def member(entry: os.DirEntry[str], above: frozenset[tuple[int, int]], skipped: Skipped) -> Iterator[str]:
    """The files that one entry of a folder stands for: itself or, if it is a folder, those below."""
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        skipped(ReadError(shown(entry.path), f"cannot be read: {error.strerror}"))
        return
    if stat.S_ISDIR(mode):
        yield from folder(entry.path, above, skipped)
    elif stat.S_ISREG(mode):
        yield entry.path
    else:
        skipped(ReadError(shown(entry.path), "is not a regular file"))

"""A stretch of an archive as lines and bytes that can be read again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import ReadError
from kg.readers.source import CHUNK, Part, Source

AGAIN = 1 << 28  # bytes of a stretch that are read again for nothing, beside four times what was read


def windows(source: Source) -> Iterator[Window]:
    """The stretches of the input: the members of a compressed one, or the whole."""
    if source.parts is None:
        yield Window(source.name, Whole(source), nested=False)
        return
    for part in source.parts:
        yield Window(f"{source.name}@{part.offset}", part, nested=True)


class Whole:
    """An input that is not compressed, as a part."""

    damage: ReadError | None = None

    def __init__(self, source: Source) -> None:
        self.offset = 0
        self._head, self._stream = source.head, source.stream
        self._start = source.stream.tell() - len(source.head) if source.stream.seekable() else None
        self.size = None if self._start is None else ending(source.stream) - self._start

    def read(self, size: int, /) -> bytes:
        """What was taken already, then the rest."""
        head, self._head = self._head, b""
        return head or self._stream.read(size)

    def rewind(self, offset: int) -> bool:
        """Goes back to a byte; False where the stream cannot."""
        if self._start is None:
            return False
        self._stream.seek(self._start + offset)
        self._head = b""
        return True


def ending(stream: BinaryIO) -> int:
    """Where a stream ends that can be sought in; it stays where it is."""
    here = stream.tell()
    end = stream.seek(0, io.SEEK_END)
    stream.seek(here)
    return end


class Window:
    """A part with lines, with bytes that can be put back, and with the offset of the next byte."""

    def __init__(self, name: str, part: Part, *, nested: bool) -> None:
        self.name, self.part, self.offset, self._nested = name, part, 0, nested
        self._buffer, self._at = b"", 0  # what stands before `_at` has been read
        self._again = 0

    def where(self, offset: int) -> str:
        """The place of a byte: `file@120`, inside a member `file@4096+120`."""
        if not self._nested:
            return f"{self.name}@{offset}"
        return f"{self.name}+{offset}" if offset else self.name

    def read(self, size: int) -> bytes:
        """That many bytes, fewer only at the end."""
        pieces, missing = list[bytes](), size
        while missing and (self._at < len(self._buffer) or self._more()):
            pieces.append(self._buffer[self._at : self._at + missing])
            self._at += len(pieces[-1])
            missing -= len(pieces[-1])
        self.offset += size - missing
        return b"".join(pieces)

    def readline(self, limit: int) -> bytes:
        """The next line, or as much of it as `limit` allows."""
        seen = 0
        while (stop := self._buffer.find(b"\n", self._at + seen, self._at + limit)) < 0:
            seen = len(self._buffer) - self._at
            if seen >= limit or not self._more():
                return self.read(limit)
        return self.read(stop + 1 - self._at)

    def skip(self, size: int) -> int:
        """How many of that many bytes there were to pass over."""
        start = self.offset
        while self.offset - start < size and self.read(min(CHUNK, size - self.offset + start)):
            pass
        return self.offset - start

    def put_back(self, rest: bytes) -> None:
        """Bytes that were just read and are to be read again."""
        self.offset -= len(rest)
        self._at -= len(rest)
        if self._at < 0:
            self._buffer, self._at = rest + self._buffer[self._at + len(rest) :], 0

    def holds(self, size: int) -> bool:
        """False if it is known that there are not so many bytes to come."""
        return (
            not isinstance(self.part, Whole) or self.part.size is None or self.offset + size <= self.part.size
        )

    def rewind(self, offset: int, block: bytes) -> None:
        """Go back to `offset`, where `block` begins; not from far on in a pipe, and not again and again."""
        self._again += self.offset - offset
        if self._again > AGAIN + 4 * self.offset:
            return
        if offset + len(block) == self.offset:
            self.put_back(block)
        elif isinstance(self.part, Whole) and self.part.rewind(offset):
            self._buffer, self._at, self.offset = b"", 0, offset

    def next(self, size: int) -> bytes:
        """The next bytes, which stay."""
        found = self.read(size)
        self.put_back(found)
        return found

    def _more(self) -> bool:
        more = self.part.read(CHUNK) or b""
        self._buffer, self._at = self._buffer[self._at :] + more, 0
        return bool(more)

"""gzip and Zstandard, a member after the other: damage costs one member, and none expands without bound."""

from __future__ import annotations

import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

from kg.errors import ReadError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 16  # bytes read at a time
RATIO = 200  # bytes that a compressed byte may stand for; of news it is ten, of much repetition fifty
FREE = 1 << 26  # bytes of one input for which the ratio does not count
TRIED = 1 << 12  # bytes of a supposed member that must decompress
WINDOW = 27  # binary logarithm of the bytes that a Zstandard decoder may keep, as in `zstd -d`
PADDING = re.compile(rb"\0*")


class Decoder(Protocol):
    """One member's decompressor, as `bz2` has it."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class Gzip:
    """zlib's decompressor as `Decoder`."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        """True after the member's checksum."""
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        """False while input is kept."""
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What comes after the member."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most `max_length` bytes. Raises zlib.error."""
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def zstandard() -> Decoder:
    """A decoder of one Zstandard frame."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: WINDOW})


@dataclass(frozen=True, slots=True)
class Codec:
    """A kind of compression; `begins` matches the first bytes of a member."""

    name: str
    begins: re.Pattern[bytes]
    decoder: Callable[[], Decoder]


CODECS = {
    ".gz": Codec("gzip", re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"), Gzip),
    ".zst": Codec("Zstandard", re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), zstandard),
}
MAGIC = 4  # bytes that tell a codec


def codec_of(head: bytes) -> Codec | None:
    """The compression that the first bytes show."""
    return next((codec for codec in CODECS.values() if codec.begins.match(head)), None)


class Packed:
    """A compressed stream. `head` are bytes already taken from it; `name` is what messages show."""

    def __init__(self, name: str, codec: Codec, head: bytes, stream: BinaryIO) -> None:
        self.name, self.codec, self.free = name, codec, FREE
        self._buffer, self._stream, self._read = head, stream, len(head)

    @property
    def offset(self) -> int:
        """Where the next byte stands in the compressed stream."""
        return self._read - len(self._buffer)

    def take(self) -> bytes:
        """The next bytes, none at the end."""
        if not self._buffer:
            self._fill()
        taken, self._buffer = self._buffer, b""
        return taken

    def put_back(self, rest: bytes) -> None:
        """Bytes that were taken and are to be taken again."""
        self._buffer = rest + self._buffer

    def members(self) -> Iterator[Member]:
        """The members; each must be read to its end before the next one is asked for.

        What is between members, or after damage, is a member of its own that holds its damage alone.
        """
        lost = False
        while self._begin():
            if self._found() if lost else self.codec.begins.match(self._buffer):
                member = Member(self)
                yield member
                member.exhaust()
                lost = member.damage is not None
            else:
                gap = self._gap()
                if gap and not lost:
                    yield Member(self, gap)
                lost = False

    def damage(self, offset: int, reason: str) -> ReadError:
        """The report of damage to what begins at `offset`."""
        return ReadError(f"{self.name}@{offset}", reason)

    def _gap(self) -> ReadError | None:
        """Goes on to the next member; a report unless there is nothing but padding before it."""
        start, padded = self.offset, True
        while self._begin() and not self._found():
            step = self.codec.begins.search(self._buffer, 1)
            cut = step.start() if step else max(1, len(self._buffer) - MAGIC + 1)
            padded = padded and PADDING.fullmatch(self._buffer[:cut]) is not None
            self._buffer = self._buffer[cut:]
        reason = f"holds {self.offset - start} bytes that are no {self.codec.name} member"
        return None if padded else self.damage(start, reason)

    def _found(self) -> bool:
        """True if the next bytes are a member's beginning and not by chance."""
        if not self.codec.begins.match(self._buffer):
            return False
        self._fill(TRIED)
        try:
            self.codec.decoder().decompress(self._buffer[:TRIED], CHUNK)
        except Exception:
            return False
        return True

    def _begin(self) -> bool:
        self._fill(MAGIC)
        return bool(self._buffer)

    def _fill(self, least: int = 1) -> None:
        while len(self._buffer) < least and (more := self._stream.read(CHUNK)):
            self._buffer += more
            self._read += len(more)


class Member(io.RawIOBase):
    """The content of one member; it ends at damage, which `damage` tells then."""

    def __init__(self, packed: Packed, damage: ReadError | None = None) -> None:
        self.offset, self.damage = packed.offset, damage
        self._packed, self._chunk, self._taken, self._given = packed, b"", 0, 0
        self._ahead = b""
        self._decoder = None if damage else packed.codec.decoder()

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, target: WriteableBuffer) -> int:
        """How many bytes were put into `target`; 0 at the end."""
        view = memoryview(target).cast("B")
        if ahead := self._ahead[: len(view)]:
            self._ahead = self._ahead[len(ahead) :]
            view[: len(ahead)] = ahead
            return len(ahead)
        while self._decoder:
            if data := self._step(self._decoder, len(view)):
                view[: len(data)] = data
                return len(data)
        return 0

    def peek(self, size: int) -> bytes:
        """The first bytes, which are read again."""
        ahead = b""
        while len(ahead) < size and (more := self.read(size - len(ahead))):
            ahead += more
        self._ahead = ahead
        return ahead

    def exhaust(self) -> None:
        """Read to the end, within the bounds of expansion."""
        while self.read(CHUNK):
            pass

    def _step(self, decoder: Decoder, size: int) -> bytes:
        more = b""
        if decoder.needs_input:
            more = self._packed.take()
            if not more:
                self._fail("is cut short: the input ends in it")
                return b""
            self._chunk, self._taken = more, self._taken + len(more)
        try:
            data = decoder.decompress(more, size)
        except Exception as error:  # zlib.error and ZstdError share no base; a decoder raises nothing else
            self._fail(f"is damaged, and so may be what was read from it: {error}")
            return b""
        self._given += len(data)
        self._check(decoder)
        return data

    def _check(self, decoder: Decoder) -> None:
        if decoder.eof:
            self._packed.put_back(decoder.unused_data)
            self._taken -= len(decoder.unused_data)
            self._packed.free = max(0, self._packed.free - max(0, self._given - RATIO * self._taken))
            self._decoder = None
        elif self._given > self._packed.free + RATIO * self._taken:
            self._packed.free = 0
            self._fail(f"expands to more than {RATIO} times its size")

    def _fail(self, reason: str) -> None:
        """The next member may begin in what was taken last, but not where this one began."""
        self._packed.put_back(self._chunk[self._taken == len(self._chunk) :])
        self._decoder = None
        self.damage = self._packed.damage(self.offset, f"a {self._packed.codec.name} member {reason}")


class Joined(io.RawIOBase):
    """Members as one stream; damage is `told`, and a line end put in its place."""

    def __init__(self, members: Iterator[Member], told: Callable[[ReadError], None]) -> None:
        self._members, self.told = members, told
        self._member: Member | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, target: WriteableBuffer) -> int:
        """How many bytes were put into `target`; 0 at the end."""
        while member := self._member or next(self._members, None):
            self._member = member
            if count := member.readinto(target):
                return count
            self._member = None
            if member.damage:
                self.told(member.damage)
                memoryview(target).cast("B")[:1] = b"\n"
                return 1
        return 0

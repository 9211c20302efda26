"""Partitions: batches that one worker reads together, and the file of what they say."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Generic, TypeVar
from uuid import uuid4

import fsspec
import msgspec

from kg.errors import KgError
from kg.model import Extraction
from kg.pipeline.reading import content_digest
from kg.pipeline.spread import Articles, Reply

K = TypeVar("K")
SUFFIX = ".jsonl.gz"
LEVEL = 3  # of gzip: what higher ones save takes longer than reading it back
Found = Reply[Extraction]


@dataclass(frozen=True, slots=True)
class Partition(Generic[K]):
    """Batches with their keys. `url` is where their replies are kept, named by what the replies hang on."""

    batches: tuple[tuple[K, Articles], ...]
    url: str

    @property
    def articles(self) -> tuple[Articles, ...]:
        return tuple(articles for _, articles in self.batches)

    def is_missing(self) -> bool:
        """True if it has articles and no file yet. Raises KgError if the place cannot be reached."""
        return any(self.articles) and not exists(self.url)

    def replies(self) -> list[Found]:
        """The reply to each batch, out of the file if it has articles. Raises KgError."""
        return read(self.url) if any(self.articles) else [Reply([]) for _ in self.batches]


def partition(batches: Sequence[tuple[K, Articles]], folder: str, version: str) -> Partition[K]:
    """The partition of some batches, to be read by code of this version."""
    digest = sha256()
    for _, articles in batches:
        digest.update("".join(content_digest(article, version) for article in articles).encode() + b"\n")
    name = f"part-{digest.hexdigest()[:32]}{SUFFIX}"
    return Partition(tuple(batches), f"{folder.rstrip('/')}/{name}")


def exists(url: str) -> bool:
    """True if there is such a file. Raises KgError if the place cannot be reached."""
    try:
        system, path = fsspec.url_to_fs(url)
        return bool(system.exists(path))
    except (OSError, ValueError, ImportError) as error:
        raise KgError(f"{url}: cannot be reached: {error}") from None


def write(url: str, replies: Sequence[Found]) -> None:
    """Keep the replies, a line for each batch; the file has its name when it is whole. Raises OSError."""
    system, path = fsspec.url_to_fs(url)
    making = f"{path}.{uuid4().hex}.making"
    system.makedirs(path.rpartition("/")[0], exist_ok=True)
    with system.open(making, "wb") as out:
        lines = b"".join(msgspec.json.encode(reply) + b"\n" for reply in replies)
        out.write(gzip.compress(lines, LEVEL, mtime=0))
    system.mv(making, path)


def read(url: str) -> list[Found]:
    """The replies. Raises KgError if they cannot be read."""
    try:
        with fsspec.open(url, "rb") as stream:
            lines = gzip.decompress(stream.read()).splitlines()
        if not lines:
            raise EOFError("it is empty")
        return [msgspec.json.decode(line, type=Found) for line in lines]
    except (OSError, EOFError, msgspec.MsgspecError) as error:
        raise KgError(f"{url}: cannot be read: {error}; remove it to have it made again") from None

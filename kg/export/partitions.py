"""N-Quads in many files, for stores that load in bulk: article graphs, then each graph that all share."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from pyoxigraph import Quad

from kg.export.buckets import spare_buckets
from kg.export.files import OutputError, explained, output

ARTICLES = "articles"
OTHERS = "others"
KIND = re.compile("[a-z]+")
SUFFIX = ".nq.gz"
MANIFEST = "manifest.json"
LEVEL = 6  # of gzip: the files are read more often than written


class Folder(Protocol):
    """Where the files are written: a folder of this machine, or a place elsewhere."""

    def names(self) -> Iterable[str]:
        """The files that are there."""
        ...

    def new(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file that takes its name when it is whole. Raises OutputError."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away if it is there. Raises OutputError."""
        ...


class LocalFolder:
    """A folder of this machine."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __str__(self) -> str:
        return str(self._path)

    def names(self) -> Iterator[str]:
        """See `Folder.names`."""
        return (entry.name for entry in self._path.iterdir()) if self._path.is_dir() else iter(())

    def new(self, name: str) -> AbstractContextManager[BinaryIO]:
        """See `Folder.new`."""
        return output(self._path / name)

    def remove(self, name: str) -> None:
        """See `Folder.remove`."""
        with explained(self._path):
            (self._path / name).unlink(missing_ok=True)


def export_partitions(quads: Iterable[Quad], folder: Folder, number: int, base: str) -> int:
    """Write the quads of named graphs as gzipped N-Quads, `number` files of each kind; how many quads.

    A file is `articles-00000.nq.gz`, `consolidated-00000.nq.gz` and so on: sorted, each quad once, equal
    bytes for equal quads. An article's graph is in one file, and so is all that a shared graph says of one
    subject. `manifest.json`, the last, tells the quads, bytes and SHA-256 of each file. One file at a time is
    in memory. Raises OutputError if a file cannot be written, or the folder holds files of
    another export.
    """
    kinds = set[str]()
    with spare_buckets("kg-export-") as buckets:
        for quad in quads:
            kind = kind_of(quad, base)
            kinds.add(kind)
            at = place(quad.graph_name if kind == ARTICLES else quad.subject, number)
            buckets.add(file_name(kind, at), str(quad).encode())
        names = [file_name(kind, at) for kind in sorted(kinds) for at in range(number)]
        check(folder, set(names))
        folder.remove(MANIFEST)
        files = [write(folder, name, sorted(buckets.lines(name))) for name in names]
    with folder.new(MANIFEST) as out:
        manifest = {"base": base, "partitions": number, "files": files}
        out.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")
    return sum(int(file["quads"]) for file in files)


def check(folder: Folder, own: set[str]) -> None:
    """Raise OutputError if there are files that would be loaded with these."""
    foreign = sorted(name for name in folder.names() if name.endswith(SUFFIX) and name not in own)
    if foreign:
        raise OutputError(f"{folder}: holds {foreign[0]} of another export; remove it or give another -o")


def file_name(kind: str, at: int) -> str:
    """The name of a file."""
    return f"{kind}-{at:05}{SUFFIX}"


def kind_of(quad: Quad, base: str) -> str:
    """Which files a quad belongs to."""
    name = str(quad.graph_name)[1:-1].removeprefix(f"{base}graph/")
    if name.startswith("article/"):
        return ARTICLES
    return name if KIND.fullmatch(name) else OTHERS


def place(term: object, number: int) -> int:
    """The number of the file that what has this name stands in: always the same."""
    return zlib.crc32(str(term).encode()) % number


def write(folder: Folder, name: str, lines: list[bytes]) -> dict[str, str | int]:
    """Write one file; what the manifest says of it."""
    text = b"".join(line + b" .\n" for line in lines)
    packed = gzip.compress(text, LEVEL, mtime=0)
    with folder.new(name) as out:
        out.write(packed)
    return {
        "name": name,
        "quads": len(lines),
        "bytes": len(packed),
        "sha256": sha256(packed).hexdigest(),
    }

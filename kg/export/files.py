"""Writing files whole or not at all, under names that are safe."""

from __future__ import annotations

import os
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError

STDOUT = "-"
ROOM = "set TMPDIR to a folder that has room"
LONGEST = 200  # bytes of a name before its suffix; file systems allow 255
HASHED = 16  # hexadecimal digits
# names that Windows keeps for itself, with whatever suffix
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


class OutputError(KgError):
    """A result cannot be written where it was asked for."""


@contextmanager
def output(target: str | Path) -> Iterator[BinaryIO]:
    """A binary file to write to: stdout for `-`, else a new file that takes its name when all is written.

    A device or a pipe is written to as it is; a link stays one. Raises OutputError if the folder cannot be
    written to, or its disk is full.
    """
    if str(target) == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    with explained(Path(target)), _opened(Path(target)) as out:
        yield out


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    if path.exists() and not path.is_file() and not path.is_dir():
        return path.open("wb")
    return _new_file(Path(os.path.realpath(path)))


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def file_stem(identifier: str) -> str:
    """An article's id as the name of a file, without suffix; different ids give different names.

    Letters, digits, `.`, `-`, `_` and the like stay; other characters are percent-encoded; very long names
    end in a hash.
    """
    stem = "".join(character if _plain(character) else _encoded(character) for character in identifier)
    if stem.startswith(".") or stem.split(".")[0].lower() in RESERVED:
        stem = _encoded(stem[:1]) + stem[1:]
    stem = stem[:-1] + "%2E" if stem.endswith(".") else stem
    return stem if len(stem.encode()) <= LONGEST else _shortened(stem, identifier)


def unused_stem(identifier: str, used: set[str]) -> str:
    """`file_stem`, and where a file system that folds letter case knows it already, a hash more; notes it."""
    stem = file_stem(identifier)
    if _folded(stem) in used:
        stem = _shortened(stem, identifier)
    used.add(_folded(stem))
    return stem


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFKC", stem).casefold()


def _plain(character: str) -> bool:
    return character.isalnum() or character in "-_.,()+=@~"


def _encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="surrogatepass"))


def _shortened(stem: str, identifier: str) -> str:
    digest = sha256(identifier.encode(errors="surrogatepass")).hexdigest()[:HASHED]
    kept = stem.encode()[: LONGEST - HASHED - 1].decode(errors="ignore")
    return f"{kept}%{digest}"  # no encoded name has `%` before sixteen such digits at its end by chance


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def spare_space() -> Iterator[None]:
    """Raises OutputError where temporary files cannot be written."""
    try:
        yield
    except OSError:  # only now, for what is small needs no folder, and looking for one writes a file
        with explained(_spare_folder(), ROOM):
            raise


def _spare_folder() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        raise OutputError(f"temporary files cannot be written anywhere; {ROOM}") from None


@contextmanager
def explained(path: Path, remedy: str = "give another -o") -> Iterator[None]:
    """Raises OutputError where something cannot be written there."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}; {remedy}") from None

"""More statements than memory holds, in order: sorted runs in files, merged (Knuth, TAOCP 3, 5.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from heapq import merge
from itertools import groupby, islice
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO

from pyoxigraph import RdfFormat, Triple, parse

from kg.batches import in_batches
from kg.export.files import spare_space
from kg.rdf.vocabulary import TYPE

HELD = 200_000  # lines sorted at once
CHUNK = 50_000  # lines parsed or serialized at once
RUNS = 200  # files that are open at once
LARGE = 1 << 24  # bytes from which on what is written meanwhile goes to a file
TYPED = f" {TYPE} ".encode()


def ordered(lines: Iterable[bytes], held: int = HELD, runs: int = RUNS) -> Iterator[bytes]:
    """Distinct lines, each with its end, in code point order.

    `held` lines and some of each run are in memory; the others are in `TMPDIR`, in `runs` files at most.
    Raises OutputError if there is no room.
    """
    rest, full = iter(lines), list[Iterator[bytes]]()
    last = sorted(set(islice(rest, held)))
    while more := sorted(set(islice(rest, held))):
        full.append(_put_away(last))
        if len(full) == runs:
            full = [_put_away(_merged(full))]
        last = more
    return _merged([*full, iter(last)]) if full else iter(last)


def _merged(runs: Iterable[Iterator[bytes]]) -> Iterator[bytes]:
    return (line for line, _ in groupby(merge(*runs)))


def _put_away(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same lines out of a file, which is gone when they have been read."""
    with spare_space():
        file = TemporaryFile(prefix="kg-export-")  # noqa: SIM115 (`_lines` closes it)
        file.writelines(lines)
        file.seek(0)
    return _lines(file)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        yield from file


@contextmanager
def spare_file() -> Iterator[IO[bytes]]:
    """A file to write and read, in memory while it is small; who writes to it does so in `spare_space`."""
    file = SpooledTemporaryFile(LARGE)  # noqa: SIM115 (closed below)
    try:
        yield file
    finally:
        with suppress(OSError):  # what there is no room for is tried again: that has been told
            file.close()


def subjects(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The lines of each subject out of sorted N-Triples, those in front that say what it is."""
    for subject, own in groupby(lines, first_term):
        is_type = subject + TYPED
        yield sorted(own, key=lambda line: not line.startswith(is_type))


def first_term(line: bytes) -> bytes:
    """What stands before the first blank of a line."""
    return line.partition(b" ")[0]


def read_back(lines: Iterable[bytes]) -> Iterator[Triple]:
    """The triples of lines of N-Triples, many parsed at a time."""
    for some in in_batches(lines, CHUNK):
        yield from (quad.triple for quad in parse(b"".join(some), format=RdfFormat.N_TRIPLES, lenient=True))

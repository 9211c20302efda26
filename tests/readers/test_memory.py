"""A large archive takes the memory of a small one."""

from __future__ import annotations

import gzip
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from backports import zstd

from tests.memory import IS_TOLD, PEAK
from tests.readers.archive import OK, fetched, record

pytestmark = pytest.mark.skipif(not IS_TOLD, reason="memory is told by Linux only")

PROGRAM = f"""
import sys
from kg.readers import read
count = sum(1 for _ in read(sys.argv[1:], skipped=print))
print(count, {PEAK})
"""
ROOT = Path(__file__).parents[2]
WARMTH = 32 * 1024  # KiB that caches of the parsers may take
WORDS = [f"слово{number:x}" for number in range(5_000)]
Pieces = Iterator[bytes]


def text(number: int) -> str:
    """Some 20 KB of words that do not compress well."""
    return " ".join(random.Random(number).choices(WORDS, k=1_300))


def json_lines(count: int) -> Pieces:
    """As a file of JSON Lines."""
    for number in range(count):
        yield f'{{"id": "{number}", "text": "{text(number)}"}}\n'.encode()


def csv(count: int) -> Pieces:
    """As a table."""
    yield b"id;text\n"
    for number in range(count):
        yield f'{number};"{text(number)}"\n'.encode()


def feed(count: int) -> Pieces:
    """As a feed."""
    yield b"<rss><channel>"
    for number in range(count):
        yield f"<item><guid>{number}</guid><description>{text(number)}</description></item>\n".encode()


def crawl(count: int) -> Pieces:
    """As a crawl: a page in ten, the others pictures."""
    for number in range(count):
        address = f"https://sever.example.ru/{number}"
        page = f"<html><body><p>{text(number)}</p></body></html>".encode()
        picture = record(fetched(0, OK.replace("text/html", "image/png"), page), WARC_Target_URI=address)
        yield picture if number % 10 else record(fetched(0, body=page), WARC_Target_URI=address)


def as_it_is(path: Path, pieces: Pieces) -> None:
    """Not compressed."""
    with path.open("wb") as out:
        out.writelines(pieces)


def gzipped(path: Path, pieces: Pieces) -> None:
    """A member for every piece."""
    with path.open("wb") as out:
        out.writelines(gzip.compress(piece, 1) for piece in pieces)


def zstandard(path: Path, pieces: Pieces) -> None:
    """One frame."""
    with path.open("wb") as out, zstd.open(out, "wb", level=1) as packed:
        packed.writelines(pieces)


def measure(path: Path) -> tuple[int, int]:
    """How many articles a process of its own reads, and its memory at most, in KiB."""
    command = [sys.executable, "-c", PROGRAM, str(path)]
    ran = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=True)
    count, memory = ran.stdout.split()
    return int(count), int(memory)


CASES: list[tuple[str, Callable[[int], Pieces], Callable[[Path, Pieces], None]]] = [
    ("jsonl.gz", json_lines, gzipped),
    ("csv.zst", csv, zstandard),
    ("warc.gz", crawl, gzipped),
    ("rss", feed, as_it_is),
    ("warc", crawl, as_it_is),
    ("warc.zst", crawl, zstandard),
]


def compare(
    folder: Path,
    suffix: str,
    make: Callable[[int], Pieces],
    pack: Callable[[Path, Pieces], None],
    count: int,
    most: int,
) -> None:
    """Read an archive of 100 texts and one of `count`."""
    small, large = folder / f"small.{suffix}", folder / f"large.{suffix}"
    pack(small, make(100))
    pack(large, make(count))
    (few, least), (many, memory) = measure(small), measure(large)
    assert many * 100 == few * count > 0
    assert memory < least + most, f"{least} KiB for {few} articles, {memory} KiB for {many}"


@pytest.mark.parametrize(("suffix", "make", "pack"), CASES[:3], ids=[case[0] for case in CASES[:3]])
def test_twenty_megabytes(
    suffix: str, make: Callable[[int], Pieces], pack: Callable[[Path, Pieces], None], tmp_path: Path
) -> None:
    compare(tmp_path, suffix, make, pack, 1_000, WARMTH // 2)


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "make", "pack"), CASES, ids=[case[0] for case in CASES])
def test_two_hundred_megabytes(
    suffix: str, make: Callable[[int], Pieces], pack: Callable[[Path, Pieces], None], tmp_path: Path
) -> None:
    compare(tmp_path, suffix, make, pack, 10_000, WARMTH)

"""More lines than memory holds, told apart by what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.export.files import spare_space

HELD = 200_000  # lines in memory before they go to files


class Buckets:
    """Lines by name of a bucket; `spare` is an empty folder for files of theirs."""

    def __init__(self, spare: Path) -> None:
        self._spare, self._held = spare, 0
        self._lines = defaultdict[str, list[bytes]](list)

    def add(self, name: str, line: bytes) -> None:
        """One more line, without its end. Raises OutputError if there is no room."""
        self._lines[name].append(line)
        self._held += 1
        if self._held >= HELD:
            self._put_away()

    def lines(self, name: str) -> set[bytes]:
        """All lines of a bucket, which is empty afterwards."""
        path = self._spare / name
        kept = path.read_bytes().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return {*kept, *self._lines.pop(name, ())}

    def _put_away(self) -> None:
        for name, lines in self._lines.items():
            with spare_space(), (self._spare / name).open("ab") as out:
                out.writelines(line + b"\n" for line in lines)
        self._lines.clear()
        self._held = 0


@contextmanager
def spare_buckets(prefix: str) -> Iterator[Buckets]:
    """Empty buckets, whose files have a folder that begins so and is gone afterwards.

    Raises OutputError if there is no room.
    """
    with spare_space():
        folder = TemporaryDirectory(prefix=prefix)
    with folder as spare:
        yield Buckets(Path(spare))

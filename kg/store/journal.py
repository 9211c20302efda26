"""What a remote store still lacks: changes of the working copy, in order, and how far it was brought."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import msgspec
import pyoxigraph as ox

END = b"=\n"  # of an entry


class Phase(StrEnum):
    """EMPTY: all has to be sent, so changes are not noted. FILLING: it is being sent, graph by graph."""

    EMPTY = "empty"
    FILLING = "filling"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Progress:
    """`copy` names this working copy, `position` counts pushes, `sent` is the last graph sent whole."""

    copy: str
    phase: Phase = Phase.EMPTY
    position: int = 0
    sent: str = ""


@dataclass(slots=True)
class Entry:
    """One change: quads removed and added, or a graph dropped."""

    removed: list[ox.Quad] = field(default_factory=list)
    added: list[ox.Quad] = field(default_factory=list)
    dropped: ox.NamedNode | None = None


class Journal:
    """A folder with two files. An entry is on disk before the change that it tells of is made.

    After a kill the last entries may be ahead of the working copy, never behind: they are carried out again.
    """

    def __init__(self, folder: Path) -> None:
        self._changes, self._progress = folder / "changes", folder / "progress"
        folder.mkdir(parents=True, exist_ok=True)
        self._cut()
        self.progress = self._read() or self.note(Progress(uuid4().hex))

    def note(self, progress: Progress) -> Progress:
        """Keep how far the remote store was brought."""
        making = self._progress.with_suffix(".making")
        _write(making, msgspec.json.encode(progress), "wb")
        making.replace(self._progress)
        self.progress = progress
        return progress

    def restart(self) -> None:
        """From now on everything has to be sent."""
        self.note(replace(self.progress, phase=Phase.EMPTY, sent=""))
        self.clear()

    def change(self, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> None:
        """Note a change that is about to be made."""
        self._append([*(f"- {quad} .\n" for quad in removed), *(f"+ {quad} .\n" for quad in added)])

    def drop(self, graph: ox.NamedNode) -> None:
        """Note that a graph is about to be dropped."""
        self._append([f"! {graph} {graph} {graph} .\n"])

    def entries(self) -> Iterator[Entry]:
        """All changes since the last push, in order."""
        if not self._changes.exists():
            return
        signed: dict[bytes, list[bytes]] = {}
        with self._changes.open("rb") as lines:
            for line in lines:
                if line == END:
                    yield _entry(signed)
                    signed = {}
                else:
                    signed.setdefault(line[:1], []).append(line[2:])

    def clear(self) -> None:
        """Forget the changes."""
        self._changes.unlink(missing_ok=True)

    def _append(self, lines: list[str]) -> None:
        if lines and self.progress.phase is not Phase.EMPTY:
            _write(self._changes, "".join(lines).encode() + END, "ab")

    def _read(self) -> Progress | None:
        if not self._progress.exists():
            return None
        return msgspec.json.decode(self._progress.read_bytes(), type=Progress)

    def _cut(self) -> None:
        """Take an entry away that a kill left half written: its change was not made."""
        found = self._changes.read_bytes() if self._changes.exists() else b""
        whole = found.rfind(b"\n" + END) + len(b"\n" + END) if b"\n" + END in found else 0
        if whole < len(found):
            os.truncate(self._changes, whole)


class Net(NamedTuple):
    """What is to be done in the end: graphs dropped first, then quads removed, then quads added."""

    dropped: set[ox.NamedNode]
    removed: set[ox.Quad]
    added: set[ox.Quad]


def net(entries: Iterable[Entry]) -> Net:
    """What changes have in the end done."""
    dropped = set[ox.NamedNode]()
    last: dict[object, dict[ox.Quad, bool]] = {}
    for entry in entries:
        if entry.dropped is not None:
            dropped.add(entry.dropped)
            last.pop(entry.dropped, None)
        for stands, quads in ((False, entry.removed), (True, entry.added)):
            for quad in quads:
                last.setdefault(quad.graph_name, {})[quad] = stands
    final = [item for of in last.values() for item in of.items()]
    removed = {quad for quad, stands in final if not stands and quad.graph_name not in dropped}
    return Net(dropped, removed, {quad for quad, stands in final if stands})


def _entry(signed: dict[bytes, list[bytes]]) -> Entry:
    parsed = {
        sign: list(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)) for sign, lines in signed.items()
    }
    dropped = next((quad.predicate for quad in parsed.get(b"!", ())), None)
    return Entry(parsed.get(b"-", []), parsed.get(b"+", []), dropped)


def _write(path: Path, content: bytes, mode: str) -> None:
    with path.open(mode) as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())

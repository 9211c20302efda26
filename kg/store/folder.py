"""Stores on disk: a folder with two Oxigraph databases, `ledger` and `graph`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.changes import apply
from kg.store.journal import Journal
from kg.store.ledger import Ledger
from kg.store.oxigraph import OxigraphStore

PARTS = ("ledger", "graph")
JOURNAL = "remote"  # of what a store elsewhere lacks, in the folder of its working copy
MAKING = ".making"  # suffix of a part that is not whole yet
UNSETTLED = "a build is running or was interrupted, so this may be incomplete; `kg build` completes it"
DAMAGED = ("Corruption", "Invalid argument: Column family")  # as RocksDB begins its messages
T = TypeVar("T")


class Mode(StrEnum):
    """READ: any number of processes. WRITE: one process; makes the store if there is none."""

    READ = "read"
    WRITE = "write"


def open_store(path: Path | str, mode: Mode = Mode.READ, *, journal: bool = False) -> OxigraphStore:
    """The store in the folder `path`; it is closed when the last reference to it goes.

    With `journal` it becomes, and stays, the working copy of a remote store. Raises StoreError if there is
    none to read, if the folder holds something else, or if another process writes it.
    """
    folder = Path(path)
    if mode is Mode.WRITE:
        return _open_to_write(folder, journal)
    if not all((folder / part / "CURRENT").exists() for part in PARTS):
        raise StoreError(f"{folder}: no store here; make one with `kg build INPUT... --store {folder}`")
    ledger = Ledger(_open(folder, "ledger", _read_only))
    _check(folder, ledger.check)
    return OxigraphStore(_open(folder, "graph", _read_only), ledger)


def _open_to_write(folder: Path, journal: bool) -> OxigraphStore:
    own = {JOURNAL, *PARTS, *(part + MAKING for part in PARTS)}
    foreign = sorted(entry.name for entry in _entries(folder) if entry.name not in own)
    if foreign:
        raise StoreError(f"{folder}: not a kg store, it holds {foreign[0]}; give --store a folder of its own")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error.strerror}") from None
    database = _make(folder, "ledger")
    ledger = _check(folder, lambda: Ledger.start(database))
    graph = _make(folder, "graph")
    return OxigraphStore(graph, ledger, _resumed(folder / JOURNAL, graph, journal))


def _resumed(folder: Path, graph: ox.Store, wanted: bool) -> Journal | None:
    """The journal, if the folder has one or is to have one; what was noted and not done is done."""
    if not (wanted or folder.exists()):
        return None
    journal = Journal(folder)
    for entry in journal.entries():
        if entry.dropped is not None:
            graph.remove_graph(entry.dropped)
        apply(graph, entry.removed, entry.added)
    return journal


def _make(folder: Path, part: str) -> ox.Store:
    """The part, to write. A new one gets its name when it is whole: killed before, it could not be read."""
    if not (folder / part).exists():
        making = folder / (part + MAKING)
        shutil.rmtree(making, ignore_errors=True)
        _open(folder, making.name, ox.Store)  # closed again at once
        making.rename(folder / part)
    return _open(folder, part, ox.Store)


def _entries(folder: Path) -> list[Path]:
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: is a file; give --store a folder")
    return list(folder.iterdir()) if folder.exists() else []


def _read_only(path: str) -> ox.Store:
    return ox.Store.read_only(path)


def _open(folder: Path, part: str, opener: Callable[[str], ox.Store]) -> ox.Store:
    try:
        return opener(str(folder / part))
    except (OSError, RuntimeError) as error:  # RuntimeError: a database that was killed while it was made
        raise StoreError(f"{folder}: {_reason(str(error))}") from None


def _reason(message: str) -> str:
    if "lock" in message.lower():
        return "another process is writing it; try again when that has ended"
    if message.startswith(DAMAGED):
        return f"its files are damaged; put back a copy, or build a new store elsewhere ({message})"
    return message


def _check(folder: Path, step: Callable[[], T]) -> T:
    try:
        return step()
    except StoreError as error:
        raise StoreError(f"{folder}: {error}") from None

"""A store to read, wherever it is."""

from __future__ import annotations

from pathlib import Path

from kg.store.address import Remote
from kg.store.folder import open_store
from kg.store.protocol import Store


def open_to_read(place: Path | str | Remote) -> Store:
    """The store in a folder or elsewhere. Raises StoreError if there is none."""
    if not isinstance(place, Remote):
        return open_store(place)
    from kg.store.distant import RemoteStore  # which loads what speaks HTTP

    return RemoteStore(place)

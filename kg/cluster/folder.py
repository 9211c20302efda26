"""Folders elsewhere: anywhere that fsspec knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from uuid import uuid4

import fsspec

from kg.export.files import OutputError


class RemoteFolder:
    """A `Folder` by its URL: `s3://bucket/path`, `memory://path`, `file:///path`."""

    def __init__(self, url: str) -> None:
        self._url = url
        try:
            self._system, self._path = fsspec.url_to_fs(url.rstrip("/"))
            self._system.makedirs(self._path, exist_ok=True)
        except (OSError, ValueError, ImportError) as error:
            raise OutputError(f"{url}: cannot be reached: {error}") from None

    def __str__(self) -> str:
        return self._url

    def names(self) -> Iterator[str]:
        """See `Folder.names`."""
        for entry in self._system.ls(self._path, detail=False):
            yield str(entry).rpartition("/")[2]

    def remove(self, name: str) -> None:
        """See `Folder.remove`."""
        path = f"{self._path}/{name}"
        try:
            if self._system.exists(path):
                self._system.rm_file(path)
        except OSError as error:
            raise OutputError(f"{self._url}: {name} cannot be removed: {error}") from None

    @contextmanager
    def new(self, name: str) -> Iterator[BinaryIO]:
        """See `Folder.new`."""
        making = f"{self._path}/{name}.{uuid4().hex}.making"
        try:
            with self._system.open(making, "wb") as out:
                yield out
            self._system.mv(making, f"{self._path}/{name}")
        except OSError as error:
            raise OutputError(f"{self._url}: {name} cannot be written: {error}") from None

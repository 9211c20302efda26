"""A store elsewhere: an endpoint on the loopback address that keeps what it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import Remote, remote
from tests.store.endpoint import Endpoint, serving


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving() as found:
        yield found


@pytest.fixture
def place(endpoint: Endpoint, tmp_path: Path) -> Remote:
    return remote(endpoint.url, work=tmp_path / "work", environment={})

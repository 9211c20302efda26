"""A small store: two visits of one region, one of them planned, with posts, a meeting, an agreement."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import Mode, OxigraphStore, Settlement, open_store

GRAPH = Path(__file__).parent / "small.trig"


def fill(store: OxigraphStore) -> OxigraphStore:
    store.change((), list(ox.parse(path=str(GRAPH), format=ox.RdfFormat.TRIG)))
    store.ledger.settle(Settlement("test", 0, 0, 0))
    return store


@pytest.fixture
def store() -> OxigraphStore:
    return fill(OxigraphStore.in_memory())


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "store"
    fill(open_store(path, Mode.WRITE))
    return path

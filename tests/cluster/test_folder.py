"""N-Quads in many files, anywhere that fsspec knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import cli
from kg.pipeline import build
from tests.stages import WORLD

fsspec = pytest.importorskip("fsspec", reason="the extra `cluster` is not installed")
pytest.importorskip("distributed", reason="the extra `cluster` is not installed")


@pytest.fixture
def store(tmp_path: Path) -> str:
    build(["a=0", "b=1"], tmp_path / "store", WORLD, skipped=print)
    return str(tmp_path / "store")


def test_a_place_elsewhere_holds_what_a_folder_holds(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export, url = ["export", "--partitions", "2", "--store", store], "memory://bucket/quads"
    for target in (str(tmp_path / "here"), url, url):
        assert cli.run([*export, "-o", target]) == 0
    assert f"{url} holds " in capsys.readouterr().err
    system = fsspec.filesystem("memory")
    there = {path.rpartition("/")[2]: system.cat(path) for path in system.ls("/bucket/quads", detail=False)}
    assert there == {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}


@pytest.mark.parametrize("options", [[], ["-o", "kg.ttl", "--format", "turtle"]])
def test_partitions_are_n_quads_in_a_folder(
    store: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["export", "--partitions", "2", "--store", store, *options]) == 2
    assert "--partitions writes N-Quads to a folder" in capsys.readouterr().err


def test_a_place_that_nobody_knows_is_one_line(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export", "--partitions", "2", "--store", store, "-o", "nowhere://x"]) == 2
    assert "kg: nowhere://x: cannot be reached" in capsys.readouterr().err

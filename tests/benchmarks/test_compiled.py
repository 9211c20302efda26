"""Byte code beside the source, whatever Python is told about leaving some behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.compiled import compile_package


def test_every_module_of_the_package_has_byte_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kg"
    package.mkdir()
    (package / "__init__.py").write_text("ANSWER = 42\n", encoding="utf-8")
    monkeypatch.setattr("benchmarks.compiled.find_spec", lambda name: _Spec(package))
    monkeypatch.setattr("sys.pycache_prefix", None)
    monkeypatch.setattr("sys.dont_write_bytecode", True)

    compile_package()

    assert [path.name.partition(".")[0] for path in package.glob("__pycache__/*.pyc")] == ["__init__"]


class _Spec:
    def __init__(self, folder: Path) -> None:
        self.submodule_search_locations = [str(folder)]

"""The wheel: what is in it, and that it works in another folder without the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LARGEST = 14 * 1024 * 1024  # bytes
NEWS = (
    "Делегация Курганской области во главе с вице-губернатором Тимуром Алёшиным 11 марта прибыла в Минск. "
    "Гости пробудут в Белоруссии до 14 марта, их принял министр торговли Казимир Бурак."
)
NEEDED = {
    "kg/py.typed",
    "kg/ontology/kg.ttl",
    "kg/ontology/shapes.ttl",
    "kg/ontology/context.jsonld",
    "kg/data/articles/wire.jsonl",
    "kg/data/gazetteer/README.md",
    "kg/data/models/mentions.npz",
    "kg/data/models/events.npz",
    "kg/data/models/posts.npz",
}
FOLDERS = ("kg", "ontology", "data/articles", "data/gazetteer", "data/models")  # all that these hold ships


def tracked(*folders: str) -> list[str]:
    """Paths that belong to the project, those that are not committed yet among them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", *folders]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return sorted({path for path in listed.split("\0") if (ROOT / path).is_file()})


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: what lies about in the checkout takes no part."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the files to build from are not known")
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in tracked():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, source / path)
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)], source)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which pip has put the wheel."""
    target = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check"]
    run([sys.executable, "-m", "pip", "install", *options, "--target", str(target), str(wheel)], target)
    return target


def run(command: Sequence[str], folder: Path, path: Path | None = None) -> str:
    """What a command prints in a folder, with `path` before all others on the import path."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"PYTHONPATH": str(path)} if path else {}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def kg(installed: Path, folder: Path, *arguments: str) -> str:
    return run([sys.executable, "-m", "kg", *arguments], folder, installed)


def content(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    names = content(wheel)
    assert sorted(names) and not NEEDED - names
    shipped = {path if path.startswith("kg/") else f"kg/{path}" for path in tracked(*FOLDERS)}
    assert sorted(shipped - names) == []


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in content(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg"}
    assert not any(f"/{folder}/" in name for name in content(wheel) for folder in ("tests", "scripts"))


def test_the_wheel_carries_its_licences(wheel: Path) -> None:
    names = content(wheel)
    assert all(any(name.endswith(f"licenses/{text}") for name in names) for text in ("LICENSE", "NOTICE"))


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < LARGEST


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    program = "import kg.resources as r; print(r.__file__); print(r.resource('ontology/kg.ttl'))"
    for line in run([sys.executable, "-c", program], tmp_path, installed).splitlines():
        assert Path(line).is_relative_to(installed)


def test_version_help_and_questions(installed: Path, tmp_path: Path) -> None:
    assert kg(installed, tmp_path, "--version").startswith("kg, version ")
    assert "Usage: kg" in kg(installed, tmp_path, "--help")
    assert "partners-of-region" in kg(installed, tmp_path, "query", "--list")


@pytest.mark.models
def test_the_chain_runs_elsewhere(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(f"date 2025-03-12\n{NEWS}\n", encoding="utf-8")
    kg(installed, tmp_path, "extract", "news.txt", "--output-dir", "graphs")
    graph = (tmp_path / "graphs" / "news.ttl").read_text(encoding="utf-8")
    assert "a kg:Visit" in graph
    assert '"Тимур Алёшин"' in graph
    kg(installed, tmp_path, "build", "news.txt")
    kg(installed, tmp_path, "validate")
    kg(installed, tmp_path, "map", "-o", "map.html")
    assert (tmp_path / "map.html").stat().st_size > 100_000

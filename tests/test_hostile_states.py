"""Disks that are full or read-only, files that go away: one clear line, and the next run completes."""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.export import export
from kg.readers import read
from kg.store import open_store
from tests.factory import TEXT

# the real commands with quick stages
PROGRAM = """
import sys
from dataclasses import replace
import kg.pipeline
from kg.readers import read
from tests.stages import WORLD
kg.pipeline.shipped_stages = lambda *engine, **judgements: replace(WORLD, read=read)
from kg.cli import main
main(sys.argv[1:])
"""
ROOT = Path(__file__).parents[1]
ARTICLES = 96
Run = subprocess.CompletedProcess[str]


def kg(*arguments: str | Path, before: Callable[[], None] | None = None) -> Run:
    """The command in a process of its own."""
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=before, timeout=300)


def one_line(run: Run) -> str:
    """What is said last, and that the command could not be carried out."""
    assert run.returncode == 2, run.stderr
    assert "Traceback" not in run.stderr
    return run.stderr.splitlines()[-1]


def exported(store: Path) -> bytes:
    out = io.BytesIO()
    export(open_store(store), "nquads", out, with_text=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles whose graphs need some megabytes."""
    path = tmp_path_factory.mktemp("articles") / "a.jsonl"
    lines = (json.dumps({"id": f"a{number}", "text": TEXT}) for number in range(ARTICLES))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder):
        pytest.skip("no disk can be mounted here: not root, or a sandbox")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def mount(*options: str | Path) -> bool:
    """True if that worked."""
    program = shutil.which("mount")
    ran = program and subprocess.run([program, *map(str, options)], capture_output=True, check=False)
    return bool(ran and ran.returncode == 0)


def test_build_on_a_full_disk_goes_on_when_there_is_space(articles: Path, disk: Path, tmp_path: Path) -> None:
    store = disk / "store"
    said = one_line(kg("build", articles, "--store", store))
    assert said.startswith("kg: ")
    assert "No space left on device" in said
    for size in ("2m", "4m"):
        assert mount("-o", f"remount,size={size}", disk)
        said = one_line(kg("build", articles, "--store", store))
        assert said.startswith("kg: the store cannot be written: ")
        assert said.endswith("free some space, then the same command goes on from there")
    assert mount("-o", "remount,size=400m", disk)
    assert kg("build", articles, "--store", store).returncode == 0
    assert kg("build", articles, "--store", tmp_path / "store").returncode == 0
    assert exported(store) == exported(tmp_path / "store")


def test_extract_on_a_full_disk_leaves_whole_files(articles: Path, disk: Path, tmp_path: Path) -> None:
    said = one_line(kg("extract", articles, "--output-dir", disk / "graphs"))
    assert "cannot be written: No space left on device" in said
    assert kg("extract", articles, "--output-dir", tmp_path / "graphs").returncode == 0
    written = sorted((disk / "graphs").iterdir())
    assert 0 < len(written) < ARTICLES
    assert all(path.read_bytes() == (tmp_path / "graphs" / path.name).read_bytes() for path in written)


def largest_file() -> None:
    """Stands for a full disk where none can be mounted: no file may be longer than this."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))


def test_store_that_may_not_grow(articles: Path, tmp_path: Path) -> None:
    said = one_line(kg("build", articles, "--store", tmp_path / "store", before=largest_file))
    assert "File too large" in said
    assert kg("build", articles, "--store", tmp_path / "store").returncode == 0
    assert kg("build", articles, "--store", tmp_path / "other").returncode == 0
    assert exported(tmp_path / "store") == exported(tmp_path / "other")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_full_disk_behind_stdout(articles: Path, tmp_path: Path) -> None:
    assert kg("build", articles, "--store", tmp_path / "store").returncode == 0
    command = [sys.executable, "-c", PROGRAM, "export", "--store", str(tmp_path / "store")]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.splitlines() == [
        "kg: cannot go on: [Errno 28] No space left on device; free some space or write elsewhere"
    ]


def test_read_only_store_is_read_and_not_built(articles: Path, disk: Path) -> None:
    assert mount("-o", "remount,size=400m", disk)
    store = disk / "store"
    assert kg("build", articles, "--store", store).returncode == 0
    before = exported(store)
    assert mount("-o", "remount,ro", disk)
    assert "Read-only file system" in one_line(kg("build", articles, "--store", store))
    assert "Read-only file system" in one_line(kg("retract", "a1", "--reason", "x", "--store", store))
    assert "Read-only file system" in one_line(kg("build", articles, "--store", disk / "new"))
    assert "Read-only file system" in one_line(kg("extract", articles, "--output-dir", disk / "graphs"))
    asked = kg("query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "--store", store)
    assert asked.returncode == 0
    assert exported(store) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_store_without_permission(articles: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "Permission denied" in one_line(kg("build", articles, "--store", tmp_path / "store"))
    tmp_path.chmod(0o700)


def test_folder_that_changes_while_it_is_read(tmp_path: Path) -> None:
    """Files vanish, are cut to nothing, become folders or are replaced after the folder was listed."""
    for name in "abcdef":
        (tmp_path / f"{name}.txt").write_text("Делегация прибыла в Минск.\n", encoding="utf-8")
    errors: list[ReadError] = []
    found = read([str(tmp_path)], skipped=errors.append)
    ids = [next(found).id]
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.txt").unlink()
    (tmp_path / "d.txt").mkdir()
    (tmp_path / "e.txt").write_text("Делегация уехала из Минска.\n", encoding="utf-8")
    (tmp_path / "g.txt").write_text("Делегация вернулась.\n", encoding="utf-8")
    ids += [article.id for article in found]
    assert ids == ["a", "e", "f"]
    assert [str(error) for error in errors] == [
        f"{tmp_path}/b.txt: cannot be read: No such file or directory",
        f"{tmp_path}/c.txt: is empty",
    ]


def test_file_that_is_cut_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records = ({"id": str(number), "text": "Делегация прибыла в Минск. " * 100} for number in range(500))
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    errors: list[ReadError] = []
    found = read([str(path)], skipped=errors.append)
    ids = [next(found).id]
    os.truncate(path, path.stat().st_size // 2)
    ids += [article.id for article in found]
    assert ids == [str(number) for number in range(250)]
    assert [str(error) for error in errors] == [f"{path}:251: is broken JSON: Input data was truncated"]


def test_folder_that_goes_away_while_it_is_read(tmp_path: Path) -> None:
    for name in ("x/1.txt", "y/2.txt", "z/3.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("Делегация прибыла в Минск.\n", encoding="utf-8")
    errors: list[ReadError] = []
    found = read([str(tmp_path)], skipped=errors.append)
    ids = [next(found).id]
    shutil.rmtree(tmp_path / "y")
    ids += [article.id for article in found]
    assert ids == ["1", "3"]
    assert [str(error) for error in errors] == [f"{tmp_path}/y: cannot be read: No such file or directory"]

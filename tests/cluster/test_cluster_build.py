"""`kg build --cluster`: the same store as one process makes, whatever becomes of the workers."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.export import export
from kg.pipeline import build
from kg.pipeline.reading import BATCH
from kg.store import open_store
from tests.stages import WORLD

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
import kg.pipeline
from kg.cluster import spreading
from tests.pipeline.deeds import SLOW
kg.pipeline.shipped_stages = lambda **judgements: SLOW
spreading.BATCHES = 2  # in a partition, so that there are more of them
from kg.cli import main
if __name__ == "__main__":
    main(sys.argv[1:])
"""
MANY = 12 * BATCH
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
WITHIN = 120  # seconds; a machine with other work takes long to start processes


def command(*arguments: object) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    line = [sys.executable, *map(str, arguments)]
    return subprocess.Popen(line, cwd=ROOT, env=ENVIRONMENT, stdout=pipe, stderr=pipe, start_new_session=True)


def kg_build(source: Path, store: Path, cluster: str, *options: object) -> subprocess.Popen[bytes]:
    return command("-c", PROGRAM, "build", source, "--store", store, "--cluster", cluster, *options)


def until(true: object, process: subprocess.Popen[bytes] | None = None) -> None:
    """Returns when the function says so."""
    begin = time.monotonic()
    while not true():  # type: ignore[operator]  # a function of no arguments
        assert time.monotonic() - begin < WITHIN
        assert process is None or process.poll() is None, process.stderr and process.stderr.read()
        time.sleep(0.1)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.write_text("\n".join(f"a{number}=0" for number in range(MANY)), encoding="utf-8")
    return path


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and three worker processes, nobody to start them again."""
    place = tmp_path / "scheduler.json"
    module, host = "distributed.cli.dask_", ["--host", "127.0.0.1", "--no-dashboard"]
    options = ["--port", "0", "--scheduler-file", place]
    scheduler = command("-m", f"{module}scheduler", *host, *options)
    until(place.exists, scheduler)
    worker = ["-m", f"{module}worker", "--scheduler-file", place, "--nthreads", "1", "--no-nanny", *host]
    workers = [command(*worker) for _ in range(3)]
    (address,) = [part for part in place.read_text(encoding="utf-8").split('"') if part.startswith("tcp:")][
        :1
    ]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.communicate()


def exported(store: Path) -> list[bytes]:
    out = io.BytesIO()
    export(open_store(store), "nquads", out, with_text=True)
    return sorted(out.getvalue().splitlines())


def alone(source: Path, store: Path) -> list[bytes]:
    build([str(source)], store, WORLD, skipped=print)
    return exported(store)


def parts(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.glob("part-*.jsonl.gz")}


def test_a_cluster_that_loses_a_worker_builds_the_same_store(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], source: Path, tmp_path: Path
) -> None:
    address, workers = cluster
    store = tmp_path / "store"
    building = kg_build(source, store, address)
    until(lambda: parts(tmp_path / "store.partitions"), building)
    os.kill(workers[0].pid, signal.SIGKILL)
    _, err = building.communicate(timeout=WITHIN)
    assert err.decode().startswith(f"{MANY} articles read: {MANY} new"), err.decode()
    assert exported(store) == alone(source, tmp_path / "alone")
    assert len(parts(tmp_path / "store.partitions")) == MANY // BATCH // 2


def test_a_build_that_was_killed_goes_on_with_the_partitions_that_are_missing(
    source: Path, tmp_path: Path
) -> None:
    store, folder = tmp_path / "store", tmp_path / "parts"
    options = ["--partitions", folder, "--workers", 2]
    building = kg_build(source, store, "local", *options)
    until(lambda: len(parts(folder)) > 2, building)
    building.kill()
    building.communicate(timeout=WITHIN)
    before = parts(folder)
    _, err = kg_build(source, store, "local", *options).communicate(timeout=WITHIN)
    assert err.decode().startswith(f"{MANY} articles read: "), err.decode()
    assert parts(folder).items() >= before.items()
    assert exported(store) == alone(source, tmp_path / "alone")


def test_an_article_that_kills_workers_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    source, store = tmp_path / "articles", tmp_path / "store"
    lines = [f"a{number}=0" for number in range(8)]
    source.write_text("\n".join([*lines, "killer=00"]), encoding="utf-8")
    building = kg_build(source, store, "local", "--workers", 2)
    _, err = building.communicate(timeout=2 * WITHIN)
    assert building.returncode == 1
    assert b"killer could not be analysed (its process died of it again and again" in err
    source.write_text("\n".join(lines), encoding="utf-8")
    assert exported(store) == alone(source, tmp_path / "alone")


def test_ctrl_c_is_quiet(source: Path, tmp_path: Path) -> None:
    building = kg_build(source, tmp_path / "store", "local", "--workers", 2)
    until(lambda: parts(tmp_path / "store.partitions"), building)
    os.killpg(building.pid, signal.SIGINT)
    _, err = building.communicate(timeout=WITHIN)
    said = b"stopped: what was read is kept, and the same command goes on from there\n"
    assert (building.returncode, err) == (130, said)


def test_a_cluster_that_is_not_there_is_one_line(source: Path, tmp_path: Path) -> None:
    building = kg_build(source, tmp_path / "store", "tcp://127.0.0.1:1")
    _, err = building.communicate(timeout=WITHIN)
    assert building.returncode == 2
    assert err.decode().startswith("kg: no cluster with workers at tcp://127.0.0.1:1: ")

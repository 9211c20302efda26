"""`kg build --workers` stopped and killed: no process stays, no traceback, what was committed is kept."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pytest

from kg.export import export
from kg.pipeline import build
from kg.pipeline.pool import PAYS
from kg.pipeline.reading import BATCH
from kg.store import open_store
from tests.stages import WORLD

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
import kg.pipeline
from tests.pipeline.deeds import SLOW
kg.pipeline.shipped_stages = lambda **judgements: SLOW
from kg.cli import main
print("started", flush=True)  # before that Ctrl-C meets Python, not the program
main(sys.argv[1:])
"""
MANY = PAYS + 6 * BATCH
SOON = 1.0  # seconds
BUSY = 8.0  # seconds more than SOON that a machine with other work may take to get round to it


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of articles, the last of which takes a minute."""
    path = tmp_path / "articles"
    lines = [*(f"a{number}=0" for number in range(MANY)), "last=9"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@contextmanager
def started(source: Path, store: Path, workers: int = 2) -> Iterator[subprocess.Popen[bytes]]:
    """The command, gone when the block ends; all its processes hold stdout open."""
    options = ["--store", str(store), "--workers", str(workers)]
    command = [sys.executable, "-c", PROGRAM, "build", str(source), *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, start_new_session=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == b"started\n"
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def held(store: Path) -> int:
    whole = all((store / part / "CURRENT").exists() for part in ("ledger", "graph"))
    return len(open_store(store).ledger.articles()) if whole else 0


def until_held(store: Path, number: int) -> None:
    """Returns when so many articles are committed."""
    begin = time.monotonic()
    while held(store) < number:
        assert time.monotonic() - begin < 120
        time.sleep(0.05)


def ended(process: subprocess.Popen[bytes]) -> tuple[float, bytes]:
    """Seconds until the last process has gone, and what they said."""
    begin = time.monotonic()
    out, err = process.communicate(timeout=SOON + BUSY)
    assert out == b""
    return time.monotonic() - begin, err


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """Worker processes: grandchildren that the process that forks them has."""
    found = subprocess.run(["ps", "-s", str(process.pid), "-o", "pid=,ppid="], capture_output=True, text=True)
    pairs = (line.split() for line in found.stdout.splitlines())
    parents = {int(pid): int(parent) for pid, parent in pairs}
    return [pid for pid, parent in parents.items() if parents.get(parent) == process.pid]


def kill_a_child(process: subprocess.Popen[bytes], chance: Random) -> None:
    """Kills a worker that is there; one that was seen may have gone by itself."""
    begin = time.monotonic()
    while process.poll() is None:
        assert time.monotonic() - begin < 120
        with suppress(ProcessLookupError, IndexError):
            os.kill(chance.choice(children(process)), signal.SIGKILL)
            return


def exported(store: Path) -> bytes:
    out = io.BytesIO()
    export(open_store(store), "nquads", out, with_text=True)
    return out.getvalue()


@pytest.mark.parametrize("to_all", [True, False], ids=["terminal", "parent"])
def test_ctrl_c_stops_at_once_and_keeps_what_is_committed(source: Path, tmp_path: Path, to_all: bool) -> None:
    with started(source, tmp_path / "store") as process:
        until_held(tmp_path / "store", BATCH)
        (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
        seconds, err = ended(process)
        assert (process.returncode, err) == (130, STOPPED)
        assert seconds < SOON + BUSY
        assert held(tmp_path / "store") >= BATCH


def test_ctrl_c_stops_what_does_not_hear_of_it(tmp_path: Path) -> None:
    source, store = tmp_path / "articles", tmp_path / "store"
    lines = [*(f"a{number}=0" for number in range(BATCH)), "last=8"]
    source.write_text("\n".join(lines), encoding="utf-8")
    with started(source, store, workers=1) as process:
        until_held(store, BATCH)
        os.kill(process.pid, signal.SIGINT)
        _, err = ended(process)
        assert (process.returncode, err) == (130, STOPPED)
        assert held(store) == BATCH


STOPPED = b"stopped: what was read is kept, and the same command goes on from there\n"


@pytest.mark.slow
@pytest.mark.parametrize("number", range(10))
def test_ctrl_c_is_quiet_at_any_moment(source: Path, tmp_path: Path, number: int) -> None:
    with started(source, tmp_path / "store") as process:
        time.sleep(number * 0.3)
        os.killpg(process.pid, signal.SIGINT)
        _, err = ended(process)
        assert process.returncode == 130
        assert err in (b"stopped\n", STOPPED)  # the shorter if nothing had been begun


def test_no_process_outlives_a_parent_that_is_killed(source: Path, tmp_path: Path) -> None:
    with started(source, tmp_path / "store") as process:
        until_held(tmp_path / "store", BATCH)
        os.kill(process.pid, signal.SIGKILL)
        ended(process)


def test_a_build_by_workers_that_are_killed_is_the_build_of_one_process(tmp_path: Path) -> None:
    source = tmp_path / "articles"
    lines = [f"a{number}={'0' * (1 + (number == 40))}" for number in range(MANY)]  # a40 kills
    source.write_text("\n".join(lines), encoding="utf-8")
    with started(source, tmp_path / "store") as process:
        chance = Random(1)
        for kills in range(2):
            until_held(tmp_path / "store", (kills + 1) * BATCH)
            kill_a_child(process, chance)
        _, err = process.communicate(timeout=120)
    skipped, counts = err.decode().splitlines()
    assert "a40 could not be analysed (its process died of it again and again: SIGKILL" in skipped
    assert counts.startswith(f"{MANY - 1} articles read: {MANY - 1} new")
    source.write_text("\n".join(line for line in lines if not line.startswith("a40=")), encoding="utf-8")
    build([str(source)], tmp_path / "alone", WORLD, skipped=print)
    assert exported(tmp_path / "store") == exported(tmp_path / "alone")

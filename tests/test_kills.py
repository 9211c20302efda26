"""`kg build` and `kg retract` killed at any moment: nothing committed is lost, the next run completes it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from kg.export import export
from kg.pipeline.reading import BATCH
from kg.rdf.vocabulary import IDENTIFIER
from kg.store import open_store

# the real commands with quick stages; they tell when Python has started, which is not worth a kill
PROGRAM = """
import sys
import kg.pipeline
from tests.stages import WORLD
kg.pipeline.shipped_stages = lambda **judgements: WORLD
from kg.cli import main
print("started", flush=True)
main(sys.argv[1:])
"""
ROOT = Path(__file__).parents[1]
FIRST = [f"a{number}=0" for number in range(3 * BATCH)]
# every third article changes, and there are new ones
SECOND = [f"a{number}={int(number % 3 == 0)}" for number in range(4 * BATCH)]
GONE = [f"a{number}" for number in range(0, 4 * BATCH, 5)]
Step = Sequence[str]  # a command line without --store


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    """Two builds, a retraction, and a build that brings some of it back."""
    folder = tmp_path_factory.mktemp("inputs")
    for name, lines in (("first", FIRST), ("second", SECOND), ("third", SECOND[:BATCH])):
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return [
        ("build", str(folder / "first")),
        ("build", str(folder / "second")),
        ("retract", *GONE, "--reason", "опровергнуто"),
        ("build", str(folder / "third")),
    ]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, steps: list[Step]) -> list[tuple[float, bytes]]:
    """How many seconds each step takes, and what is exported after it."""
    store = tmp_path_factory.mktemp("undisturbed") / "store"
    return [(run(store, step), exported(store)) for step in steps]


def exported(store: Path) -> bytes:
    out = io.BytesIO()
    export(open_store(store), "nquads", out, with_text=True)
    return out.getvalue()


def start(store: Path, step: Step) -> subprocess.Popen[bytes]:
    """The command, at work."""
    alone = ["--workers", "1"] if step[0] == "build" else []  # workers have tests of their own
    command = [sys.executable, "-c", PROGRAM, *step, *alone, "--store", str(store)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"started\n"
    return process


def run(store: Path, step: Step) -> float:
    """Seconds that the command takes."""
    process, begin = start(store, step), time.perf_counter()
    _, said = process.communicate()
    assert process.returncode == 0, said.decode()
    return time.perf_counter() - begin


def kill(store: Path, step: Step, delay: float) -> bool:
    """Start the command and kill it after `delay` seconds; True if it had not ended yet."""
    process = start(store, step)
    time.sleep(delay)
    alive = process.poll() is None
    if alive:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return alive


def held(store: Path) -> dict[str, str]:
    """What the store holds: the version of each article."""
    if not (store / "ledger").exists() or not (store / "graph").exists():
        return {}  # killed before there was a store
    ledger = open_store(store).ledger
    found = {said.article.id: str(said.article.title) for said in ledger.extractions()}
    assert set(found) == set(ledger.articles())
    return found


def allowed(step: Step, before: dict[str, str]) -> Iterator[dict[str, str]]:
    """What the store may hold while the step is at work: batch after batch is built, ids go all at once."""
    yield before
    if step[0] == "retract":
        yield {id: version for id, version in before.items() if id not in step}
        return
    lines = Path(step[1]).read_text(encoding="utf-8").split()
    state = before
    for at in range(0, len(lines), BATCH):
        state = {**state, **dict(line.split("=") for line in lines[at : at + BATCH])}
        yield state


def disturb(store: Path, step: Step, seconds: float, expected: bytes, chance: Random) -> int:
    """Kill the step once or twice, check what is left, then let it end: how often it was killed in time."""
    killed = 0
    for _ in range(chance.randint(1, 2)):
        before = held(store)
        killed += kill(store, step, chance.random() * seconds)
        assert held(store) in list(allowed(step, before))
    run(store, step)
    assert exported(store) == expected
    published = {quad.object for quad in open_store(store).quads() if quad.predicate == IDENTIFIER}
    assert len(published) == len(held(store))
    return killed


def soak(folder: Path, steps: list[Step], undisturbed: list[tuple[float, bytes]], kills: int) -> None:
    """Go through the steps again and again until that many of them were killed."""
    chance, killed, turn = Random(kills), 0, 0
    while killed < kills:
        for step, (seconds, expected) in zip(steps, undisturbed, strict=True):
            killed += disturb(folder / str(turn), step, seconds, expected, chance)
        turn += 1
        assert turn < 2 * kills, "commands end before they can be killed"


def test_a_few_kills(tmp_path: Path, steps: list[Step], undisturbed: list[tuple[float, bytes]]) -> None:
    soak(tmp_path, steps, undisturbed, 5)


@pytest.mark.slow
def test_many_kills(tmp_path: Path, steps: list[Step], undisturbed: list[tuple[float, bytes]]) -> None:
    soak(tmp_path, steps, undisturbed, 200)

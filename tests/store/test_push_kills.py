"""`kg build --store URL` killed at any moment: the same command then brings the store level."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest

from kg.pipeline.reading import BATCH
from kg.store import Remote, remote
from kg.store.distant import RemoteStore
from tests.store.endpoint import Endpoint, serving
from tests.store.servers import SERVERS, Addresses, served
from tests.test_kills import PROGRAM, ROOT

STEPS = (
    ("build", *(f"a{number}=0" for number in range(BATCH))),
    ("build", *(f"a{number}={number % 2}" for number in range(BATCH + 5))),
    ("retract", *(f"a{number}" for number in range(0, BATCH, 3))),
)
Quads = frozenset[ox.Quad]


@contextmanager
def server(name: str, folder: Path) -> Iterator[Addresses]:
    if name in SERVERS:
        folder.mkdir()
        with served(name, folder) as addresses:
            yield addresses
    else:
        with serving() as endpoint:
            yield Addresses(endpoint.url, endpoint.url.replace("query", "graphs"))


def start(place: Remote, addresses: Addresses, step: Sequence[str]) -> subprocess.Popen[bytes]:
    """The command, at work."""
    options = ["--store", addresses.url, "--work", place.work]
    options += ["--graphs-url", addresses.graphs_url] if addresses.graphs_url else []
    command = [sys.executable, "-c", PROGRAM, *step, *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"started\n"
    return process


def run(place: Remote, addresses: Addresses, step: Sequence[str]) -> float:
    """Seconds that the command takes."""
    process, begin = start(place, addresses, step), time.perf_counter()
    _, said = process.communicate()
    assert process.returncode == 0, said.decode()
    return time.perf_counter() - begin


def kill(place: Remote, addresses: Addresses, step: Sequence[str], delay: float) -> bool:
    """Start the command and kill it after `delay` seconds; True if it had not ended yet."""
    process = start(place, addresses, step)
    time.sleep(delay)
    alive = process.poll() is None
    if alive:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return alive


def published(place: Remote) -> Quads:
    return frozenset(RemoteStore(place).quads())


def soak(name: str, folder: Path, kills: int) -> None:
    """Go through the steps with and without kills, in two working copies that fill two stores."""
    chance, killed = Random(kills), 0
    with server(name, folder / "first") as calm, server(name, folder / "second") as rough:
        places = [
            remote(each.url, work=folder / f"work{number}", graphs_url=each.graphs_url, environment={})
            for number, each in enumerate((calm, rough))
        ]
        while killed < kills:
            for step in STEPS:
                seconds = run(places[0], calm, step)
                for _ in range(chance.randint(1, 3)):
                    killed += kill(places[1], rough, step, chance.uniform(0.2, 1) * seconds)
                run(places[1], rough, step)
                assert published(places[1]) == published(places[0]) != frozenset()


def test_kills_at_requests(tmp_path: Path) -> None:
    """What is asked for last is carried out, and whoever asked never hears of it."""
    chance, killed = Random(1), 0
    with serving() as calm, serving() as rough:
        places = [
            remote(each.url, work=tmp_path / each.url[-10:-6], environment={}) for each in (calm, rough)
        ]
        for step in STEPS[:2]:
            run(places[0], Addresses(calm.url), step)
            for _ in range(2):
                killed += killed_at(rough, places[1], step, chance.randint(2, 6))
            run(places[1], Addresses(rough.url), step)
            assert rough.quads == calm.quads != set()
    assert killed == 4


def killed_at(endpoint: Endpoint, place: Remote, step: Sequence[str], number: int) -> bool:
    """Run the command until the server has carried out that many of its requests; True if it made them."""
    left = iter(range(number, -1, -1))
    process = start(place, Addresses(endpoint.url), step)
    endpoint.heard = lambda: process.kill() if next(left, 0) == 1 else None
    process.communicate()
    endpoint.heard = lambda: None
    return process.returncode == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize("name", ["loopback", *SERVERS])
def test_many_kills(tmp_path: Path, name: str) -> None:
    soak(name, tmp_path, 12)

"""Real SPARQL servers on the loopback address, where they are installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.request import urlopen

import pytest

WAIT = 60  # seconds until it must answer
ENDS = 20  # seconds that it may take to end
SETTINGS = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
NumberOfBuffers = 10000
DisableUnixSocket = 1
DefaultIsolation = 4
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = .
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 10000
"""


class Addresses(NamedTuple):
    """Where a server answers; whole graphs too, where that does not follow from the other."""

    url: str
    graphs_url: str | None = None


class Server(Protocol):
    """Serves from a folder until the block ends."""

    def __call__(self, folder: Path) -> AbstractContextManager[Addresses]: ...


@contextmanager
def virtuoso(folder: Path) -> Iterator[Addresses]:
    """Virtuoso 7: its default graph is the union of all graphs, and it wants Digest."""
    web = free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(port=free_port(), web=web))
    url = f"http://127.0.0.1:{web}/sparql"
    with running("virtuoso-t", ["+foreground", "+configfile", "virtuoso.ini"], folder, url):
        yield Addresses(url.replace("//", "//dba:dba@"))


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[Addresses]:
    """Oxigraph's server."""
    web = free_port()
    url = f"http://127.0.0.1:{web}/query"
    arguments = ["serve", "--location", "data", "--bind", f"127.0.0.1:{web}", *options]
    with running("oxigraph", arguments, folder, url):
        yield Addresses(url, f"http://127.0.0.1:{web}/store")


def oxigraph_union(folder: Path) -> AbstractContextManager[Addresses]:
    """The same where the default graph is the union of all graphs."""
    return oxigraph(folder, "--union-default-graph")


SERVERS: Mapping[str, tuple[str, Server]] = {
    "virtuoso": ("virtuoso-t", virtuoso),
    "oxigraph": ("oxigraph", oxigraph),
    "oxigraph-union": ("oxigraph", oxigraph_union),
}
HAD_BY = {"virtuoso-t": "make virtuoso", "oxigraph": "pip install oxigraph"}


@contextmanager
def served(name: str, folder: Path) -> Iterator[Addresses]:
    """One of SERVERS; the test is skipped where it is not installed."""
    program, server = SERVERS[name]
    if found(program) is None:
        pytest.skip(f"no {program}: {HAD_BY[program]}")
    with server(folder) as addresses:
        yield addresses


def found(program: str) -> str | None:
    """Where a program is: beside Python, or anywhere."""
    return shutil.which(program, path=str(Path(sys.executable).parent)) or shutil.which(program)


@contextmanager
def running(program: str, arguments: list[str], folder: Path, url: str) -> Iterator[None]:
    """The program at work in the folder, answering queries at `url`."""
    with (folder / "out").open("wb") as out:
        server = subprocess.Popen([str(found(program)), *arguments], cwd=folder, stdout=out, stderr=out)
    try:
        await_answer(url, server)
        yield
    finally:
        server.kill()
        server.wait(ENDS)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def await_answer(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(WAIT * 4):
        assert server.poll() is None, "the server has ended"
        try:
            with urlopen(f"{url}?query=ASK%7B%7D", timeout=5):
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail("the server does not answer")

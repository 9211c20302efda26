"""A real Virtuoso 7 on the loopback address answers as the embedded store does."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pyoxigraph as ox
import pytest

from kg.errors import ReadError, StoreError
from kg.pipeline import build, retract
from kg.query import explain, find, questions
from kg.query.saved import Question
from kg.rdf import vocabulary as v
from kg.store import Mode, Remote, Store, open_store, remote
from kg.store.distant import RemoteStore
from kg.store.push import join, push
from kg.store.web import Web
from tests.stages import WORLD

SERVER = shutil.which("virtuoso-t")
WAIT = 60  # seconds until it must answer
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
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = .
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 10000
"""
JOINED = frozenset(
    {"with", "where", "who", "signed", "posts", "sender", "articles"}
)  # GROUP_CONCAT: any order
ARTICLES = tuple(f"{name}={number % 2}" for number, name in enumerate("abcdefghij"))

pytestmark = pytest.mark.skipif(SERVER is None, reason="no Virtuoso (Debian: virtuoso-opensource-7)")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("virtuoso")
    port, web = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(port=port, web=web))
    command = [str(SERVER), "+foreground", "+configfile", "virtuoso.ini"]
    with (folder / "out").open("wb") as out:
        server = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
    try:
        await_answer(f"http://127.0.0.1:{web}/sparql?query=ASK%7B%7D", server)
        yield f"http://dba:dba@127.0.0.1:{web}/sparql"
    finally:
        server.kill()
        server.wait()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def await_answer(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(WAIT * 4):
        assert server.poll() is None, "Virtuoso has ended"
        try:
            with urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail("Virtuoso does not answer")


@pytest.fixture(scope="module")
def place(address: str, tmp_path_factory: pytest.TempPathFactory) -> Remote:
    place = remote(address, work=tmp_path_factory.mktemp("copies") / "work")
    published(place, *ARTICLES)
    return place


def refuse(error: ReadError) -> None:
    pytest.fail(str(error))


def published(place: Remote, *inputs: str) -> None:
    join(place)
    build(inputs, place.work, WORLD, skipped=refuse)
    push(place)


def assert_equal(place: Remote) -> RemoteStore:
    far = RemoteStore(place)
    assert set(far.quads()) == set(open_store(place.work).quads()) != set()
    return far


def answers(store: Store, sparql: str) -> list[tuple[object, ...]]:
    found = store.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = (tuple(shown(*cell) for cell in zip(names, row, strict=True)) for row in found)
    return sorted(rows, key=str)


def shown(name: str, term: object) -> object:
    if name not in JOINED:
        return term
    return sorted(term.value.split(", ")) if isinstance(term, ox.Literal) else [""]


def test_a_build_a_replacement_and_a_retraction_are_there(place: Remote) -> None:
    assert_equal(place)
    published(place, "a=3", "k=1")
    assert_equal(place)
    join(place)
    retract(["b", "c"], place.work, WORLD)
    push(place)
    far = assert_equal(place)
    assert far.settled


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_saved_questions_have_equal_answers(place: Remote, question: Question) -> None:
    text = question.sparql
    assert answers(RemoteStore(place), text) == answers(open_store(place.work), text)


def test_explanations_are_equal(place: Remote) -> None:
    near, far = open_store(place.work), RemoteStore(place)
    claimed = f"SELECT DISTINCT ?s {{ ?c {v.SUBJECT} ?s }} ORDER BY ?s LIMIT 20"
    things = [row["s"] for row in near.query(claimed)]  # type: ignore[union-attr]
    assert things
    for thing in things:
        assert explain(far, thing) == explain(near, thing)
        assert find(far, thing.value) == [thing]


def test_a_store_that_was_emptied_is_filled_again(place: Remote) -> None:
    with_all = set(open_store(place.work).quads())
    web = Web(place)
    web.query("ASK {}", "application/sparql-results+json")
    for graph in open_store(place.work).graphs():
        web.update(f"DROP SILENT GRAPH {graph}")
    published(place)
    assert set(assert_equal(place).quads()) == with_all


def test_any_text_comes_back_as_it_was_and_goes_again(place: Remote) -> None:
    graph, term = ox.NamedNode("https://w3id.org/entity-kg/id/graph/article/odd"), ox.NamedNode("urn:p")
    texts = ["", "Ё «ж»", 'a "b" \\ \n\r\t', "🦔 \u0301", "{ ?x } . <a>", "дл" * 40_000, "\u0085\u2028"]
    odd = {
        ox.Quad(ox.NamedNode(f"urn:{n}"), term, ox.Literal(text, language=tag), graph)
        for n, text in enumerate(texts)
        for tag in (None, "ru")
    }
    for removed, added in ((set(), odd), (odd, set())):
        store = open_store(place.work, Mode.WRITE)
        store.change(removed, added)
        del store
        push(place)
        assert set(RemoteStore(place).quads(graph)) == added


def test_a_wrong_password_is_refused(place: Remote, tmp_path: Path) -> None:
    wrong = remote(place.url.replace("//", "//dba:wrong@"), work=tmp_path / "work")
    web = Web(wrong)
    web.query("ASK {}", "application/sparql-results+json")
    with pytest.raises(StoreError, match="these are refused"):
        web.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")

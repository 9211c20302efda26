"""The embedded store: atomic changes, locks, queries that stay inside, rdflib's view."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.store import Mode, OxigraphStore, open_store

THING = ox.NamedNode("https://example.org/thing")
SAYS = ox.NamedNode("https://example.org/says")
GRAPH = ox.NamedNode("https://example.org/graph")


def said(text: str, graph: ox.NamedNode = GRAPH) -> ox.Quad:
    return ox.Quad(THING, SAYS, ox.Literal(text), graph)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_change_writes_any_text_and_takes_it_back(before: str, after: str) -> None:
    store = OxigraphStore.in_memory()
    store.change((), (said(before),))
    store.change(
        (said(before),), (said(after), ox.Quad(THING, SAYS, ox.Literal(after, language="ru"), GRAPH))
    )
    assert {quad.object.value for quad in store.quads()} == {after}  # type: ignore[union-attr]  # all are literals
    assert len(list(store.quads())) == 2


def test_change_is_one_transaction() -> None:
    store = OxigraphStore.in_memory()

    def breaking() -> list[ox.Quad]:
        return [said("a"), None]  # type: ignore[list-item]  # what cannot be written, after what can

    with pytest.raises((TypeError, AttributeError)):
        store.change((), breaking())
    assert list(store.quads()) == []


def test_update_of_several_operations_is_one_transaction() -> None:
    database = ox.Store()
    with pytest.raises(RuntimeError):
        database.update(f"INSERT DATA {{ GRAPH {GRAPH} {{ {THING} {SAYS} 1 }} }} ; CREATE GRAPH {GRAPH}")
    assert len(database) == 0


LOADING = """
import sys
import pyoxigraph as ox
database, said = ox.Store(sys.argv[1]), ox.NamedNode("https://example.org/says")
print("loading", flush=True)
thing = "https://example.org/thing"
quads = [ox.Quad(ox.NamedNode(f"{thing}{n}"), said, ox.Literal(str(n))) for n in range(60_000)]
if sys.argv[2] == "quads":
    database.bulk_extend(quads)
else:
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    database.bulk_load(text, format=ox.RdfFormat.N_QUADS, lenient=True)
print("done", flush=True)
"""


@pytest.mark.parametrize("form", ["quads", "text"])
@pytest.mark.parametrize("after", [0.0, 0.2, 0.4, 0.6])
def test_what_was_loaded_in_bulk_when_the_process_was_killed_is_there_as_a_whole_or_not(
    tmp_path: Path, after: float, form: str
) -> None:
    command = [sys.executable, "-c", LOADING, str(tmp_path), form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "loading\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        done = process.stdout.read() == "done\n"
    assert len(ox.Store(str(tmp_path))) in ({60_000} if done else {0, 60_000})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * { serviceX:y { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        'SELECT * { ?s ?p "a"@en SERVICE SILENT <http://127.0.0.1:9/?\'> { ?s ?p ?o } }',
        "SELECT * { ?s ?p <http://x/\\u0041'> SERVICE<http://127.0.0.1:9/'>{ ?s ?p ?o } }",
        "PREFIX x: <http://x/> SELECT * { ?s ?p x:a\\' . SERVICE <http://127.0.0.1:9/'> { } }",
        'SELECT * { ?s ?p "\\"" . SERVICE <http://127.0.0.1:9/> { ?s ?p \'"\' } }',
        "SELECT * { ?s ?p ?o FILTER(?s<?p) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } FILTER(?s>?p) }",
    ],
)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        OxigraphStore.in_memory().query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE' }",
        "SELECT * { ?s ?p ?o } # SERVICE",
        "PREFIX ex: <http://SERVICE.example/> SELECT * { ?s ex:service ?o }",
        'SELECT * { ?s ?p """a "SERVICE" b""" }',
    ],
)
def test_the_word_service_may_stand_in_names_and_texts(query: str) -> None:
    assert list(OxigraphStore.in_memory().query(query)) == []  # type: ignore[arg-type]  # SELECT gives rows


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("INSERT DATA { <a:b> <a:b> 1 }", "INSERT is not allowed"),
        ("PREFIX x: <a:b> delete where { ?s ?p ?o }", "DELETE is not allowed"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD is not allowed"),
        ("SELEKT * { ?s ?p ?o }", "not a SPARQL query"),
    ],
)
def test_what_is_no_query_is_refused_with_the_reason(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        OxigraphStore.in_memory().query(query)


def test_queries_see_all_graphs_and_never_the_ledger() -> None:
    store = OxigraphStore.in_memory()
    store.change((), (said("a"), said("b", THING)))
    rows = list(store.query("SELECT ?o { ?s ?p ?o }"))  # type: ignore[arg-type]  # SELECT gives rows
    assert len(rows) == 2
    assert list(store.graphs()) == [GRAPH, THING]


# rdflib 7.6 warns of its own use of a name that it is about to drop
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_dataset_is_rdflibs_view_of_the_union(tmp_path: Path) -> None:
    open_store(tmp_path / "store", Mode.WRITE).change((), (said("слово"),))
    dataset = open_store(tmp_path / "store").dataset()
    assert [str(value) for value in dataset.objects()] == ["слово"]


def test_reading_needs_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here; make one with `kg build"):
        open_store(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"not a kg store, it holds thesis\.txt"):
        open_store(tmp_path, Mode.WRITE)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="is a file"):
        open_store(tmp_path / "file", Mode.WRITE)


def test_another_database_is_no_store(tmp_path: Path) -> None:
    ox.Store(str(tmp_path / "ledger")).add(said("foreign"))
    with pytest.raises(StoreError, match="not one of kg's stores"):
        open_store(tmp_path, Mode.WRITE)


def test_a_second_writer_is_told_about_the_lock_and_readers_are_not_held_up(tmp_path: Path) -> None:
    writer = open_store(tmp_path, Mode.WRITE)
    writer.change((), (said("a"),))
    with pytest.raises(StoreError, match="another process is writing it; try again"):
        open_store(tmp_path, Mode.WRITE)
    assert len(list(open_store(tmp_path).quads())) == 1


def test_damaged_files_are_called_so(tmp_path: Path) -> None:
    for part in ("ledger", "graph"):
        ox.Store(str(tmp_path / part))
        (tmp_path / part / "CURRENT").write_text("MANI")
    for mode in Mode:
        with pytest.raises(StoreError, match="its files are damaged; put back a copy, or build a new store"):
            open_store(tmp_path, mode)


def test_a_store_that_was_killed_while_it_was_made_is_made_again(tmp_path: Path) -> None:
    for part in ("ledger.making", "graph.making"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "CURRENT").write_text("MANIFEST-0")
    with pytest.raises(StoreError, match="no store here"):
        open_store(tmp_path)
    open_store(tmp_path, Mode.WRITE).change((), (said("a"),))
    assert len(list(open_store(tmp_path).quads())) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph", "ledger"]

"""Real servers on the loopback address answer as the embedded store does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import ReadError, StoreError
from kg.pipeline import build, retract
from kg.query import explain, find, questions
from kg.query.saved import Question
from kg.rdf import vocabulary as v
from kg.rdf.iris import consolidated_graph
from kg.store import Mode, Remote, Store, open_store, remote
from kg.store.address import is_virtuoso
from kg.store.distant import RemoteStore
from kg.store.mark import JSON, rows
from kg.store.push import join, push
from kg.store.web import Web
from tests.stages import WORLD
from tests.store.servers import SERVERS, Addresses, served

# cells of names that GROUP_CONCAT joins: Virtuoso takes no heed of the order of a sub-select
JOINED = frozenset({"with", "where", "who", "signed", "posts", "sender", "articles"})
Seen = frozenset[tuple[str, int]]
ARTICLES = tuple(f"{name}={number % 2}" for number, name in enumerate("abcdefghij"))


@pytest.fixture(scope="module", params=SERVERS)
def addresses(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Addresses]:
    with served(request.param, tmp_path_factory.mktemp("server")) as found:
        yield found


@pytest.fixture(scope="module")
def place(addresses: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Remote:
    work = tmp_path_factory.mktemp("copies") / "work"
    place = remote(addresses.url, work=work, graphs_url=addresses.graphs_url, environment={})
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


def answers(store: Store, sparql: str, unordered: frozenset[str]) -> list[tuple[object, ...]]:
    found = store.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = (tuple(zip(names, row, strict=True)) for row in found)
    shown = (tuple(parts(term) if name in unordered else term for name, term in row) for row in rows)
    return sorted(shown, key=str)


def parts(term: object) -> list[str]:
    return sorted(term.value.split(", ")) if isinstance(term, ox.Literal) else []


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
    unordered = JOINED if is_virtuoso(opened(place).server) else frozenset()
    far, near = (
        answers(store, question.sparql, unordered) for store in (RemoteStore(place), open_store(place.work))
    )
    assert far == near


def test_what_others_hold_is_not_seen(place: Remote, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["addresses"] == "oxigraph-union":
        pytest.skip("with --union-default-graph Oxigraph's server takes no heed of FROM")
    web, far, near = opened(place), RemoteStore(place), open_store(place.work)
    web.update(f"INSERT DATA {{ GRAPH <urn:others> {{ <urn:a> a {v.ARTICLE} ; <urn:b> <urn:c> }} }}")
    for text in ("SELECT DISTINCT ?p { ?s ?p ?o }", f"SELECT DISTINCT ?s {{ ?s a {v.ARTICLE} }}"):
        assert answers(far, text, frozenset()) == answers(near, text, frozenset())
    web.update("DROP SILENT GRAPH <urn:others>")


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
    web = opened(place)
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
    if place.user is None:
        pytest.skip("this server asks nobody who he is")
    web = opened(remote(place.url.replace("//", "//dba:wrong@"), work=tmp_path / "work", environment={}))
    with pytest.raises(StoreError, match="these are refused"):
        web.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")


def test_readers_see_what_was_or_what_is(place: Remote) -> None:
    before = view(opened(place))
    join(place)
    build([f"{article[0]}=7" for article in ARTICLES], place.work, WORLD, skipped=refuse)
    with watching(place) as seen:
        push(place)
    assert seen | {before} == {before, view(opened(place))}
    assert len(seen | {before}) == 2


def test_a_store_that_somebody_changed_is_never_empty(place: Remote) -> None:
    whole, web = view(opened(place)), opened(place)
    lost = sorted(str(quad.triple) for quad in open_store(place.work).quads(consolidated_graph()))[:5]
    web.update(f"DELETE DATA {{ GRAPH {consolidated_graph()} {{ {' . '.join(lost)} }} }}")
    web.update(f"INSERT {{ GRAPH {consolidated_graph()} {{ _:a <urn:p> _:b }} }} WHERE {{ }}")
    changed = view(web)
    with watching(place) as seen:
        published(place)
    assert seen <= {changed, whole}
    assert view(web) == whole
    assert_equal(place)


def opened(place: Remote) -> Web:
    """Somebody who speaks to the server, and knows which it is."""
    web = Web(place)
    web.query("ASK {}", JSON)
    return web


@contextmanager
def watching(place: Remote) -> Iterator[set[Seen]]:
    """What readers see until the block ends."""
    seen, ended = set[Seen](), threading.Event()

    def watch() -> None:
        web = opened(place)
        while not ended.is_set():
            seen.add(view(web))

    reader = threading.Thread(target=watch)
    reader.start()
    try:
        yield seen
    finally:
        ended.set()
        reader.join()


def view(web: Web) -> Seen:
    """How often articles have each title, and how much the shared graph holds."""
    titles = f"GRAPH ?g {{ ?s {v.HEADLINE} ?title }}"
    shared = f'GRAPH {consolidated_graph()} {{ ?s ?p ?o }} BIND("shared" AS ?title)'
    asked = f"SELECT ?title (COUNT(*) AS ?n) {{ {{ {titles} }} UNION {{ {shared} }} }} GROUP BY ?title"
    return frozenset((row["title"].value, int(row["n"].value)) for row in rows(web, asked))

"""A store elsewhere says what its working copy says, whatever fails on the way."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, ReadError, StoreError
from kg.pipeline import build, retract
from kg.rdf.iris import consolidated_graph
from kg.store import Mode, OxigraphStore, Remote, distant, open_store, remote
from kg.store.distant import RemoteStore
from kg.store.journal import Journal, Phase, net
from kg.store.mark import GRAPH, batches, statements
from kg.store.push import join, push
from kg.store.web import TRIES
from tests.stages import WORLD
from tests.store.endpoint import BASIC, DEADLOCK, DROP, Endpoint

ARTICLES = ("a=1", "b=2", "c=1")
QUICK = 0.001  # seconds before another try


def refuse(error: ReadError) -> None:
    pytest.fail(str(error))


def built(place: Remote, *inputs: str) -> set[ox.Quad]:
    """Build and push; what the working copy holds."""
    join(place, QUICK)
    build(inputs, place.work, WORLD, skipped=refuse)
    push(place, QUICK)
    return held(place)


def held(place: Remote) -> set[ox.Quad]:
    return set(open_store(place.work).quads())


def test_what_is_built_replaced_and_retracted_is_there_too(endpoint: Endpoint, place: Remote) -> None:
    assert built(place, *ARTICLES) == endpoint.quads != set()
    before = endpoint.quads
    assert built(place, "a=3") == endpoint.quads != before
    retract(["b"], place.work, WORLD)
    push(place, QUICK)
    assert endpoint.quads == held(place)


def test_the_same_again_sends_nothing(endpoint: Endpoint, place: Remote) -> None:
    built(place, *ARTICLES)
    sent = len(endpoint.updates())
    built(place, *ARTICLES)
    assert len(endpoint.updates()) == sent


def test_a_small_change_is_sent_alone(endpoint: Endpoint, place: Remote) -> None:
    everything = len(built(place, *(f"a{number}=1" for number in range(20))))
    before = len(endpoint.updates())
    built(place, "a3=2")
    sent = "".join(endpoint.updates()[before:])
    assert 0 < sent.count(" .\n") < everything / 2


def test_whole_graphs_go_by_the_graph_store_protocol(endpoint: Endpoint, tmp_path: Path) -> None:
    graphs = endpoint.url.replace("query", "graphs")
    place = remote(endpoint.url, work=tmp_path / "work", graphs_url=graphs, environment={})
    assert built(place, *ARTICLES) == endpoint.quads
    assert "/graphs" in {path for path, _ in endpoint.asked}
    assert not any(path == "/update" and "article" in text for path, text in endpoint.asked)


@pytest.mark.parametrize("fault", [DROP, DEADLOCK, 429, 500, 502, 503, 504])
def test_what_fails_for_a_moment_is_sent_again(endpoint: Endpoint, place: Remote, fault: int) -> None:
    join(place, QUICK)
    build(ARTICLES, place.work, WORLD, skipped=refuse)
    endpoint.faults = [None, None, None, fault, fault, None, fault]
    push(place, QUICK)
    assert endpoint.quads == held(place)
    assert not endpoint.faults


def test_a_store_that_stays_away_is_one_clear_error(endpoint: Endpoint, place: Remote) -> None:
    endpoint.faults = [503] * 100
    with pytest.raises(StoreError, match=r"HTTP 503: not now"):
        join(place, QUICK)
    assert len(endpoint.asked) == TRIES + 1


def test_a_store_says_when_to_ask_again(endpoint: Endpoint, place: Remote) -> None:
    endpoint.faults, endpoint.headers = [503], {"Retry-After": "0"}
    join(place, wait=50)
    assert len(endpoint.asked) == 2


@pytest.mark.parametrize("seed", range(12))
def test_a_push_that_was_killed_goes_on(endpoint: Endpoint, place: Remote, seed: int) -> None:
    random = Random(seed)
    built(place, *ARTICLES) if seed % 2 else join(place, QUICK)
    build(("a=3", "d=1"), place.work, WORLD, skipped=refuse)
    endpoint.faults = [*([None] * random.randint(1, 4 if seed % 2 else 12)), *([403] * 3)]
    with pytest.raises(StoreError, match="HTTP 403"):
        push(place, QUICK)
    endpoint.faults = []
    build(("b=4",), place.work, WORLD, skipped=refuse)
    push(place, QUICK)
    assert endpoint.quads == held(place)


def test_a_store_that_was_emptied_is_filled_again(endpoint: Endpoint, place: Remote) -> None:
    whole = built(place, *ARTICLES)
    endpoint.database.clear()
    assert built(place) == whole == endpoint.quads


def test_a_store_that_somebody_changed_is_filled_again(endpoint: Endpoint, place: Remote) -> None:
    whole = built(place, *ARTICLES)
    lost = next(iter(endpoint.database.quads_for_pattern(None, None, None, consolidated_graph())))
    endpoint.database.remove(lost)
    assert built(place) == whole == endpoint.quads


def test_what_belongs_to_others_stays(endpoint: Endpoint, place: Remote) -> None:
    other = ox.Quad(ox.NamedNode("a:b"), ox.NamedNode("a:c"), ox.Literal("x"), ox.NamedNode("a:g"))
    endpoint.database.add(other)
    whole = built(place, *ARTICLES)
    assert endpoint.quads == whole | {other}


def test_another_working_copy_is_refused(endpoint: Endpoint, place: Remote, tmp_path: Path) -> None:
    built(place, *ARTICLES)
    before = endpoint.quads
    with pytest.raises(StoreError, match="another working copy"):
        join(remote(endpoint.url, work=tmp_path / "other", environment={}), QUICK)
    assert endpoint.quads == before


def test_a_silent_loss_is_told(endpoint: Endpoint, place: Remote) -> None:
    join(place, QUICK)
    build(ARTICLES, place.work, WORLD, skipped=refuse)
    endpoint.forgets = "graph/standard"
    with pytest.raises(StoreError, match="other statements than were sent"):
        push(place, QUICK)
    endpoint.forgets = None
    push(place, QUICK)
    assert endpoint.quads == held(place)


def test_user_and_password_are_sent_when_asked_for(endpoint: Endpoint, place: Remote, tmp_path: Path) -> None:
    endpoint.wants = BASIC
    with pytest.raises(StoreError, match=r"set KG_STORE_USER and KG_STORE_PASSWORD$"):
        join(place, QUICK)
    url = endpoint.url.replace("//", "//анна:сек%3Aрет@")
    known = remote(url, work=tmp_path / "known", environment={})
    assert built(known, *ARTICLES) == endpoint.quads
    wrong = remote(endpoint.url, environment={"KG_STORE_USER": "анна", "KG_STORE_PASSWORD": "geheim"})
    with pytest.raises(StoreError, match="these are refused") as refused:
        RemoteStore(wrong, QUICK)
    assert "geheim" not in str(refused.value) + repr(wrong) + str(wrong) + repr(known)


def test_addresses_of_updates_follow_from_that_of_queries() -> None:
    def updates(url: str, server: str = "", user: str | None = "u") -> str:
        return remote(url, environment={"KG_STORE_USER": user} if user else {}).updates(server)

    virtuoso = "Virtuoso/07.20.3229 (Linux)"
    assert updates("http://h/sparql", virtuoso) == "http://h/sparql-auth"
    assert updates("http://h/sparql", virtuoso, None) == "http://h/sparql"
    assert updates("http://h/ds/query") == updates("http://h/ds/sparql") == "http://h/ds/update"
    assert updates("http://h/repositories/kg") == "http://h/repositories/kg/statements"
    assert updates("http://h/ds") == "http://h/ds"


@pytest.mark.parametrize("url", ["http://", "http://u:geheim@:80/", "https://h:port/", "http://h/\n"])
def test_a_wrong_address_is_told_without_what_it_holds(url: str) -> None:
    with pytest.raises(StoreError, match="not an address") as error:
        remote(url)
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize("union", [True, False])
def test_readers_see_the_same_graphs(endpoint: Endpoint, place: Remote, union: bool) -> None:
    whole = built(place, *ARTICLES)
    endpoint.union = union
    far, near = RemoteStore(place, QUICK), open_store(place.work)
    assert set(far.quads()) == whole
    assert list(far.graphs()) == list(near.graphs())
    for text in ("SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s a ?c } }"):
        answers = [{str(row) for row in store.query(text)} for store in (far, near)]  # type: ignore[union-attr]
        assert answers[0] == answers[1] != set()
    triples = [{str(t) for t in store.query("CONSTRUCT WHERE { ?s a ?o }")} for store in (far, near)]  # type: ignore[union-attr]
    assert triples[0] == triples[1] != set()
    assert bool(far.query("ASK { ?s ?p ?o }")) is True
    assert far.base == near.base
    assert far.settled


def test_many_graphs_need_a_server_that_joins_them(
    endpoint: Endpoint, place: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(place, *ARTICLES)
    monkeypatch.setattr(distant, "MOST_NAMED", 2)
    assert bool(RemoteStore(place, QUICK).query(f"ASK {{ {GRAPH} ?p ?o }}"))
    endpoint.union = False
    with pytest.raises(StoreError, match="6 graphs are too many to name"):
        RemoteStore(place, QUICK).query("ASK { ?s ?p ?o }")


def test_readers_ask_nothing_that_is_no_query(endpoint: Endpoint, place: Remote) -> None:
    built(place, *ARTICLES)
    far = RemoteStore(place, QUICK)
    asked = len(endpoint.asked)
    for text in ("DROP ALL", "LOAD <http://a.example/>", "SELECT * { SERVICE <http://a.example/> { } }", "?"):
        with pytest.raises(QueryError):
            far.query(text)
    assert len(endpoint.asked) == asked


def test_an_answer_that_was_cut_off_is_none(endpoint: Endpoint, place: Remote) -> None:
    built(place, *ARTICLES)
    endpoint.headers = {"X-SPARQL-MaxRows": "5"}
    far = RemoteStore(place, QUICK)
    with pytest.raises(QueryError, match="5 rows at most"):
        far.query("SELECT * { ?s ?p ?o }")
    few = far.query("SELECT * { ?s ?p ?o } LIMIT 4")
    assert isinstance(few, ox.QuerySolutions)
    assert len(list(few)) == 4


def test_readers_are_told_of_an_empty_store(place: Remote) -> None:
    with pytest.raises(StoreError, match="no graphs of kg here"):
        RemoteStore(place, QUICK)


def quad(number: int, graph: str = "a:g") -> ox.Quad:
    return ox.Quad(
        ox.NamedNode(f"a:{number}"),
        ox.NamedNode("a:p"),
        ox.Literal("a\n=\n", language="ru"),
        ox.NamedNode(graph),
    )


def test_a_journal_keeps_whole_entries_only(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.note(type(journal.progress)("copy", Phase.LEVEL))
    journal.change([quad(1)], [quad(2)])
    journal.drop(ox.NamedNode("a:g"))
    journal.change([], [quad(3)])
    whole = list(Journal(tmp_path / "journal").entries())
    assert [len(entry.added) for entry in whole] == [1, 0, 1]
    path = tmp_path / "journal" / "changes"
    for size in range(path.stat().st_size):
        path.write_bytes(path.read_bytes()[:-1]) if size else None
        assert list(Journal(tmp_path / "journal").entries()) == whole[: len(list(journal.entries()))]
    assert net(whole) == ({ox.NamedNode("a:g")}, set(), {quad(3)})


def test_a_change_that_was_noted_and_not_made_is_made(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store", Mode.WRITE, journal=True)
    assert store.journal is not None
    store.journal.note(type(store.journal.progress)("copy", Phase.LEVEL))
    store.change([], [quad(1), quad(2)])
    store.journal.change([quad(1)], [quad(3)])
    del store
    assert set(open_store(tmp_path / "store", Mode.WRITE).quads()) == {quad(2), quad(3)}


def test_statements_are_bounded_and_of_one_graph() -> None:
    texts = list(statements("DELETE", [quad(n, g) for n in range(1500) for g in ("a:g", "a:h")]))
    assert [text.count(" .\n") for text in texts] == [1000, 500, 1000, 500]
    assert all(("a:g>" in text) != ("a:h>" in text) for text in texts)
    assert list(batches(["дд", "д", "д"], 4, 9)) == ["дд", "дд"]


def test_a_store_in_memory_notes_nothing() -> None:
    assert OxigraphStore.in_memory().journal is None

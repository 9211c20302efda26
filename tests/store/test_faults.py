"""Servers and what stands before them answer wrongly, late, or in part: one clear error, or another try."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from urllib3.connection import HTTPConnection

from kg.cli import run
from kg.errors import StoreError
from kg.pipeline import build
from kg.store import Remote, remote, web
from kg.store.distant import RemoteStore
from kg.store.mark import JSON
from kg.store.push import join, push
from kg.store.web import TRIES
from tests.stages import WORLD
from tests.store.doorkeeper import Doorkeeper
from tests.store.endpoint import CUT, DEADLOCK, PAGES, SLEEP, Endpoint, serving
from tests.store.test_remote import ARTICLES, QUICK, built, held, refuse


def test_the_time_that_a_server_asks_for_is_waited(endpoint: Endpoint, place: Remote) -> None:
    endpoint.faults, endpoint.headers = [503, 429], {"Retry-After": "1"}
    begin = time.monotonic()
    join(place, QUICK)
    assert time.monotonic() - begin >= 2
    assert len(endpoint.asked) == 3


def test_a_server_that_asks_for_hours_is_waited_for_a_minute(
    endpoint: Endpoint, place: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = list[float]()
    monkeypatch.setattr(time, "sleep", waited.append)
    endpoint.faults, endpoint.headers = [503], {"Retry-After": "7200"}
    join(place, QUICK)
    assert max(waited) == web.LONGEST_ASKED


def test_waits_grow_and_differ(endpoint: Endpoint, place: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    waited = list[float]()
    monkeypatch.setattr(time, "sleep", waited.append)
    endpoint.faults = [503] * TRIES
    join(place)
    backed = [seconds for seconds in waited if seconds > 0.01]
    assert len(backed) >= TRIES - 1
    assert sum(backed) < 120
    assert backed[-1] > 10 * backed[0]
    assert len({round(seconds, 6) for seconds in backed}) > TRIES / 2


def test_a_question_that_was_given_up_for_another_is_asked_again(endpoint: Endpoint, place: Remote) -> None:
    asker = web.Web(place, wait=0.001)
    endpoint.faults = [DEADLOCK, DEADLOCK]
    assert b"true" in asker.query("ASK {}", JSON).body
    endpoint.faults = [DEADLOCK] * (TRIES + 1)
    with pytest.raises(StoreError, match="deadlocked"):
        asker.query("ASK {}", JSON)
    assert not endpoint.faults


def test_a_question_that_fails_otherwise_is_asked_once(endpoint: Endpoint, place: Remote) -> None:
    endpoint.faults = [500]
    with pytest.raises(StoreError, match="HTTP 500: not now"):
        web.Web(place).query("ASK {}", JSON)
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize("fault", [CUT, SLEEP])
def test_an_answer_that_breaks_off_or_never_comes_is_asked_for_again(
    endpoint: Endpoint, place: Remote, fault: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "ANSWER", 0.5)
    join(place, QUICK)
    build(ARTICLES, place.work, WORLD, skipped=refuse)
    endpoint.faults = [fault, None, fault, None, fault]
    push(place, QUICK)
    assert endpoint.quads == held(place)
    assert not endpoint.faults


def test_a_server_that_is_silent_is_not_asked_for_ever(
    endpoint: Endpoint, place: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "ANSWER", 0.1)
    endpoint.faults = [SLEEP] * 20
    with pytest.raises(StoreError, match=r"no answer, tried again and again \(ReadTimeoutError\)"):
        join(place, QUICK)
    assert len(endpoint.asked) == 1 + web.SILENT


def test_a_port_where_nobody_listens_is_one_clear_error_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, connect = [], HTTPConnection.connect

    def counted(connection: HTTPConnection) -> None:
        tried.append(connection)
        connect(connection)

    monkeypatch.setattr(HTTPConnection, "connect", counted)
    with serving() as gone:
        url = gone.url
    with pytest.raises(StoreError, match=r"no answer, tried again and again \(NewConnectionError\)"):
        join(remote(url, work=tmp_path / "work", environment={}), QUICK)
    assert len(tried) == 1 + web.UNMET


READ: list[Callable[[RemoteStore], object]] = [
    lambda store: store.query("SELECT * { ?s ?p ?o }"),
    lambda store: store.query("ASK { ?s ?p ?o }"),
    lambda store: store.query("CONSTRUCT WHERE { ?s ?p ?o }"),
    lambda store: list(store.quads()),
    lambda store: list(store.graphs()),
]


@pytest.mark.parametrize("number", range(len(READ)))
@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_place_of_an_answer_is_one_clear_error(
    endpoint: Endpoint, place: Remote, number: int, page: int
) -> None:
    built(place, *ARTICLES)
    store = RemoteStore(place, QUICK)
    endpoint.faults = [page] * 20
    with pytest.raises(StoreError, match="does not speak SPARQL: no"):
        READ[number](store)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_swallowed_is_sent_again(endpoint: Endpoint, place: Remote, page: int) -> None:
    built(place, *ARTICLES)
    build(("a=3",), place.work, WORLD, skipped=refuse)
    endpoint.faults = [None, page]
    with pytest.raises(StoreError, match="other statements than were sent"):
        push(place, QUICK)
    push(place, QUICK)
    assert endpoint.quads == held(place)


def test_a_login_page_is_one_line(endpoint: Endpoint, capsys: pytest.CaptureFixture[str]) -> None:
    endpoint.faults = [max(PAGES)] * 20
    assert run(["query", "ASK {}", "--store", endpoint.url]) == 2
    assert capsys.readouterr().err == f"kg: {endpoint.url}: does not speak SPARQL: no results in JSON\n"


@pytest.mark.parametrize("scheme", ["Basic", "MD5", "SHA-256"])
@pytest.mark.parametrize("also", ["", "Negotiate, ", 'Bearer realm="x", '])
def test_servers_are_told_who_asks(endpoint: Endpoint, tmp_path: Path, scheme: str, also: str) -> None:
    endpoint.door = Doorkeeper(scheme, "анна", "сек:рет", also)
    known = remote(endpoint.url.replace("//", "//анна:сек%3Aрет@"), work=tmp_path / "known", environment={})
    assert built(known, *ARTICLES) == endpoint.quads
    assert endpoint.door.challenges == 2  # for who builds and for who sends
    wrong = remote(endpoint.url.replace("//", "//анна:x@"), work=tmp_path / "wrong", environment={})
    with pytest.raises(StoreError, match="these are refused"):
        join(wrong, QUICK)


def test_a_challenge_that_goes_stale_is_answered_anew(endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.door = Doorkeeper("MD5", "u", "p", lasts=3)
    known = remote(endpoint.url.replace("//", "//u:p@"), work=tmp_path / "known", environment={})
    assert built(known, *ARTICLES) == endpoint.quads
    assert endpoint.door.challenges > 3


@pytest.mark.parametrize(
    "challenge", ["Digest realm=x", "Digest realm=x, nonce=y, algorithm=CRC", "Digest qop=z"]
)
def test_a_challenge_that_nobody_understands_is_one_clear_error(
    endpoint: Endpoint, tmp_path: Path, challenge: str
) -> None:
    endpoint.faults, endpoint.headers = [401] * 5, {"WWW-Authenticate": challenge}
    with pytest.raises(StoreError, match="these are refused"):
        join(remote(endpoint.url.replace("//", "//u:p@"), work=tmp_path / "w", environment={}), QUICK)

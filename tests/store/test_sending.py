"""What changes together is sent together."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.pipeline import build
from kg.rdf.iris import consolidated_graph
from kg.store import Remote, remote
from kg.store import sending as sending_module
from kg.store.distant import RemoteStore
from kg.store.mark import GRAPH, read_mark
from kg.store.push import join, push
from kg.store.sending import Bounds
from kg.store.web import Web
from tests.stages import WORLD
from tests.store.endpoint import Endpoint
from tests.store.test_remote import ARTICLES, QUICK, built, held, refuse


@pytest.fixture
def place(place: Remote) -> Remote:
    """The store, filled."""
    built(place, *ARTICLES)
    return place


def sent_by(endpoint: Endpoint, place: Remote, *inputs: str) -> list[str]:
    """The updates that a build ends in."""
    before = len(endpoint.updates())
    assert built(place, *inputs) == endpoint.quads
    return endpoint.updates()[before:]


def test_a_change_is_one_update_with_the_mark_in_it(endpoint: Endpoint, place: Remote) -> None:
    (sent,) = sent_by(endpoint, place, "a=3", "d=1")
    assert "DELETE DATA" in sent
    assert GRAPH.value in sent
    assert read_mark(Web(place)).positions == {2}


def test_a_change_too_large_for_one_update_is_told_until_it_is_there(
    endpoint: Endpoint, place: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending_module, "BOUNDS", Bounds(50, 1_000_000))
    told = list[bool]()
    endpoint.heard = lambda: told.append(
        bool(list(endpoint.database.quads_for_pattern(None, None, YES, GRAPH)))
    )
    sent = sent_by(endpoint, place, "a=3", "d=1")
    assert len(sent) > 3
    after = told[-len(sent) - 4 :]
    assert after.count(True) == len(sent) - 1
    assert RemoteStore(place).settled


YES = ox.Literal("yes")


def test_what_is_said_of_one_thing_changes_at_once(
    endpoint: Endpoint, place: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending_module, "BOUNDS", Bounds(20, 1_000_000))
    sent = sent_by(endpoint, place, "a=3", "b=3")
    subjects = [{line.split()[0] for line in text.splitlines() if line.endswith(" .")} for text in sent]
    things = [each - {str(GRAPH)} for each in subjects]
    assert len(things) > 3
    assert sum(map(len, things)) == len(set.union(*things))


def test_a_server_that_takes_less_at_once_gets_less(endpoint: Endpoint, place: Remote) -> None:
    endpoint.most = 40_000
    sent = sent_by(endpoint, place, *(f"{name}=3" for name in "abcdef"))
    assert max(map(len, sent)) > endpoint.most > len(sent[-1])
    endpoint.most = 1_000
    join(place, QUICK)
    build(["a=5"], place.work, WORLD, skipped=refuse)
    with pytest.raises(StoreError, match="HTTP 413"):
        push(place, QUICK)
    endpoint.most = None
    push(place, QUICK)
    assert endpoint.quads == held(place)


def test_of_a_store_that_was_changed_only_the_difference_is_sent(endpoint: Endpoint, place: Remote) -> None:
    name = consolidated_graph()
    lost = list(endpoint.database.quads_for_pattern(None, None, None, name))[:3]
    for quad in lost:
        endpoint.database.remove(quad)
    endpoint.database.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c"), name))
    (sent,) = sent_by(endpoint, place)
    assert (sent.count(" .\n"), sent.count("DROP")) == (3 + 1 + 2, 0)  # 2 of the mark


def test_statements_about_nameless_things_go_too(endpoint: Endpoint, place: Remote) -> None:
    odd = ox.Quad(ox.BlankNode(), ox.NamedNode("urn:b"), ox.BlankNode(), consolidated_graph())
    endpoint.database.add(odd)
    (sent,) = sent_by(endpoint, place)
    assert sent.count("DROP") == 1


def test_nobody_reads_a_store_that_was_never_whole(endpoint: Endpoint, tmp_path: Path) -> None:
    place = remote(endpoint.url, work=tmp_path / "other", environment={})
    join(place, QUICK)
    build(ARTICLES, place.work, WORLD, skipped=refuse)
    endpoint.faults = [*([None] * 8), 403]
    with pytest.raises(StoreError, match="HTTP 403"):
        push(place, QUICK)
    with pytest.raises(StoreError, match="is being filled for the first time"):
        RemoteStore(place, QUICK)
    push(place, QUICK)
    assert RemoteStore(place, QUICK).settled

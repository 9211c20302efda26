"""Commands with the address of a store in place of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli import run
from kg.pipeline import build
from kg.store import remote
from kg.store.push import join, push
from tests.stages import WORLD
from tests.store.endpoint import Endpoint, serving
from tests.store.test_remote import refuse


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Endpoint, Path]]:
    folder = tmp_path_factory.mktemp("copies") / "work"
    with serving() as endpoint:
        place = remote(endpoint.url, work=folder, environment={})
        join(place)
        build(("a=1", "b=2"), folder, WORLD, skipped=refuse)
        push(place)
        yield endpoint, folder


@pytest.mark.parametrize(
    "command",
    [
        ["query", "visits-to-region"],
        ["query", "CONSTRUCT WHERE { ?s ?p ?o FILTER(isIRI(?o)) }"],
        ["query", "SELECT ?s { ?s a <https://w3id.org/entity-kg/ontology#Claim> } ORDER BY ?s"],
        ["export", "--format", "nquads", "--with-text"],
        ["map", "-o", "-"],
        ["explain", "place/RU-MOS"],
        ["query", "DROP ALL"],
    ],
)
def test_what_is_read_is_the_same(
    places: tuple[Endpoint, Path], capfdbinary: pytest.CaptureFixture[bytes], command: list[str]
) -> None:
    endpoint, folder = places
    codes = run([*command, "--store", endpoint.url])
    far = capfdbinary.readouterr()
    assert (run([*command, "--store", str(folder)]), capfdbinary.readouterr()) == (codes, far)
    assert far.out + far.err


def test_the_trace_is_in_the_working_copy(
    places: tuple[Endpoint, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "--with-trace", "--store", places[0].url]) == 2
    assert "the trace is kept beside the working copy" in capsys.readouterr().err


def test_a_wrong_address_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--store", "http://user:geheim@"]) == 2
    assert capsys.readouterr().err == (
        "kg: not an address of a store: give one such as https://example.org/sparql\n"
    )

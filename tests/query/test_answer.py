"""Answers in each format, and the process that gives them within a time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.query import Format, Request, ask
from kg.query.answer import answer, shortened
from kg.store import Mode, OxigraphStore, open_store

ROW = 'SELECT ?x ?n { ?x <http://www.w3.org/2004/02/skos/core#notation> "UY" BIND(1 AS ?n) }'
GRAPH = "CONSTRUCT { ?x <a:b> 2 . ?x <a:b> 1 } { BIND(<a:c> AS ?x) }"


def test_tables_show_names_for_iris(store: OxigraphStore) -> None:
    found = answer(store, Request(ROW))
    assert (found.columns, found.rows) == (("x", "n"), (("Уругвай", "1"),))


def test_csv_and_json_keep_iris(store: OxigraphStore) -> None:
    csv = answer(store, Request(ROW, format=Format.CSV)).text or ""
    assert csv.split() == ["x,n", "https://w3id.org/entity-kg/id/place/UY,1"]
    rows = json.loads(answer(store, Request(ROW, format=Format.JSON)).text or "")["results"]["bindings"]
    assert rows[0]["x"] == {"type": "uri", "value": "https://w3id.org/entity-kg/id/place/UY"}


def test_graphs_are_sorted_triples(store: OxigraphStore) -> None:
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    lines = [f'<a:c> <a:b> "{number}"^^{integer} .\n' for number in (1, 2)]
    assert answer(store, Request(GRAPH)).graph == "".join(lines)


@pytest.mark.parametrize(("query", "shown"), [("ASK {}", "yes"), ("ASK { <a:b> ?p ?o }", "no")])
def test_a_yes_or_no_is_a_table(store: OxigraphStore, query: str, shown: str) -> None:
    assert answer(store, Request(query)).rows == ((shown,),)


@pytest.mark.parametrize(
    ("query", "format", "message"),
    [(GRAPH, Format.CSV, "take --format turtle"), ("ASK {}", Format.TURTLE, "write CONSTRUCT")],
)
def test_formats_that_do_not_fit_are_refused(
    store: OxigraphStore, query: str, format: Format, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        answer(store, Request(query, format=format))


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/entity-kg/ontology#makes", "kg:makes"),
        ("https://w3id.org/entity-kg/id/visit/7", "visit/7"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_iris_without_a_name_are_shortened(iri: str, short: str) -> None:
    assert shortened(iri) == short


def test_a_process_gives_the_same_answer(folder: Path, store: OxigraphStore) -> None:
    assert ask(folder, Request(ROW), 60) == answer(store, Request(ROW))


def test_a_process_gives_deliberate_errors(folder: Path) -> None:
    with pytest.raises(QueryError, match="not a SPARQL query"):
        ask(folder, Request("SELEKT"), 60)


def test_a_query_past_its_time_is_ended(folder: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    with pytest.raises(QueryError, match=r"no answer within 0\.7 seconds; narrow the question"):
        ask(folder, Request(endless), 0.7)


def test_an_unsettled_store_is_named(tmp_path: Path) -> None:
    open_store(tmp_path, Mode.WRITE)
    assert "a build is running or was interrupted" in ask(tmp_path, Request("ASK {}"), 60).notes[0]

"""Exports: parsed back they are the same graph, and they do not hang on the order of quads."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import EXPORTERS, export
from kg.store import OxigraphStore

GRAPH = Path(__file__).parent.parent / "query" / "small.trig"
BODY = ox.NamedNode("https://schema.org/articleBody")
PARSED = {"turtle": ox.RdfFormat.TURTLE, "nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}
JSONLD = ox.RdfFormat.JSON_LD


def quads() -> list[ox.Quad]:
    return list(ox.parse(path=str(GRAPH), format=ox.RdfFormat.TRIG))


def written(found: list[ox.Quad], format: str) -> bytes:
    out = io.BytesIO()
    EXPORTERS[format](found, out)
    return out.getvalue()


@pytest.mark.parametrize("format", EXPORTERS)
def test_order_and_repeats_leave_no_trace(format: str) -> None:
    found = quads()
    assert written(found, format) == written([*reversed(found), *found], format)


@pytest.mark.parametrize("format", ["nquads", "trig"])
def test_formats_with_graphs_come_back_whole(format: str) -> None:
    assert set(ox.parse(written(quads(), format), format=PARSED[format])) == set(quads())


@pytest.mark.parametrize("format", ["turtle", "jsonld"])
def test_formats_without_graphs_hold_the_union(format: str) -> None:
    back = ox.parse(written(quads(), format), format=PARSED.get(format, JSONLD))
    assert {quad.triple for quad in back} == {quad.triple for quad in quads()}


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(sorted(EXPORTERS)))
def test_any_text_comes_back(text: str, format: str) -> None:
    node = ox.NamedNode("https://example.org/ё")
    said = ox.Quad(node, ox.NamedNode("https://example.org/says"), ox.Literal(text, language="ru"), node)
    back = ox.parse(written([said], format), format=PARSED.get(format, JSONLD))
    assert [quad.object for quad in back] == [said.object]


def test_jsonld_is_compact_and_typed() -> None:
    document = json.loads(written(quads(), "jsonld"))
    nodes = {node.get("id") or node["@id"]: node for node in document["@graph"]}
    visit = nodes["https://w3id.org/entity-kg/id/visit/1"]
    assert visit["startDate"] == "2023-09-04"
    assert "kg" in document["@context"]


def test_texts_are_left_out_unless_asked_for() -> None:
    store, article = OxigraphStore.in_memory(), ox.NamedNode("https://example.org/a")
    store.change((), [*quads(), ox.Quad(article, BODY, ox.Literal("Весь текст."), article)])
    without, whole = io.BytesIO(), io.BytesIO()
    export(store, "turtle", without)
    export(store, "turtle", whole, with_text=True)
    assert "Весь текст." not in without.getvalue().decode()
    assert "Весь текст." in whole.getvalue().decode()

"""Turtle: sorted, grouped, the same bytes for the same triples, and readable again."""

from __future__ import annotations

import io
import random

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import Graph

from kg.export.turtle import write_turtle
from kg.rdf.vocabulary import KG, TYPE, XSD_DATE

EX = "https://example.org/"
NODES = st.builds(
    lambda space, path: NamedNode(space + path.replace("%", "%25")),
    st.sampled_from([EX, KG]),
    st.text("ab/%20я.:;=()", min_size=1),
)
LITERALS = st.one_of(
    st.text().map(Literal),
    st.text().map(lambda text: Literal(text, language="ru")),
    st.integers().map(Literal),
    st.dates().map(lambda day: Literal(day.isoformat(), datatype=XSD_DATE)),
)
TRIPLES = st.lists(st.builds(Triple, NODES, st.one_of(NODES, st.just(TYPE)), st.one_of(NODES, LITERALS)))


def turtle(triples: list[Triple]) -> bytes:
    buffer = io.BytesIO()
    write_turtle(triples, buffer)
    return buffer.getvalue()


def test_layout() -> None:
    a, b = NamedNode(EX + "a"), NamedNode(EX + "b")
    triples = [
        Triple(b, TYPE, NamedNode(KG + "Visit")),
        Triple(a, NamedNode(KG + "stop"), b),
        Triple(a, NamedNode(KG + "kind"), Literal("план", language="ru")),
        Triple(a, NamedNode(KG + "stop"), a),
        Triple(a, TYPE, NamedNode(KG + "Visit")),
        Triple(a, NamedNode(KG + "stop"), b),
    ]
    assert turtle(triples).decode() == (
        "@prefix kg: <https://w3id.org/entity-kg/ontology#> .\n"
        "\n"
        "<https://example.org/a> a kg:Visit ;\n"
        '\tkg:kind "план"@ru ;\n'
        "\tkg:stop <https://example.org/a> , <https://example.org/b> .\n"
        "\n"
        "<https://example.org/b> a kg:Visit .\n"
    )


def test_no_triples_are_an_empty_file() -> None:
    assert turtle([]) == b""


@given(TRIPLES, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(triples: list[Triple], order: random.Random) -> None:
    shuffled = [*triples, *triples]
    order.shuffle(shuffled)
    assert turtle(shuffled) == turtle(triples)


@given(TRIPLES)
def test_it_reads_back_as_it_was(triples: list[Triple]) -> None:
    assert {quad.triple for quad in parse(turtle(triples), RdfFormat.TURTLE)} == set(triples)


def test_rdflib_reads_awkward_names() -> None:
    awkward = NamedNode(KG + "a%20b/c?d=1&e=(f)")
    text = Literal('"""\n\\ <b>\t\r\x07 \u2028 kg:x .\n')
    graph = Graph().parse(data=turtle([Triple(awkward, awkward, text)]), format="turtle")
    [(subject, _, value)] = graph
    assert (str(subject), str(value)) == (awkward.value, text.value)


def test_chunks_leave_no_seam() -> None:
    triples = [Triple(NamedNode(f"{EX}{i:06}"), TYPE, NamedNode(KG + "Visit")) for i in range(10_003)]
    lines = turtle(triples).decode().split("\n\n")
    assert lines[1:] == [f"<{EX}{i:06}> a kg:Visit ." for i in range(10_002)] + [
        f"<{EX}010002> a kg:Visit .\n"
    ]

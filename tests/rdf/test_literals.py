"""Python values as literals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model import Predicate
from kg.rdf import literals
from kg.rdf.vocabulary import XSD_DATE, XSD_DECIMAL

X = NamedNode("https://example.org/x")


@pytest.mark.parametrize(
    ("confidence", "written"),
    [
        (0, "0"),
        (1, "1"),
        (0.9, "0.9"),
        (0.904, "0.9"),
        (0.555, "0.56"),
        (0.999, "1"),
        (0.001, "0"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_confidence(confidence: float, written: str) -> None:
    assert literals.confidence_literal(confidence) == Literal(written, datatype=XSD_DECIMAL)


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan"), float("inf")])
def test_confidence_out_of_range(confidence: float) -> None:
    with pytest.raises(ValueError, match="not a confidence"):
        literals.confidence_literal(confidence)


@given(st.floats(-180, 180))
def test_a_store_keeps_coordinates_as_they_are_written(degrees: float) -> None:
    literal = literals.coordinate_literal(degrees)
    store = Store()
    store.add(Quad(X, X, literal))
    assert [quad.object for quad in store] == [literal]
    assert float(literal.value) == pytest.approx(degrees, abs=1e-6)


@pytest.mark.parametrize("day", ["2024-02-30", "13.05.2024", "2024", ""])
def test_no_date(day: str) -> None:
    with pytest.raises(ValueError):
        literals.date_literal(day)


def test_dates_come_as_dates_or_iso() -> None:
    expected = Literal("2024-05-13", datatype=XSD_DATE)
    assert literals.date_literal(date(2024, 5, 13)) == literals.date_literal("2024-05-13") == expected


@pytest.mark.parametrize(
    ("predicate", "value", "literal"),
    [
        (Predicate.STATUS, "planned", Literal("planned")),
        (Predicate.ROLE, "мэр", Literal("мэр", language="ru")),
        (Predicate.KIND, "план", Literal("план", language="ru")),
        (Predicate.START_DATE, "2024-05-13", Literal("2024-05-13", datatype=XSD_DATE)),
    ],
)
def test_fact_literal(predicate: Predicate, value: str, literal: Literal) -> None:
    assert literals.fact_literal(predicate, value) == literal


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert literals.text_literal("a\ud800\udfffb") == Literal("a\ufffd\ufffdb")

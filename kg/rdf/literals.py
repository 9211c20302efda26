"""Python values as RDF literals."""

from __future__ import annotations

import re
from datetime import date, datetime

from pyoxigraph import Literal

from kg.model import DATES, Predicate
from kg.rdf.vocabulary import XSD_DATE, XSD_DATE_TIME, XSD_DECIMAL

SURROGATE = re.compile("[\ud800-\udfff]")
RUSSIAN = frozenset(
    {Predicate.ROLE, Predicate.OCCUPATION, Predicate.KIND, Predicate.DEAL_TYPE, Predicate.WORDS}
)
CONFIDENCE_DIGITS = 2
COORDINATE_DIGITS = 6  # about 0.1 m


def text_literal(text: str, language: str | None = None) -> Literal:
    """A string as it is, tagged with `language` if one is given.

    Lone surrogates, which no RDF syntax can write, become U+FFFD: one code point each, so offsets stay right.
    """
    return Literal(SURROGATE.sub("\ufffd", text), language=language)


def date_literal(day: date | str) -> Literal:
    """A date (`date` or ISO 8601 string) as `xsd:date`. Raises ValueError if the string is no date."""
    return Literal(date.fromisoformat(str(day)).isoformat(), datatype=XSD_DATE)


def time_literal(moment: str) -> Literal:
    """A moment (ISO 8601) as `xsd:dateTime`. Raises ValueError if the string is none."""
    return Literal(datetime.fromisoformat(moment).isoformat(), datatype=XSD_DATE_TIME)


def decimal_literal(number: float, digits: int) -> Literal:
    """A number as `xsd:decimal` in canonical form (0.9, 1, -33.45), rounded to `digits` decimal places."""
    written = f"{number:.{digits}f}".rstrip("0").rstrip(".")
    return Literal("0" if written == "-0" else written, datatype=XSD_DECIMAL)


def confidence_literal(confidence: float) -> Literal:
    """A confidence, 0–1, to two digits. Raises ValueError outside that range."""
    if not 0 <= confidence <= 1:
        raise ValueError(f"not a confidence between 0 and 1: {confidence}")
    return decimal_literal(confidence, CONFIDENCE_DIGITS)


def coordinate_literal(degrees: float) -> Literal:
    """A latitude or longitude in degrees, WGS 84."""
    return decimal_literal(degrees, COORDINATE_DIGITS)


def fact_literal(predicate: Predicate, value: str) -> Literal:
    """The object of a fact under one of `DATES` or `TEXTS`: a date, Russian text or a plain status."""
    if predicate in DATES:
        return date_literal(value)
    return text_literal(value, "ru" if predicate in RUSSIAN else None)

"""Fair copies lead back to the text as given."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.text.faircopy import FairCopy, Rewrite, unchanged

TEXTS = st.text("аб- \u00ad", max_size=30)
PATTERNS = st.sampled_from([re.compile(pattern) for pattern in ("\u00ad+", "-", "а+", "а б", " +", r"$")])


def places(copy: FairCopy, given: str) -> list[tuple[str, str]]:
    return [(letter, given[copy.starts[at] : copy.stops[at]]) for at, letter in enumerate(copy.text)]


def test_an_unchanged_text_stands_where_it_stands() -> None:
    copy = unchanged("Тула")
    assert (copy.text, copy.given(Span(1, 3))) == ("Тула", Span(1, 3))


def test_what_is_left_out_stays_inside_what_is_around_it() -> None:
    copy = unchanged("Ту\u00adла \u00adжива").edited(re.compile("\u00ad"), lambda match: "")
    assert copy.text == "Тула жива"
    assert (copy.given(Span(0, 4)), copy.given(Span(5, 9))) == (Span(0, 5), Span(7, 11))


def test_a_letter_stands_for_all_that_it_is_written_for() -> None:
    copy = unchanged("Зима!!!!").edited(re.compile("а!+"), lambda match: "а!")
    assert places(copy, "Зима!!!!")[-2:] == [("а", "а"), ("!", "!!!!")]


def test_edits_of_edits_lead_to_the_text_as_given() -> None:
    copy = (
        unchanged("а--б")
        .edited(re.compile("--"), lambda match: "-")
        .edited(re.compile("-б"), lambda match: "я")
    )
    assert places(copy, "а--б") == [("а", "а"), ("я", "--б")]


def test_a_part_keeps_its_places() -> None:
    assert unchanged("Тула и Омск").part(7, 11).given(Span(0, 4)) == Span(7, 11)


def test_only_what_moves_nothing_leaves_all_in_place() -> None:
    assert unchanged("ТУЛА").respelled("Тула").is_in_place
    assert unchanged("Тула и Омск").part(0, 4).is_in_place
    assert not unchanged("Тула и Омск").part(7, 11).is_in_place
    assert not unchanged("Ту\u00adла").edited(re.compile("\u00ad"), lambda match: "").is_in_place


def test_other_letters_have_the_same_number() -> None:
    assert unchanged("ТУЛА").respelled("Тула").text == "Тула"
    with pytest.raises(ValueError, match="3 code points"):
        unchanged("ТУЛА").respelled("Тул")


def shorter(new: str) -> Rewrite:
    return lambda match: new[: len(match[0])]


@given(TEXTS, st.lists(st.tuples(PATTERNS, st.sampled_from(["", "я"])), max_size=4))
def test_places_are_ordered_and_inside(text: str, edits: list[tuple[re.Pattern[str], str]]) -> None:
    copy = unchanged(text)
    for pattern, new in edits:
        copy = copy.edited(pattern, shorter(new))
    assert len(copy.text) == len(copy.starts) == len(copy.stops)
    bounds = [bound for at in range(len(copy.text)) for bound in (copy.starts[at], copy.stops[at])]
    assert bounds == sorted(bounds)
    assert all(start < stop for start, stop in zip(copy.starts, copy.stops, strict=True))
    assert set(bounds) <= set(range(len(text) + 1))

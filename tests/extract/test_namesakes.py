"""Names of cities and regions that mean a body or a person, as far as the learned model sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import Annotator
from kg.extract import extract
from kg.extract.namesakes import seen_otherwise
from kg.gazetteer import Form, FormKind, gazetteer
from kg.model import Article, Cue, Kind, Span

CLUB, AGAIN = Span(0, 6), Span(20, 26)


def forms(word: str) -> tuple[Form, ...]:
    return gazetteer().lookup((word,))


def found(*seen: tuple[Span, str, float], word: str = "тамбов") -> frozenset[Span]:
    """The words of no place among two like words, of which the model sees some."""
    names = [(CLUB, forms(word)), (AGAIN, forms(word))]
    return seen_otherwise(gazetteer(), names, [Cue(*each) for each in seen])


def test_a_body_by_the_name_of_a_city_is_no_city() -> None:
    assert found((CLUB, "organization", 0.9), (AGAIN, "city", 0.9)) == {CLUB}
    assert found((CLUB, "person", 0.9), (AGAIN, "region", 0.4)) == {CLUB}


def test_a_name_in_which_nothing_is_seen_means_the_same_as_elsewhere_in_the_text() -> None:
    assert found((CLUB, "organization", 0.9)) == {CLUB, AGAIN}
    assert found((CLUB, "organization", 0.4)) == frozenset()
    assert found((CLUB, "city", 0.9)) == frozenset()
    assert found() == frozenset()


def test_names_that_countries_have_too_are_left_alone() -> None:
    seen = found((CLUB, "organization", 0.9), word="монако")
    assert AGAIN not in seen
    assert {gazetteer()[form.place].kind for form in forms("монако")} >= {Kind.COUNTRY}


@given(st.lists(st.sampled_from(["city", "region", "country", "event", "post"]), max_size=2))
def test_without_bodies_and_people_every_place_stays(labels: list[str]) -> None:
    assert found(*zip((CLUB, AGAIN), labels, (0.9, 0.9), strict=False)) == frozenset()


def test_forms_of_adjectives_stay_places() -> None:
    names = [(AGAIN, (Form(forms("тамбов")[0].place, FormKind.ADJECTIVE),))]
    assert seen_otherwise(gazetteer(), names, [Cue(CLUB, "organization", 0.9)]) == {CLUB}


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "word", "label", "kinds"),
    [
        ("Со счётом 2:0 «Тамбов» обыграл гостей.", "Тамбов", "organization", [Kind.ORGANIZATION]),
        ("Со счётом 2:0 Тамбов обыграл гостей.", "Тамбов", "city", [Kind.CITY]),
        ("Хуанхэ и Тамбов обыграли гостей.", "Тамбов", "organization", [Kind.ORGANIZATION]),
        ("Матч с «Тамбовом» был трудным.", "Тамбовом", "city", [Kind.ORGANIZATION]),
        ("Жители города Тамбова рады.", "Тамбова", "city", [Kind.CITY]),
        ("Игорь Тамбов пришёл. Встретились с Тамбовым.", "Тамбовым", "city", [Kind.PERSON]),
    ],
)
def test_what_is_mentioned(text: str, word: str, label: str, kinds: list[Kind]) -> None:
    document = Annotator(learned=False)(Article("a", text))
    span = Span(text.index(word), text.index(word) + len(word))
    told = extract(replace(document, cues=(Cue(span, label, 0.9),)))
    kind = {node.key: node.kind for node in told.nodes}
    assert [kind[each.node] for each in told.mentions if each.span == span] == kinds


@pytest.mark.models
def test_a_government_by_the_name_of_its_country_stays_a_place() -> None:
    document = Annotator(learned=False)(Article("a", "Гостей принимала Франция."))
    told = extract(replace(document, cues=(Cue(Span(17, 24), "organization", 0.9),)))
    assert Kind.COUNTRY in {node.kind for node in told.nodes}

"""The dictionary's own lookups find what pymorphy3's find."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymorphy3 import MorphAnalyzer

from kg.annotate.inflection import nominatives
from kg.annotate.models import morphology, paradigm_place

WORDS = (
    *("тверской", "елка", "ёлка", "все", "стали", "бенгалка", "а", "нью-йорк", "по-русски", "экс-мэра"),
    *("губернаторами", "лучших", "котовой", "фирузом", "кхм", "вице-губернатор", "12", "xiv", "«", "ё"),
)


@cache
def plain() -> Any:
    return MorphAnalyzer(lang="ru")


def said(parses: Any) -> list[tuple[Any, ...]]:
    return [(p.word, str(p.tag), p.normal_form, p.score, p.is_known) for p in parses]


@pytest.mark.parametrize("word", WORDS)
def test_words(word: str) -> None:
    assert said(morphology().parse(word)) == said(plain().parse(word))


@given(st.text("абеёиойвнстк-", min_size=1, max_size=9))
def test_any_letters(word: str) -> None:
    assert said(morphology().parse(word)) == said(plain().parse(word))


@pytest.mark.parametrize("word", WORDS)
def test_nominatives_by_paradigm_are_those_of_the_lexeme(word: str) -> None:
    for parse in morphology().parse(word):
        lexeme = [form.word for form in parse.lexeme if "nomn" in form.tag.grammemes]
        found = nominatives(parse)
        assert set(found) <= set(lexeme)
        assert bool(found) == bool(lexeme)
        if paradigm_place(parse) and parse.tag.case == "nomn":
            assert parse.word in found

"""The dictionary's own lookups find what pymorphy3's find."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymorphy3 import MorphAnalyzer

from kg.annotate.inflection import nominatives
from kg.annotate.lookup import lookup
from kg.annotate.models import learn, morphology, paradigm_place, parses

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


@given(st.lists(st.text("абеёиойвнстк-", min_size=1, max_size=9) | st.sampled_from(WORDS), max_size=9))
def test_words_looked_up_together(words: list[str]) -> None:
    found = dict(lookup().parses(words))
    known = {word for word in words if len(word) > 1 and plain().word_is_known(word)}
    assert known == found.keys()
    for word, readings in found.items():
        assert said(readings) == said(plain().parse(word))
        assert [each.methods_stack for each in readings] == [
            each.methods_stack for each in morphology().parse(word)
        ]


def test_letters_that_may_be_others_come_in_the_order_of_the_analyzer() -> None:
    words = ["все", "елке", "переезжает", "берег", "осел", "береженое", "зелененькие"]
    assert [said(found) for _, found in lookup().parses(words)] == [
        said(plain().parse(each)) for each in words
    ]


def test_what_was_learned_is_what_would_have_been_found() -> None:
    learn(["вышковская", "кафедрами", "«", "xiv", ""])
    assert said(parses("кафедрами")) == said(plain().parse("кафедрами"))
    assert said(parses("вышковская")) == said(plain().parse("вышковская"))


SAMPLE = sorted((Path(__file__).parents[2] / "data" / "articles").glob("*.txt"))
NEWS = sorted((Path(__file__).parents[3] / "shared" / "corpora" / "nerel" / "dev").glob("*.txt"))


@pytest.mark.parametrize("files", [SAMPLE, NEWS], ids=["sample", "news"])
def test_all_words_of_texts(files: list[Path]) -> None:
    if not files:
        pytest.skip("no texts")
    texts = [path.read_text(encoding="utf-8").lower() for path in files]
    words = sorted({word for text in texts for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text)})
    found = dict(lookup().parses(words))
    assert len(found) > len(words) / 2
    for word, readings in found.items():
        assert said(readings) == said(plain().parse(word))


@pytest.mark.parametrize("word", WORDS)
def test_nominatives_by_paradigm_are_those_of_the_lexeme(word: str) -> None:
    for parse in morphology().parse(word):
        lexeme = [form.word for form in parse.lexeme if "nomn" in form.tag.grammemes]
        found = nominatives(parse)
        assert set(found) <= set(lexeme)
        assert bool(found) == bool(lexeme)
        if paradigm_place(parse) and parse.tag.case == "nomn":
            assert parse.word in found

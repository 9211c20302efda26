"""Nominatives of words in context; the cases are in cases/nominatives.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import Annotator
from kg.annotate.inflection import forms, respell
from kg.annotate.models import parse_tag, parses
from kg.model import Article

FILE = Path(__file__).parent / "cases" / "nominatives.txt"
LINES = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.models
@pytest.mark.parametrize("line", LINES)
def test_nominative_in_context(annotator: Annotator, line: str) -> None:
    text, _, pairs = line.partition(" | ")
    expected = dict(pair.split(" → ") for pair in pairs.split("; "))
    tokens = [token for sentence in annotator(Article("case", text)).sentences for token in sentence.tokens]
    assert {token.text: token.nominative for token in tokens if token.text in expected} == expected


@pytest.mark.parametrize(
    ("word", "tag", "lemma", "nominative"),
    [
        ("Тульской", "ADJ|Case=Gen|Gender=Fem|Number=Sing", "тульский", "Тульская"),
        ("губернаторов", "NOUN|Animacy=Anim|Case=Gen|Gender=Masc|Number=Plur", "губернатор", "губернаторы"),
        ("АБВР", "PROPN|Case=Gen|Gender=Fem|Number=Sing", "абвр", "АБВР"),
        ("МИДом", "PROPN|Case=Ins|Gender=Masc|Number=Sing", "мид", "МИД"),
        ("вёсел", "NOUN|Animacy=Inan|Case=Gen|Gender=Neut|Number=Plur", "весло", "вёсла"),
        ("сел", "NOUN|Animacy=Inan|Case=Gen|Gender=Neut|Number=Plur", "село", "села"),
        ("быстро", "ADV|Degree=Pos", "быстро", "быстро"),
        ("Volvo", "PROPN|Case=Gen|Gender=Fem|Number=Sing", "volvo", "Volvo"),
    ],
)
def test_forms(word: str, tag: str, lemma: str, nominative: str) -> None:
    assert forms(word, parse_tag(tag)) == (lemma, nominative)


def test_equal_tags_share_their_features() -> None:
    assert parse_tag("NOUN|Case=Gen").feats is parse_tag("NOUN|Case=Gen").feats


@pytest.mark.parametrize(
    ("form", "word", "spelled"),
    [
        ("пётр", "Петром", "Петр"),
        ("семён", "Семёном", "Семён"),
        ("римский-корсаков", "Римским-Корсаковым", "Римский-Корсаков"),
        ("иванова-грач", "Ивановой-Грач", "Иванова-Грач"),
        ("область", "ОБЛАСТИ", "ОБЛАСТЬ"),
        ("я", "Я", "Я"),
        ("палочка", "ПалОчку", "ПалОчка"),
        ("пчёлы", "пчелам", "пчелы"),
    ],
)
def test_respelled_as_the_word(form: str, word: str, spelled: str) -> None:
    assert respell(form, word) == spelled


@pytest.mark.parametrize("word", ["\U00017000", "ф-\U00017000", "слово\U00017000ого", "\ue000"])
def test_letters_without_a_unicode_name_have_parses(word: str) -> None:
    assert parses(word)

"""Questions to the dependency tree, over sentences built by hand."""

from __future__ import annotations

import pytest

from kg.extract.phrases import left_edge, quoted
from kg.extract.syntax import ancestors, governor, is_negated, is_verb, preposition, subject, tense
from kg.model import Kind, Sentence
from tests.extract.by_hand import name, plain, reading, sentence

WENT = sentence(
    "Губернатор губернатор NOUN 2 nsubj Case=Nom",
    "поехал поехать VERB 0 root VerbForm=Fin Tense=Past",
    "в в ADP 4 case",
    "Сербию Сербия PROPN 2 obl Case=Acc",
)
PLANS = sentence(
    "Губернатор губернатор NOUN 2 nsubj Case=Nom",
    "планирует планировать VERB 0 root VerbForm=Fin Tense=Pres",
    "не не PART 4 advmod",
    "посещать посещать VERB 2 xcomp VerbForm=Inf",
    "Сербию Сербия PROPN 4 obj Case=Acc",
)
WHO_RETURNED = sentence(
    "Делегация делегация NOUN 5 nsubj Case=Nom",
    "которая который PRON 3 nsubj Case=Nom",
    "вернулась вернуться VERB 1 acl:relcl VerbForm=Fin Tense=Past",
    "вчера вчера ADV 3 advmod",
    "отдыхает отдыхать VERB 0 root VerbForm=Fin Tense=Pres",
)
WILL_BE = sentence(
    "Визит визит NOUN 3 nsubj Case=Nom",
    "будет быть AUX 3 aux",
    "длиться длиться VERB 0 root VerbForm=Inf",
)
TOLD = sentence(
    "Встретился встретиться VERB 0 root VerbForm=Fin Tense=Past",
    "с с ADP 3 case",
    "мэром мэр NOUN 1 obl Case=Ins",
    "Сомовым Сомов PROPN 3 appos Case=Ins",
    "и и CCONJ 6 cc",
    "Лужиной Лужина PROPN 4 conj Case=Ins",
)
CIRCLE = sentence("а а X 2 dep", "б б VERB 1 xcomp VerbForm=Inf")


def word(sentence: Sentence, token: int | None) -> str:
    return sentence.tokens[token].text if token is not None else "–"


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        (WENT, 1, "Губернатор"),
        (PLANS, 3, "Губернатор"),  # an infinitive shares the governing verb's
        (WHO_RETURNED, 2, "Делегация"),  # the relative word stands for its noun
        (WHO_RETURNED, 4, "Делегация"),
        (TOLD, 0, "–"),
        (CIRCLE, 1, "–"),
    ],
)
def test_subject(sentence: Sentence, verb: int, expected: str) -> None:
    assert word(sentence, subject(sentence, verb)) == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [(WENT, 1, "past"), (PLANS, 1, "future"), (PLANS, 3, "future"), (WILL_BE, 2, "future")],
)
def test_tense(sentence: Sentence, verb: int, expected: str) -> None:
    assert tense(sentence, verb) == expected


@pytest.mark.parametrize(("sentence", "verb", "expected"), [(WENT, 1, False), (PLANS, 3, True)])
def test_negation(sentence: Sentence, verb: int, expected: bool) -> None:
    assert is_negated(sentence, verb) is expected


def test_governor_is_the_nearest_verb_above() -> None:
    assert governor(WENT, 3) == 1
    assert governor(WENT, 1) is None
    assert list(ancestors(TOLD, 5)) == [3, 2, 0]


def test_short_adjectives_are_predicates() -> None:
    (ready, green) = sentence("готов готовый ADJ 0 root Variant=Short", "зелёный зелёный ADJ 1 amod").tokens
    assert is_verb(ready)
    assert not is_verb(green)


@pytest.mark.parametrize(
    ("sentence", "words", "start", "expected"),
    [
        (WENT, "Сербию", 3, "в"),
        (PLANS, "Сербию", 4, ""),
        (TOLD, "Сомовым", 3, "с"),
        (TOLD, "Лужиной", 5, "с"),
    ],
)
def test_preposition(sentence: Sentence, words: str, start: int, expected: str) -> None:
    view = reading(sentence)
    name(view, Kind.COUNTRY, words, 0, start)
    assert preposition(view.sentences[0], view.refs[0][0]) == expected


QUOTES = """
« Мост » = 3
« Мост » и дорога = 3
« Завод « Мост » » далее = 6
" Мост " далее = 3
„ Мост “ далее = 3
« Мост = –
Мост » = –
« а б в г д е ж з и к л м н » = –
"""


@pytest.mark.parametrize("line", QUOTES.strip().splitlines())
def test_quoted(line: str) -> None:
    text, stop = line.split(" = ")
    assert str(quoted(plain(text), 0) or "–") == stop


def test_quoted_past_the_end() -> None:
    assert quoted(plain("а"), 5) is None


def test_adjectives_before_a_noun_belong_to_it() -> None:
    tokens = sentence(
        "Увидели увидеть VERB 0 root VerbForm=Fin",
        "новый новый ADJ 4 amod Case=Acc",
        "речной речной ADJ 4 amod Case=Acc",
        "порт порт NOUN 1 obj Case=Acc",
    ).tokens
    assert left_edge(tokens, 3) == 1
    assert left_edge(tokens, 0) == 0

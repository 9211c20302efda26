"""Reprints are found, different texts on one event are not taken for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.reprints import SHARED, Printed, bands, originals, rank, shared, signature

TEXT = (
    "Делегация Вяземской области во главе с вице-губернатором Ильёй Корневым завершила поездку в Бишкек. "
    "За три дня гости побывали на швейной фабрике, в агротехнопарке и в национальном университете.\n\n"
    "Главным итогом стало соглашение о торговле, которое палаты двух столиц подписали в среду вечером. "
    "Документ обещает предпринимателям общий склад и упрощённые перевозки через казахстанскую границу.\n\n"
    "Следующую встречу стороны наметили на осень: киргизские садоводы привезут саженцы на ярмарку в Вязьму."
)
SAME_EVENT = (
    "Илья Корнев вернулся из Киргизии. Как рассказали в правительстве Вяземской области, вице-губернатор "
    "провёл в Бишкеке три дня, осмотрел швейную фабрику и договорился о саженцах для осенней ярмарки. "
    "Палаты двух сторон подписали соглашение о торговле. Теперь бизнес ждёт, когда откроется общий склад: "
    "перевозчики жалуются, что фуры стоят на границе с Казахстаном по двое суток, и надеются на перемены."
)
LEAD = "Об этом нашему корреспонденту рассказали в пресс-службе, подробности появятся на сайте позднее. "
COPIES: dict[str, Callable[[str], str]] = {
    "reprint": lambda text: text,
    "other case and marks": lambda text: text.upper().replace("Ё", "Е").replace("—", "-"),
    "cut": lambda text: text.rpartition("\n\n")[0],
    "other headline": lambda text: "Вяземские предприниматели возвращаются с договорами\n" + text,
    "lead-in": lambda text: LEAD + text,
    "edited": lambda text: text.replace("в среду вечером", "накануне").replace("Главным итогом", "Итогом"),
    "cut with a lead-in": lambda text: LEAD + text.rpartition("\n\n")[0],
}


@pytest.mark.parametrize("name", COPIES)
def test_copies_share_most(name: str) -> None:
    assert shared(signature(TEXT), signature(COPIES[name](TEXT))) >= SHARED


def test_two_texts_on_one_event_are_no_copies() -> None:
    assert shared(signature(TEXT), signature(SAME_EVENT)) < SHARED / 2


def test_few_words_are_like_nothing() -> None:
    assert signature("Делегация прибыла в Бишкек.") == b""
    assert shared(b"", b"") == 0


def test_the_library_still_makes_the_signatures_that_stores_hold() -> None:
    assert signature(TEXT)[:8].hex() == "ba657fb7040e42c0"


def printed(article: str, day: int | None, text: str) -> Printed:
    return Printed(article, date(2024, 5, day) if day else None, signature(text))


def test_the_earliest_printed_is_the_original_whatever_the_ids_say() -> None:
    articles = [printed("a", 9, TEXT), printed("b", 3, LEAD + TEXT), printed("c", 3, SAME_EVENT)]
    assert originals(articles) == {"a": "b"}


def test_without_a_date_an_article_is_the_copy() -> None:
    assert originals([printed("a", None, TEXT), printed("b", 30, TEXT)]) == {"a": "b"}


def test_a_copy_of_a_copy_is_of_the_same_text() -> None:
    words = [f"слово{number}" for number in range(100)]
    texts = [" ".join(words[:length]) for length in (100, 65, 40)]
    found = originals(printed(id, day, text) for id, day, text in zip("abc", (1, 2, 3), texts, strict=True))
    assert found == {"b": "a", "c": "a"}
    assert shared(signature(texts[0]), signature(texts[2])) < SHARED


WORDS = [f"слово{number}" for number in range(40)]


@st.composite
def worlds(draw: st.DrawFn) -> list[Printed]:
    """Texts with copies, in which a few words are others."""
    chance = Random(draw(st.integers(0, 10_000)))
    texts = [chance.choices(WORDS, k=60) for _ in range(3)]
    made = []
    for number in range(draw(st.integers(1, 9))):
        words = list(chance.choice(texts))
        for _ in range(draw(st.integers(0, 25))):
            words[chance.randrange(len(words))] = chance.choice(WORDS)
        day = draw(st.none() | st.integers(1, 5))
        made.append(printed(f"a{number}", day, " ".join(words)))
    return made


@given(worlds(), st.randoms())
def test_the_order_of_reading_does_not_matter(articles: list[Printed], chance: Random) -> None:
    shuffled = list(articles)
    chance.shuffle(shuffled)
    found = originals(articles)
    assert originals(shuffled) == found
    assert not found.keys() & set(found.values())


@given(worlds())
def test_every_copy_is_of_the_earliest_that_it_is_like(articles: list[Printed]) -> None:
    found, before = dict[str, str](), list[Printed]()
    for article in sorted(articles, key=rank):
        like = (
            each
            for each in before
            if shared(each.signature, article.signature) >= SHARED
            and set(bands(each.signature)) & set(bands(article.signature))
        )
        if first := next(like, None):
            found[article.article] = found.get(first.article, first.article)
        before.append(article)
    assert originals(articles) == found


@given(worlds())
def test_an_article_unlike_all_others_changes_nothing(articles: list[Printed]) -> None:
    alone = replace(printed("новая", 1, SAME_EVENT), published=None)
    assert originals([*articles, alone]) == originals(articles)

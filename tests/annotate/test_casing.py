"""Text in one case throughout gets the capitals that print would give it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.casing import recased

pytestmark = pytest.mark.models

PRINTED = [
    "Делегация Тверской области посетила КНР. Её возглавил министр торговли РФ Иван Сидоров.",
    "Вице-губернатор Анна Седых приняла посла США в Ростове-на-Дону и показала завод «Луч».",
    "Гости из Нижнего Новгорода встретились с Си Цзиньпином. Об этом сообщает ТПП.",
    "Главу региона С. Петрова ждали в Китайской Народной Республике, у нефтяников ООО «Заря».",
    "За 2024 г. экспорт составил 5 млн руб. и 3 тыс. долл., сообщил замгубернатора Павел Зимин.",
    "Министр Пётр Грач улетел в Ухань. Грач вернётся в среду, сообщили в МИД.",
]


@pytest.mark.parametrize("text", PRINTED)
def test_capitals_and_small_letters_are_retold(text: str) -> None:
    assert recased(text.upper()) == text
    assert recased(text.lower()) == text


def test_a_paragraph_in_capitals_is_retold_among_others() -> None:
    assert recased(PRINTED[0] + "\n" + PRINTED[1].upper()) == PRINTED[0] + "\n" + PRINTED[1]


@pytest.mark.parametrize(
    "text",
    [
        PRINTED[0],
        "БИЗНЕС И ВЛАСТЬ\nДелегация Тверской области посетила Китай и осмотрела порт.",
        "ЗАО «ЛУЧ»",
        "Мэр уехал.\nмэр вернулся в город и рассказал о поездке",
        "",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert recased(text) == text


@given(st.text("АБВГДЕИОНСТабвгдеионст .,-«»\nA1İ", max_size=120))
def test_places_of_letters_stay(text: str) -> None:
    assert recased(text.upper()[:120]).casefold() == text.upper()[:120].casefold()

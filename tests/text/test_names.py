"""Names of people: parts and strengths of sameness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.names import (
    PersonName,
    canonicalize,
    fingerprint,
    normalize,
    parse_name,
)

PARTS = [
    ("Пётр Лаврентьев", PersonName("Пётр", None, "Лаврентьев")),
    ("Пётр Олегович Лаврентьев", PersonName("Пётр", "Олегович", "Лаврентьев")),
    ("Лаврентьев Пётр Олегович", PersonName("Пётр", "Олегович", "Лаврентьев")),
    ("Лаврентьев", PersonName(None, None, "Лаврентьев")),
    ("П. Лаврентьев", PersonName(None, None, "Лаврентьев", ("П",))),
    ("П.О. Лаврентьев", PersonName(None, None, "Лаврентьев", ("П", "О"))),
    ("Лаврентьев П. О.", PersonName(None, None, "Лаврентьев", ("П", "О"))),
    ("Лаврентьев ПО", PersonName("Лаврентьев", None, "ПО")),
    ("Пётр Олегович", PersonName("Пётр", "Олегович")),
    ("Мария Ильинична", PersonName("Мария", "Ильинична")),
    ("Лука Лукич", PersonName("Лука", "Лукич")),
    ("Борис Шушкевич", PersonName("Борис", None, "Шушкевич")),
    ("Борис Петрович Шушкевич", PersonName("Борис", "Петрович", "Шушкевич")),
    ("Шушкевич Борис Петрович", PersonName("Борис", "Петрович", "Шушкевич")),
    ("Ильхам Гейдар оглы Алиев", PersonName("Ильхам", "Гейдар оглы", "Алиев")),
    ("Алиев Ильхам Гейдар оглы", PersonName("Ильхам", "Гейдар оглы", "Алиев")),
    ("Ахмад бен Халид", PersonName("Ахмад", None, "бен Халид")),
    ("Дж. Смит", PersonName(None, None, "Смит", ("Дж",))),
    ("Ли Бо", PersonName("Ли", None, "Бо")),
    ("Анна-Мария  Кох", PersonName("Анна-Мария", None, "Кох")),
    ("", PersonName()),
]


@pytest.mark.parametrize(("name", "parts"), PARTS)
def test_parts_of_a_name(name: str, parts: PersonName) -> None:
    assert parse_name(name) == parts


def test_three_strengths() -> None:
    assert canonicalize("Лаврентьев П.О.") == "Лаврентьев П. О."
    assert normalize("Лаврентьев П.О.") == normalize("ЛАВРЕНТЬЕВ П. О.") == "лаврентьев п о"
    assert fingerprint("Цзян Хун") == fingerprint("Хун Дзян") != fingerprint("Хун Лян")
    assert fingerprint("Е.-Ё. Зимин") == fingerprint(normalize("Е.-Ё. Зимин"))  # the dot parts words


NAMES = st.lists(st.text("АБВЕЁЗИЙЛМНОПРСТЯабвеёзийлмнопрстья-.", min_size=1, max_size=9), max_size=4).map(
    " ".join
)


@given(NAMES)
def test_each_strength_is_idempotent_and_implies_the_stronger(name: str) -> None:
    assert canonicalize(canonicalize(name)) == canonicalize(name)
    assert normalize(normalize(name)) == normalize(canonicalize(name)) == normalize(name)
    assert fingerprint(normalize(name)) == fingerprint(name)

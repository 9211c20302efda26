"""Names of organizations: strengths of sameness and abbreviations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.organizations import canonicalize, fingerprint, is_abbreviation, normalize


def test_quotes_dashes_and_spaces_are_made_even() -> None:
    assert canonicalize('ООО  "Луч - Юг"') == "ООО «Луч – Юг»"
    assert canonicalize("Завод „Луч“") == canonicalize("Завод “Луч”") == "Завод «Луч»"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО «Луч»", "Луч"),
        ('АО "Луч"', "ООО «ЛУЧ»"),
        ("Речной флот — Юг", "речной флот – юг"),
        ("Союз учёных", "союз ученых"),
    ],
)
def test_spellings_of_one_name_normalize_alike(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("компания «Луч»", "ООО «Луч»", True),
        ("Университет имени Вавилова", "Университет им. Вавилова", True),
        ("Союз лесников и рыбаков", "Союз рыбаков и лесников", True),
        ("Компания развития порта", "развития порта", False),
        ("Министерство торговли Тверской области", "Министерство торговли Томской области", False),
        ("ООО", "АО", False),
    ],
)
def test_fingerprint(one: str, other: str, same: bool) -> None:
    assert (fingerprint(one) == fingerprint(other)) is same


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("СПР", "Союз портов реки", True),
        ("СПиР", "Союз портов и рек", True),
        ("СПР", "Союз портов и рек", True),
        ("ТПП", "Торгово-промышленная палата", True),
        ("СПР", "Совет лесников", False),
        ("Луч", "Лесной Учебный Центр", False),
        ("Л", "Луч", False),
    ],
)
def test_abbreviation(short: str, full: str, fits: bool) -> None:
    assert is_abbreviation(short, full) is fits


@given(st.text("АБао «»\"'-–—.,ё„“ОО", max_size=20))
def test_strengths_are_idempotent(name: str) -> None:
    assert canonicalize(canonicalize(name)) == canonicalize(name)
    assert normalize(normalize(name)) == normalize(name)
    assert fingerprint(canonicalize(name)) == fingerprint(name)

"""Russian decoded wrongly is told from other texts and mended."""

from __future__ import annotations

import pytest

from kg.text.cleaning import clean
from kg.text.garbled import mistake, repaired

TEXT = "Мэр Тулы Иван Грачев посетил Шанхай и Ухань.\nЕго ждали «Луч» и № 5 — 12 %.\n"
MADE = [
    ("utf-8", "cp1251"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp1252"),
    ("cp1251", "latin-1"),
    ("cp1251", "cp1252"),
]
ORDINARY = ["Créée à Łódź, née Müller", "Сёстры РС, С-400 и «Р»", "Київ, Қостанай", "¿Qué?", TEXT, "", "北京"]


def garble(text: str, right: str, wrong: str) -> str:
    """The text as a program shows it that takes one encoding for another, bytes without letters kept."""
    return "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode(right))


@pytest.mark.parametrize(("right", "wrong"), MADE)
def test_garbled_text_is_mended(right: str, wrong: str) -> None:
    garbled = garble(TEXT, right, wrong)
    assert garbled != TEXT
    assert mistake(garbled)
    assert repaired(garbled) == TEXT


@pytest.mark.parametrize("text", ORDINARY)
def test_other_text_stays(text: str) -> None:
    assert mistake(text) is None
    assert repaired(text) == text


def test_garbled_lines_alone_are_mended_or_left_out() -> None:
    text = TEXT + garble(TEXT, "utf-8", "cp1251")
    assert repaired(text) == TEXT * 2
    assert clean(text).text.strip() == TEXT.strip()


def test_what_cannot_be_mended_stays() -> None:
    text = garble(TEXT, "utf-8", "cp1251").replace("\n", "北")
    assert repaired(text) == text

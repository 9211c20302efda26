"""What print hides in words is taken out; what it shows stays."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.text.cleaning import clean

CASES = {
    "soft hyphen": ("пра\u00adви\u00adтель\u00adство", "правительство"),
    "byte order mark": ("\ufeffИван\ufeff уехал", "Иван уехал"),
    "zero width": ("Ив\u200bан\u200d Грач\u2060", "Иван Грач"),
    "marks of direction": ("\u200eТула\u200f и \u202bОмск\u202c", "Тула и Омск"),
    "control characters": ("Ту\x00ла\x07", "Тула"),
    "variation selector": ("Тула\ufe0f", "Тула"),
    "breve": ("и\u0306 И\u0306", "й Й"),
    "two dots": ("е\u0308лка", "ёлка"),
    "stress": ("за\u0301мок, замо\u0301к, го\u0300род", "замок, замок, город"),
    "stressed й": ("и\u0306\u0301", "й"),
    "accent of another language": ("Nova\u0301k", "Novák"),
    "struck through": ("Т\u0336у\u0336л\u0336а\u0336", "Тула"),
    "mark on nothing": ("1\u0301 и \u0301.", "1 и ."),
    "no-break space": ("12\u00a0мая\u202f2024", "12 мая 2024"),
    "no-break hyphen": ("вице\u2011мэр", "вице-мэр"),
    "many spaces": ("Тула   и \u00a0 Омск", "Тула и Омск"),
    "spaces at the edge of a line": ("  Тула  \n  Омск", "  Тула  \n  Омск"),
    "е with grave": ("Соловьѐв", "Соловьёв"),
    "Latin letters": ("Cибиpь, мэp, AПК", "Сибирь, мэр, АПК"),
    "accented Latin letters": ("гóрод, Королëв", "город, Королёв"),
    "Latin preposition": ("встретился c министром o 3 делах", "встретился с министром о 3 делах"),
    "Latin preposition at the start": ("B Омске\nC гостями", "В Омске\nС гостями"),
    "Russian letters in a Latin word": ("Vоlkswаgen", "Volkswagen"),
    "Latin vitamin": ("витамин C, группа A", "витамин C, группа A"),
    "words of both": ("SMSка, Wi-Fi, IT-компания, 3D", "SMSка, Wi-Fi, IT-компания, 3D"),
    "straight quotes": ('ООО "Луч" и "Звезда"', "ООО «Луч» и «Звезда»"),
    "curly quotes": ("“Луч” и „Звезда“", "«Луч» и «Звезда»"),
    "nested quotes": ('ООО "Завод "Луч""', "ООО «Завод «Луч»»"),
    "inches": ('экран 24" и 27"', 'экран 24" и 27"'),
    "quote that does not close": ('"Мы едем, сказал он', '"Мы едем, сказал он'),
    "endless word": ("Тула " + "ы" * 70 + " Омск", "Тула Омск"),
    "endless compound": ("Тула " + "вице-" * 30 + "мэр Омск", "Тула Омск"),
    "repeated marks": ("Тула" + "!" * 50 + " Омск...", "Тула!!! Омск..."),
    "line breaks": ("Тула\r\nОмск\u2028Пермь", "Тула\r\nОмск\u2028Пермь"),
    "half of a character": ("Ту\ud83dла", "Ту\ufffdла"),
    "other alphabets": ("Қостанай, Київ, 北京, القاهرة", "Қостанай, Київ, 北京, القاهرة"),
}


@pytest.mark.parametrize(("given", "read"), CASES.values(), ids=CASES)
def test_what_is_read(given: str, read: str) -> None:
    assert clean(given).text == read


def test_ordinary_text_is_read_as_it_stands() -> None:
    text = "Вице-губернатор – Иван Грач – встретился с Ли Бо (ООО «Луч»).\n\n12.05.2024 г. – 5 %…"
    copy = clean(text)
    assert (copy.text, copy.starts, copy.stops) == (text, range(len(text)), range(1, len(text) + 1))


def test_a_name_is_found_where_it_stands() -> None:
    text = "\ufeffМэр  Ив\u00adан\u200b Гра\u0301ч\u00ad уехал"
    copy = clean(text)
    at = copy.text.index("Иван Грач")
    span = copy.given(Span(at, at + len("Иван Грач")))
    assert text[span.start : span.stop] == "Ив\u00adан\u200b Гра\u0301ч"


@given(st.text())
def test_any_text_is_cleaned_once(text: str) -> None:
    once = clean(text).text
    assert len(once) <= len(text)
    assert not any(unicodedata.category(letter) == "Cf" and ord(letter) < 0x600 for letter in once)


@pytest.mark.parametrize(
    "piece", ["а", "а\u0301", "\u00ad", " ", "-", '"а ', "aа", "а" * 64 + "-", "а-", "«"]
)
def test_a_million_code_points_are_cleaned_soon(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.process_time()
    clean(text)
    assert time.process_time() - start < 5

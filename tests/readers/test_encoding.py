"""Encodings: texts of a sentence and of a page come out unchanged; what cannot be read is reported."""

from __future__ import annotations

import codecs

import pytest

from kg.errors import ReadError
from kg.readers.encoding import decode

SHORT = [
    "Гости уехали домой.",
    "Делегация Вологодской области прибыла в Ереван с двухдневным визитом.",
    "В четверг вологжане подписали соглашение с компанией Ararat Flax Trading (Гюмри).",
    "Министр торговли И. Лаптева: «Лён – наш козырь», а 30% урожая уйдёт за рубеж.",
    "ВОЛОГЖАНЕ ДОГОВОРИЛИСЬ С ЕРЕВАНОМ О ПОСТАВКАХ ЛЬНА",
    "<p>Ректор Павел Гущин</p>",
]
LONG = "\r\n\r\n".join(SHORT * 40)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r", "cp866", "iso8859-5"]


def encoded(text: str, encoding: str) -> tuple[str, bytes]:
    """`text` with what the encoding lacks replaced by plainer marks, and its bytes."""
    try:
        return text, text.encode(encoding)
    except UnicodeEncodeError:
        plain = text.translate(str.maketrans("«»–", '""-')).replace(
            "\u0451", "е" if encoding == "cp866" else "ё"
        )
        return plain, plain.encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [*SHORT, LONG])
def test_text_survives(text: str, encoding: str) -> None:
    expected, content = encoded(text, encoding)
    assert decode(content, "page.txt") == expected


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf16_of_both_orders(order: str) -> None:
    mark = codecs.BOM_UTF16_LE if order == "le" else codecs.BOM_UTF16_BE
    assert decode(mark + SHORT[0].encode(f"utf-16-{order}"), "page.txt") == SHORT[0]


def test_plain_ascii() -> None:
    assert decode(b"Delegation left.\n", "page.txt") == "Delegation left.\n"


def test_line_ends_stay() -> None:
    assert decode("раз\r\nдва\rтри\n".encode(), "page.txt") == "раз\r\nдва\rтри\n"


def test_wrong_decoding_before_is_mended() -> None:
    assert decode(SHORT[1].encode().decode("latin-1").encode(), "page.txt") == SHORT[1]


BROKEN = [
    (b"", "is empty"),
    (b" \r\n\t\n", "is empty"),
    (codecs.BOM_UTF8, "is empty"),
    (codecs.BOM_UTF8 + b"\n", "is empty"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is binary, not text"),
    (b"PK\x03\x04" + bytes(range(256)), "is binary, not text"),
    (b"abc\x00\x00\x00\x00", "is binary, not text"),
    (SHORT[1].encode() + b"\xd0\xff" + SHORT[1].encode(), "is broken UTF-8: invalid continuation byte at"),
    (SHORT[1].encode()[:20], "is broken UTF-8: unexpected end of data at byte 19"),
    (codecs.BOM_UTF16_LE + b"\x00", "is broken UTF-16: truncated data at byte 2"),
    (codecs.BOM_UTF8 + b"\xff\xff", "is broken UTF-8-SIG"),
    ("L'été dernier, les députés ont été reçus à Genève".encode("latin-1"), "is in an unknown encoding"),
    ("Święto w Łodzi, gęś i żółw".encode("iso8859-2"), "is in an unknown encoding"),
    ("代表団は昨日帰国した".encode("shift_jis"), "is in an unknown encoding"),
    (bytes([0x98]) + SHORT[1].encode("cp1251") * 20, "is broken CP1251"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), BROKEN)
def test_reason_in_one_line(content: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(content, "page.txt")
    assert caught.value.source == "page.txt"
    assert caught.value.reason.startswith(reason)
    assert "\n" not in str(caught.value)


DECLARED = [
    ("windows-1251", "cp1251"),
    ("koi8-r", "koi8-r"),
    ("iso-8859-1", "cp1251"),  # a habit of old pages
    ("utf-8", "koi8-r"),
    ("windows-1251", "utf-8"),
    ("no-such-encoding", "cp1251"),
    ("rot13", "cp1251"),
    ("hex", "koi8-r"),
    ("", "cp1251"),
]


@pytest.mark.parametrize(("declared", "encoding"), DECLARED)
def test_declaration_is_heard_where_it_can_be_true(declared: str, encoding: str) -> None:
    assert decode(SHORT[1].encode(encoding), "page.html", declared) == SHORT[1]


def test_declaration_decides_where_letters_do_not() -> None:
    assert decode("Ух".encode("koi8-r"), "page.html", "koi8-r") == "Ух"
    assert decode("Ух".encode("cp1251"), "page.html", "windows-1251") == "Ух"

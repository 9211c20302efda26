"""WARC: pages as HTML files, other records passed over, damage reported with its offset, the rest read on."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

import kg.readers.packed
from kg.errors import ReadError
from kg.readers import read
from tests.readers.archive import OK, PAGE, fetched, from_stdin, members, numbers, record, response

INFO = record(b"software: made by hand\r\n", WARC_Type="warcinfo", Content_Type="application/warc-fields")
THREE = [response(number) for number in range(3)]


def test_page() -> None:
    (article,), errors = from_stdin(INFO + response(7))
    assert errors == []
    assert article.id == article.url == "https://sever.example.ru/7"
    assert article.title == "Гости из Вологды"
    assert article.published == date(2021, 5, 14)
    assert article.publisher == "sever.example.ru"
    assert article.origin == f"<stdin>@{len(INFO)}"
    assert "Делегация Вологодской области номер 7 прибыла в Минск." in article.text.splitlines()


def test_day_of_the_crawl_is_no_day_of_publication() -> None:
    page = PAGE.format(number=1).replace("2021-05-14T10:00:00+03:00", "").encode()
    (article,), _ = from_stdin(record(fetched(1, body=page), WARC_Target_URI="https://a.example.ru/"))
    assert article.published is None


def test_address_is_where_it_was_fetched_not_what_the_page_claims() -> None:
    claim = '<link rel="canonical" href="https://other.example.org/"><meta property="og:url" content="https://o.example.org/">'
    page = PAGE.format(number=1).replace("<title>", claim + "<title>").encode()
    (article,), _ = from_stdin(record(fetched(1, body=page), WARC_Target_URI="https://a.example.ru/1"))
    assert article.url == "https://a.example.ru/1"


OTHERS = {
    "request": record(b"GET / HTTP/1.1\r\n\r\n", WARC_Type="request", WARC_Target_URI="http://a.example.ru/"),
    "revisit": record(OK.encode() + b"\r\n", WARC_Type="revisit", WARC_Target_URI="http://a.example.ru/"),
    "metadata": record(b"via: x\r\n", WARC_Type="metadata", Content_Type="application/warc-fields"),
    "dns": record(b"2021\na. 1 IN A 10.0.0.1", WARC_Target_URI="dns:a.example.ru", Content_Type="text/dns"),
    "not found": record(fetched(1, OK.replace("200 OK", "404 Not Found")), WARC_Target_URI="http://a.example.ru/"),
    "image": record(fetched(1, OK.replace("text/html", "image/png")), WARC_Target_URI="http://a.example.ru/"),
    "no type": record(fetched(1, "HTTP/1.1 200 OK\r\n"), WARC_Target_URI="http://a.example.ru/"),
    "empty": record(b"", WARC_Type="continuation"),
    "a file": record(b"x", WARC_Type="resource", Content_Type="text/plain"),
}  # fmt: skip


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_other_records_are_passed_over(other: bytes) -> None:
    articles, errors = from_stdin(THREE[0] + other + THREE[1])
    assert (numbers(articles), errors) == ([0, 1], [])


def test_resource() -> None:
    page = PAGE.format(number=4).encode()
    (article,), errors = from_stdin(
        record(
            page, WARC_Type="resource", Content_Type="text/html", WARC_Target_URI="<https://a.example.ru/4>"
        )
    )
    assert (article.id, errors) == ("https://a.example.ru/4", [])


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
def test_compressed_by_records_and_as_a_whole(pack: Callable[[bytes], bytes]) -> None:
    for content in (b"".join(map(pack, THREE)), pack(b"".join(THREE))):
        articles, errors = from_stdin(content)
        assert (numbers(articles), errors) == ([0, 1, 2], [])
    first, *_ = from_stdin(pack(INFO) + pack(THREE[0]))[0]
    assert first.origin == f"<stdin>@{len(pack(INFO))}"


def bodies() -> dict[str, bytes]:
    """One page as servers send it."""
    page = PAGE.format(number=5).encode()
    raw = zlib.compressobj(wbits=-15)
    chunked = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (page[:100], page[100:])) + b"0\r\n\r\n"
    )
    packed = gzip.compress(page)
    both = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    return {
        "Content-Encoding: gzip": packed,
        "content-encoding: gzip": gzip.compress(b"") + gzip.compress(page[:300]) + gzip.compress(page[300:]),
        "Content-Encoding: deflate": zlib.compress(page),
        "content-encoding: Deflate": raw.compress(page) + raw.flush(),
        "Content-Encoding: zstd": zstd.compress(page),
        "Transfer-Encoding: chunked": chunked,
        "Transfer-Encoding: chunked\r\nContent-Encoding: gzip": both,
        "Content-Encoding: br": page,
        "Content-Encoding: identity": page,
        "X-Long: " + "x" * 20_000: page,
    }


@pytest.mark.parametrize(("header", "body"), bodies().items())
def test_codings(header: str, body: bytes) -> None:
    block = fetched(5, f"{OK}{header}\r\n", body)
    (article,), errors = from_stdin(record(block, WARC_Target_URI="https://a.example.ru/5"))
    assert errors == []
    assert "номер 5 прибыла" in article.text


@pytest.mark.parametrize("declared", ["windows-1251", "utf-8"])
def test_encoding_of_the_header(declared: str) -> None:
    page = PAGE.format(number=5).replace('<meta charset="utf-8">', "").encode("cp1251")
    block = fetched(5, OK.replace("utf-8", declared), page)
    (article,), _ = from_stdin(record(block, WARC_Target_URI="https://a.example.ru/5"))
    assert "номер 5 прибыла" in article.text


IDS = [
    ("https://a.example.ru/новости?q=1&b=[2]", "https://a.example.ru/новости?q=1&b=[2]"),
    ("https://a.example.ru/a b\u202e\x1b", "https://a.example.ru/a%20b%E2%80%AE%1B"),
    ("", "<urn:uuid:00000000-0000-0000-0000-000000000001>"),
]


@pytest.mark.parametrize(("uri", "id"), IDS)
def test_ids(uri: str, id: str) -> None:
    (article,), _ = from_stdin(record(fetched(5), WARC_Target_URI=uri))
    assert article.id == id


def test_long_addresses_differ() -> None:
    pages = [record(fetched(5), WARC_Target_URI="https://a.example.ru/" + "x" * 5_000 + end) for end in "ab"]
    ids = [article.id for article in from_stdin(b"".join(pages))[0]]
    assert len(set(ids)) == 2
    assert max(map(len, ids)) < 600


def test_second_capture_of_an_address_is_reported() -> None:
    articles, errors = from_stdin(THREE[0] + THREE[0])
    assert numbers(articles) == [0]
    assert "which <stdin>@0 has already" in errors[0]


WRONG = {
    "too short": record(fetched(9), length=100),
    "too long": record(fetched(9), length=2_000),
    "cut": response(9)[:-400],
    "enormous": record(fetched(9), length=10**17),
    "no length": record(b"").replace(b"Content-Length: 0", b"Content-Length: many"),
    "negative": record(b"", length=-5),
    "another version": response(9).replace(b"WARC/1.0", b"WARC/7.9"),
    "no header": b"WARC/1.0\r\n",
    "endless header": b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000,
    "endless line": b"WARC/1.0\r\nX: " + b"y" * 200_000,
    "no record": b"\x00\xff" * 4_000 + b"\n",
    "no answer": record(b"nonsense", WARC_Target_URI="http://a.example.ru/"),
    "empty answer": record(b"", WARC_Target_URI="http://a.example.ru/"),
    "damaged page": record(fetched(9, OK + "Content-Encoding: gzip\r\n", gzip.compress(PAGE.encode())[:-99])),
    "unknown coding": record(fetched(9, OK + "Content-Encoding: br\r\n", b"\x8b\x02")),
    "no page": record(fetched(9, body=b"<html></html>")),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_broken_record_is_reported_with_its_offset_and_the_rest_goes_on(wrong: bytes, tmp_path: Path) -> None:
    content = THREE[0] + wrong + THREE[1] + THREE[2]
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    errors: list[ReadError] = []
    articles = list(read([str(path)], skipped=errors.append))
    assert numbers(articles) == [0, 1, 2]
    (error,) = errors
    assert str(error).startswith(f"{path}@{len(THREE[0])}: ")
    assert str(error).isprintable()
    articles, reports = from_stdin(content)
    assert wrong is WRONG["enormous"] or numbers(articles) == [0, 1, 2]
    assert len(reports) == 1


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_broken_record_in_a_member(wrong: bytes) -> None:
    packed = members([THREE[0], wrong, THREE[1]])
    articles, errors = from_stdin(b"".join(packed))
    assert numbers(articles) == [0, 1]
    (error,) = errors
    assert error.startswith(f"<stdin>@{len(packed[0])}")


@pytest.mark.parametrize("where", [0.03, 0.3, 0.7, 0.99])
def test_damaged_member(where: float) -> None:
    packed = members(THREE)
    damaged = bytearray(packed[1])
    damaged[int(len(damaged) * where)] ^= 0xFF
    articles, errors = from_stdin(packed[0] + bytes(damaged) + packed[2])
    assert numbers(articles) == [0, 2]
    (error,) = errors
    assert error.startswith(f"<stdin>@{len(packed[0])}: ")


def test_member_that_is_cut_short_in_the_middle() -> None:
    packed = members(THREE)
    articles, errors = from_stdin(packed[0] + packed[1][:200] + packed[2])
    assert numbers(articles) == [0, 2]
    assert len(errors) == 1


def test_end_of_the_file_is_missing() -> None:
    packed = members(THREE)
    articles, errors = from_stdin(b"".join(packed)[:-50])
    assert numbers(articles) == [0, 1]
    assert errors == [
        f"<stdin>@{len(packed[0] + packed[1])}: a gzip member is cut short: the input ends in it"
    ]


def test_record_that_expands_without_end_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.readers.packed, "FREE", 1 << 20)
    bomb = record(fetched(9, body=bytes(60 << 20)), WARC_Target_URI="https://a.example.ru/9")
    packed = members([THREE[0], bomb, THREE[1]])
    articles, errors = from_stdin(b"".join(packed))
    assert numbers(articles) == [0, 1]
    assert errors == [f"<stdin>@{len(packed[0])}: a gzip member expands to more than 200 times its size"]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "zstd"])
def test_page_that_expands_without_end(coding: str) -> None:
    packs: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "zstd": zstd.compress,
    }
    body = packs[coding](bytes(100 << 20))
    bomb = record(fetched(9, f"{OK}Content-Encoding: {coding}\r\n", body))
    articles, errors = from_stdin(bomb + THREE[0])
    assert numbers(articles) == [0]
    assert errors == ["<stdin>@0: is larger than 16 MB; split it or make it JSON Lines"]


def test_archive_without_records() -> None:
    assert from_stdin(b"WARC/1.0")[1] == ["<stdin>@0: holds 8 bytes that are no WARC record"]
    assert from_stdin(b"WARC/1.0\n")[1] == ["<stdin>@0: is a record whose header does not end"]
    assert from_stdin(gzip.compress(b""))[1] == ["<stdin>: is empty"]


@given(st.randoms(use_true_random=False), st.booleans())
def test_any_damage_leaves_the_other_records(chance: random.Random, packed: bool) -> None:
    """Some bytes of the middle record are others, or missing."""
    parts = members(THREE) if packed else list(THREE)
    middle = bytearray(parts[1])
    start = chance.randrange(4 if packed else 8, len(middle) - 4)
    stop = min(len(middle) - 4, start + chance.randrange(1, 40))
    middle[start:stop] = chance.randbytes(chance.choice([0, stop - start, 30]))
    articles, errors = from_stdin(parts[0] + bytes(middle) + parts[2])
    assert {"https://sever.example.ru/0", "https://sever.example.ru/2"} <= {each.id for each in articles}
    assert len(errors) <= 2

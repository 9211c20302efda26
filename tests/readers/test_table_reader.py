"""CSV: columns by name, any usual delimiter and encoding, a broken row reported and the rest read on."""

from __future__ import annotations

import csv
import io
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.readers.tables
from kg.errors import ReadError
from kg.model import Article
from kg.readers import read
from tests.readers.archive import from_stdin

TEXT = "Делегация Вологодской области прибыла в Минск."


def from_file(folder: Path, content: bytes, name: str = "a.csv") -> tuple[list[Article], list[str]]:
    """The articles and the reports; the folder's name is left out of these."""
    (folder / name).write_bytes(content)
    errors: list[ReadError] = []
    articles = list(read([str(folder / name)], skipped=errors.append))
    return articles, [str(error).removeprefix(f"{folder}/") for error in errors]


def test_all_columns(tmp_path: Path) -> None:
    content = f"id,published,title,url,source,text,other\r\na-1,2021-05-14,Гости,https://a.example.ru/,Вестник,{TEXT},x\r\n"
    (article,), errors = from_file(tmp_path, content.encode())
    expected = Article(
        "a-1", TEXT, "Гости", date(2021, 5, 14), "https://a.example.ru/", "Вестник", f"{tmp_path}/a.csv:2"
    )
    assert (article, errors) == (expected, [])


HEADERS = [
    "Ид;Дата;Заголовок;Ссылка;Источник;Текст",
    "ID\tpubdate\tHeadline\tLink\tOutlet\tBody",
    '"id"|"published_at"|"title"|"uri"|"СМИ"|"content"',
    " id , Дата публикации ,Название,Адрес,Издание,Full Text",
]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16"])
def test_usual_names_delimiters_and_encodings(header: str, encoding: str, tmp_path: Path) -> None:
    delimiter = next(mark for mark in ";\t|," if mark in header)
    row = delimiter.join(["7", "14.05.2021 09:30", "Гости", "https://a.example.ru/", "Вестник", f'"{TEXT}"'])
    (article,), errors = from_file(tmp_path, f"{header}\n{row}\n".encode(encoding))
    assert errors == []
    assert (article.id, article.text, article.title) == ("7", TEXT, "Гости")
    assert (article.published, article.publisher) == (date(2021, 5, 14), "Вестник")


def test_id_is_the_address_else_the_line(tmp_path: Path) -> None:
    content = f'url,text\nhttps://a.example.ru/1,"{TEXT}\n{TEXT}"\n,{TEXT}\n'
    articles, errors = from_file(tmp_path, content.encode())
    assert ([article.id for article in articles], errors) == (["https://a.example.ru/1", "a:4"], [])
    assert articles[0].text == f"{TEXT}\n{TEXT}"


def test_compressed_and_from_stdin(tmp_path: Path) -> None:
    import gzip

    content = f"id,text\na,{TEXT}\n".encode()
    assert [each.id for each in from_file(tmp_path, gzip.compress(content), "a.csv.gz")[0]] == ["a"]
    assert [each.id for each in from_stdin(content)[0]] == ["a"]
    assert [each.id for each in from_stdin(gzip.compress(content))[0]] == ["a"]


@pytest.mark.parametrize("header", ["id,text", '"id","text"', "\ufeffid,text", '\ufeff"ID","Текст"'])
def test_files_put_together_have_headers_inside(header: str, tmp_path: Path) -> None:
    content = f"{header}\na,{TEXT}\n{header}\nb,{TEXT}\n".encode()
    articles, errors = from_file(tmp_path, content)
    assert [article.id for article in articles] == ["a", "b"]
    assert errors == []


def test_prose_is_no_table() -> None:
    (article,), _ = from_stdin("Текст, который прислали\nДелегация прибыла в Минск.".encode())
    assert article.id == "stdin"


BROKEN = [
    (f"b,{TEXT},x", "3: has 3 cells where the header has 2"),
    ("b", "3: has 1 cells where the header has 2"),
    ("b,", "3: has an empty `text`"),
    (f'b,"{TEXT}', "3: is a broken row: unexpected end of data"),
    ('b,"a" b', "3: is a broken row: ',' expected after '\"'"),
]


@pytest.mark.parametrize(("row", "report"), BROKEN)
def test_broken_row_is_reported_and_the_rest_goes_on(row: str, report: str, tmp_path: Path) -> None:
    content = f"id,text\na,{TEXT}\n{row}\n\nc,{TEXT}\nd,{TEXT}\n"
    articles, errors = from_file(tmp_path, content.encode())
    assert ([article.id for article in articles], errors) == (["a", "c", "d"], [f"a.csv:{report}"])


def test_bytes_that_are_no_text_cost_their_row(tmp_path: Path) -> None:
    content = f"id,text\na,{TEXT}\n".encode() + b"b,\xff\xfe\n" + f"c,{TEXT}\n".encode()
    articles, errors = from_file(tmp_path, content)
    assert [article.id for article in articles] == ["a", "c"]
    assert errors == ["a.csv:3: is broken: it holds bytes that are no text in the file's encoding"]


def test_quotation_mark_that_nothing_closes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.readers.tables, "LIMIT", 10_000)
    rows = "".join(f"r{number},{TEXT}\n" for number in range(1_000))
    articles, errors = from_file(tmp_path, f'id,text\na,"{TEXT}\n{rows}'.encode())
    assert len(articles) == 1_000
    assert len(errors) == 1
    assert errors[0].startswith("a.csv:2: is a broken row: ")


def test_many_quotation_marks_that_nothing_closes_take_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.readers.tables, "AGAIN", 100_000)
    rows = "".join(f'{number}","{TEXT}\n' for number in range(20_000))
    good = f'a,"{TEXT}\n{TEXT}"\nb,{TEXT}\n'
    start = time.process_time()
    articles, errors = from_file(tmp_path, f"id,text\n{good}{rows}{good.replace('a,', 'c,')}".encode())
    assert time.process_time() - start < 10
    assert [article.id for article in articles] == ["a", "b", "c"]
    assert len(errors) == 20_001
    assert sum("it does not end in its line" in error for error in errors) > 15_000


WHOLE = [
    (b"", "a.csv: is empty"),
    (b"\n", "a.csv: is empty"),
    (b"id,name\na,b\n", "a.csv: has no column `text` or `текст` in its first row: 'id, name'"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\xba\xad", "a.csv: is in an unknown encoding: not UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "report"), WHOLE)
def test_what_is_no_table_of_articles(content: bytes, report: str, tmp_path: Path) -> None:
    articles, (error,) = from_file(tmp_path, content)
    assert articles == []
    assert error.startswith(report)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")).filter(str.strip)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, unique_by=lambda row: row[0]), st.sampled_from(",;\t|"))
def test_round_trip(rows: list[tuple[str, str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([("id", "text"), *rows])
    articles, errors = from_stdin(out.getvalue().encode())
    assert [(article.id, article.text) for article in articles] == rows
    assert errors == []

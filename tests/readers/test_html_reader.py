"""HTML pages: article text by paragraphs, metadata, encodings, hostile markup."""

from __future__ import annotations

import io
from datetime import date

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.readers import read

PAGE = """<!DOCTYPE html>
<html lang="ru"><head>{head}<title>Вологжане посетили Ереван — Северный вестник</title>
<meta property="og:site_name" content="Северный вестник">
<meta property="og:title" content="Вологжане посетили Ереван">
<meta property="article:published_time" content="2021-05-14T10:20:00+03:00">
<link rel="canonical" href="https://sever.example.ru/news/17"></head>
<body><header><nav><a href="/">Главная</a> <a href="/p">Политика</a></nav></header>
<main><article><h1>Вологжане посетили Ереван</h1>
<p>Делегация Вологодской области провела в столице Армении два дня &mdash; переговоры шли до вечера.</p>
<p>В состав делегации вошли:</p>
<ul><li>министр торговли Ирина Лаптева;</li><li>ректор Павел Гущин.</li></ul>
<p>Следующая встреча пройдёт в Вологде.</p>
<script>document.write("<p>Гости остались навсегда.</p>")</script>
</article></main>
<aside><h3>Читайте также</h3><a href="/1">Пожар в Череповце</a></aside>
<footer>© Северный вестник. При использовании ссылка обязательна.</footer></body></html>"""

OLD = """<html><head><title>Новости района</title></head><body>
<table><tr><td><a href=/>Главная</a></td><td><h1>Гости из Вологды</h1>14 мая 2008 г.<br><br>
Делегация Вологодской области прибыла в Минск с трёхдневным визитом и цветами.<br><br>
Сегодня гости провели переговоры, а 20 мая 2009 года откроют у себя выставку.<br></td></tr></table>
</body></html>"""


def from_stdin(content: bytes) -> tuple[list[Article], list[str]]:
    errors: list[ReadError] = []
    articles = list(read(["-"], skipped=errors.append, stdin=io.BytesIO(content)))
    return articles, [str(error) for error in errors]


def one(page: str, encoding: str = "utf-8") -> Article:
    (article,), errors = from_stdin(page.encode(encoding))
    assert not errors
    return article


def test_metadata() -> None:
    article = one(PAGE.format(head=""))
    assert (article.id, article.origin) == ("stdin", "<stdin>")
    assert article.title == "Вологжане посетили Ереван"
    assert article.published == date(2021, 5, 14)
    assert article.url == "https://sever.example.ru/news/17"
    assert article.publisher == "Северный вестник"


def test_text_is_the_article_in_paragraphs() -> None:
    lines = one(PAGE.format(head="")).text.splitlines()
    assert lines[-5:] == [
        "Делегация Вологодской области провела в столице Армении два дня — переговоры шли до вечера.",
        "В состав делегации вошли:",
        "- министр торговли Ирина Лаптева;",
        "- ректор Павел Гущин.",
        "Следующая встреча пройдёт в Вологде.",
    ]
    assert not {"Главная", "Пожар в Череповце", "Гости остались навсегда."} & set(lines)


HEADS = [
    ("utf-8", '<meta charset="utf-8">'),
    ("utf-8", ""),
    ("utf-8-sig", ""),
    ("utf-16", ""),
    ("cp1251", '<meta charset="windows-1251">'),
    ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
    ("cp1251", "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>"),
    ("cp1251", ""),
    ("koi8-r", "<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=KOI8-R'>"),
    ("koi8-r", ""),
]


@pytest.mark.parametrize(("encoding", "head"), HEADS)
def test_encodings(encoding: str, head: str) -> None:
    page = PAGE.replace("—", "-").replace("©", "") if encoding == "koi8-r" else PAGE
    assert "два дня" in one(page.format(head=head), encoding).text


def test_xhtml_declaration() -> None:
    page = '<?xml version="1.0" encoding="windows-1251"?>\n' + PAGE.format(head="")
    assert one(page, "cp1251").title == "Вологжане посетили Ереван"


def test_layout_table_keeps_its_paragraphs() -> None:
    article = one(OLD)
    assert article.text.splitlines()[-2:] == [
        "Делегация Вологодской области прибыла в Минск с трёхдневным визитом и цветами.",
        "Сегодня гости провели переговоры, а 20 мая 2009 года откроют у себя выставку.",
    ]
    assert article.published == date(2008, 5, 14)


def test_date_of_the_body_is_no_publication_date() -> None:
    assert one(OLD.replace("14 мая 2008 г.", "")).published is None


def test_fragment() -> None:
    assert one("<p>Делегация прибыла в Минск.</p>").text == "Делегация прибыла в Минск."


def test_tag_with_countless_attributes() -> None:
    attributes = " ".join(f'a{number}="x y"' for number in range(20_000))
    articles, errors = from_stdin(f"<html><body><p {attributes}>Делегация прибыла.</p>".encode())
    assert (articles, errors) == ([], ["<stdin>: is a page with more than 1000 attributes in a tag"])


def test_tag_with_a_long_value() -> None:
    page = f'<html><body><img src="data:{"x " * 20_000}"><p>Делегация прибыла в Минск.</p></body></html>'
    assert one(page).text == "Делегация прибыла в Минск."


NO_ARTICLE = [
    "<html><body></body></html>",
    "<html><body><script>var x = 'Делегация прибыла в Минск';</script></body></html>",
    "<!-- <p>Делегация прибыла.</p> -->",
    "<html>" + "<div>" * 50_000 + "<p>Делегация прибыла в Минск.</p>",
]


@pytest.mark.parametrize("page", NO_ARTICLE)
def test_page_without_article(page: str) -> None:
    articles, errors = from_stdin(page.encode())
    assert (articles, errors) == ([], ["<stdin>: is a page without article text"])


def test_fault_of_the_extractor_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("deep inside\nof lxml")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    articles, errors = from_stdin(PAGE.format(head="").encode())
    assert (articles, errors) == ([], ["<stdin>: is a page that trafilatura cannot read: RuntimeError"])

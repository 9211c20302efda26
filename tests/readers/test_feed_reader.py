"""RSS and Atom: an entry an article, broken ones reported with their offset, the rest read on."""

from __future__ import annotations

import gzip
import io
from datetime import date

import pytest

import kg.readers.feeds
from kg.model import Article
from tests.readers.archive import from_stdin

TEXT = "Делегация Вологодской области прибыла в Минск."
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<!-- Лента -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:yandex="http://news.yandex.ru">
<channel><title>Северный вестник</title><link>https://sever.example.ru/</link>
{items}</channel></rss>"""
ITEM = """<item><title>Гости &laquo;из Вологды&raquo;</title><link>https://sever.example.ru/1?a=1&b=2</link>
<guid isPermaLink="false">n-1</guid><pubDate>Fri, 14 May 2021 23:30:00 +0300</pubDate>
<description>Коротко о гостях.</description>
<content:encoded><![CDATA[<p>Делегация Вологодской области прибыла в Минск.</p>
<p>Гости уехали вечером.</p>]]></content:encoded>
</item>
"""


def item(id: str, text: str = TEXT) -> str:
    """A short entry."""
    return f"<item><guid>{id}</guid><description>{text}</description></item>\n"


def ids(content: str, encoding: str = "utf-8") -> tuple[list[str], list[str]]:
    """Ids and reports of a feed of these items."""
    articles, errors = from_stdin(RSS.format(encoding=encoding, items=content).encode(encoding))
    return [article.id for article in articles], errors


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r"])
def test_rss(encoding: str) -> None:
    content = RSS.format(encoding=encoding, items=ITEM).encode(encoding)
    (article,), errors = from_stdin(content)
    assert errors == []
    assert article == Article(
        id="n-1",
        text=f"{TEXT}\nГости уехали вечером.",
        title="Гости «из Вологды»",
        published=date(2021, 5, 14),
        url="https://sever.example.ru/1?a=1&b=2",
        publisher="Северный вестник",
        origin=f"<stdin>@{content.index(b'<item>')}",
    )


def test_full_text_of_an_aggregator_and_prefix_without_declaration() -> None:
    full = f"<x:full-text>{TEXT} Полностью.</x:full-text>"
    (article,), _ = from_stdin(
        RSS.format(encoding="utf-8", items=item("a").replace("</item>", full + "</item>")).encode()
    )
    assert article.text == f"{TEXT} Полностью."


ATOM = f"""<?xml version='1.0'?><feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Вестник</title>
<entry><id>urn:1</id><title>Гости</title><link rel="edit" href="https://a.example.ru/edit"/>
<link href="https://a.example.ru/1"/><updated>2021-05-15T10:00:00Z</updated>
<published>2021-05-14T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry>
<entry><id>urn:2</id><source><title>Голос</title></source>
<summary type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</summary></entry></feed>"""


def test_atom() -> None:
    (one, other), errors = from_stdin(ATOM.encode())
    assert errors == []
    assert (one.id, one.text, one.title, one.url) == ("urn:1", TEXT, "Гости", "https://a.example.ru/1")
    assert (one.published, one.publisher) == (date(2021, 5, 14), "Вестник")
    assert (other.id, other.text, other.publisher) == ("urn:2", TEXT, "Голос")


BROKEN = [
    "<item><guid>x</guid><description>Делегация <b>прибыла.</description></item>",
    f"<item><guid>x</guid><description>{TEXT}",
    "<item><guid>x</guid></item>",
    "<item/>",
    f"<item><guid>x</guid><pubDate>вчера</pubDate><description>{TEXT}</description></item>",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_entry_is_reported_with_its_offset_and_the_rest_goes_on(broken: str) -> None:
    items = item("a") + broken + item("b")
    found, (error,) = ids(items)
    assert found == ["a", "b"]
    at = RSS.format(encoding="utf-8", items=items).encode().index(broken.encode())
    assert error.startswith(f"<stdin>@{at}: ")
    assert error.isprintable()


def test_entry_that_does_not_end_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.readers.feeds, "ENTRY", 100_000)
    long = "<item><guid>x</guid><description><![CDATA[" + "<item>" * 50_000
    assert ids(item("a") + long)[0] == ["a"]
    found, errors = ids(item("a") + "<item>" + "<a/>" * 200_000 + item("b"))
    assert (found, len(errors)) == (["a", "b"], 1)


def test_marks_in_cdata_and_comments_are_none() -> None:
    inside = "<!-- <item> --><![CDATA[<item>]]>" + item("a", f"<![CDATA[{TEXT} </item> & <item>]]>")
    (article,), errors = from_stdin(RSS.format(encoding="utf-8", items=inside).encode())
    assert (article.id, errors) == ("a", [])
    assert article.text.startswith(TEXT)


ENTITIES = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "много много много"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY file SYSTEM "file:///etc/hostname">]><rss><channel><item><guid>a</guid>
<description>Делегация прибыла в Минск: &b; &file;</description></item></channel></rss>"""


def test_entities_of_the_feed_are_not_followed() -> None:
    (article,), errors = from_stdin(ENTITIES.encode())
    assert (article.text, errors) == ("Делегация прибыла в Минск: &b; &file;", [])


def test_feed_without_entries() -> None:
    assert ids("") == ([], ["<stdin>: is a feed without entries"])


def test_entries_come_one_at_a_time() -> None:
    content = RSS.format(encoding="utf-8", items="".join(item(str(number)) for number in range(5_000)))
    stream = io.BytesIO(gzip.compress(content.encode()))
    assert len(from_stdin(stream.getvalue())[0]) == 5_000

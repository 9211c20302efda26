"""JSON Lines and JSON: text as given, one report a broken record, the rest goes on."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.readers import read


def from_stdin(content: bytes) -> tuple[list[Article], list[str]]:
    errors: list[ReadError] = []
    articles = list(read(["-"], skipped=errors.append, stdin=io.BytesIO(content)))
    return articles, [str(error) for error in errors]


def one(record: dict[str, object]) -> Article:
    (article,), errors = from_stdin(json.dumps(record).encode())
    assert not errors
    return article


def test_all_fields() -> None:
    record = {"id": "a-1", "published": "2021-05-14", "title": "Гости", "url": "https://sever.example.ru/17"}
    article = one({**record, "source": "Северный вестник", "text": " Гости\r\nуехали. "})
    assert article == Article(
        id="a-1",
        text=" Гости\r\nуехали. ",
        title="Гости",
        published=date(2021, 5, 14),
        url="https://sever.example.ru/17",
        publisher="Северный вестник",
        origin="<stdin>:1",
    )


@pytest.mark.parametrize("name", ["source", "outlet", "publisher"])
def test_names_of_the_publisher(name: str) -> None:
    assert one({"id": "a", "text": "т", name: "Вестник"}).publisher == "Вестник"


DATES = [
    ("2021-05-14", date(2021, 5, 14)),
    ("2021-05-14T23:30:00", date(2021, 5, 14)),
    ("2021-05-14T23:30:00+03:00", date(2021, 5, 14)),
    ("2021-05-14 01:05", date(2021, 5, 14)),
    ("2021-05-14T01:05:00Z", date(2021, 5, 14)),
    (None, None),
]


@pytest.mark.parametrize(("stated", "day"), DATES)
def test_dates(stated: str | None, day: date | None) -> None:
    assert one({"id": "a", "text": "т", "published": stated}).published == day


REPORTS = [
    ('{"id": "a"}', "is not an article: Object missing required field `text`"),
    ('{"text": "т"}', "is not an article: Object missing required field `id`"),
    ('{"id": 7, "text": "т"}', "is not an article: Expected `str`, got `int` - at `$.id`"),
    ('{"id": "a", "text": null}', "is not an article: Expected `str`, got `null` - at `$.text`"),
    ('{"id": "a", "text": "т", "url": []}', "is not an article: Expected `str | null`, got `array`"),
    ('{"id": "", "text": "т"}', "has an empty `id`"),
    ('{"id": "a", "text": " \\n"}', "has an empty `text`"),
    ('{"id": "a", "text": "т", "published": "14.05.2021"}', "has no ISO date in `published`: '14.05.2021'"),
    ('{"id": "a", "text": "т", "published": ""}', "has no ISO date in `published`: ''"),
    ('{"id": "a", "text": "т", "published": "2021-02-30"}', "has no ISO date in `published`: '2021-02-30'"),
    ('{"id": "a", "text": "т", "published": "\\u001b[31m"}', "has no ISO date in `published`: '\\x1b[31m'"),
    ('{"id": "a", "text": "т"', "is broken JSON: Input data was truncated"),
    ('{"id": "a", "text": "т"} {}', "is broken JSON: JSON is malformed: trailing characters (byte 27)"),
    ('["a", "т"]', "is not an article: Expected `object`, got `array`"),
    ('{"id": "a", "text": "\\ud800"}', "is broken JSON: "),
    ('{"id": "a", "text": "т", "x": ' + "[" * 100_000, "is broken JSON: "),
    ("просто строка", "is broken JSON: JSON is malformed: invalid character (byte 0)"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), REPORTS)
def test_broken_line_is_reported_and_the_rest_goes_on(line: str, reason: str) -> None:
    before, after = ('{"id": "%s", "text": "т"}' % id for id in ("before", "after"))  # noqa: UP031 - braces
    articles, errors = from_stdin(f"{before}\n{line}\n\n{after}\n".encode())
    assert [article.id for article in articles] == ["before", "after"]
    assert len(errors) == 1
    assert errors[0].startswith(f"<stdin>:2: {reason}")
    assert errors[0].isprintable()


def test_line_in_another_encoding_is_reported() -> None:
    articles, errors = from_stdin(
        '{"id": "a", "text": "т"}\n{"id": "b", "text": "Гости уехали"}'.encode("cp1251")
    )
    assert articles == []
    assert errors[0] == "<stdin>:1: is not UTF-8: unexpected end of data at byte 0"


def test_byte_order_mark_and_odd_line_ends() -> None:
    articles, errors = from_stdin(
        '\ufeff{"id": "a", "text": "т"}\r\n{"id": "b", "text": "раз\u2028два"}'.encode()
    )
    assert [article.text for article in articles] == ["т", "раз\u2028два"]
    assert errors == []


def test_ids_are_bounded() -> None:
    lines = "".join(f'{{"id": "{"x" * size}", "text": "т"}}\n' for size in (2_000, 2_001))
    articles, errors = from_stdin(lines.encode())
    assert [len(article.id) for article in articles] == [2_000]
    assert errors == ["<stdin>:2: has an `id` of more than 2,000 characters; give it another"]


def test_files_put_together_have_marks_inside() -> None:
    articles, errors = from_stdin('\ufeff{"id": "a", "text": "т"}\n\ufeff{"id": "b", "text": "д"}\n'.encode())
    assert [article.id for article in articles] == ["a", "b"]
    assert errors == []


def test_second_article_with_an_id_is_reported_with_both_places() -> None:
    articles, errors = from_stdin(b'{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}\n')
    assert [article.text for article in articles] == ["x"]
    assert errors == ["<stdin>:2: has the id 'a', which <stdin>:1 has already; give one of them another id"]


DOCUMENTS = [
    ('{\n  "id": "a",\n  "text": "т"\n}', ["a"], []),
    ('[{"id": "a", "text": "т"}, {"id": "b", "text": "т"}]', ["a", "b"], []),
    ('[\n{"id": "a", "text": "т"},\n{"id": "b"}\n]', ["a"],
     ["<stdin>[2]: is not an article: Object missing required field `text`"]),
    ('[{"id": "a", "text": "т"}', [], ["<stdin>: is broken JSON: Input data was truncated"]),
    ("{\n  \"id\": ", [], ["<stdin>: is broken JSON: Input data was truncated"]),
    ("[]", [], ["<stdin>: holds no articles"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "ids", "reports"), DOCUMENTS)
def test_json_documents(content: str, ids: list[str], reports: list[str]) -> None:
    articles, errors = from_stdin(content.encode())
    assert ([article.id for article in articles], errors) == (ids, reports)


TEXT = st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip)
LINE = st.none() | st.text(st.characters(exclude_categories=["Cs"]))
RECORD = st.fixed_dictionaries(
    {"id": TEXT, "text": TEXT, "published": st.none() | st.dates().map(str), "title": LINE, "url": LINE}
)


@given(st.lists(RECORD, min_size=1, unique_by=lambda record: record["id"]), st.booleans())
def test_round_trip(records: list[dict[str, str | None]], escaped: bool) -> None:
    content = "\n".join(json.dumps(record, ensure_ascii=escaped) for record in records).encode()
    articles, errors = from_stdin(content)
    assert errors == []
    assert [
        {
            "id": article.id,
            "text": article.text,
            "published": article.published and str(article.published),
            "title": article.title,
            "url": article.url,
        }
        for article in articles
    ] == records


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Мэр Тулы".encode().decode("cp1251", "replace"), "has garbled text: utf-8 was read as cp1251; "),
        (
            "Делегація області відвідала завод і зустрілася з міністром економіки, який її чекав.",
            "is in Ukrainian; ",
        ),
    ],
)
def test_what_would_be_read_wrongly_is_reported(text: str, reason: str) -> None:
    skipped: list[ReadError] = []
    stdin = io.BytesIO(json.dumps({"id": "a", "text": text}).encode())
    assert list(read(["-"], skipped=skipped.append, stdin=stdin)) == []
    assert [error.reason.startswith(reason) for error in skipped] == [True]

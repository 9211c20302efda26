"""Annotator: whole articles through the models."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.annotate import Annotator
from kg.model import Article, Document

pytestmark = pytest.mark.models

PIECES = (
    *("Губернатор", "Тульской", "области", "Иван Грач", "И. Б. Дрозд", "встретился с", "Ли Жуйлинем", "(АП)"),
    *(
        "«Заря»",
        "12 мая 2024 г.",
        ",",
        ".",
        "!",
        "…",
        "\n",
        "\n\n",
        "  ",
        "— сказал он",
        "ООО «Луч»",
        "»",
        "(",
    ),
    *("Ян Новак (Jan Novák)", "😀", "\u00a0", "в Токио", "\r\n", "\u2028", "e\u0301", "1,5 млрд руб."),
    *("Дж.Коллинз", "аль-Харби", "\ufeff", "\U00017000", "ф-\U00017000"),
)


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n"])
def test_blank_text_has_no_sentences(annotator: Annotator, text: str) -> None:
    document = annotator(Article("blank", text))
    assert (document.sentences, document.names) == ((), ())


@pytest.mark.parametrize("letter", ["\U00017000", "а\U00017000", "\ue000"])
def test_letter_without_a_unicode_name_loses_no_article(annotator: Annotator, letter: str) -> None:
    """pymorphy3 2.0 asks every letter for its name and raises ValueError where there is none."""
    document = annotator(Article("rare", f"Иван Грач привёз {letter} в Тулу."))
    assert [name.normal for name in document.names] == ["Иван Грач", "Тула"]
    assert letter in {token.text for token in document.sentences[0].tokens}


def test_second_run_gives_equal_documents(annotator: Annotator) -> None:
    article = Article("one", "Мэр Тулы Иван Грач принял Ли Жуйлиня. Гостей встретил Грач.\nФото: мэрия")
    assert annotator(article) == Annotator()(article)


def test_batch_gives_the_documents_of_single_calls(annotator: Annotator) -> None:
    texts = ["Иван Грач уехал.", "", "Посол Вьетнама прибыл в Тверь. Его ждали.", "Да."] * 6
    articles = [Article(str(at), text) for at, text in enumerate(texts)]
    assert list(annotator.map(articles)) == [annotator(article) for article in articles]


def test_map_reads_lazily(annotator: Annotator) -> None:
    articles = (Article(str(at), "Иван Грач уехал.") for at in range(40))
    next(annotator.map(articles))
    assert next(articles).id != "39"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25))
def test_spans_equal_their_slices(annotator: Annotator, pieces: list[str]) -> None:
    check_spans(annotator(Article("any", " ".join(pieces))))


def check_spans(document: Document) -> None:
    """Tokens, sentences and names are ordered, equal their slices and lie inside one zone; heads end."""
    text = document.article.text
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    for spans in (
        [sentence.span for sentence in document.sentences],
        [token.span for token in tokens],
        [name.span for name in document.names],
    ):
        assert all(one.stop <= other.start for one, other in pairwise(spans))
    pairs = [(token.span, token.text) for token in tokens] + [
        (name.span, name.text) for name in document.names
    ]
    assert all(text[span.start : span.stop] == found for span, found in pairs)
    inside = [sentence.span for sentence in document.sentences] + [name.span for name in document.names]
    assert all(sum(zone.span.covers(span) for zone in document.zones) == 1 for span in inside)
    for sentence in document.sentences:
        assert sentence.tokens
        assert all(sentence.span.covers(token.span) for token in sentence.tokens)
        assert all(-1 <= token.head < len(sentence.tokens) for token in sentence.tokens)
    assert all(name.normal.strip() for name in document.names)


def test_a_sentence_without_an_end_is_read_in_pieces(annotator: Annotator) -> None:
    document = annotator(Article("long", "слово " * 2_500))
    assert [len(sentence.tokens) for sentence in document.sentences] == [1000, 1000, 500]

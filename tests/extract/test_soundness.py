"""Whatever comes in, the extraction is sound, the same every time, and done soon."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate import Annotator
from kg.extract import extract
from kg.model import DATES, Article, Extraction, Predicate, Span
from kg.pipeline.soundness import check
from kg.readers import read
from kg.resources import resource
from tests.extract.case import CASE_FILES, read_cases

pytestmark = pytest.mark.models

SECONDS = 5  # for a sentence of two thousand words
WORDS = ("делегация", "Ветров", "посетила", "Китай", "и", "министр", "с", "13 мая", "Томской области", "в")
NOISE = st.text("абвгдежзиклмнопрстуфхцчшщыэюя АБВГДИКМНПРСТ«».,–-№0123456789\n", max_size=200)


def extracted(*articles: Article) -> list[Extraction]:
    return [check(extract(document)) for document in Annotator().map(articles)]


@pytest.fixture(scope="module")
def samples() -> list[Article]:
    """The articles that ship, as the readers give them."""
    skipped: list[Exception] = []
    found = list(read([str(resource("data") / "articles")], skipped=skipped.append))
    assert not skipped
    return found


@pytest.fixture(scope="module")
def extractions(samples: list[Article]) -> list[Extraction]:
    return extracted(*samples)


def test_samples_are_sound(extractions: list[Extraction]) -> None:
    assert len(extractions) >= 15
    assert sum(bool(extraction.facts) for extraction in extractions) >= 12


def test_names_are_named_where_mentions_say(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        names = {node.key: {node.name, *node.aliases} for node in extraction.nodes}
        for mention in extraction.mentions:
            text = extraction.article.text[mention.span.start : mention.span.stop]
            assert text.strip() == text != "", mention
            assert names[mention.node]


def test_visits_end_after_they_start(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        days = {
            (f.subject, f.predicate): date.fromisoformat(f.object)
            for f in extraction.facts
            if f.predicate in DATES
        }
        for (visit, predicate), day in days.items():
            if predicate is Predicate.START_DATE:
                assert day <= days.get((visit, Predicate.END_DATE), day)


def test_a_second_run_gives_the_same(samples: list[Article], extractions: list[Extraction]) -> None:
    assert extracted(*samples) == extractions


def test_an_article_alone_gives_the_same(samples: list[Article], extractions: list[Extraction]) -> None:
    assert extracted(samples[3]) == [extractions[3]]


@settings(max_examples=4)
@given(st.integers(0, 1 << 32))
def test_paragraphs_in_any_order(seed: int) -> None:
    lines = [case.text for path in CASE_FILES for case in read_cases(path)]
    chosen = Random(seed).sample(lines, 12)
    extracted(Article("shuffled", "\n\n".join(chosen), published=date(2024, 5, 15)))


@settings(max_examples=10)
@given(NOISE)
def test_noise(text: str) -> None:
    extracted(Article("noise", text, published=date(2024, 5, 15)))


@settings(max_examples=10)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_words_of_the_genre_in_any_order(words: list[str]) -> None:
    extracted(Article("salad", " ".join(words) + ".", published=date(2024, 5, 15)))


@pytest.mark.parametrize("text", ["", " \n\n ", "."])
def test_nothing_gives_nothing(text: str) -> None:
    (extraction,) = extracted(Article("empty", text))
    assert (extraction.nodes, extraction.mentions, extraction.facts) == ((), (), ())


def test_a_headline_alone() -> None:
    (extraction,) = extracted(Article("headline", "Делегация Томской области посетила Китай"))
    assert {"Томская область", "Китай"} <= {node.name for node in extraction.nodes}


@pytest.mark.parametrize(
    "line",
    [
        "делегация Китая посетила Томскую область, ",
        "министр торговли Ветров встретился с Зиминым и ",
        "соглашение между Томской областью и Китаем, ",
        "с 13 по 14 мая ",
    ],
)
def test_an_endless_sentence_is_read_soon(line: str) -> None:
    article = Article("long", line * (2000 // len(line.split())) + ".", published=date(2024, 5, 15))
    document = Annotator()(article)
    start = time.process_time()
    check(extract(document))
    assert time.process_time() - start < SECONDS


def test_thousands_of_short_lines_are_read_soon() -> None:
    (document,) = Annotator(learned=False).map([Article("lines", "Китай\nмай\nвизит\n" * 1700)])
    assert len(document.sentences) > 5000
    start = time.process_time()
    check(extract(document))
    assert time.process_time() - start < SECONDS


def test_offsets_move_with_the_text(samples: list[Article], extractions: list[Extraction]) -> None:
    """Empty lines above shift every span and change nothing else."""
    moved = replace(samples[3], text="\n\n\n" + samples[3].text)
    (extraction,) = extracted(moved)
    spans = [Span(m.span.start + 3, m.span.stop + 3) for m in extractions[3].mentions]
    assert [mention.span for mention in extraction.mentions] == spans
    assert len(extraction.facts) == len(extractions[3].facts)

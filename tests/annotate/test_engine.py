"""The engine finds what stock natasha finds: on the sample, and on some hundreds of real texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from razdel import tokenize

from benchmarks.stock import Stock
from benchmarks.variants import articles
from kg.annotate.engine.forms import Forms
from kg.annotate.engine.taggers import GROUP, SOURCES, groups, taggers
from kg.annotate.engine.tokens import tokens
from kg.annotate.engine.viterbi import best_paths

ROOT = Path(__file__).parents[2]
NEREL = ROOT.parent / "shared" / "corpora" / "nerel"
MARKS = "аБb1 .,-—/\\_!?…»«)(\"' \n;:=ё№Δ\t\u2028σ*"


class Word(NamedTuple):
    """What the models say of a word: features as `Case=Nom|…`, head as its number from 1."""

    text: str
    tag: str
    head: int
    rel: str


@pytest.fixture(scope="module")
def stock() -> Stock:
    return Stock()


@pytest.mark.models
def test_sample(stock: Stock) -> None:
    compare([article.text for article in articles()], stock)


@pytest.mark.models
@pytest.mark.skipif(not NEREL.exists(), reason="no ../shared here")
def test_real_texts(stock: Stock) -> None:
    paths = [*sorted((NEREL / "dev").glob("*.txt")), *sorted((NEREL / "train").glob("*.txt"))[:250]]
    compare([path.read_text(encoding="utf-8") for path in paths], stock)


def compare(texts: Sequence[str], stock: Stock) -> None:
    docs = [stock.stages(text) for text in texts]
    for text, doc in zip(texts, docs, strict=True):
        assert tokens(text) == [(token.start, token.text) for token in doc.tokens]
    sentences = [sentence for doc in docs for sentence in doc.sents]
    found = taggers().parse([[token.text for token in sentence.tokens] for sentence in sentences])
    for sentence, (tags, heads, rels) in zip(sentences, found, strict=True):
        ours = list(zip(tags, heads, rels, strict=True))
        assert ours == [(tag(each), int(each.head_id.split("_")[1]), each.rel) for each in sentence.tokens]
    names = taggers().names([[token.text for token in doc.tokens] for doc in docs])
    for doc, labels in zip(docs, names, strict=True):
        assert list(spans(doc.tokens, labels)) == [(span.start, span.stop, span.type) for span in doc.spans]


def tag(token: Any) -> str:
    return "|".join([token.pos, *(f"{name}={value}" for name, value in token.feats.items())])


def spans(words: Sequence[Any], labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Names as slovnet reads BIO tags: what stands between B and the next B or O is one."""
    first, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        part, _, found = label.partition("-")
        if kind and part != "I":
            yield words[first].start, words[at - 1].stop, kind
            kind = ""
        if part == "B":
            first, kind = at, found


@given(st.text(MARKS) | st.text())
def test_words_are_those_of_razdel(text: str) -> None:
    assert tokens(text) == [(token.start, token.text) for token in tokenize(text)]


@pytest.mark.models
def test_a_sequence_hangs_on_no_other() -> None:
    one, other = ["Анна", "приехала", "в", "Тверь", "."], ["Её", "ждут", "в", "Гродно"]
    together = list(taggers().parse([one, other, one]))
    assert together == [*taggers().parse([one]), *taggers().parse([other]), *taggers().parse([one])]


@pytest.mark.models
def test_a_long_sequence_is_computed_in_pieces() -> None:
    """What stands far away changes nothing, wherever the pieces are cut."""
    words = ["Анна", "Котова", "приехала", "в", "Тверь", ",", "где", "её", "ждал", "Павел", "Мороз", "."]
    (found,) = taggers().names([words * 1000])
    (alone,) = taggers().names([words * 3])
    assert len(words) * 1000 > GROUP
    assert found[len(words) : -len(words)] == alone[len(words) : -len(words)] * 998


@pytest.mark.models
def test_nothing_is_found_in_nothing() -> None:
    assert not list(taggers().parse([]))
    assert not list(taggers().names([]))
    assert list(taggers().parse([[]])) == [([], [], [])]
    assert list(taggers().names([[], ["Тверь"]])) == [[], ["B-LOC"]]


def test_groups_keep_every_sequence() -> None:
    sequences = [["а"] * size for size in (1, GROUP + 1, 0, GROUP - 1, 1, 1)]
    assert [len(each) for each in groups(sequences)] == [1, 1, 3, 1]


@pytest.mark.models
def test_a_full_table_forgets_what_was_used_least() -> None:
    from kg.annotate.engine.convolution import network
    from kg.annotate.engine.packs import embedding, pack

    packs = [pack(*source) for source in SOURCES]
    forms = Forms(embedding(), packs, [network(each) for each in packs], most=8)
    room = (np.empty((3, 256), np.float32), np.empty((3, 256), np.float32))
    often = ["в", "Тверь", "в", "Тверь"]
    before = forms.sums(0, forms.rows(often), room).copy()
    for word in ("один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь"):
        forms.rows([word, *often])
    assert np.array_equal(forms.sums(0, forms.rows(often), room), before)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=5), st.integers(0, 1000))
def test_paths_are_the_best(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(sum(lengths) + len(lengths), 3)).astype(np.float32)
    moves = random.normal(size=(3, 3)).astype(np.float32)
    start = 1
    for length, path in zip(lengths, best_paths(scores, lengths, moves), strict=True):
        own = scores[start : start + length]
        options = np.ndindex(*[3] * length)
        assert len(path) == length
        assert total(own, path, moves) == pytest.approx(max(total(own, each, moves) for each in options))
        start += length + 1


def total(scores: Any, path: Sequence[int], moves: Any) -> float:
    """The score of a path, by adding up."""
    stays = sum(float(scores[at, label]) for at, label in enumerate(path))
    return stays + sum(float(moves[pair]) for pair in pairwise(path))

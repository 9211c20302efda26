"""The parts of the networks that can be checked without weights."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.neural.features import SHAPE_NAMES, shape, word_features
from kg.annotate.neural.layers import gelu, normalized
from kg.annotate.neural.mentions import Runs, best_runs, likely_runs
from kg.annotate.neural.pairs import TYPES, Mentions, pairs, type_marks
from kg.annotate.neural.places import place_marks
from kg.annotate.neural.recurrent import Layer, bilstms, lstm_layers, packing
from kg.annotate.neural.words import LONGEST, WINDOW, windows

TEXT = "Вице-губернатор Анна Котова\nвчера прилетела в Бишкек. Её ждали."


@given(st.text("абв АБ.,-–\n«»19", max_size=300))
def test_windows_hold_the_text_in_order(text: str) -> None:
    words = [word for window in windows(text) for word in window]
    assert all(text[word.start : word.stop] == word.text for word in words)
    assert all(one.stop <= other.start for one, other in pairwise(words))
    assert "".join(word.text for word in words) == "".join(text.split())
    assert all(0 < len(window) <= WINDOW for window in windows(text))


def test_words_part_at_hyphens_and_know_their_sentence() -> None:
    (window,) = windows(TEXT)
    assert [word.text for word in window][:5] == ["Вице", "-", "губернатор", "Анна", "Котова"]
    assert [word.sentence for word in window if word.text in {"Анна", "Бишкек", "ждали"}] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("область", "lower"),
        ("Тула", "title"),
        ("МИД", "upper"),
        ("И", "initial"),
        ("КамАЗ", "camel"),
        ("expo", "latin"),
        ("Expo", "Latin"),
        ("EXPO", "LATIN"),
        ("2024", "digits4"),
        ("7", "digits2"),
        ("«", "quote"),
        ("–", "dash"),
        (".", "stop"),
        (";", "mark"),
        ("A4", "mixed"),
    ],
)
def test_shapes(text: str, name: str) -> None:
    assert shape(text) == name
    assert name in SHAPE_NAMES


def test_features_of_a_word() -> None:
    word = word_features("Тульской")
    assert word.affixes == ("й>", "ой>", "кой>", "<ту")
    assert word.lemma == "тульский"
    assert word.vector >= 0
    assert word_features("кхмхм").vector == -1
    assert word.grammemes.min() >= 0 and word.grammemes.max() <= 1.0001


def test_places_are_marked_over_hyphens() -> None:
    (window,) = windows("Он летит в Нарьян-Мар.")
    marks = place_marks(window)
    texts = [word.text for word in window]
    assert marks[texts.index("Нарьян")][4] == 1  # begins a city
    assert marks[texts.index("Мар")][5] == 1  # continues it
    assert not marks[texts.index("летит")].any()


def test_activations() -> None:
    x = np.array([-30.0, -1.0, 0.0, 1.0, 30.0], np.float32)
    assert gelu(x) == pytest.approx([0, -0.158808, 0, 0.841192, 30], abs=1e-5)
    assert gelu(x).dtype == np.float32


def test_layer_normalisation() -> None:
    weights = {"norm.weight": np.ones(4, np.float32), "norm.bias": np.zeros(4, np.float32)}
    found = normalized(np.array([[1, 2, 3, 4], [5, 5, 5, 5]], np.float32), weights, "norm")
    assert found.mean(1) == pytest.approx([0, 0], abs=1e-5)
    assert found[0].std() == pytest.approx(1, abs=1e-3)


def test_lstm_runs_over_each_sequence_alone() -> None:
    """Sequences beside each other give what each gives by itself."""
    chance = np.random.default_rng(1)
    weights = {
        f"lstm.{part}_{side}_l0{way}": chance.normal(size=shape).astype(np.float32)
        for way in ("", "_reverse")
        for part, side, shape in (
            ("weight", "ih", (20, 3)),
            ("weight", "hh", (20, 5)),
            ("bias", "ih", (20,)),
            ("bias", "hh", (20,)),
        )
    }
    one, other = (chance.normal(size=(4, 3)).astype(np.float32) for _ in range(2))
    layers = lstm_layers(weights)
    both = states([other[:2], one], layers)
    assert both[2:] == pytest.approx(states([one], layers), abs=1e-6)
    assert both[:2] == pytest.approx(states([other[:2]], layers), abs=1e-6)
    assert both[2, :5] == pytest.approx(first_step(one[0], weights), abs=1e-5)


def states(sequences: list[np.ndarray], layers: list[Layer]) -> np.ndarray:
    packed, x = packing(list(map(len, sequences))), np.concatenate(sequences)
    ready = np.ones((len(x), x.shape[1] + 1), np.float32)
    ready[packed.places, :-1] = x
    found = np.empty((len(x), 2 * layers[-1].inner.shape[1]), np.float32)
    bilstms(ready, packed, layers, found)
    return found


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9))
def test_sequences_are_packed_step_by_step(lengths: list[int]) -> None:
    packed = packing(lengths)
    steps = [step for length in lengths for step in range(length)]
    assert sorted(packed.places.tolist()) == list(range(sum(lengths)))
    assert [steps[at] for at in np.argsort(packed.places)] == sorted(steps)
    assert sum(packed.counts) == sum(lengths)
    assert packed.mirrored[packed.mirrored].tolist() == list(range(sum(lengths)))
    ends = [length - 1 - step for length in lengths for step in range(length)]
    assert [steps[at] for at in np.argsort(packed.places)[packed.mirrored[packed.places]]] == ends


def first_step(x: np.ndarray, weights: dict[str, np.ndarray]) -> np.ndarray:
    """The first state of the forward direction, straight from the definition."""
    gate = weights["lstm.weight_ih_l0"] @ x + weights["lstm.bias_ih_l0"] + weights["lstm.bias_hh_l0"]
    i, _, g, o = np.split(gate, 4)
    state: np.ndarray = 1 / (1 + np.exp(-o)) * np.tanh(1 / (1 + np.exp(-i)) * np.tanh(g))
    return state


def test_runs_do_not_cross() -> None:
    scores = np.zeros((4, 3), np.float32)
    scores[0, 1] = 5  # words 0–1
    scores[1, 2] = 4  # words 1–2 cross it
    scores[2, 2] = 3  # words 0–3 hold it
    found = best_runs(
        Runs(np.array([0, 1, 0, 2]), np.array([1, 2, 3, 2]), scores), ("none", "person", "city")
    )
    assert [(run.first, run.last, run.label) for run in found] == [(0, 3, "city"), (0, 1, "person")]
    assert found[1].score == pytest.approx(math.exp(5) / (math.exp(5) + 2), abs=1e-4)


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_runs_begin_and_end_at_likely_words_of_one_sentence(words: list[tuple[bool, bool, bool]]) -> None:
    sentences = np.cumsum([new for _, _, new in words])
    left = np.searchsorted(sentences, sentences, side="right") - np.arange(len(words))
    first, last = likely_runs(np.array([word[:2] for word in words]), left)
    right = [
        (a, b)
        for a in range(len(words))
        for b in range(a, min(len(words), a + LONGEST))
        if words[a][0] and words[b][1] and sentences[a] == sentences[b]
    ]
    assert list(zip(first.tolist(), last.tolist(), strict=True)) == right


def mentions(*rows: tuple[int, str, int]) -> Mentions:
    """Mentions of one word each: its number, type, sentence."""
    first = np.array([row[0] for row in rows])
    types = np.array([TYPES.index(row[1]) for row in rows])
    sentences = np.array([row[2] for row in rows])
    return Mentions(first, first, types, sentences, sentences)


def test_pairs() -> None:
    found = pairs(mentions((0, "person", 0), (3, "visit", 1), (5, "city", 1), (9, "city", 9)))
    assert found.evoking.tolist() == [1]
    assert found.sentences.tolist() == [[5, 6, 6, 11]]  # one before, the same twice, eight behind
    assert found.between.tolist() == [[0, 0, 0, 1]]
    assert found.types[0, 2] == TYPES.index("visit") * len(TYPES) + TYPES.index("city")


def test_no_pairs_without_evoking_words() -> None:
    assert pairs(mentions((0, "person", 0))).sentences.shape == (0, 1)


def test_marks_of_types() -> None:
    marks = type_marks(4, [(1, 2, TYPES.index("city"))])
    assert np.argwhere(marks).tolist() == [[1, 2 * TYPES.index("city")], [2, 2 * TYPES.index("city") + 1]]

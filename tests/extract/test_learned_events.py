"""Cues, ties and bonds → events: made by hand, no models."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.learned.events import clusters, find_events, find_post_events
from kg.model import Article, Bond, Cue, Document, Span, Tie

TEXT = "Делегация прибыла в Бишкек в среду; визит короткий."
WORDS = {"Делегация": "delegation", "прибыла": "visit", "Бишкек": "city", "среду": "date", "визит": "visit"}


def document(*ties: tuple[int, int, str, float], bonds: tuple[tuple[int, int, float], ...] = ()) -> Document:
    """The text with a cue for each of WORDS, in their order."""
    cues = []
    for word, label in WORDS.items():
        start = TEXT.index(word)
        states = (("planned", -2.0), ("happened", 3.0)) if label == "visit" else ()
        cues.append(Cue(Span(start, start + len(word)), label, 0.9, states))
    return Document(
        Article("one", TEXT),
        (),
        (),
        (),
        tuple(cues),
        tuple(Tie(*tie) for tie in ties),
        tuple(Bond(*bond) for bond in bonds),
    )


def test_bonds_make_one_event_of_several_words() -> None:
    bonded = document(bonds=((0, 1, 3.0), (1, 4, 2.0), (0, 4, 0.5)))
    (event,) = find_events(bonded, {})
    assert event.cues == (0, 1, 4)
    parted = document(bonds=((0, 1, 3.0), (1, 4, -2.0), (0, 4, -3.0)))
    assert [event.cues for event in find_events(parted, {})] == [(0, 1), (4,)]


def test_a_chain_of_weak_bonds_does_not_join_its_ends() -> None:
    kinds = dict.fromkeys(range(4), "visit")
    bonds = [
        Bond(0, 1, 4.0),
        Bond(1, 2, 1.0),
        Bond(2, 3, 4.0),
        Bond(0, 2, -3.0),
        Bond(0, 3, -5.0),
        Bond(1, 3, -3.0),
    ]
    assert clusters(kinds, bonds) == [(0, 1), (2, 3)]


def test_different_kinds_are_never_joined() -> None:
    assert clusters({0: "visit", 1: "meeting"}, [Bond(0, 1, 9.0)]) == [(0,), (1,)]


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.floats(-5, 5), max_size=40))
def test_each_cue_is_in_one_group(scores: dict[tuple[int, int], float]) -> None:
    kinds = dict.fromkeys(range(10), "visit")
    groups = clusters(kinds, [Bond(a, b, score) for (a, b), score in scores.items() if a < b])
    assert sorted(number for group in groups for number in group) == list(range(10))


def test_what_several_words_say_of_a_thing_adds_up() -> None:
    ties = (
        (0, 2, "destinations", 0.0),
        (1, 2, "destinations", 0.0),
        (1, 2, "stops", -2.0),
        (1, 3, "start", 2.0),
    )
    (event,) = find_events(document(*ties, bonds=((0, 1, 3.0), (0, 4, 3.0), (1, 4, 3.0))), {2: "city-20"})
    (place,) = event.of("destinations")
    assert (place.value, place.said) == ("city-20", 2)  # the mention is what the evidence quotes
    assert place.score == pytest.approx(2 / (2 + 1 + 0.1353), abs=1e-3)  # two of them against none and a stop
    assert [filler.value for filler in event.of("start")] == [3]  # dates by the number of their cue
    assert event.of("stops") == []
    assert event.states["happened"] == 3.0


def test_mentions_of_nothing_known_fill_no_slot() -> None:
    event, *_ = find_events(document((1, 2, "destinations", 5.0)), {})
    assert all(not each.fillers for each in find_events(document((1, 2, "destinations", 5.0)), {}))
    assert event.kind == "visit"


def test_posts_are_events_of_one_cue_each() -> None:
    text = "Мэр Тулы Грач"
    cues = (Cue(Span(0, 8), "post", 0.9), Cue(Span(4, 8), "city", 0.9), Cue(Span(9, 13), "person", 0.9))
    ties = (Tie(0, 1, "of", 4.0), Tie(0, 2, "holder", 4.0))
    (event,) = find_post_events(Document(Article("one", text), (), (), (), cues, ties), {1: "t", 2: "p"})
    assert [(each.role, each.value) for each in event.fillers] == [("of", "t"), ("holder", "p")]

"""The shipped models at work: cues, ties and bonds of made-up sentences."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from kg.annotate.neural.cues import Cues, _parts, _Seen, find_cues, no_cues
from kg.annotate.neural.mentions import Found

pytestmark = pytest.mark.models

NEWS = (
    "Делегация Тверской области во главе с вице-губернатором Анной Котовой 12 мая прибыла в Гродно. "
    "Там её принял председатель облисполкома Павел Мороз."
)


def see(text: str) -> Cues:
    return next(find_cues([text]))


def said(text: str, found: Cues, label: str) -> set[str]:
    return {text[cue.span.start : cue.span.stop] for cue in found.cues if cue.label == label}


def surest(text: str, found: Cues, role: str) -> set[str]:
    """What fills a slot for sure, whatever evokes the event."""
    spans = (found.cues[tie.filler].span for tie in found.ties if tie.role == role and tie.score > 0)
    return {text[span.start : span.stop] for span in spans}


def test_mentions_of_all_sorts() -> None:
    found = see(NEWS)
    assert said(NEWS, found, "person") == {"Анной Котовой", "Павел Мороз"}
    assert said(NEWS, found, "region") == {"Тверской области"}
    assert said(NEWS, found, "city") == {"Гродно"}
    assert said(NEWS, found, "date") == {"12 мая"}
    assert said(NEWS, found, "visit") == {"прибыла"}
    assert "Делегация Тверской области" in said(NEWS, found, "delegation")
    assert {"вице-губернатором", "председатель облисполкома"} <= said(NEWS, found, "post")


def test_who_fills_what() -> None:
    found = see(NEWS)
    assert surest(NEWS, found, "senders") == {"Тверской области"}
    assert "Анной Котовой" in surest(NEWS, found, "head")
    assert {"Анной Котовой", "Павел Мороз"} <= surest(NEWS, found, "holder")


def test_states_and_bonds_of_evoking_words() -> None:
    found = see(NEWS)
    evoking = [cue for cue in found.cues if cue.label in {"visit", "delegation", "meeting", "post"}]
    assert all(dict(cue.states).keys() >= {"planned", "happened", "former", "current"} for cue in evoking)
    assert all(bond.one < bond.other for bond in found.bonds)
    labels = [{found.cues[bond.one].label, found.cues[bond.other].label} for bond in found.bonds]
    assert {"visit", "delegation"} in labels
    assert not any("post" in pair and len(pair) > 1 for pair in labels)


@pytest.mark.parametrize(
    "text", ["", " \n ", "…", "12", "Д", "а" * 5000, "! " * 3000, "Иван " * 400, "\u200f\u2028"]
)
def test_any_text_gives_something_or_nothing(text: str) -> None:
    check(text, see(text))


def test_long_texts_are_seen_in_parts() -> None:
    text = (NEWS + "\n") * 60
    found = see(text)
    check(text, found)
    assert len(found.cues) > 500
    assert max(abs(tie.event - tie.filler) for tie in found.ties) <= 250


def test_windows_before_the_first_mention_are_not_kept() -> None:
    quiet = _Seen([], [], np.zeros((0, 1), np.float32), np.zeros((0, 1), np.float32))
    telling = quiet._replace(found=[Found(0, 0, "post", 0.9)])
    (part,) = _parts(7, [quiet, quiet, telling, quiet])
    assert (part.text, len(part.windows), len(part.shares)) == (7, 2, 2)
    assert list(_parts(7, [quiet])) == []


def test_no_mention_goes_over_a_sentence_or_line() -> None:
    text = "Гости уехали в Тверь\nКотова Анна осталась. Мороз Павел тоже."
    assert not any("\n" in words or ". " in words for words in all_words(text, see(text)))


def test_neighbours_change_nothing() -> None:
    alone = [see(NEWS), see("Мэр Тулы молчит.")]
    assert list(find_cues([NEWS, "", "Мэр Тулы молчит."])) == [alone[0], see(""), alone[1]]


def test_nothing_is_seen_without_the_models() -> None:
    assert list(no_cues(["а", "б"])) == [Cues((), (), ())] * 2


def all_words(text: str, found: Cues) -> Iterable[str]:
    return (text[cue.span.start : cue.span.stop] for cue in found.cues)


def check(text: str, found: Cues) -> None:
    """Spans lie in the text and are in order, numbers name cues, scores are probabilities."""
    assert list(found.cues) == sorted(found.cues, key=lambda cue: (cue.span.start, -cue.span.stop))
    assert all(words == words.strip() for words in all_words(text, found))
    assert all(0 < cue.score <= 1 for cue in found.cues)
    numbers = {n for tie in found.ties for n in (tie.event, tie.filler)}
    assert max(numbers, default=-1) < len(found.cues)

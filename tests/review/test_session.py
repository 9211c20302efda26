"""Asking pair by pair."""

from __future__ import annotations

from datetime import datetime

import pytest

from kg.identity import Anchor, Judgement, Verdict
from kg.model import Kind
from kg.review import Card, Side
from kg.review.session import Session, signed


def card(letter: str) -> Card:
    one, other = (Side(Anchor(letter, at, "Зимин"), "", None, None, "Зимин.", 1) for at in (0, 9))
    return Card(Kind.PERSON, one, other, 0.5, "the same name")


def walk(*answers: str, cards: str = "abc") -> tuple[list[tuple[str, str, str | None]], Session]:
    """What is written down: article, verdict, reason."""
    kept: list[Judgement] = []
    session = Session([card(letter) for letter in cards], "Вера", kept.append)
    for answer in answers:
        session.answer(answer)
    return [(said.one.article, said.verdict.value, said.why) for said in kept], session


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (["s", "d", "u"], [("a", "same", None), ("b", "different", None), ("c", "unsure", None)]),
        (["", "S сменил пост", ""], [("b", "same", "сменил пост")]),
        (["ы", "в", "г"], [("a", "same", None), ("b", "different", None), ("c", "unsure", None)]),
        (["s", "b", "d"], [("a", "same", None), ("a", "different", None)]),
        (["s", "b", "t"], [("a", "same", None), ("a", "none", None)]),
        (["b", "x", "sam", "s"], [("a", "same", None)]),
        (["skip", "Different", "back", "none"], [("b", "different", None), ("b", "none", None)]),
        (["s", "q"], [("a", "same", None)]),
    ],
)
def test_answers(answers: list[str], kept: list[tuple[str, str, str | None]]) -> None:
    assert walk(*answers)[0] == kept


def test_the_walk_ends_after_the_last_card_or_when_quit() -> None:
    assert walk("", "", "")[1].shown() is None
    assert walk("q")[1].shown() is None
    assert (walk("")[1].shown() or "").startswith("\n2 of 3 · Person")
    assert walk(cards="")[1].shown() is None


def test_what_is_left_is_counted() -> None:
    session = walk("s", "b", "d", "")[1]
    assert (session.given, session.left) == (2, 2)
    assert walk("s", "b", "t")[1].left == 3


def test_judgements_are_signed_and_keep_their_own_signature() -> None:
    said = Judgement(Verdict.SAME, Kind.PERSON, Anchor("a", 0, "x"), Anchor("b", 0, "x"))
    new = signed(said, "Вера")
    assert new.by == "Вера" and datetime.fromisoformat(new.when or "").tzinfo
    old = Judgement(Verdict.SAME, Kind.PERSON, said.one, said.other, "Олег", "2026-01-01")
    assert signed(old, "Вера") == old

"""Which judgements hold: the last word on a pair, and nothing that newer ones exclude."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import Anchor, Judgement, Verdict, effective
from kg.model import Extraction, Kind
from tests.factory import Tale

SAME, DIFFERENT, UNSURE, NONE = Verdict
LETTERS = "abcdef"


def tell(letter: str) -> Extraction:
    """An article, named by a letter, that tells of one person."""
    tale = Tale(letter)
    tale.person("Пётр Зимин")
    return tale.done()


TOLD = [tell(letter) for letter in LETTERS]


def said(verdict: Verdict, pair: str) -> Judgement:
    """A judgement on the people of two articles."""
    one, other = (Anchor(letter, 0, "Об", "Пётр Зимин") for letter in pair)
    return Judgement(verdict, Kind.PERSON, one, other)


def effect(*given: tuple[Verdict, str]) -> tuple[list[int], list[str]]:
    """The lines that hold, and the messages."""
    found = effective({line: said(*one) for line, one in enumerate(given, start=1)}, TOLD)
    return [standing.line for standing in found.standing], list(found.messages)


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ([(SAME, "ab"), (DIFFERENT, "bc")], [1, 2]),
        ([(SAME, "ab"), (DIFFERENT, "ba")], [2]),
        ([(DIFFERENT, "ab"), (SAME, "ab"), (UNSURE, "ba")], [3]),
        ([(SAME, "ab"), (NONE, "ba")], []),
        ([(SAME, "ab"), (NONE, "ba"), (DIFFERENT, "ab")], [3]),
        ([(NONE, "ab")], []),
    ],
)
def test_the_last_word_on_a_pair_holds(given: list[tuple[Verdict, str]], lines: list[int]) -> None:
    assert effect(*given) == (lines, [])


@pytest.mark.parametrize(
    ("given", "lines", "aside"),
    [
        ([(SAME, "ab"), (SAME, "bc"), (DIFFERENT, "ac")], [2, 3], 1),
        ([(DIFFERENT, "ac"), (SAME, "ab"), (SAME, "bc")], [2, 3], 1),
        ([(SAME, "ab"), (DIFFERENT, "bd"), (SAME, "cd"), (SAME, "ac")], [2, 3, 4], 1),
    ],
)
def test_a_contradiction_over_several_steps_sets_the_oldest_aside(
    given: list[tuple[Verdict, str]], lines: list[int], aside: int
) -> None:
    found, messages = effect(*given)
    assert found == lines
    assert [message.split(":")[0] for message in messages] == [f"line {aside} is set aside"]


def test_what_is_not_told_any_more_waits() -> None:
    lost = Judgement(SAME, Kind.PERSON, Anchor("a", 0, "Об", "Пётр Зимин"), Anchor("b", 9, "Рябову", "Рябов"))
    elsewhere = said(SAME, "ax")
    found = effective({1: lost, 2: elsewhere, 3: said(SAME, "aa")}, TOLD)
    assert found.standing == ()
    assert found.messages == (
        "line 1 waits: «Рябов» is not found in article b",
        "line 3 says nothing: both sides are «Пётр Зимин»",
    )


PAIRS = (
    st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)).filter(lambda p: p[0] != p[1]).map("".join)
)


@given(st.lists(st.tuples(st.sampled_from(Verdict), PAIRS), max_size=12))
def test_what_holds_is_consistent_and_what_is_set_aside_is_excluded_by_newer_lines(
    given: list[tuple[Verdict, str]],
) -> None:
    lines, messages = effect(*given)
    last = {frozenset(pair): line for line, (_, pair) in enumerate(given, start=1)}
    candidates = sorted(line for line in last.values() if given[line - 1][0] is not NONE)
    assert is_consistent([given[line - 1] for line in lines])
    aside = [line for line in candidates if line not in lines]
    assert len(messages) == len(aside)
    for line in aside:
        newer = [given[other - 1] for other in lines if other > line]
        assert not is_consistent([*newer, given[line - 1]])


def is_consistent(given: list[tuple[Verdict, str]]) -> bool:
    """No two letters are different that steps of SAME join."""
    thing = dict(zip(LETTERS, LETTERS, strict=True))
    for verdict, pair in given:
        if verdict is SAME:
            kept, gone = thing[pair[0]], thing[pair[1]]
            thing = {letter: kept if found == gone else found for letter, found in thing.items()}
    return all(thing[pair[0]] != thing[pair[1]] for verdict, pair in given if verdict is DIFFERENT)

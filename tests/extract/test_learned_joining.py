"""Findings of rules and of models, joined: made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.extract.agreements import Agreement
from kg.extract.holding import Holding
from kg.extract.learned.joining import (
    join_agreements,
    join_meetings,
    join_occupations,
    join_posts,
    join_visits,
)
from kg.extract.meetings import Meeting
from kg.extract.occupations import Occupation
from kg.extract.visit import Visit
from kg.model import Status

DAY = date(2024, 5, 14)
MAYOR = Holding("p1", "мэр", "t1", former=False, sentence=0, start=0, stop=3, confidence=0.9)
TALKS = Meeting(3, ("p1", "p2"), None, None, Status.HAPPENED, 0.8)
PAPER = Agreement(3, ("r1", "r2"), "меморандум", Status.SIGNED, None, 0.8)


def visit(*destinations: str, **slots: dict[str, int]) -> Visit:
    found = Visit(destinations=dict.fromkeys(destinations, 0), areas=set(destinations))
    for slot, fillers in slots.items():
        setattr(found, slot, fillers)
    return found


def test_a_post_that_rules_know_is_not_told_twice() -> None:
    same_words = replace(MAYOR, body=None, start=1, stop=2)
    short_title = replace(MAYOR, role="глава", body=None, sentence=4, start=7, stop=8)
    fuller = replace(MAYOR, role="первый мэр", sentence=5, start=1, stop=3)
    assert join_posts([MAYOR], [same_words, short_title, fuller]) == [MAYOR]


def test_other_posts_are_added_in_text_order() -> None:
    second = replace(MAYOR, role="министр", body="r1", start=4, stop=6)
    other = replace(MAYOR, person="p2", sentence=1)
    before = replace(MAYOR, role="ректор", body="o1", sentence=2, former=True)
    assert join_posts([MAYOR], [before, other, second]) == [MAYOR, second, other, before]


def test_callings_are_told_once() -> None:
    found = join_occupations(
        [Occupation("p1", "певец", 0)], [Occupation("p1", "певец", 4), Occupation("p2", "повар", 2)]
    )
    assert [(each.person, each.word) for each in found] == [("p1", "певец"), ("p2", "повар")]


def test_a_visit_is_completed() -> None:
    rules = visit("c1", head={"p1": 0}, members={"p2": 0})
    models = visit(
        "c1", head={"p2": 1}, members={"p1": 1, "p3": 1}, stops={"t1": 1, "c1": 1}, hosts={"p9": 1}
    )
    rules.end = (date(2024, 5, 16), 0)
    models.start, models.status_said = (DAY, 1), 1
    (joined,) = join_visits([rules], [models])
    assert joined is rules
    assert (list(joined.head), list(joined.members)) == (["p1"], ["p2", "p3"])
    assert (list(joined.stops), list(joined.hosts), joined.start) == (["t1"], ["p9"], (DAY, 1))


def test_days_stay_in_order() -> None:
    rules, models = visit("c1", head={"p1": 0}), visit("c1", head={"p1": 1})
    rules.start, models.end = (DAY, 0), (date(2024, 5, 2), 1)
    (joined,) = join_visits([rules], [models])
    assert (joined.start, joined.end) == ((DAY, 0), None)


def test_visits_elsewhere_or_on_other_days_stand_alone() -> None:
    first, elsewhere, later = (
        visit("c1", head={"p1": 0}),
        visit("c2", head={"p1": 1}),
        visit("c1", head={"p1": 2}),
    )
    first.start, later.start = (DAY, 0), (date(2024, 6, 1), 2)
    assert join_visits([first], [elsewhere, later]) == [first, elsewhere, later]


def test_one_visit_completes_one() -> None:
    first, one, other = visit("c1"), visit("c1", stops={"t1": 1}), visit("c1", stops={"t2": 2})
    assert [list(each.stops) for each in join_visits([first], [one, other])] == [["t1"], ["t2"]]


def test_meetings_of_the_same_people_are_one() -> None:
    models = replace(TALKS, participants=("p2", "p1", "o3"), place="t1", day=DAY, sentence=5)
    (joined,) = join_meetings([TALKS], [models])
    assert (joined.participants, joined.place, joined.day) == (("p1", "p2", "o3"), "t1", DAY)


def test_meetings_on_other_days_or_of_others_stand_alone() -> None:
    known = replace(TALKS, day=DAY)
    later = replace(TALKS, day=date(2024, 5, 15))
    others = replace(TALKS, participants=("p1", "p7"), sentence=9)
    assert join_meetings([known], [later, others]) == [known, later, others]


def test_agreements() -> None:
    dated = replace(PAPER, day=DAY, sentence=1)
    protocol = replace(PAPER, kind="протокол")
    assert join_agreements([PAPER], [dated, protocol]) == [replace(PAPER, day=DAY), protocol]

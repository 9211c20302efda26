"""Facts from some confidence on: what goes with those that are left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import sift
from kg.model import Extraction, Kind, Predicate
from kg.pipeline.soundness import check
from tests.factory import Tale
from tests.strategies import extractions


def told() -> Tale:
    """A visit with a stop, a meeting in its course, and a post."""
    tale = Tale("a", published="2024-05-14")
    mayor = tale.person("Лада Шубина", "мэр", tale.place("Китай"))
    visit = tale.visit(
        [tale.place("Узбекистан")], stops=[tale.node(Kind.FACILITY, "завод в Кургане")], head=mayor
    )
    tale.meeting(mayor, tale.person("Пров Седых"), visit=visit)
    return tale


def doubted(tale: Tale, *predicates: Predicate) -> Extraction:
    """The extraction in which the facts with these predicates are unsure."""
    tale.facts = [replace(f, confidence=0.3) if f.predicate in predicates else f for f in tale.facts]
    return tale.done()


def kinds(extraction: Extraction) -> set[Kind]:
    return {node.kind for node in extraction.nodes}


def test_a_slot_goes_alone_and_takes_the_site_that_only_it_told_of() -> None:
    left = check(sift(doubted(told(), Predicate.STOP), 0.5))
    assert Predicate.STOP not in {f.predicate for f in left.facts}
    assert len(left.facts) == len(told().facts) - 1
    assert Kind.FACILITY not in kinds(left) and len(left.mentions) == len(told().done().mentions) - 1


def test_a_visit_without_destination_is_none() -> None:
    left = check(sift(doubted(told(), Predicate.DESTINATION), 0.5))
    assert not kinds(left) & {Kind.VISIT, Kind.DELEGATION, Kind.FACILITY}
    assert {f.predicate for f in left.facts} >= {Predicate.PARTICIPANT, Predicate.HOLDS_POST}
    assert Predicate.DURING_VISIT not in {f.predicate for f in left.facts}


def test_a_meeting_with_one_is_none() -> None:
    tale = told()
    last = max(i for i, f in enumerate(tale.facts) if f.predicate is Predicate.PARTICIPANT)
    tale.facts[last] = replace(tale.facts[last], confidence=0.1)
    left = check(sift(tale.done(), 0.5))
    assert Kind.MEETING not in kinds(left) and Kind.VISIT in kinds(left)


@pytest.mark.parametrize("lost", [Predicate.ROLE, Predicate.HOLDS_POST])
def test_a_post_without_role_or_holder_is_none(lost: Predicate) -> None:
    assert Kind.POST not in kinds(check(sift(doubted(told(), lost), 0.5)))


def test_people_and_places_stay_where_the_text_names_them() -> None:
    left = sift(doubted(told(), *Predicate), 0.5)
    assert not left.facts
    assert kinds(left) == {Kind.PERSON, Kind.COUNTRY}
    unnamed = sift(replace(doubted(told(), *Predicate), mentions=()), 0.5)
    assert not unnamed.nodes


def test_a_visit_that_never_had_a_destination_stays() -> None:
    tale = Tale("a")
    tale.visit(members=[tale.person("Лада Шубина")], status="planned")
    left = sift(doubted(tale, Predicate.STATUS), 0.5)
    assert Kind.VISIT in kinds(left)


def test_nothing_is_done_where_all_is_sure_enough() -> None:
    extraction = told().done()
    assert sift(extraction, 0.9) is extraction


@given(extractions(), st.floats(0, 1))
def test_what_is_left_is_sure_and_whole(extraction: Extraction, minimum: float) -> None:
    left = sift(extraction, minimum)
    assert all(f.confidence >= minimum for f in left.facts)
    assert set(left.facts) <= set(extraction.facts) and set(left.nodes) <= set(extraction.nodes)
    assert sift(left, minimum) == left
    keys = {node.key for node in left.nodes}
    assert keys >= {f.subject for f in left.facts} | {m.node for m in left.mentions}


@given(extractions(), st.floats(0, 1), st.floats(0, 1))
def test_more_is_asked_less_is_left(extraction: Extraction, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert set(sift(extraction, high).facts) <= set(sift(extraction, low).facts)

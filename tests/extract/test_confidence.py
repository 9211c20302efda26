"""What a fact's confidence hangs on: its kind, and who tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.confidence import LIKE, Table, rows, shipped_table, teller, weigh
from kg.extract.opinions import By, tellers
from kg.model import Extraction, Fact, Predicate
from tests.factory import Tale


def journey(*, stops: tuple[str, ...] = (), members: tuple[str, ...] = ("Лада Шубина",)) -> Extraction:
    """A visit of people to China, as one side tells it."""
    tale = Tale("a")
    people = [tale.person(name) for name in members]
    tale.visit([tale.place("Китай")], stops=map(tale.place, stops), members=people, status="happened")
    return tale.done()


def keyed(extraction: Extraction) -> tuple[Fact, ...]:
    """The facts with the names of named things for keys, so that two tellings can be compared."""
    names = {node.key: node.name or node.key for node in extraction.nodes}
    return tuple(
        replace(f, subject=names[f.subject], object=names.get(f.object, f.object)) for f in extraction.facts
    )


def told(found: Extraction, rules: Extraction, models: Extraction) -> dict[tuple[Predicate, str], By]:
    """Who tells each fact, by its predicate and object or subject."""
    facts = keyed(found)
    said = tellers(facts, keyed(rules), keyed(models))
    return {
        (f.predicate, f.subject if f.predicate is Predicate.MEMBER_OF else f.object): by
        for f, by in zip(facts, said, strict=True)
    }


def test_each_slot_knows_who_tells_it() -> None:
    rules, models = journey(stops=("Шанхай",)), journey(members=("Лада Шубина", "Пров Седых"))
    by = told(journey(stops=("Шанхай",), members=("Лада Шубина", "Пров Седых")), rules, models)
    assert by[Predicate.DESTINATION, "Китай"] is By.BOTH
    assert by[Predicate.STOP, "Шанхай"] is By.RULES_OF_KNOWN
    assert by[Predicate.MEMBER_OF, "Пров Седых"] is By.MODELS_OF_KNOWN


def test_an_event_that_one_side_does_not_know() -> None:
    by = told(journey(), journey(), Tale("a").done())
    assert set(by.values()) == {By.RULES}


def test_the_same_days_alone_make_no_two_events_one() -> None:
    one, other = Tale("a"), Tale("a")
    one.meeting(one.person("Лада Шубина"), one.person("Пров Седых"), day="2024-05-14")
    other.meeting(other.person("Ян Гречко"), other.person("Ева Лунц"), day="2024-05-14")
    by = told(one.done(), one.done(), other.done())
    assert by[Predicate.DATE, "2024-05-14"] is By.RULES


def test_partners_are_the_same_either_way_round() -> None:
    one, other = Tale("a"), Tale("a")
    one.say(one.place("Китай"), Predicate.PARTNER_OF, one.place("Томская область"))
    other.say(other.place("Томская область"), Predicate.PARTNER_OF, other.place("Китай"))
    assert set(told(one.done(), one.done(), other.done()).values()) == {By.BOTH}


def test_a_partner_region_is_as_sure_as_its_pair() -> None:
    with_partner = Tale("a")
    visit = with_partner.visit([with_partner.place("Китай")], members=[with_partner.person("Лада Шубина")])
    with_partner.say(visit, Predicate.PARTNER_REGION, with_partner.place("Китай"))
    found = with_partner.done()
    assert told(found, found, journey())[Predicate.PARTNER_REGION, "Китай"] is By.RULES


def test_what_neither_tells_follows_from_both() -> None:
    assert set(told(journey(), Tale("a").done(), Tale("a").done()).values()) == {By.NEITHER}


def test_one_side_that_was_asked_alone() -> None:
    facts = journey().facts
    assert set(tellers(facts, facts, None)) == {By.RULES_ALONE}
    assert set(tellers(facts, None, facts)) == {By.MODELS_ALONE}


def test_facts_are_weighed_by_the_table() -> None:
    even = dict.fromkeys(map(str, By), 0.5)
    table: Table = {"*": even, "destination": {**even, "both": 0.9}}
    found = journey()
    weighed = weigh(found, found.facts, found.facts, table)
    sure = {f.predicate: f.confidence for f in weighed.facts}
    assert (sure[Predicate.DESTINATION], sure[Predicate.STATUS]) == (0.9, 0.5)
    assert {teller(f) for f in weighed.facts} == {By.BOTH}
    assert weighed.facts[0].extractor == f"{found.facts[0].extractor}: both"


def test_a_leader_is_as_sure_a_member_as_a_leader() -> None:
    tale = Tale("a")
    head, member = tale.person("Лада Шубина"), tale.person("Пров Седых")
    tale.visit(head=head, members=[member])
    facts = tale.done().facts
    assert {f.subject: row for f, row in zip(facts, rows(facts), strict=True) if row != "makes"} == {
        head: "ledBy",
        member: "memberOf",
        facts[-1].subject: "ledBy",
    }


@pytest.mark.parametrize("row", shipped_table())
def test_the_shipped_table_is_whole_and_agreement_pays(row: str) -> None:
    chances = shipped_table()[row]
    assert set(chances) == set(By)
    assert all(0 < chance < 1 for chance in chances.values())
    assert chances[By.BOTH] > max(chances[By.RULES_OF_KNOWN], chances[By.MODELS_OF_KNOWN])


def test_rows_that_stand_for_others_are_there() -> None:
    assert {predicate.value for predicate in LIKE.values()} <= set(shipped_table())

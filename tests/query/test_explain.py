"""What the sources say of a thing."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.query import explain, find
from kg.query.history import ReportedDay, ReportedState, ReportedTenure
from kg.store import OxigraphStore

ID = "https://w3id.org/entity-kg/id/"


def test_a_person_is_explained_by_quotes(store: OxigraphStore) -> None:
    found = explain(store, NamedNode(ID + "person/1"))
    assert (found.kind, found.name, found.names) == ("Person", "Семён Грачёв", ("Грачёв",))
    (fact,) = found.facts
    assert (fact.subject, fact.predicate, fact.holds) == ("Семён Грачёв", "memberOf", True)
    (source,) = fact.sources
    assert (source.article, source.published, source.confidence) == ("a1", "2023-09-07", 0.9)


def test_a_visit_is_explained_with_its_delegation_and_what_was_overtaken(store: OxigraphStore) -> None:
    found = explain(store, NamedNode(ID + "visit/1"))
    facts = {(fact.predicate, fact.object): fact.holds for fact in found.facts}
    assert facts[("status", "planned")] is False
    assert facts[("makes", "Визит в Уругвай")] is True


def test_what_was_reported_over_time_is_explained(store: OxigraphStore) -> None:
    visit, person = (explain(store, NamedNode(ID + path)).reported for path in ("visit/1", "person/2"))
    assert visit.states == (ReportedState("planned", "2023-09-07", "a1"),)
    assert visit.days == (
        ReportedDay("startDate", "2023-09-04", 2, "больше текстов: 2 против 1"),
        ReportedDay("startDate", "2023-09-05", 1, None),
    )
    assert person.tenures == (ReportedTenure("посол, Уругвай", "2004-02-01", "2006-03-01", "2010-01-01"),)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("грачёв", ["person/1", "person/2"]),
        ("RU-PSK", ["place/RU-PSK"]),
        ("uruguay", ["place/UY"]),
        ("visit/1", ["visit/1"]),
        (f"<{ID}person/2>", ["person/2"]),
    ],
)
def test_find_takes_names_codes_and_ids(store: OxigraphStore, text: str, ids: list[str]) -> None:
    assert [thing.value.removeprefix(ID) for thing in find(store, text)] == ids


@pytest.mark.parametrize(
    "text", ["", '" } UNION { ?thing ?p ?name', "https://example.org/no", "a\\", "place//"]
)
def test_find_says_what_is_unknown(store: OxigraphStore, text: str) -> None:
    with pytest.raises(QueryError, match="nothing in the store is called"):
        find(store, text)

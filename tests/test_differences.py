"""What changes in the shared graphs: looked at thing by thing or as a whole, it is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.model import Kind, Predicate, Span, Topic
from kg.pipeline.comparing import whole_changes
from kg.pipeline.differences import changes_of, write
from kg.rdf import vocabulary as v
from kg.rdf.describe import Portrait
from kg.rdf.history import History
from kg.rdf.iris import entity_iri, standard_graph
from kg.rdf.settle import Report
from kg.store import OxigraphStore
from tests.strategies import WORDS

PLACE = NamedNode(v.SEM + "hasPlace")
LINKS = (Predicate.DESTINATION, Predicate.STOP, Predicate.HOSTED_BY, Predicate.MAKES, Predicate.PARTNER_OF)
IDS = ("visit/1", "visit/2", "place/3", "person/4")
TOPICS = st.fixed_dictionaries(
    {}, optional={Predicate.TOPIC: st.sampled_from(Topic).map(lambda each: (each,))}
)
FACTS = st.dictionaries(
    st.sampled_from(LINKS), st.sets(st.sampled_from(IDS), min_size=1).map(sorted).map(tuple), max_size=4
)


def portrait(id: str, facts: Mapping[Predicate, tuple[str, ...]], title: str | None = None) -> Portrait:
    return Portrait(id, Kind.VISIT, None, (), None, ("a",), None, (), title, tuple(facts.items()))


THINGS = st.lists(
    st.builds(
        portrait,
        st.sampled_from(IDS),
        st.tuples(FACTS, TOPICS).map(lambda both: both[0] | both[1]),
        st.none() | WORDS,
    ),
    unique_by=lambda each: each.id,
)
OWNERS = st.dictionaries(st.sampled_from(("v", "w", "x")), st.sampled_from(IDS))  # of what a report tells
DAYS = st.sampled_from(("2024-05-01", "2024-05-02"))


@st.composite
def portraits(draw: st.DrawFn) -> list[Portrait]:
    """Things with reports of their states, each of one thing: of another one in another draw."""
    owners, day = draw(OWNERS), draw(DAYS)
    told = {
        key: Report(day, "a", "a", 0.9, "planned", key, Predicate.STATUS, "planned", Span(0, 1), False)
        for key in owners
    }
    return [
        replace(thing, history=History(tuple(told[key] for key in sorted(told) if owners[key] == thing.id)))
        for thing in draw(THINGS)
    ]


PORTRAITS = portraits()


def publish(*portraits: Portrait) -> OxigraphStore:
    store = OxigraphStore.in_memory()
    write(store, whole_changes(store, portraits))
    return store


@given(PORTRAITS, PORTRAITS)
def test_thing_by_thing_is_as_good_as_the_whole(before: list[Portrait], after: list[Portrait]) -> None:
    store = publish(*before)
    gone = {each.id for each in before} - {each.id for each in after}
    write(store, changes_of(store, after, [each.id for each in after if each not in before], gone))
    assert set(store.quads()) == set(publish(*after).quads())


def test_a_standard_term_stays_while_another_statement_has_it() -> None:
    both = portrait("visit/1", {Predicate.DESTINATION: ("place/3",), Predicate.STOP: ("place/3",)})
    store = publish(both)
    one = replace(both, facts=both.facts[1:])
    write(store, changes_of(store, [one], [one.id], []))
    told = {(quad.subject, quad.object) for quad in store.quads(standard_graph()) if quad.predicate == PLACE}
    assert told == {(entity_iri("visit/1"), entity_iri("place/3"))}

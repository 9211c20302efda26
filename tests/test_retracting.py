"""Corrections: what is replaced or retracted goes, with a trace; what remains is as if it had never been."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

import kg.gazetteer.notables
import kg.pipeline.noting
from kg.errors import ReadError, StoreError
from kg.export import export
from kg.gazetteer.notables import Notables
from kg.model import Document, Extraction, Kind
from kg.pipeline import build, quads_from, retract
from kg.pipeline.build import add
from kg.pipeline.retracting import take_back
from kg.rdf import vocabulary as v
from kg.rdf.iris import BASE, article_iri, consolidated_graph, graph_iri, identity_graph
from kg.rdf.parts import parts
from kg.rdf.validate import validate
from kg.store import OxigraphStore, open_store
from tests.factory import Tale
from tests.stages import WORLD

ARTICLES = ("a1", "a2", "a3", "a4")
BUILD = st.tuples(st.sampled_from(ARTICLES), st.integers(0, 3)).map(lambda pair: f"{pair[0]}={pair[1]}")
STEPS = st.lists(
    st.lists(BUILD, min_size=1, max_size=3, unique_by=lambda each: each[:2]) | st.sampled_from(ARTICLES),
    min_size=1,
    max_size=8,
)
Step = str | list[str]  # an article to retract, or articles to build
OF_NOTE = Notables(
    ["Q1\tPerson\tПётр Зимин", "Q2\tPerson\tПавел Зимин", "Q3\tOrganization\tсоюз портов реки"]
)
OPAQUE = (*(f"{kind.lower()}/" for kind in Kind), "event/", "place/")


@pytest.fixture(scope="module", autouse=True)
def of_note() -> Iterator[None]:
    """People and bodies of the small world are in Wikidata."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (kg.gazetteer.notables, kg.pipeline.noting):
            patch.setattr(module, "notables", lambda: OF_NOTE)
        yield


def ignore(error: ReadError) -> None:
    raise AssertionError(f"skipped {error}")


def make(*steps: Step) -> OxigraphStore:
    """A store in memory after these builds and retractions."""
    store = OxigraphStore.in_memory()
    for step in steps:
        if isinstance(step, str):
            take_back(store, [step], WORLD, reason="опровергнуто")
        else:
            add(store, step, WORLD, skipped=ignore)
    return store


def remaining(steps: Iterable[Step]) -> list[str]:
    """What must be built to have the same articles."""
    held = dict[str, str]()
    for step in steps:
        if isinstance(step, str):
            held.pop(step, None)
        else:
            held.update((each.partition("=")[0], each) for each in step)
    return sorted(held.values())


@given(STEPS)
def test_any_history_leaves_what_the_remaining_articles_say_from_scratch(steps: list[Step]) -> None:
    store, scratch = make(*steps), make(remaining(steps))
    assert canonical(store) == canonical(scratch)
    assert counts(store) == counts(scratch)
    assert set(store.quads()) == set(quads_from(store.ledger, store.ledger.minimum, WORLD.resolve))
    assert_sound(store)
    before = set(store.quads())
    add(store, remaining(steps), WORLD, skipped=ignore)
    assert set(store.quads()) == before


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_a_long_history_of_many_articles_leaves_what_remains(seed: int) -> None:
    chance = Random(seed)
    ids = [f"a{number}" for number in range(chance.choice([14, 20, 30]))]
    steps: list[Step] = [[f"{id}={chance.randint(0, 9)}" for id in ids]]
    for _ in range(6):
        some = chance.sample([*ids, "b1", "b2", "b3"], chance.randint(1, 3))
        steps.append(some[0] if chance.random() < 0.4 else [f"{id}={chance.randint(0, 9)}" for id in some])
    store = make(*steps)
    assert canonical(store) == canonical(make(remaining(steps)))
    assert_sound(store)


@given(STEPS, st.integers(0, 3))
def test_other_settling_code_publishes_everything_anew(steps: list[Step], seed: int) -> None:
    store = make(*steps)
    for quad in sorted(store.quads(), key=str)[seed::4]:  # as faulty code of before might have left it
        store.change([quad], [])
    add(store, [], replace(WORLD, settling="settling-2"), skipped=ignore)
    assert canonical(store) == canonical(make(remaining(steps)))


@given(STEPS, STEPS)
def test_after_other_judgements_the_few_are_still_found(steps: list[Step], more: list[Step]) -> None:
    store, judged = make(*steps), replace(WORLD, judging="others")
    add(store, [], judged, skipped=ignore)
    for step in more:
        if isinstance(step, str):
            take_back(store, [step], judged)
        else:
            add(store, step, judged, skipped=ignore)
    assert canonical(store) == canonical(make(remaining([*steps, *more])))


def test_namesakes_of_two_people_of_note_are_counted_in_the_articles_of_both() -> None:
    told = {"a1": "Павел", "a2": "Пётр", "a3": "Пётр Павел"}

    def extract(document: Document) -> Extraction:
        tale = Tale(document.article.id, "2024-05-20")
        for own in ("Олег", *told[tale.id].split())[tale.id == "a3" :]:
            tale.person(f"{own} Зимин")
        return tale.done()

    world = replace(WORLD, extract=extract)
    store, scratch = OxigraphStore.in_memory(), OxigraphStore.in_memory()
    add(store, ["a1=0", "a2=0", "a3=0"], world, skipped=ignore)
    take_back(store, ["a3"], world)
    add(scratch, ["a1=0", "a2=0"], world, skipped=ignore)
    assert canonical(store) == canonical(scratch)


def canonical(store: OxigraphStore) -> set[tuple[str, ...]]:
    """The published quads, opaque ids named after the first mention or claim that speaks of them.

    Which ids things had before is no matter of what articles say.
    """
    names = first_uses(store)
    return {
        tuple(names.get(str(term), str(term)) for term in (*quad.triple, quad.graph_name))
        for quad in store.quads()
        if (quad.graph_name, quad.predicate) != (identity_graph(), v.SAME_AS)
    }


def counts(store: OxigraphStore) -> tuple[int, int, int]:
    """How many articles, entities and facts the store says it holds."""
    last = store.ledger.last
    assert last is not None
    return last.articles, last.entities, last.facts


def first_uses(store: OxigraphStore) -> dict[str, str]:
    """Mentions and claims have names that only hang on the text, so they name what they speak of."""
    uses: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads():
        if quad.predicate in (v.REFERS_TO, v.SUBJECT, v.OBJECT) and is_opaque(quad.object):
            uses[str(quad.object)].append(f"{quad.predicate} of {quad.subject}")
    return {term: min(found) for term, found in uses.items()}


def is_opaque(term: object) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.removeprefix(BASE).startswith(OPAQUE)


def assert_sound(store: OxigraphStore) -> None:
    """No orphan, nothing said of what is not there, nothing both stated and invalidated."""
    quads = list(store.quads())
    told = {quad.object for quad in quads if quad.predicate in (v.REFERS_TO, v.SUBJECT, v.OBJECT)}
    around = {quad.object for quad in quads if quad.predicate == v.CONTAINED_IN_PLACE}
    typed = {quad.subject for quad in quads if quad.graph_name == consolidated_graph()}
    hanging = set(parts(quads))
    assert hanging <= typed
    assert typed <= told | around | hanging
    assert {term for term in told if is_opaque(term)} <= typed
    articles = {article_iri(id) for id in store.ledger.articles()}
    assert {quad.object for quad in quads if quad.predicate == v.WAS_DERIVED_FROM} <= articles
    assert {quad.subject for quad in quads if quad.object == v.ARTICLE} == articles
    claims = {quad.subject for quad in quads if quad.object == v.CLAIM}
    assert claims.isdisjoint(lost(store, v.INVALIDATED_CLAIM))


def lost(store: OxigraphStore, kind: ox.NamedNode) -> set[object]:
    """What the trace says of that kind."""
    return {quad.subject for quad in store.trace() if quad.predicate == v.TYPE and quad.object == kind}


def claims_of(store: OxigraphStore, article_id: str) -> set[object]:
    return {quad.subject for quad in store.quads(graph_iri(article_id)) if quad.object == v.CLAIM}


@given(STEPS, st.sampled_from(ARTICLES))
def test_a_retraction_leaves_a_trace_of_every_claim_and_of_the_facts_that_went(
    steps: list[Step], article_id: str
) -> None:
    store = make(*steps, ["a1=0", "a2=0", "a3=0", "a4=0"])
    said, before = claims_of(store, article_id), facts(store)
    take_back(store, [article_id], WORLD, reason="опровергнуто")
    trace = list(store.trace())
    assert said <= lost(store, v.INVALIDATED_CLAIM)
    invalidated = {statement(trace, node) for node in lost(store, v.INVALIDATED_FACT)}
    assert invalidated.isdisjoint(facts(store))
    claimed = {statement(trace, node) for node in said}
    assert {fact for fact in before - facts(store) if fact in claimed} <= invalidated


def facts(store: OxigraphStore) -> set[tuple[object, ...]]:
    """The consolidated facts."""
    found = store.quads(consolidated_graph())
    return {tuple(quad.triple) for quad in found if quad.predicate in v.PROPERTIES.values()}


def statement(quads: Iterable[ox.Quad], node: object) -> tuple[object, ...]:
    said = {quad.predicate: quad.object for quad in quads if quad.subject == node}
    return said[v.SUBJECT], said[v.PREDICATE], said[v.OBJECT]


def test_the_trace_tells_who_when_and_why_and_no_query_sees_it_unasked() -> None:
    store = make(["a1=0", "a2=0"], "a1")
    asked = f"""PREFIX prov: <{v.PROV}> PREFIX kg: <{v.KG}> PREFIX dct: <{v.DCT}> PREFIX nif: <{v.NIF}>
    SELECT DISTINCT ?id ?reason ?quote {{ ?claim prov:wasInvalidatedBy ?activity ; nif:anchorOf ?quote .
      ?activity a kg:Retraction ; kg:reason ?reason ; prov:endedAtTime ?when ;
        prov:used/dct:identifier ?id }}"""
    assert list(store.query(asked)) == []  # type: ignore[arg-type]  # SELECT gives rows
    (row,) = store.traced().query(asked)  # type: ignore[misc]
    assert [term.value for term in row] == ["a1", "опровергнуто", "Об этом сообщила пресс-служба."]


def test_what_is_said_again_is_not_invalid() -> None:
    store = make(["a1=0", "a2=0"], "a1")
    assert lost(store, v.INVALIDATED_CLAIM)
    add(store, ["a1=0"], WORLD, skipped=ignore)
    assert lost(store, v.INVALIDATED_CLAIM) == lost(store, v.INVALIDATED_FACT) == set()


def test_a_replacement_invalidates_only_what_the_new_version_does_not_say() -> None:
    store = make(["a1=0"])
    before = claims_of(store, "a1")
    add(store, ["a1=1"], WORLD, skipped=ignore)
    assert lost(store, v.INVALIDATED_CLAIM) == before - claims_of(store, "a1")
    assert {quad.object for quad in store.trace() if quad.object in (v.REPLACEMENT, v.RETRACTION)} == {
        v.REPLACEMENT
    }


def test_other_reading_code_is_no_correction() -> None:
    store = make(["a1=0"])
    silent = replace(WORLD, extract=lambda document: replace(WORLD.extract(document), facts=()))
    add(store, ["a1=0"], replace(silent, reading="reading-2"), skipped=ignore)
    assert list(store.trace()) == []


def test_the_trace_does_not_grow_with_every_change() -> None:
    store = make(*([f"a1={version}"] for version in range(30)))
    assert len(store.ledger.corrections()) == 10
    assert lost(store, v.INVALIDATED_CLAIM)


def test_a_trace_fits_the_shapes_beside_the_graph() -> None:
    store, out = make(["a1=0", "a2=0", "a3=0"], "a1", ["a2=1"]), io.BytesIO()
    export(store, "turtle", out, with_trace=True)
    # the small world has visits without a state, which the shapes do not like; that is no matter of the trace
    found = validate(Graph().parse(data=out.getvalue(), format="turtle")).results
    traced = {str(subject.value) for subject in {quad.subject for quad in store.trace()}}  # type: ignore[union-attr]
    assert [violation for violation in found if violation.focus in traced] == []


def test_exports_leave_the_trace_out_unless_asked() -> None:
    store = make(["a1=0"], "a1")
    plain, traced = io.BytesIO(), io.BytesIO()
    export(store, "trig", plain)
    export(store, "trig", traced, with_trace=True)
    assert b"wasInvalidatedBy" not in plain.getvalue()
    assert b"<https://w3id.org/entity-kg/id/graph/trace> {" in traced.getvalue()


def test_another_base_renames_the_trace_too(tmp_path: Path) -> None:
    build(["a1=0", "a2=0"], tmp_path, WORLD, skipped=ignore)
    retract(["a1"], tmp_path, WORLD)
    before = len(list(open_store(tmp_path).trace()))
    build(["a2=1"], tmp_path, WORLD, skipped=ignore, base="https://example.org/kg/")
    trace = list(open_store(tmp_path).trace())
    assert len(trace) > before
    assert not [quad for quad in trace if BASE in str(quad)]


def test_ids_that_are_not_there_are_told_with_the_nearest_and_the_others_go(tmp_path: Path) -> None:
    build(["wire-01=0", "wire-02=0", "b=0"], tmp_path, WORLD, skipped=ignore)
    found = retract(["wire-1", "b", "b"], tmp_path, WORLD)
    assert (found.done, found.already) == (("b",), ())
    assert found.unknown == {"wire-1": ("wire-01", "wire-02")}
    again = retract(["b"], tmp_path, WORLD)
    assert (again.done, again.already, again.unknown) == ((), ("b",), {})
    assert sorted(open_store(tmp_path).ledger.articles()) == ["wire-01", "wire-02"]


def test_retracting_needs_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        retract(["a1"], tmp_path / "none", WORLD)
    assert not (tmp_path / "none").exists()


def test_a_build_says_which_retracted_articles_are_back(tmp_path: Path) -> None:
    build(["a1=0", "a2=0"], tmp_path, WORLD, skipped=ignore)
    retract(["a1"], tmp_path, WORLD)
    summary = build(["a1=0", "a2=0"], tmp_path, WORLD, skipped=ignore)
    assert (summary.new, summary.unchanged, summary.back) == (1, 1, ("a1",))

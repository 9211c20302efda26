"""Saved questions: their files, their parameters, and what they answer on a small store."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, parse
from rdflib import Graph

from kg.errors import QueryError
from kg.query import Format, Question, Request, question, questions
from kg.query.answer import answer
from kg.query.names import KINDS
from kg.query.saved import FOLDER, parse_question
from kg.store import OxigraphStore
from tests.query.conftest import GRAPH

HEADER = "# title: а | a\n# description: б | b\n"
GIVEN = re.compile(r" (\w+)=")  # ` region=Псковская область b=…`
EXPECTED = """
delegations-of-region region=псковщина -> visit=Визит в Уругвай; where=Уругвай; signed=меморандум
delegations-of-region region=ru-psk -> visit=Визит в Парагвай; who=Алла Грачёв; status=planned
visits-to-region region=URUGUAY -> visit=Визит в Уругвай; sender=Псковская область; start=2023-09-04
partners-of-region region=Псковская область -> partner=Уругвай; visits=1; first=2023-09-04
partners-of-region region=уругвай -> partner=Псковская область; visits=1
visits-of-person person=семен грачев -> visit=Визит в Уругвай; head=true; sender=Псковская область
visits-of-person person=person/2 -> visit=Визит в Парагвай; head=false
members-of-visit visit=визит в уругвай -> member=Семён Грачёв; head=true; posts=министр, Псковская область
meetings-of-person person=Семён Грачёв -> other=Алла Грачёв; place=Уругвай; date=2023-09-05
agreements-between a=UY b=RU-PSK -> agreement=меморандум; kind=меморандум; visit=Визит в Уругвай
officials-of-region region=UY -> role=посол; person=Алла Грачёв; former=true
officials-of-region region=UY -> from=2004-02-01; to=2006-03-01; left=2010-01-01
officials-of-region region=RU-PSK -> person=Семён Грачёв; from=
history-of-event event=Визит в Уругвай -> published=2023-09-07; status=planned; article=a1; reprints=1
disputed-dates -> predicate=kg:startDate; date=2023-09-04; texts=2; because=больше текстов: 2 против 1
disputed-dates event=visit/1 -> date=2023-09-05; texts=1; because=
planned-visits -> visit=Визит в Парагвай; sender=Псковская область
planned-visits region=Парагвай -> partner=Парагвай
quotations-about about=Уругвай -> speaker=Семён Грачёв; words=Река тут широкая; speech=direct; article=a1
quotations-about speaker=Семён Грачёв -> words=Река тут широкая
cooperation-on-topic topic=торговля -> topic=торговля; thing=Визит в Уругвай; with=Уругвай
cooperation-on-topic topic=trade -> thing=Визит в Уругвай; status=happened
places-of-zone zone=Экономический пояс «Парана» -> place=Сальто; articles=1
evidence-of entity=https://w3id.org/entity-kg/id/visit/1 -> predicate=kg:status; object=planned; article=a1
"""


@pytest.mark.parametrize("case", EXPECTED.strip().splitlines())
def test_saved_questions_answer(store: OxigraphStore, case: str) -> None:
    left, _, right = case.partition(" -> ")
    name, *given = GIVEN.split(left)
    parameters = dict(zip(given[::2], given[1::2], strict=True))
    found = answer(store, Request(question=name, parameters=parameters))
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    wanted = dict(cell.split("=", 1) for cell in right.split("; "))
    assert [row for row in rows if wanted.items() <= row.items()], rows


def test_every_question_runs_without_parameters_and_names_a_known_kind(store: OxigraphStore) -> None:
    for saved in questions():
        store.query(saved.sparql)
        assert all(parameter.kind in KINDS for parameter in saved.parameters)
        assert len(saved.titles) == len(saved.descriptions) == 2


def test_every_file_in_the_folder_is_a_question() -> None:
    assert {saved.name for saved in questions()} == {path.stem for path in FOLDER.iterdir()}
    assert len(questions()) >= 9


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_bound_values_cannot_leave_their_place(value: str) -> None:
    saved = Question("q", {}, {}, (), "SELECT ?x WHERE {\n# values: x\n}")
    (row,) = OxigraphStore.in_memory().query(saved.bind({"x": [Literal(value)]}))  # type: ignore[misc]  # SELECT gives rows
    assert row["x"].value == value


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("who-knows", {}, "no saved question is called 'who-knows'; `kg query --list`"),
        ("partners-of-region", {}, "needs --param region=… "),
        ("partners-of-region", {"city": "x"}, "has no parameter 'city'; it has region"),
        ("partners-of-region", {"region": "Псковская облость"}, "did you mean Псковская область"),
        ("partners-of-region", {"region": "Грачёв"}, r"nothing in the store is called 'Грачёв' \(place\)"),
        ("partners-of-region", {"region": "http://["}, "nothing in the store is called"),
    ],
)
def test_what_cannot_be_asked_is_explained(
    store: OxigraphStore, name: str, parameters: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        answer(store, Request(question=name, parameters=parameters))


def test_a_name_of_several_asks_for_all_and_says_so(store: OxigraphStore) -> None:
    found = answer(store, Request(question="visits-of-person", parameters={"person": "ГРАЧЕВ"}))
    assert found.notes == ("2 things are called 'ГРАЧЕВ'; the answer is about all of them",)
    assert len(found.rows) == 3


def test_parameters_belong_to_saved_questions(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="--param belongs to saved questions"):
        answer(store, Request(sparql="ASK {}", parameters={"a": "b"}))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {}", "needs a title and a description"),
        (
            f"{HEADER}# parameter x (place, required): в | c",
            "a line `# values: NAME`",
        ),
    ],
)
def test_a_file_without_its_comments_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_question("broken", text)


def test_a_parameter_is_bound_wherever_its_line_stands() -> None:
    line = "# values: x\n"
    saved = parse_question("q", f"{HEADER}# parameter x (place, required): в | c\n{line}{{\n{line}}}")
    assert saved.bind({"x": [Literal(1)]}).count("VALUES ?x") == 2


ID = "https://w3id.org/entity-kg/id/"
# an IRI of the small store for each parameter
THINGS = {
    "region": "place/RU-PSK",
    "person": "person/1",
    "visit": "visit/1",
    "event": "visit/1",
    "entity": "visit/1",
    "about": "place/UY",
    "speaker": "person/1",
    "a": "place/RU-PSK",
    "b": "place/UY",
    "zone": "place/z1",
}


def bound(saved: Question) -> str:
    names = [each.name for each in saved.parameters if each.name in THINGS]
    return saved.bind({name: [NamedNode(ID + THINGS[name])] for name in names})


def cells(found: Iterable[Iterable[object]]) -> list[list[str]]:
    """Rows of either engine, names of one cell in order."""
    texts = (
        ["" if term is None else str(getattr(term, "value", term)).lower() for term in row] for row in found
    )
    return sorted(["; ".join(sorted(re.split("[,;] ", text))) for text in row] for row in texts)


@pytest.mark.parametrize("saved", questions(), ids=lambda saved: saved.name)
def test_another_engine_answers_the_same(store: OxigraphStore, saved: Question) -> None:
    lines = {f"{quad.triple} .\n" for quad in store.quads()}
    graph = Graph().parse(data="".join(lines), format="nt")
    expected = store.query(bound(saved))
    assert isinstance(expected, QuerySolutions)
    assert cells(graph.query(bound(saved))) == cells(expected)  # type: ignore[arg-type]  # SELECT gives rows


@pytest.fixture(scope="module")
def crowd() -> OxigraphStore:
    """The small store among a thousand others like it: 140,000 statements of other things."""
    text, store = GRAPH.read_text(encoding="utf-8"), OxigraphStore.in_memory()
    for number in range(1_001):
        other = text.replace(ID, f"{ID}{number}/") if number else text
        store.change((), list(parse(other, format=RdfFormat.TRIG)))
    return store


# all these stores tell of the same topic: its answer grows
@pytest.mark.parametrize(
    "saved",
    [saved for saved in questions() if saved.name != "cooperation-on-topic"],
    ids=lambda saved: saved.name,
)
def test_a_question_costs_what_its_answer_costs_however_much_else_is_known(
    crowd: OxigraphStore, saved: Question
) -> None:
    assert min(seconds(crowd, bound(saved)) for _ in range(5)) < 0.005


def seconds(store: OxigraphStore, sparql: str) -> float:
    start = time.process_time()
    found = store.query(sparql)
    assert isinstance(found, QuerySolutions)
    list(found)
    return time.process_time() - start


def test_question_reads_one_file() -> None:
    assert question("planned-visits").parameters[0].required is False
    assert Format("auto") is Format.AUTO

"""The ledger: records, order, assignments, settlement."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.model import Article, Evidence, Extraction, Fact, Kind, Mention, Node, Predicate, Span
from kg.rdf.corrections import Correction, CorrectionKind
from kg.store import Ledger, Mode, Record, Settlement, open_store
from kg.store.ledger import FORMAT_OF, HEADER
from kg.store.rows import GRAPH

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def extraction(
    article_id: str, text: str = "Вера Соколова прибыла в Читу.", name: str = "Вера Соколова"
) -> Extraction:
    span = Span(0, len(text))
    return Extraction(
        Article(article_id, text, title="Прибытие", published=date(2024, 2, 29), origin="page.txt"),
        (Node("person-0", Kind.PERSON, name, ("Соколова",)), Node("visit-0", Kind.VISIT)),
        (Mention("person-0", span),),
        (Fact("visit-0", Predicate.START_DATE, "2024-02-28", Evidence(span, text), 0.75, "visits"),),
    )


def record(article_id: str, content: str = "1", text: str = "Вера Соколова прибыла в Читу.") -> Record:
    return Record(extraction(article_id, text), content)


@given(article_id=TEXT, text=TEXT, name=TEXT)
def test_records_come_back_as_they_were(article_id: str, text: str, name: str) -> None:
    ledger, said = Ledger.start(ox.Store()), extraction(article_id, text, name)
    ledger.commit([Record(said, "1")])
    assert list(ledger.extractions()) == [said]
    assert ledger.content(article_id) == "1"


def test_articles_keep_the_order_of_their_first_reading() -> None:
    ledger = Ledger.start(ox.Store())
    for number in range(12):
        ledger.commit([record(f"a{number}"), record(f"b{number}")])
    ledger.commit([record("a0", "2", "Иначе.")])
    ids = [said.article.id for said in ledger.extractions()]
    assert ids == [f"{letter}{number}" for number in range(12) for letter in "ab"]


def test_a_record_replaces_what_the_article_said_before() -> None:
    ledger = Ledger.start(ox.Store())
    ledger.commit([record("a")])
    ledger.commit([record("a", "2", "Другой текст.")])
    assert [said.article.text for said in ledger.extractions()] == ["Другой текст."]
    assert ledger.content("a") == "2"


def test_a_commit_unsettles_and_an_empty_one_does_not() -> None:
    database, settlement = ox.Store(), Settlement("v1", 2, 3, 5)
    ledger = Ledger.start(database)
    ledger.settle(settlement)
    ledger.commit([])
    assert ledger.settlement == settlement
    ledger.commit([record("a")])
    assert ledger.last == settlement
    assert Ledger(database).settlement is None


def test_another_base_unsettles() -> None:
    database = ox.Store()
    ledger = Ledger.start(database)
    ledger.settle(Settlement("v1", 0, 0, 0))
    ledger.set_base(ledger.base)
    assert ledger.settlement
    ledger.set_base("https://example.org/")
    assert ledger.base == "https://example.org/"
    assert Ledger(database).settlement is None


def test_assignments_are_replaced_as_a_whole() -> None:
    ledger = Ledger.start(ox.Store())
    ledger.commit([record("a/б"), record("b")])
    ledger.ids.assign(
        {("a/б", "person-0"): "person/1", ("b", "person-0"): "person/1", ("b", "visit-0"): "visit/1"}
    )
    ledger.ids.assign({("a/б", "person-0"): "person/2", ("b", "visit-0"): "visit/1"})
    assert ledger.ids.present() == {("a/б", "person-0"): "person/2", ("b", "visit-0"): "visit/1"}


def test_earlier_ids_are_kept_beside_the_present_ones() -> None:
    ledger = Ledger.start(ox.Store())
    ledger.commit([record("a/б"), record("b")])
    assert ledger.ids.former() == {}
    ledger.ids.retire({("a/б", "person-0"): ("person/2", "person/1"), ("b", "person-0"): ("person/3",)})
    ledger.ids.retire({("a/б", "person-0"): ("person/2", "person/1")})
    assert ledger.ids.former() == {("a/б", "person-0"): ("person/2", "person/1")}
    assert ledger.ids.present() == {}


def test_a_ledger_survives_the_process(tmp_path: Path) -> None:
    open_store(tmp_path, Mode.WRITE).ledger.commit([record("a")])
    assert [said.article.id for said in open_store(tmp_path).ledger.extractions()] == ["a"]


def test_another_format_is_named(tmp_path: Path) -> None:
    database = ox.Store()
    database.add(ox.Quad(HEADER, FORMAT_OF, ox.Literal("0"), GRAPH))
    with pytest.raises(StoreError, match="format 0, kg reads 1"):
        Ledger.start(database)


def correction(article_id: str, at: str = "2024-05-01") -> Correction:
    return Correction(article_id, CorrectionKind.RETRACTION, at, "digest", "опровергнуто")


def test_a_retraction_takes_the_record_and_keeps_the_reason() -> None:
    database = ox.Store()
    ledger = Ledger.start(database)
    ledger.commit([record("a/б"), record("b")])
    ledger.ids.assign({("a/б", "person-0"): "person/1", ("b", "person-0"): "person/2"})
    ledger.settle(Settlement("v1", 2, 2, 0))
    ledger.retract([correction("a/б")])
    assert (ledger.content("a/б"), ledger.extraction("a/б"), ledger.articles()) == (None, None, ["b"])
    assert Ledger(database).settlement is None
    assert ledger.pending() == [correction("a/б")]
    assert ledger.is_retracted("a/б") and not ledger.is_retracted("b")


def test_what_articles_said_is_known_until_all_is_settled() -> None:
    ledger = Ledger.start(ox.Store())
    ledger.commit([record("changed"), record("gone"), record("same")])
    assert ledger.before("changed") is None  # never settled
    ledger.ids.assign({("gone", "person-0"): "person/1"})
    ledger.settle(Settlement("v1", 3, 3, 0))
    settled = {id: ledger.extraction(id) for id in ("changed", "gone")}
    for text in ("Приехали.\n", "Уехали.\n"):
        ledger.commit([record("changed", text), record("new", text)])
    ledger.retract([correction("changed"), correction("gone")])
    assert {id: ledger.before(id) for id in settled} == settled
    assert (ledger.before("new"), ledger.before("same")) == (None, None)
    assert ledger.ids.present_in("gone") == {"person-0": "person/1"}
    ledger.ids.assign({})
    ledger.settle(Settlement("v1", 2, 2, 0))
    assert (ledger.before("changed"), ledger.ids.present()) == (None, {})


def test_retracting_nothing_unsettles_nothing() -> None:
    ledger = Ledger.start(ox.Store())
    ledger.settle(Settlement("v1", 0, 0, 0))
    ledger.retract([])
    assert ledger.settlement


def test_a_settlement_ends_what_was_pending_and_the_trace_stays() -> None:
    ledger = Ledger.start(ox.Store())
    ledger.commit([record("a")])
    ledger.retract([correction("a")])
    ledger.trace(ledger.pending())
    ledger.trace(ledger.pending())
    ledger.settle(Settlement("v1", 0, 0, 0))
    assert ledger.pending() == []
    assert ledger.corrections() == ledger.corrections("a") == [correction("a")]
    assert ledger.corrections("b") == []


def test_articles_are_outdated_until_settled() -> None:
    ledger = Ledger.start(ox.Store())
    ledger.commit([record("a"), record("b")])
    ledger.ids.assign({("a", "person-0"): "person/1", ("b", "person-0"): "person/1"})
    assert ledger.outdated() == {"a", "b"}
    ledger.settle(Settlement("v1", 0, 0, 0))
    assert ledger.outdated() == set()
    ledger.commit([record("b", "2")])
    assert ledger.outdated() == {"b"}
    ledger.ids.assign({("a", "person-0"): "person/2", ("b", "person-0"): "person/1"})
    assert ledger.outdated() == {"a", "b"}


def test_ids_of_some_articles_leave_those_of_the_others() -> None:
    ledger = Ledger.start(ox.Store())
    ledger.commit([record("a"), record("b/я")])
    ledger.ids.assign({("a", "person-0"): "person/1", ("b/я", "person-0"): "person/2"})
    ledger.ids.retire({("a", "person-0"): ("person/0",), ("b/я", "person-0"): ("person/9", "person/8")})
    ledger.ids.assign({("a", "visit-0"): "visit/1", ("b/я", "person-0"): "person/3"}, ["a"])
    ledger.ids.retire({}, ["a"])
    assert ledger.ids.present() == {("a", "visit-0"): "visit/1", ("b/я", "person-0"): "person/2"}
    assert (ledger.ids.present_in("a"), ledger.ids.present_in("c")) == ({"visit-0": "visit/1"}, {})
    assert ledger.ids.former() == {("b/я", "person-0"): ("person/9", "person/8")}
    assert ledger.ids.former_in("b/я") == {"person-0": ("person/9", "person/8")}

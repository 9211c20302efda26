"""Anchors find their nodes again, also in another reading or another version of an article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from kg.identity import JUDGED, Anchor, anchor, locate
from kg.model import Article, Evidence, Extraction, Fact, Kind, Mention, Node, Predicate, Span
from tests.strategies import SEEDS, extractions, world

TEXT = "Зимин приехал в Ташкент. Петра Зимина ждал Зимин-младший. Поездка длилась день."
FIRST, SECOND = Evidence(Span(0, 24), TEXT[:24]), Evidence(Span(58, 79), TEXT[58:])


def reading(text: str = TEXT, shift: int = 0) -> Extraction:
    """Two people and two visits; every offset and key shifted."""

    def key(kind: str, start: int) -> str:
        return f"{kind}-{start + shift}"

    def span(start: int, stop: int) -> Span:
        return Span(start + shift, stop + shift)

    visits = (key("visit", 0), key("visit", 0) + "-2", key("visit", 58))
    return Extraction(
        Article("a", text),
        (
            Node(key("person", 43), Kind.PERSON, "Зимин-младший"),
            Node(key("person", 0), Kind.PERSON, "Пётр Зимин", ("Зимин",)),
            *(Node(visit, Kind.VISIT) for visit in visits),
        ),
        (
            Mention(key("person", 0), span(25, 37)),
            Mention(key("person", 0), span(0, 5)),
            Mention(key("person", 43), span(43, 56)),
        ),
        tuple(
            Fact(
                visit,
                Predicate.STATUS,
                "happened",
                Evidence(span(said.span.start, said.span.stop), said.quote),
                1,
                "x",
            )
            for visit, said in zip(visits, (FIRST, FIRST, SECOND), strict=True)
        ),
    )


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("person-0", Anchor("a", 0, "Зимин", "Пётр Зимин")),
        ("person-43", Anchor("a", 43, "Зимин-младший", "Зимин-младший")),
        ("visit-0", Anchor("a", 0, FIRST.quote)),
        ("visit-0-2", Anchor("a", 0, FIRST.quote, None, 2)),
        ("visit-58", Anchor("a", 58, SECOND.quote)),
    ],
)
def test_anchor_is_what_tells_of_the_node_first(key: str, expected: Anchor) -> None:
    assert anchor(reading(), key) == expected


@pytest.mark.parametrize("key", ["person-0", "person-43", "visit-0", "visit-0-2", "visit-58"])
def test_anchors_follow_their_words_when_an_article_is_edited(key: str) -> None:
    found = anchor(reading(), key)
    edited = reading("Обновлено. " + TEXT, 11)
    kind, _, rest = key.partition("-")
    start, _, number = rest.partition("-")
    moved = f"{kind}-{int(start) + 11}" + (f"-{number}" if number else "")
    assert locate(edited, Kind(kind.capitalize()), found) == moved


def test_other_keys_and_later_mentions_rename_nothing() -> None:
    found = Anchor("a", 25, "Петра Зимина", "Пётр Зимин")
    assert locate(reading(), Kind.PERSON, found) == "person-0"


def test_name_finds_what_the_words_do_not() -> None:
    gone = Anchor("a", 3, "Зимину", "Пётр Зимин")
    assert locate(reading(), Kind.PERSON, gone) == "person-0"
    twice = replace(reading(), nodes=(*reading().nodes, Node("person-9", Kind.PERSON, "Пётр Зимин")))
    assert locate(twice, Kind.PERSON, gone) is None


@pytest.mark.parametrize(
    ("kind", "lost"),
    [
        (Kind.PERSON, Anchor("a", 0, "Рябов", "Рябов")),
        (Kind.MEETING, Anchor("a", 0, FIRST.quote)),
        (Kind.VISIT, Anchor("a", 0, FIRST.quote, None, 3)),
        (Kind.VISIT, Anchor("a", 0, "")),
    ],
)
def test_what_is_not_there_is_not_found(kind: Kind, lost: Anchor) -> None:
    assert locate(reading(), kind, lost) is None


def test_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        anchor(reading(), "person-1")


@given(SEEDS)
def test_every_node_is_found_by_its_anchor(seed: int) -> None:
    for extraction in world(seed):
        for node in extraction.nodes:
            if node.kind in JUDGED:
                assert locate(extraction, node.kind, anchor(extraction, node.key)) == node.key


@given(extractions())
def test_anchors_never_fail(extraction: Extraction) -> None:
    for node in extraction.nodes:
        assert locate(extraction, node.kind, anchor(extraction, node.key)) in {
            None,
            *(other.key for other in extraction.nodes if other.kind is node.kind),
        }

"""Inline markup: plain text and the spans of its markings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.annotated import Marking
from kg.corpus.markup import parse_markup
from kg.errors import ReadError
from kg.model import Span


def marked(source: str) -> list[tuple[str, str, bool]]:
    text, markings = parse_markup(source)
    return [(m.id, text[m.span.start : m.span.stop], m.named) for m in markings]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("Без разметки", "Без разметки", []),
        ("[p1|Анна] едет", "Анна едет", [("p1", "Анна", True)]),
        ("[p1~|она] едет", "она едет", [("p1", "она", False)]),
        (
            "[s1|мэр [t1|Орла]]",
            "мэр Орла",
            [("s1", "мэр Орла", True), ("t1", "Орла", True)],
        ),
        (
            "[r1,r2~|обе области]",
            "обе области",
            [("r1", "обе области", False), ("r2", "обе области", False)],
        ),
        ("[12+] и [p1|Анна]", "[12+] и Анна", [("p1", "Анна", True)]),
    ],
)
def test_markup(source: str, text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert parse_markup(source)[0] == text
    assert marked(source) == expected


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("[p1|Анна", "never closed"),
        ("[p1|]", "empty marking of p1"),
        ("[p1|Анна [и] Яна]", "a bracket that is no marking inside one"),
    ],
)
def test_brackets_that_do_not_fit(source: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason.replace("[", r"\[")):
        parse_markup(source)


PLAIN = st.text("абв ,.\n", min_size=1, max_size=8)
TREES = st.recursive(
    PLAIN, lambda inner: st.lists(st.one_of(PLAIN, inner), min_size=1, max_size=3), max_leaves=9
)


@given(TREES)
def test_spans_are_where_the_words_stand(tree: object) -> None:
    """Whatever is nested, each marking covers the words that it was put around."""
    expected: list[Marking] = []

    def write(node: object, at: int) -> tuple[str, str]:
        if isinstance(node, str):
            return node, node
        assert isinstance(node, list)
        id = f"p{len(expected)}"
        expected.append(Marking(id, Span(0, 1)))
        slot, source, plain = len(expected) - 1, "", ""
        for child in node:
            more_source, more_plain = write(child, at + len(plain))
            source, plain = source + more_source, plain + more_plain
        expected[slot] = Marking(id, Span(at, at + len(plain)))
        return f"[{id}|{source}]", plain

    source, plain = write(tree, 0)
    text, markings = parse_markup(source)
    assert text == plain
    assert sorted(markings, key=lambda m: m.id) == sorted(expected, key=lambda m: m.id)

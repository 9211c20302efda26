"""What a settlement leaves for the next one."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.store.kept import Kept
from kg.store.keys import key_rows

IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
KEYS = st.dictionaries(IDS, st.sets(st.tuples(NAMES, NAMES), max_size=4), max_size=4)


def rows(keys: dict[str, set[tuple[str, str]]]) -> bytes:
    quads = (quad for article, its in keys.items() for quad in key_rows("nodes", article, its))
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def test_what_is_kept_is_sure_once_after_a_settlement_of_the_same_version() -> None:
    kept = Kept(ox.Store())
    assert not kept.begin("v1")
    kept.end("v1")
    assert kept.begin("v1")
    assert not kept.begin("v1")  # who asked has begun to publish, and may have been killed
    kept.end("v1")
    assert not kept.begin("v2")


@given(KEYS, KEYS)
def test_keys_are_found_from_both_ends_and_replaced_article_by_article(
    before: dict[str, set[tuple[str, str]]], after: dict[str, set[tuple[str, str]]]
) -> None:
    kept = Kept(ox.Store())
    kept.load_keys(rows({"old": {("gone", "")}, **after}))
    kept.forget_keys()
    kept.load_keys(rows(before))
    kept.nodes.replace(after)
    expected = before | after
    for article, keys in expected.items():
        assert kept.nodes.of(article) == {detail for _, detail in keys}
        assert all((article, detail) in set(kept.nodes.having(name)) for name, detail in keys)
        assert {found for name in kept.nodes.names(article) for found, _ in kept.nodes.having(name)} == (
            {each for each, its in expected.items() if {n for n, _ in its} & {n for n, _ in keys}}
        )
    assert kept.nodes.of("old") == set() or "old" in expected
    assert not list(kept.casts.having(""))


def test_digests_are_noted_and_taken_away() -> None:
    kept = Kept(ox.Store())
    kept.fill_digests({"person/1": "0f", "place/RU NIZ": "a0"})
    kept.set_digests({"person/1": None, "visit/2": "b1"})
    assert kept.digests() == {"place/RU NIZ": "a0", "visit/2": "b1"}
    kept.fill_digests({"visit/2": "c2"})
    assert kept.digests() == {"visit/2": "c2"}

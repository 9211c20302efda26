"""Names of things: safe, different for different ids, the same on every run."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.rdf import iris

BASE = "https://example.org/id/"
ANY = st.text(st.characters(exclude_categories=()), min_size=1)  # lone surrogates too


@pytest.mark.parametrize(
    ("article", "iri"),
    [
        ("dev-001", "article/dev-001"),
        ("a b/c", "article/a%20b%2Fc"),
        ("..", "article/%2E%2E"),
        ("a.b", "article/a.b"),
        ("%2E", "article/%252E"),
        ("итог", "article/%D0%B8%D1%82%D0%BE%D0%B3"),
        ('<x> "y"', "article/%3Cx%3E%20%22y%22"),
        ("a\x00\n", "article/a%00%0A"),
        ("https://e.org/?q=1#f", "article/https:%2F%2Fe.org%2F%3Fq%3D1%23f"),
        ("\ud800", "article/%ED%A0%80"),
    ],
)
def test_article_iri(article: str, iri: str) -> None:
    assert iris.article_iri(article, BASE) == NamedNode(BASE + iri)


@given(ANY)
def test_any_id_is_one_segment_of_a_path(article: str) -> None:
    address = urlsplit(iris.article_iri(article, BASE).value)
    assert address.path.startswith("/id/article/")
    assert address.path.count("/") == 3
    assert not address.query
    assert not address.fragment
    assert address.path.rsplit("/", 1)[1].strip(".")


@given(ANY, ANY)
def test_different_ids_get_different_names(a: str, b: str) -> None:
    assert (iris.article_iri(a) == iris.article_iri(b)) == (a == b)
    assert (iris.graph_iri(a) == iris.graph_iri(b)) == (a == b)


def test_an_empty_id_names_nothing() -> None:
    with pytest.raises(ValueError, match="id is empty"):
        iris.article_iri("")


def test_entity_ids_keep_their_path() -> None:
    assert iris.entity_iri("place/RU-NIZ").value == iris.BASE + "place/RU-NIZ"
    assert iris.entity_iri("place/geonames:17", BASE).value == BASE + "place/geonames:17"
    assert iris.entity_iri("person/Аня", BASE).value == BASE + "person/%D0%90%D0%BD%D1%8F"


def test_graphs_have_names_of_their_own() -> None:
    names = {
        iris.consolidated_graph(),
        iris.identity_graph(),
        iris.reference_graph(),
        iris.standard_graph(),
        iris.ledger_graph(),
        *map(iris.graph_iri, ("consolidated", "identity", "reference", "standard", "ledger")),
    }
    assert len(names) == 10


def test_hashes_are_of_raw_coordinates_and_last() -> None:
    name = iris.hashed_iri("mention", ("a", 3, 9, "person-3"), BASE)
    assert name.value == BASE + "mention/f488d0098400b59c2f8215e2"


@given(st.tuples(ANY, ANY), st.tuples(ANY, ANY))
def test_no_text_moves_the_border_between_coordinates(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert (iris.hashed_iri("claim", a) == iris.hashed_iri("claim", b)) == (a == b)


@pytest.mark.parametrize(
    ("url", "valid"),
    [
        ("https://example.org", True),
        ("http://example.org/новости?id=1#top", True),
        ("https://пример.рф/", True),
        ("HTTPS://example.org/", True),
        ("https://example.org/a b", False),
        ('https://example.org/"><script>', False),
        ("https://example.org/%zz", False),
        ("https://example.org/\ud800", False),
        ("https:///no-host", False),
        ("//example.org/", False),
        ("/news/1", False),
        ("javascript:alert(1)", False),
        ("file:///etc/hosts", False),
        ("https://example.org/\nx", False),
        ("", False),
    ],
)
def test_web_iri(url: str, valid: bool) -> None:
    assert iris.web_iri(url) == (NamedNode(url) if valid else None)

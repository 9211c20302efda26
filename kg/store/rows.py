"""Rows of the ledger: quads of one graph about articles."""

from __future__ import annotations

from urllib.parse import quote, unquote

import msgspec
import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.iris import ledger_graph

DAMAGED = "the ledger is damaged: build a new store elsewhere"
GRAPH = ledger_graph()
TERMS = "https://w3id.org/entity-kg/ledger#"
JSON = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON")


def article_node(article_id: str) -> ox.NamedNode:
    """The subject of an article's rows."""
    return ox.NamedNode(TERMS + "article/" + quote(article_id, safe="", errors="surrogatepass"))


def article_of(subject: object) -> str:
    """The id of the article whose rows have this subject."""
    return unquote(as_node(subject).value.removeprefix(TERMS + "article/"), errors="surrogatepass")


def row(subject: ox.NamedNode, term: ox.NamedNode, value: str) -> ox.Quad:
    """A row with a text."""
    return ox.Quad(subject, term, ox.Literal(value), GRAPH)


def json_literal(value: object) -> ox.Literal:
    """A value as JSON."""
    return ox.Literal(msgspec.json.encode(value).decode(), datatype=JSON)


def as_node(term: object) -> ox.NamedNode:
    """The term. Raises StoreError for one that is no IRI."""
    if not isinstance(term, ox.NamedNode):
        raise StoreError(DAMAGED)
    return term


def as_text(term: object) -> str:
    """The text of a literal. Raises StoreError for another term."""
    if not isinstance(term, ox.Literal):
        raise StoreError(DAMAGED)
    return term.value

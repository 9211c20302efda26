"""What a server answers, as Oxigraph would: servers write truth values and blank nodes their own way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.protocol import Answer
from kg.store.web import Reply

BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
PLAIN = {"0": "false", "1": "true"}  # as Virtuoso writes them
NODE = "nodeID://"  # before Virtuoso's names of blank nodes
Said = dict[str, Any]


def results(name: str, reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean:
    """Rows or a truth value from JSON. Raises StoreError if it is something else; `name` says whose."""
    try:
        said = msgspec.json.decode(reply.body, type=Said)
        for term in _terms(said):
            if term.get("type") == "bnode":
                term["value"] = term["value"].removeprefix(NODE)
            elif term.get("datatype") == BOOLEAN:
                term["value"] = PLAIN.get(term["value"], term["value"])
        if "boolean" in said:  # a number in Virtuoso's
            said["boolean"] = bool(said["boolean"])
        text = msgspec.json.encode(said)
        found = _parsed(text)
        if isinstance(found, ox.QuerySolutions):
            for _ in found:  # each row is parsed when it is asked for, and whoever asks expects no error
                pass
        return _parsed(text)
    except (msgspec.DecodeError, SyntaxError, ValueError, LookupError, TypeError, AttributeError):
        raise StoreError(f"{name}: does not speak SPARQL: no results in JSON") from None


def number_of(reply: Reply) -> int:
    """How many rows of JSON came."""
    return sum(1 for _ in _rows(msgspec.json.decode(reply.body, type=Said)))


def triples(name: str, reply: Reply) -> Answer:
    """Triples from Turtle. Raises StoreError if it is something else."""
    database = ox.Store()
    try:
        database.extend(ox.Quad(*quad.triple) for quad in ox.parse(reply.body, format=ox.RdfFormat.TURTLE))
    except (SyntaxError, ValueError):
        raise StoreError(f"{name}: does not speak SPARQL: no triples in Turtle") from None
    return database.query("CONSTRUCT WHERE { ?s ?p ?o }")


def _parsed(text: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    return ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)


def _terms(said: Said) -> Iterator[Said]:
    return (term for row in _rows(said) for term in row.values())


def _rows(said: Said) -> Iterator[Said]:
    return iter(() if "boolean" in said else said["results"]["bindings"])

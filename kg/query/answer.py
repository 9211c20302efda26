"""A request to a store and its answer, as plain data that may pass between processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.names import labels, resolve_name
from kg.query.saved import Question, question
from kg.rdf.iris import BASE
from kg.rdf.vocabulary import PREFIXES
from kg.store import Store

RESULTS = {"csv": ox.QueryResultsFormat.CSV, "json": ox.QueryResultsFormat.JSON}


class Format(StrEnum):
    """How an answer is written; AUTO is a table for rows and Turtle for graphs."""

    AUTO = "auto"
    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TURTLE = "turtle"


@dataclass(frozen=True, slots=True)
class Request:
    """Either SPARQL or the name of a saved question with its parameters.

    With `trace` it is asked of what corrections invalidated, and of that alone.
    """

    sparql: str | None = None
    question: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    format: Format = Format.AUTO
    trace: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows for a table, with names shown for IRIs; or a graph as N-Triples; or text in the format asked for.

    `notes` tell how the request was understood.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    graph: str | None = None
    text: str | None = None
    notes: tuple[str, ...] = ()


def answer(store: Store, request: Request) -> Answer:
    """Answer a request. Raises QueryError where it cannot be understood or has no such format."""
    sparql, notes = _sparql(store, request)
    found = (store.traced() if request.trace else store).query(sparql)
    if isinstance(found, ox.QueryTriples):
        return Answer(graph=_graph(found, request.format), notes=notes)
    if request.format in RESULTS:
        written = found.serialize(format=RESULTS[request.format]) or b""
        return Answer(text=written.decode(), notes=notes)
    if request.format is Format.TURTLE:
        raise QueryError("Turtle holds graphs: write CONSTRUCT, or take another --format")
    if isinstance(found, ox.QueryBoolean):
        return Answer(("answer",), (("yes" if found else "no",),), notes=notes)
    return _table(store, found, notes)


def _sparql(store: Store, request: Request) -> tuple[str, tuple[str, ...]]:
    if request.question is None:
        if request.parameters:
            raise QueryError("--param belongs to saved questions; `kg query --list` shows them")
        return request.sparql or "", ()
    asked = question(request.question)
    _check(asked, request.parameters)
    values, notes = dict[str, list[ox.NamedNode]](), []
    for parameter in asked.parameters:
        if parameter.name in request.parameters:
            text = request.parameters[parameter.name]
            things = resolve_name(store, text, parameter.kind, store.base)
            values[parameter.name] = things
            if len(things) > 1:
                notes.append(f"{len(things)} things are called {text!r}; the answer is about all of them")
    return asked.bind(values), tuple(notes)


def _check(asked: Question, given: Mapping[str, str]) -> None:
    names = [parameter.name for parameter in asked.parameters]
    unknown = sorted(set(given).difference(names))
    if unknown:
        raise QueryError(f"{asked.name} has no parameter {unknown[0]!r}; it has {', '.join(names) or 'none'}")
    missing = [
        parameter for parameter in asked.parameters if parameter.required and parameter.name not in given
    ]
    if missing:
        raise QueryError(f"{asked.name} needs --param {missing[0].name}=… ({missing[0].en})")


def _graph(triples: ox.QueryTriples, format: Format) -> str:
    if format not in {Format.AUTO, Format.TURTLE}:
        raise QueryError(f"CONSTRUCT gives a graph, not rows: take --format turtle instead of {format}")
    return "".join(f"{line} .\n" for line in sorted({str(triple) for triple in triples}))


def _table(store: Store, found: ox.QuerySolutions, notes: tuple[str, ...]) -> Answer:
    columns = tuple(variable.value for variable in found.variables)
    rows = [tuple(solution) for solution in found]
    names = labels(store, _iris(rows))
    base = store.base
    shown = tuple(tuple(_shown(term, names, base) for term in row) for row in rows)
    return Answer(columns, shown, notes=notes)


def _iris(rows: list[tuple[object, ...]]) -> Iterator[str]:
    return (term.value for row in rows for term in row if isinstance(term, ox.NamedNode))


def _shown(term: object, names: Mapping[str, str], base: str = BASE) -> str:
    match term:
        case None:
            return ""
        case ox.NamedNode():
            return names.get(term.value) or shortened(term.value, base)
        case ox.Literal() | ox.BlankNode():
            return term.value
        case _:
            return str(term)


def shortened(iri: str, base: str = BASE) -> str:
    """`kg:makes` for an IRI under a known prefix, the id for one below the base, else the IRI itself."""
    if iri.startswith(base):
        return iri.removeprefix(base)
    prefixes = (name for name, start in PREFIXES.items() if iri.startswith(start))
    name = next(prefixes, None)
    return f"{name}:{iri.removeprefix(PREFIXES[name])}" if name else iri

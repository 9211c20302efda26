"""The facts that a graph states, asked for with the queries beside this file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.evaluate.facts import (
    ENTITY_SLOTS,
    TOPIC,
    FactsByKind,
    Filler,
    FoundPair,
    FoundQuote,
    Labels,
    Slot,
    Slots,
    core,
    no_facts,
    show,
)
from kg.evaluate.gold import ROW_KINDS

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

QUERIES = Path(__file__).parent / "queries"
NAMELESS = Labels(frozenset())


@cache
def query(name: str) -> Query:
    """A query, parsed once."""
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery((QUERIES / f"{name}.rq").read_text(encoding="utf-8"))


def rows(graph: Graph, name: str) -> list[tuple[Node, ...]]:
    """The answers to one of the queries."""
    return [tuple(row) for row in graph.query(query(name)) if not isinstance(row, bool)]


def read_graph(path: Path) -> FactsByKind:
    """The facts of a Turtle file, none if it doesn't exist. Raises ReadError if it cannot be parsed."""
    return graph_facts(load(path)) if path.exists() else no_facts()


def load(path: Path) -> Graph:
    """The graph of a Turtle file, empty if it doesn't exist. Raises ReadError if it cannot be parsed."""
    from rdflib import Graph

    graph = Graph()
    if path.exists():
        try:
            graph.parse(path, format="turtle")
        except Exception as error:  # the parser's errors have no common base
            raise ReadError(path.name, f"not a Turtle graph: {' '.join(str(error).split())}") from error
    return graph


def graph_facts(graph: Graph) -> FactsByKind:
    """The facts that a graph states."""
    labels = node_labels(graph)
    facts = {kind: events(graph, kind, labels) for kind in ROW_KINDS}
    return facts | {
        "partners": partners(graph, labels),
        "quotes": quotes(graph, labels),
        "topics": [
            *events(graph, "visits", labels, topics=True),
            *events(graph, "agreements", labels, topics=True),
        ],
    }


def node_labels(graph: Graph) -> dict[Node, Labels]:
    """All names of each node."""
    names: dict[Node, set[str]] = defaultdict(set)
    preferred: dict[Node, set[str]] = defaultdict(set)
    for node, name, is_preferred in rows(graph, "labels"):
        names[node].add(str(name))
        if str(is_preferred) == "true":
            preferred[node].add(str(name))
    return {node: Labels(frozenset(names[node]), frozenset(preferred[node])) for node in names}


def events(graph: Graph, kind: str, labels: Mapping[Node, Labels], *, topics: bool = False) -> list[Slots]:
    """The facts of one kind with their slots, topics if asked for; fillers with the same names are one."""
    by_node: dict[Node, set[Slot]] = defaultdict(set)
    for node, slot, value in sorted(rows(graph, kind), key=str):
        by_node[node].add((str(slot), filler(str(slot), value, labels)))
    for node, topic in rows(graph, "topics") if topics else ():
        if node in by_node:
            by_node[node].add((f"{TOPIC}{topic}", str(topic)))
    return [tuple(sorted(slots, key=slot_order)) for slots in by_node.values()]


def quotes(graph: Graph, labels: Mapping[Node, Labels]) -> list[Slots]:
    """Direct speech: whose words stand where."""
    found = {
        FoundQuote(*core(str(words), int(str(start))), labels.get(speaker, NAMELESS))
        for speaker, words, start in rows(graph, "quotes")
    }
    return [(("said", quote),) for quote in sorted(found, key=lambda quote: quote[:2])]


def slot_order(slot: Slot) -> tuple[str, str]:
    """Sort key: name of the slot, then the filler in words."""
    return slot[0], show(slot[1])


def filler(slot: str, value: Node, labels: Mapping[Node, Labels]) -> Filler:
    """What fills a slot: the names of a node where an entity belongs, else the literal."""
    from rdflib import Literal

    if slot not in ENTITY_SLOTS:
        return str(value)
    return Labels(frozenset({str(value)})) if isinstance(value, Literal) else labels.get(value, NAMELESS)


def partners(graph: Graph, labels: Mapping[Node, Labels]) -> list[Slots]:
    """Each pair once, whichever way it is stored."""
    return [(("pair", pair),) for _, pair in partner_rows(graph, labels)]


def partner_rows(graph: Graph, labels: Mapping[Node, Labels]) -> list[tuple[tuple[Node, Node], FoundPair]]:
    """Each pair of partners once, as nodes and as names."""
    pairs = {(min(a, b, key=str), max(a, b, key=str)) for a, b in rows(graph, "partners") if a != b}
    return [
        ((a, b), FoundPair(labels.get(a, NAMELESS), labels.get(b, NAMELESS)))
        for a, b in sorted(pairs, key=str)
    ]

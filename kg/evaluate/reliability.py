"""Whether confidence keeps its word: of the slots given 0.8, are eight in ten right?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.evaluate.align import align
from kg.evaluate.facts import KINDS, FactsByKind, Slot, Slots
from kg.evaluate.found import filler, load, node_labels, partner_rows, rows, slot_order
from kg.evaluate.gold import ROW_KINDS, gold_files, read_gold

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

BINS = 10  # of equal width
KG = "https://w3id.org/entity-kg/ontology#"
OF_EVENT = {  # slot → property of the event itself
    "status": "status",
    "destinations": "destination",
    "stops": "stop",
    "hosts": "hostedBy",
    "start": "startDate",
    "end": "endDate",
    "participants": "participant",
    "place": "place",
    "date": "date",
    "parties": "party",
    "kind": "kind",
}
Triple = tuple["Node", "Node", "Node"]


@dataclass(frozen=True, slots=True)
class Bin:
    """Slots given like confidence: how many, the mean confidence, the share that is right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """A found slot: its kind of fact, the confidence of its claim (0–1), whether it is right."""

    kind: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a graph: its slots, each with the triples that say it."""

    slots: Slots
    triples: tuple[frozenset[Triple], ...]


def judgements(gold_dir: Path, graph_dir: Path) -> Iterator[Judgement]:
    """Every slot found in graphs `NAME.ttl`, judged by gold files `NAME.json`.

    A slot that several claims say has the confidence of the surest; one that no claim says is left out.
    Raises ReadError for a broken file.
    """
    for path in gold_files(gold_dir):
        graph = load(graph_dir / f"{path.stem}.ttl")
        said = confidences(graph)
        for kind, triples, right in judged(read_gold(path).facts, graph):
            known = [said[triple] for triple in triples if triple in said]
            if known:
                yield Judgement(kind, max(known), right)


def confidences(graph: Graph) -> dict[Triple, float]:
    """What claims say, with the confidence of the surest."""
    found: dict[Triple, float] = {}
    for subject, predicate, object, confidence in rows(graph, "claims"):
        triple = subject, predicate, object
        found[triple] = max(found.get(triple, 0.0), float(str(confidence)))
    return found


def judged(gold: FactsByKind, graph: Graph) -> Iterator[tuple[str, frozenset[Triple], bool]]:
    """Every slot of a graph: its kind of fact, the triples that say it, whether it is right."""
    for kind in KINDS:
        found = told(graph, kind)
        aligned = align(gold[kind], [each.slots for each in found])
        right = {(j, b) for j, matched in aligned.values() for _, b in matched}
        for j, each in enumerate(found):
            for b, triples in enumerate(each.triples):
                yield kind, triples, (j, b) in right


def told(graph: Graph, kind: str) -> list[Told]:
    """The facts of one kind as the metric sees them."""
    labels = node_labels(graph)
    if kind not in ROW_KINDS:
        pairs = partner_rows(graph, labels)
        return [Told((("pair", pair),), (frozenset(pair_triples(a, b)),)) for (a, b), pair in pairs]
    by_node: dict[Node, dict[Slot, set[Triple]]] = {}
    for node, slot, value in sorted(rows(graph, kind), key=str):
        said = by_node.setdefault(node, {}).setdefault((str(slot), filler(str(slot), value, labels)), set())
        said.update(triples_of(graph, node, str(slot), value))
    return [in_order(slots) for slots in by_node.values()]


def in_order(slots: dict[Slot, set[Triple]]) -> Told:
    """Slots in the order of the metric."""
    ordered = sorted(slots, key=slot_order)
    return Told(tuple(ordered), tuple(frozenset(slots[slot]) for slot in ordered))


def triples_of(graph: Graph, node: Node, slot: str, value: Node) -> Iterator[Triple]:
    """The triples by which a graph says that `value` fills a slot of a fact."""
    from rdflib import URIRef

    if slot in OF_EVENT:
        yield node, term(OF_EVENT[slot]), value
    elif slot in {"holder", "role", "of"}:
        person, post = map(URIRef, str(node).split(" "))  # as the query for posts names a tenure
        said = {
            "holder": (person, "holdsPost", post),
            "role": (post, "role", value),
            "of": (post, "postIn", value),
        }
        subject, name, object = said[slot]
        yield subject, term(name), object
    else:
        for group in graph.subjects(term("makes"), node):
            yield from {
                "senders": [(group, term("sentBy"), value)],
                "head": [(group, term("ledBy"), value)],
                "members": [(value, term("memberOf"), group)],
            }[slot]


def pair_triples(a: Node, b: Node) -> Iterator[Triple]:
    """Partnership, said either way round."""
    yield a, term("partnerOf"), b
    yield b, term("partnerOf"), a


def term(name: str) -> Node:
    """A property of the vocabulary."""
    from rdflib import URIRef

    return URIRef(KG + name)


def bins(cases: Iterable[Judgement]) -> list[Bin]:
    """A reliability table: ten bins of equal width, empty ones left out."""
    parts: dict[int, list[Judgement]] = {}
    for case in cases:
        parts.setdefault(min(BINS - 1, int(case.confidence * BINS)), []).append(case)
    return [summed(parts[number]) for number in sorted(parts)]


def summed(cases: Sequence[Judgement]) -> Bin:
    """One bin."""
    count = len(cases)
    return Bin(count, sum(c.confidence for c in cases) / count, sum(c.right for c in cases) / count)


def calibration_error(cases: Iterable[Judgement]) -> float:
    """Expected calibration error: how far confidence is from the share that is right, in the mean (0–1).

    Guo et al. 2017, On Calibration of Modern Neural Networks; 0 for no cases.
    """
    table = bins(cases)
    total = sum(each.count for each in table)
    return sum(each.count * abs(each.confidence - each.right) for each in table) / total if total else 0.0

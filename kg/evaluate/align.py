"""Which found fact answers which gold fact."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from kg.evaluate.facts import Slots, same

WEAK = {"status", "kind", "date", "start", "end"}  # alone they tie no facts together
Matched = list[tuple[int, int]]  # (index of a gold slot, index of a found slot)


def matched_slots(gold: Slots, found: Slots) -> Matched:
    """A largest one-to-one pairing of slots with the same filler."""
    pairs = nx.Graph()
    for i, (slot, value) in enumerate(gold):
        for j, (other, candidate) in enumerate(found):
            if slot == other and same(slot, value, candidate):
                pairs.add_edge(("gold", i), ("found", j))
    return straight(nx.max_weight_matching(pairs, maxcardinality=True))


def straight(matching: set[tuple[tuple[str, int], tuple[str, int]]]) -> Matched:
    """Pairs of indices, gold first."""
    return sorted((a[1], b[1]) if a[0] == "gold" else (b[1], a[1]) for a, b in matching)


def align(gold: Sequence[Slots], found: Sequence[Slots]) -> dict[int, tuple[int, Matched]]:
    """Gold fact → found fact and matched slots, one to one, so that the most slots match in all."""
    table = nx.Graph()
    for i, wanted in enumerate(gold):
        for j, given in enumerate(found):
            matched = matched_slots(wanted, given)
            if any(wanted[a][0] not in WEAK for a, _ in matched):
                table.add_edge(("gold", i), ("found", j), weight=len(matched), matched=matched)
    pairs = straight(nx.max_weight_matching(table))
    return {i: (j, table.edges[("gold", i), ("found", j)]["matched"]) for i, j in pairs}

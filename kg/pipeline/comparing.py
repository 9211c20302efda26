"""What changes in graphs that are looked at as a whole: on disk, where memory would not hold them."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence

from pyoxigraph import NamedNode, Quad

from kg.batches import in_batches
from kg.export.buckets import Buckets, spare_buckets
from kg.pipeline.differences import Change, filling
from kg.pipeline.drawing import Draw, nquads, thing_texts
from kg.pipeline.spread import in_turn
from kg.rdf.describe import Portrait
from kg.rdf.iris import consolidated_graph, standard_graph
from kg.store import OxigraphStore
from kg.store.changes import parsed

PARTS = 64  # one at a time is in memory
CHUNK = 10_000  # quads written out together
WANTED, PRESENT = "wanted", "present"


def changes_to(store: OxigraphStore, name: NamedNode, quads: Iterable[Quad]) -> Iterator[Change]:
    """The changes after which the graph holds these quads; an empty one is filled piece by piece."""
    if store.holds(name):
        yield from compared(store, [name], in_pieces(quads))
    else:
        yield from filling(quads)


def whole_changes(
    store: OxigraphStore, portraits: Collection[Portrait], draw: Draw = in_turn
) -> tuple[Change, Change]:
    """What changes in the consolidated graph and in that of standard terms, whatever they hold."""
    base = store.ledger.base
    names = [consolidated_graph(base), standard_graph(base)]
    joint, standard = compared(store, names, thing_texts(portraits, base, draw))
    return joint, standard


def compared(store: OxigraphStore, names: Sequence[NamedNode], wanted: Iterable[bytes]) -> list[Change]:
    """What changes in each of some graphs if they are to hold these N-Quads and no others."""
    found = {str(name): Change(set(), set()) for name in names}
    with spare_buckets("kg-build-") as buckets:
        put(buckets, WANTED, wanted)
        for name in names:
            put(buckets, PRESENT, in_pieces(store.quads(name)))
        for part in range(PARTS):
            after, before = (buckets.lines(f"{side}-{part}") for side in (WANTED, PRESENT))
            for quad in parsed(b"\n".join(before - after)):
                found[str(quad.graph_name)].removed.add(quad)
            for quad in parsed(b"\n".join(after - before)):
                found[str(quad.graph_name)].added.add(quad)
    return list(found.values())


def put(buckets: Buckets, side: str, found: Iterable[bytes]) -> None:
    """Lines of N-Quads into the buckets of one side; equal ones have equal places."""
    for text in found:
        for line in text.splitlines():
            buckets.add(f"{side}-{zlib.crc32(line) % PARTS}", line)


def in_pieces(quads: Iterable[Quad]) -> Iterator[bytes]:
    """The quads as N-Quads, many at a time."""
    return map(nquads, in_batches(quads, CHUNK))

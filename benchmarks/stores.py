"""The store beside rdflib's and Oxigraph's alone: `python -m benchmarks.stores [ARTICLES]`.

Made-up news (`benchmarks.growth`) is settled on disk, then fifty articles more one by one. What these builds
wrote is written again, apart from making the quads. Then all three stores load what came of it from text and
are asked the path query and every saved question about what most is told of. Prints Markdown: processor
seconds, threads of the database included, the median of five times (rdflib once).
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

import pyoxigraph as ox
from rdflib import Graph

from benchmarks.growth import news
from benchmarks.run import machine
from benchmarks.scaling import PASSES, asked_of, settle, settle_one
from kg.store import Mode, OxigraphStore, open_store

SIZE = 190  # about 100,000 statements
MORE = 50  # builds of one article more
Asked = Callable[[str], Iterable[object]]
Change = tuple[list[ox.Quad], list[ox.Quad] | bytes]  # removed, and added, also as N-Quads


class Loaded(NamedTuple):
    """A store that has been filled: what it cost and how to ask it."""

    seconds: float
    query: Asked


def beside(store: OxigraphStore, folder: Path) -> Iterator[Sequence[str]]:
    """A row for loading and one for each query: rdflib, Oxigraph in memory, ours on disk, ratios to ours."""
    quads = list(store.quads())
    text = "".join(f"{quad} .\n" for quad in quads)
    triples = "".join(f"{quad.triple} .\n" for quad in quads)
    loaded = rdflib_graph(triples), oxigraph_memory(text), ours(text, folder)
    number = len(quads)
    yield row("loading, quads/s", [each.seconds for each in loaded], lambda cost: f"{number / cost:,.0f}")
    for name, sparql in asked_of(store.query).items():
        costs = [median(each.query, sparql, 1 if at == 0 else PASSES) for at, each in enumerate(loaded)]
        yield row(f"{name}, ms", costs, lambda cost: f"{1000 * cost:.1f}")


def row(what: str, costs: Sequence[float], shown: Callable[[float], str]) -> Sequence[str]:
    own = costs[-1]
    return what, *map(shown, costs), *(f"{cost / own:.1f}" for cost in costs[:-1])


def rdflib_graph(text: str) -> Loaded:
    """A graph of rdflib, of the triples without their graphs: its data sets join slower still."""
    graph = Graph()
    return Loaded(clocked(lambda: graph.parse(data=text, format="nt")), graph.query)


def oxigraph_memory(text: str) -> Loaded:
    store = ox.Store()
    seconds = clocked(lambda: store.bulk_load(text.encode(), ox.RdfFormat.N_QUADS))
    return Loaded(seconds, lambda sparql: store.query(sparql, use_default_graph_as_union=True))  # type: ignore[arg-type,return-value]  # SELECT gives rows


def ours(text: str, folder: Path) -> Loaded:
    """Our store on disk."""
    store = open_store(folder, Mode.WRITE)

    def load() -> None:
        store.change((), list(ox.parse(text, format=ox.RdfFormat.N_QUADS)))
        store.flush()

    return Loaded(clocked(load), store.query)  # type: ignore[arg-type]  # SELECT gives rows


def median(query: Asked, sparql: str, passes: int) -> float:
    return statistics.median(clocked(lambda: list(query(sparql))) for _ in range(passes))


def clocked(work: Callable[[], object]) -> float:
    """Processor seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def written(work: Callable[[], object]) -> list[Change]:
    """What some work changes in a store, in its order."""
    found, change, load = list[Change](), OxigraphStore.change, OxigraphStore.load

    def note(store: OxigraphStore, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> None:
        gone, new = list(removed), list(added)
        found.append((gone, new))
        change(store, gone, new)

    def note_text(store: OxigraphStore, text: bytes) -> None:
        found.append(([], text))
        load(store, text)

    with patch.multiple(OxigraphStore, change=note, load=note_text):
        work()
    return [each for each in found if any(each)]


def carry_out(store: OxigraphStore, change: Change) -> None:
    """One change of another store again."""
    removed, added = change
    if isinstance(added, bytes):
        store.load(added)
    else:
        store.change(removed, added)


def number_of(change: Change) -> int:
    """The quads removed and added."""
    removed, added = change
    return len(removed) + (added.count(b"\n") if isinstance(added, bytes) else len(added))


def replay(changes: Sequence[Change], folder: Path) -> Sequence[str]:
    """Quads removed and added a second by the same changes of another store."""
    store = open_store(folder, Mode.WRITE)
    wall = time.perf_counter()

    def again() -> None:
        for change in changes:
            carry_out(store, change)
        store.flush()

    seconds, number = clocked(again), sum(map(number_of, changes))
    wall = time.perf_counter() - wall
    return f"{len(changes):,}", f"{number:,}", f"{number / seconds:,.0f}", f"{number / wall:,.0f}"


def rewritten(size: int, folder: Path) -> Iterator[Sequence[str]]:
    """What a new store and then articles one by one write."""
    base = folder / "base"
    yield (
        f"a new store of {size:,} articles",
        *replay(written(lambda: settle(news(size), base)), folder / "new"),
    )
    copytree(base, folder / "copy")
    more = written(lambda: [settle_one(news(size + at), base) for at in range(1, MORE + 1)])
    yield f"{MORE} builds of one article more", *replay(more, folder / "copy")


def table(*rows: Sequence[str]) -> None:
    for cells in rows:
        print(f"| {' | '.join(cells)} |", flush=True)


def main(size: int) -> int:
    """Print both tables, each row as soon as it is measured."""
    versions = f"rdflib {version('rdflib')}, pyoxigraph {version('pyoxigraph')}"
    print(machine(), versions, "\n", sep="\n")
    with TemporaryDirectory() as name:
        folder = Path(name)
        print("| what | changes | quads | quads/s | quads/s on the clock |\n|---|---|---|---|---|")
        for cells in rewritten(size, folder):
            table(cells)
        store = open_store(folder / "copy")
        print("\n| what | rdflib | Oxigraph in memory | ours on disk | rdflib : ours | Oxigraph : ours |")
        print("|---|---|---|---|---|---|")
        for cells in beside(store, folder / "loaded"):
            table(cells)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE))

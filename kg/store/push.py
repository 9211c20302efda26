"""The working copy → a remote store."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.iris import consolidated_graph, identity_graph, standard_graph
from kg.store.address import Remote
from kg.store.folder import Mode, open_store
from kg.store.journal import Journal, Phase, net
from kg.store.mark import GRAPH, Mark, batches, read_mark, rows, set_mark, statements
from kg.store.oxigraph import OxigraphStore
from kg.store.web import WAIT, Web

LISTED = 500  # graphs asked for at once
BODY = 1_000_000  # bytes sent at once by the Graph Store protocol; Virtuoso takes 20 MB
LINES = 100_000
NOTED = 20  # graphs sent before that is noted


def join(remote: Remote, wait: float = WAIT) -> None:
    """Make the working copy's folder note what the remote store lacks, before it changes.

    Raises StoreError if the store cannot be asked, or holds the graphs of another working copy.
    """
    store = open_store(remote.work, Mode.WRITE, journal=True)
    _known(store, _journal(store), Web(remote, wait))


def push(remote: Remote, wait: float = WAIT) -> None:
    """Make the remote store say what the working copy says; a push that was killed goes on where it was.

    Raises StoreError if that cannot be done; the next push tries again.
    """
    store = open_store(remote.work, Mode.WRITE, journal=True)
    journal, web = _journal(store), Web(remote, wait)
    mark = _known(store, journal, web)
    store.flush()
    if journal.progress.phase is not Phase.LEVEL:
        mark = _fill(store, journal, web, mark)
    _replay(store, journal, web, mark)
    if not _equal(store, web):
        journal.restart()
        raise StoreError(f"{remote}: holds other statements than were sent; run this again to send all anew")


def _journal(store: OxigraphStore) -> Journal:
    if store.journal is None:
        raise TypeError("a store without a journal")
    return store.journal


def _known(store: OxigraphStore, journal: Journal, web: Web) -> Mark:
    """The store's mark; if it is not as this working copy left it, all will be sent."""
    mark, progress = read_mark(web), journal.progress
    if mark.copy not in {None, progress.copy}:
        raise StoreError(
            f"{web.remote}: another working copy ({mark.copy}) fills it: give its folder with --work, "
            f"or drop the graph {GRAPH.value} there to fill it from here"
        )
    if progress.phase is Phase.EMPTY:
        return mark
    expected = {progress.position, progress.position + 1} if progress.phase is Phase.LEVEL else {0}
    changed = mark.copy is None or not expected & (mark.positions or {0})
    untouched = progress.phase is Phase.LEVEL and not any(True for _ in journal.entries())
    if changed or (untouched and not mark.pushing and not _equal(store, web)):
        journal.restart()
    return mark


def _equal(store: OxigraphStore, web: Web) -> bool:
    """True if the graphs that all articles share have as many statements there as here."""
    base = store.ledger.base
    return all(
        _count(web, graph) == sum(1 for _ in store.quads(graph))
        for graph in (consolidated_graph(base), standard_graph(base), identity_graph(base))
    )


def _count(web: Web, graph: ox.NamedNode) -> int:
    found = rows(web, f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    return next((int(row["n"].value) for row in found), 0)


def _fill(store: OxigraphStore, journal: Journal, web: Web, mark: Mark) -> Mark:
    """Send everything, graph by graph; changes made meanwhile are noted and sent afterwards."""
    ledger = store.ledger
    if journal.progress.phase is Phase.EMPTY:
        journal.clear()
        journal.note(replace(journal.progress, phase=Phase.FILLING, position=0, sent=""))
        for base in {mark.base, ledger.base}:
            _clear(web, base)
        wanted = Mark(journal.progress.copy, frozenset({0}), ledger.base, ledger.minimum, pushing=True)
        mark = set_mark(web, mark, wanted)
    left = [graph for graph in store.graphs() if str(graph) > journal.progress.sent]
    for number, graph in enumerate(left, 1):
        _send(store, web, graph)
        if number % NOTED == 0:
            journal.note(replace(journal.progress, sent=str(graph)))
    journal.note(replace(journal.progress, phase=Phase.LEVEL, sent=""))
    return mark


def _clear(web: Web, base: str) -> None:
    start = ox.Literal(base + "graph/")
    asked = (
        f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), {start})) }} LIMIT {LISTED}"
    )
    while found := [row["g"] for row in rows(web, asked)]:
        for graph in found:
            web.update(f"DROP SILENT GRAPH {graph}")


def _send(store: OxigraphStore, web: Web, graph: ox.NamedNode) -> None:
    """A graph in place of what it held."""
    quads = list(store.quads(graph))
    if web.remote.whole_graphs(web.server) is None:
        web.update(f"DROP SILENT GRAPH {graph}")
        for text in statements("INSERT", quads):
            web.update(text)
        return
    lines = sorted(f"{quad.triple} .\n" for quad in quads)
    for number, body in enumerate(batches(lines, BODY, LINES)):
        web.put(graph, body.encode(), more=number > 0)


def _replay(store: OxigraphStore, journal: Journal, web: Web, mark: Mark) -> None:
    """Send what changed, in an order that may be gone through again from its start."""
    ledger, progress = store.ledger, journal.progress
    dropped, removed, added = net(journal.entries())
    if not (dropped or removed or added or mark.pushing):
        return
    mark = set_mark(web, mark, replace(mark, pushing=True))
    for graph in sorted(dropped, key=str):
        web.update(f"DROP SILENT GRAPH {graph}")
    for verb, quads in (("DELETE", removed), ("INSERT", added)):
        for text in statements(verb, quads):
            web.update(text)
    position = progress.position + 1
    set_mark(web, mark, Mark(progress.copy, frozenset({position}), ledger.base, ledger.minimum))
    journal.note(replace(progress, position=position))
    journal.clear()

"""The working copy → a remote store."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.iris import consolidated_graph, identity_graph, standard_graph
from kg.store.address import Remote
from kg.store.folder import Mode, open_store
from kg.store.journal import Journal, Net, Phase, net
from kg.store.mark import GRAPH, Mark, batches, read_mark, rows, set_mark, statements
from kg.store.oxigraph import OxigraphStore
from kg.store.pages import graph_names, graph_quads
from kg.store.sending import send
from kg.store.web import WAIT, Web

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
    if journal.progress.phase is Phase.EMPTY and mark.copy is not None and mark.whole:
        _publish(store, journal, web, mark, _difference(store, web, {mark.base, store.ledger.base}))
    else:
        if journal.progress.phase is not Phase.LEVEL:
            mark = _fill(store, journal, web, mark)
        _publish(store, journal, web, mark, net(journal.entries()))
    if not _equal(store, web):
        journal.restart()
        raise StoreError(f"{remote}: holds other statements than were sent; run this again to compare all")


def _journal(store: OxigraphStore) -> Journal:
    if store.journal is None:
        raise TypeError("a store without a journal")
    return store.journal


def _known(store: OxigraphStore, journal: Journal, web: Web) -> Mark:
    """The store's mark; if it is not as this working copy left it, all will be compared or sent."""
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
        for graph in [g for base in {mark.base, ledger.base} for g in graph_names(web, base + "graph/")]:
            web.update(f"DROP SILENT GRAPH {graph}")
        wanted = Mark(journal.progress.copy, frozenset({0}), ledger.base, ledger.minimum, pushing=True)
        mark = set_mark(web, mark, wanted)
    left = [graph for graph in store.graphs() if str(graph) > journal.progress.sent]
    for number, graph in enumerate(left, 1):
        _send(store, web, graph)
        if number % NOTED == 0:
            journal.note(replace(journal.progress, sent=str(graph)))
    journal.note(replace(journal.progress, phase=Phase.LEVEL, sent=""))
    return mark


def _difference(store: OxigraphStore, web: Web, bases: set[str]) -> Net:
    """What makes a store equal that somebody changed, so that readers never find it empty."""
    there = {graph for base in bases for graph in graph_names(web, base + "graph/")}
    here = set(store.graphs())
    found = Net(there - here, set(), set())
    for graph in here:
        present, wanted = graph_quads(web, graph) if graph in there else set(), set(store.quads(graph))
        if any(_is_nameless(quad) for quad in present - wanted):
            found.dropped.add(graph)
            present = set()
        found.removed.update(present - wanted)
        found.added.update(wanted - present)
    return found


def _is_nameless(quad: ox.Quad) -> bool:
    """True for a quad that no DELETE DATA can name."""
    return any(isinstance(term, ox.BlankNode) for term in quad.triple)


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


def _publish(store: OxigraphStore, journal: Journal, web: Web, mark: Mark, change: Net) -> None:
    """Let the store say what the working copy says; it may be begun again from its start."""
    ledger, progress = store.ledger, journal.progress
    if any(change) or mark.pushing or progress.phase is not Phase.LEVEL:
        position = progress.position + 1
        send(web, change, mark, Mark(progress.copy, frozenset({position}), ledger.base, ledger.minimum))
        journal.note(replace(progress, phase=Phase.LEVEL, position=position))
        journal.clear()

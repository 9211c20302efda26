"""The ledger's records → published graphs: what changed is written, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Quad

from kg.extract import sift
from kg.heap import without_collector
from kg.identity import retired
from kg.model import Extraction
from kg.pipeline.comparing import changes_to, whole_changes
from kg.pipeline.differences import NOTHING, Change, changes_of, write
from kg.pipeline.drawing import Draw
from kg.pipeline.filling import drawn_articles, fill_things, write_articles
from kg.pipeline.keeping import remember_changed
from kg.pipeline.losses import note_losses
from kg.pipeline.outlines import in_full, outlines
from kg.pipeline.revising import revise
from kg.pipeline.spread import in_turn
from kg.pipeline.stages import Resolve, Resolved, Stages
from kg.rdf.describe import Portrait
from kg.rdf.identity import identity_quads
from kg.rdf.iris import consolidated_graph, graph_iri, identity_graph, standard_graph
from kg.rdf.portraits import digest, portraits
from kg.rdf.quads import article_quads, consolidated_quads
from kg.rdf.settle import Texts
from kg.rdf.standard import standard_quads
from kg.rdf.texts import reprint_quads, texts_of
from kg.store import Ledger, OxigraphStore, Settlement

Extractions = Mapping[str, Extraction]  # by article id
Digests = Mapping[str, str]  # of portraits, by the ids of their things


@without_collector()  # decoding takes a quarter less time
def settle(store: OxigraphStore, stages: Stages, draw: Draw = in_turn) -> Settlement:
    """Make the published graphs say what the ledger says; does nothing where they do already.

    `draw` says who makes the quads where all articles are looked at; they are the same whoever does.
    Safe to kill: what corrections take away is noted first, then graphs change one transaction at a time, and
    the settlement is noted last.
    """
    ledger = store.ledger
    code = f"{stages.settling} {ledger.base} {ledger.minimum}"
    version = f"{code} {stages.judging}"
    if ledger.settlement and ledger.settlement.version == version:
        return ledger.settlement
    sure = ledger.kept.begin(code)
    revised = revise(store, stages, version) if sure else None
    settlement = revised or settle_all(store, stages, version, sure, draw)
    ledger.kept.end(code)
    ledger.settle(settlement)
    return settlement


def settle_all(
    store: OxigraphStore, stages: Stages, version: str, sure: bool, draw: Draw = in_turn
) -> Settlement:
    """The same, all articles looked at; `sure` if what the last settlement left of them holds."""
    ledger = store.ledger
    extractions = {said.article.id: said for said in outlines(ledger, ledger.minimum, stages.judged)}
    previous, former = ledger.ids.present(), ledger.ids.former()
    resolved = stages.resolve(extractions.values(), previous, former)
    ledger.ids.retire(retired(previous, former, resolved.entity_of))
    ledger.ids.assign(resolved.entity_of)
    facts = publish(store, extractions, resolved, sure, draw)
    if sure:
        remember_changed(store, resolved.entity_of)
    return Settlement(version, len(extractions), len(resolved.entities), facts)


def told(ledger: Ledger, minimum: float) -> tuple[Extraction, ...]:
    """What every article says with some confidence at least."""
    return tuple(sift(extraction, minimum) for extraction in ledger.extractions())


def quads_from(ledger: Ledger, minimum: float, resolve: Resolve) -> Iterator[Quad]:
    """The published graphs as they would be with another `minimum` of confidence (0–1), ids kept."""
    extractions, base = told(ledger, minimum), ledger.base
    resolved = resolve(extractions, ledger.ids.present(), ledger.ids.former())
    for extraction in extractions:
        yield from article_quads(extraction, resolved.entity_of, base, body=True)
    shared = tuple(consolidated_quads(resolved.entities, extractions, resolved.entity_of, base))
    yield from shared
    yield from standard_quads(shared, base)
    yield from decisions(extractions, resolved, texts_of(extractions), base)


def publish(
    store: OxigraphStore, extractions: Extractions, resolved: Resolved, sure: bool, draw: Draw
) -> int:
    """Write the differences between the store's graphs and those to be; returns when they are on disk.

    If the last settlement is `sure`, only outdated articles are looked at, and things whose portraits have
    other digests than those published; else the keys of articles are kept too. Gives the number of facts in
    the consolidated graph.
    """
    base, entity_of = store.ledger.base, resolved.entity_of
    outdated = store.ledger.outdated() & extractions.keys() if sure else extractions
    articles = drawn_articles(store, outdated, entity_of, draw, keys=not sure)
    texts = texts_of(extractions.values())
    drawn = portraits(resolved.entities, extractions.values(), entity_of, texts=texts)
    pictures = {each.id: each for each in drawn}
    digests = {id: digest(portrait) for id, portrait in pictures.items()}
    joint, standard = NOTHING, NOTHING
    filled = store.holds(consolidated_graph(base))
    if filled:
        published = store.ledger.kept.digests() if sure else None
        joint, standard = shared_changes(store, pictures, digests, published, draw)
    corrected = {correction.article for correction in store.ledger.pending()}
    note_losses(store, in_full(store.ledger, corrected), entity_of, joint.removed)
    write_articles(store, articles, keys=not sure)
    if filled:
        write(store, (joint, standard))
    else:
        fill_things(store, pictures.values(), draw)
    decided = decisions(extractions.values(), resolved, texts, base)
    write(store, changes_to(store, identity_graph(base), decided))
    shared = {consolidated_graph(base), standard_graph(base), identity_graph(base)}
    for name in set(store.graphs()) - shared - {graph_iri(id, base) for id in extractions}:
        store.drop(name)
    store.flush()
    store.ledger.kept.fill_digests(digests)
    return sum(len(objects) for each in pictures.values() for _, objects in each.facts)


def decisions(
    extractions: Iterable[Extraction], resolved: Resolved, texts: Texts, base: str
) -> Iterator[Quad]:
    """The graph of identity decisions; `texts` tells which articles are reprints."""
    entity_of = resolved.entity_of
    yield from identity_quads(resolved.identity, resolved.entities, extractions, entity_of, base)
    yield from reprint_quads(texts, base)


def shared_changes(
    store: OxigraphStore,
    drawn: Mapping[str, Portrait],
    digests: Digests,
    published: Digests | None,
    draw: Draw,
) -> tuple[Change, Change]:
    """What changes in the graphs that all articles share; all is compared if nothing is known of them."""
    if published is None:
        return whole_changes(store, drawn.values(), draw)
    changed = [id for id in drawn if published.get(id) != digests[id]]
    return changes_of(store, drawn.values(), changed, published.keys() - drawn.keys())

"""A few changed articles → published graphs, at a cost that does not grow with the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Quad

from kg.link import Revision
from kg.link.ids import is_entity_id
from kg.model import Extraction
from kg.pipeline.deciding import decided
from kg.pipeline.differences import Change, article_change, standard_change, topic_change, write
from kg.pipeline.keeping import remember_some
from kg.pipeline.losses import note_losses
from kg.pipeline.outlines import in_full
from kg.pipeline.placing import newly_named, said_of_places, wanted_of_places
from kg.pipeline.present import Present
from kg.pipeline.redrawing import redrawn
from kg.pipeline.remembered import Remembered
from kg.pipeline.reprinting import reprints
from kg.pipeline.stages import Stages
from kg.rdf.describe import Portrait
from kg.rdf.iris import article_iri, consolidated_graph, entity_iri, graph_iri, id_below
from kg.rdf.parts import by_subject
from kg.rdf.portraits import digest, portrait_quads
from kg.rdf.reference import is_fact
from kg.store import OxigraphStore, Settlement

Touched = Mapping[str, Extraction | None]
SHARE = 0.1  # of all articles, above which everything is settled
FEW = 30  # articles that may always change
COMPARE = ""  # digest of a place: its portrait is not drawn, so the next time that all are it is compared


def revise(store: OxigraphStore, stages: Stages, version: str) -> Settlement | None:
    """Make the published graphs say what the ledger says, where the last settlement holds for the rest.

    None if everything has to be settled; nothing is changed then.
    """
    last = store.ledger.last
    if stages.revise is None or last is None or last.version != version:
        return None
    touched = in_full(store.ledger, store.ledger.unsettled())
    if len(touched) > max(FEW, SHARE * last.articles):
        return None
    size = last.articles + newly_told(store, touched)
    known = Remembered(store, last.articles)
    revision = stages.revise(touched, known, size)
    if revision is None:
        return None
    try:
        plan = planned(store, known, revision, touched)
    except KeyError:  # a place that the gazetteer does not know: its names are those of all articles
        return None
    return carry_out(store, plan, Settlement(version, size, last.entities, last.facts))


def newly_told(store: OxigraphStore, touched: Touched) -> int:
    """How many more articles there are now."""
    base = store.ledger.base
    before = {
        id for id in touched if any(True for _ in store.about(article_iri(id, base), graph_iri(id, base)))
    }
    return sum((said is not None) - (id in before) for id, said in touched.items())


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is to change; `digests` are those of the portraits from now on."""

    touched: Touched
    revision: Revision
    digests: Mapping[str, str | None]
    joint: Change
    standard: Change
    identity: Change
    entities: int  # more than before


def planned(store: OxigraphStore, known: Remembered, revision: Revision, touched: Touched) -> Plan:
    """What is to change. Raises KeyError for a place that the gazetteer does not know."""
    base, articles = store.ledger.base, revision.changed.keys() | touched.keys()
    copies = reprints(store, known, touched)
    gone = touched.keys() - revision.changed.keys()
    drawn = redrawn(Present(store, known, revision, gone), copies)
    before = set(chain.from_iterable(map(known.said, articles)))
    told = revision.changed.values()
    now = set(chain.from_iterable(said_of_places(each, revision.entity_of) for each in told))
    wanted = wanted_of_places(store, before, now, articles)
    digests = {id_below(node, base): COMPARE if quads else None for node, quads in wanted.items()}
    digests |= {id: digest(each) if each else None for id, each in drawn.items()}
    wanted |= {entity_iri(id, base): quads_of(each, base) for id, each in drawn.items()}
    wanted = by_subject(wanted, lambda thing: store.about(thing, consolidated_graph(base)))
    present = {node: set(store.about(node, consolidated_graph(base))) for node in wanted}
    joint = Change(
        set(chain.from_iterable(present[node] - wanted[node] for node in wanted)),
        set(chain.from_iterable(wanted[node] - present[node] for node in wanted)),
    )
    joint = joined(joint, topic_change(store, joint))
    things = [entity_iri(id, base) for id in drawn if is_entity_id(id)]
    more = sum(bool(wanted[thing]) - bool(present[thing]) for thing in things)
    return Plan(
        touched,
        revision,
        digests,
        joint,
        standard_change(store, joint, wanted),
        joined(
            decided(store, revision, {id for id, portrait in drawn.items() if portrait is None}),
            copies.change,
        ),
        more + newly_named(store, before, now, articles),
    )


def joined(one: Change, other: Change) -> Change:
    """Both."""
    return Change(one.removed | other.removed, one.added | other.added)


def quads_of(portrait: Portrait | None, base: str) -> set[Quad]:
    """All statements of a portrait; none of what is no more."""
    return set(portrait_quads(portrait, base)) if portrait else set()


def carry_out(store: OxigraphStore, plan: Plan, last: Settlement) -> Settlement:
    """Write it, and keep what the next settlement asks for."""
    ledger, changed = store.ledger, plan.revision.changed
    articles = changed.keys() | plan.touched.keys()
    entity_of = plan.revision.entity_of
    note_losses(store, changed, entity_of, plan.joint.removed)
    ledger.ids.retire(plan.revision.former, articles)
    ledger.ids.assign(entity_of, articles)
    write(store, (article_change(store, said, entity_of) for said in changed.values()))
    write(store, [plan.joint, plan.standard, plan.identity])
    for id in articles - changed.keys():
        store.drop(graph_iri(id, ledger.base))
    remember_some(store, {id: changed.get(id) for id in articles}, entity_of)
    ledger.kept.set_digests(plan.digests)
    store.flush()
    joint = plan.joint
    added, removed = (
        sum(is_fact(quad, ledger.base) for quad in quads) for quads in (joint.added, joint.removed)
    )
    more = added - removed
    return Settlement(last.version, last.articles, last.entities + plan.entities, last.facts + more)

"""What corrections take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Quad

from kg.model import Extraction
from kg.rdf.corrections import blamed
from kg.rdf.iris import graph_iri
from kg.rdf.quads import article_quads
from kg.rdf.settle import EntityOf
from kg.rdf.trace import lost_claims, lost_facts
from kg.store import OxigraphStore


def note_losses(
    store: OxigraphStore,
    extractions: Mapping[str, Extraction | None],
    entity_of: EntityOf,
    removed: Iterable[Quad],
) -> None:
    """Keep in the ledger what corrections take away, before the graphs forget it.

    `extractions` are what the corrected articles that are still there say.
    """
    ledger, base = store.ledger, store.ledger.base
    corrections = ledger.pending()
    claims = {
        id: lost_claims(
            store.quads(graph_iri(id, base)),
            article_quads(said, entity_of, base) if (said := extractions.get(id)) else (),
            base,
        )
        for id in {correction.article for correction in corrections}
    }
    ledger.trace(blamed(corrections, claims, lost_facts(removed, base) if corrections else ()))
    ledger.flush()  # a power cut must not leave changed graphs without the note that they change

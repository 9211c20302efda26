"""Where the graph is kept: an embedded Oxigraph on disk, with a ledger of what was read."""

from kg.store.folder import UNSETTLED, Mode, open_store
from kg.store.ledger import Ledger, Record, Settlement
from kg.store.oxigraph import OxigraphStore
from kg.store.protocol import Answer, Store

__all__ = [
    "UNSETTLED",
    "Answer",
    "Ledger",
    "Mode",
    "OxigraphStore",
    "Record",
    "Settlement",
    "Store",
    "open_store",
]

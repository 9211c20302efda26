"""Where the graph is kept: an embedded Oxigraph on disk, with a ledger of what was read; or elsewhere too."""

from kg.store.address import Remote, remote
from kg.store.folder import UNSETTLED, Mode, open_store
from kg.store.ledger import Ledger, Record, Settlement
from kg.store.oxigraph import OxigraphStore
from kg.store.protocol import Answer, Store
from kg.store.reading import open_to_read

__all__ = [
    "UNSETTLED",
    "Answer",
    "Ledger",
    "Mode",
    "OxigraphStore",
    "Record",
    "Remote",
    "Settlement",
    "Store",
    "open_store",
    "open_to_read",
    "remote",
]

"""Where a remote store is: its addresses, who asks, and the local folder that works for it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from kg.errors import StoreError

USER, PASSWORD = "KG_STORE_USER", "KG_STORE_PASSWORD"
BESIDE = Path("exports") / "store"  # the default store, beside which working copies lie
DIGEST_BYTES = 4
SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Remote:
    """A SPARQL 1.1 store. `work` is the folder of the ledger and the working copy of the graphs.

    `update_url` and `graphs_url` (Graph Store protocol) are None where they follow from `url`. As text it is
    the `url`, which holds no password.
    """

    url: str
    work: str
    update_url: str | None = None
    graphs_url: str | None = None
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.url

    def updates(self, server: str) -> str:
        """Where updates go; `server` is what the server calls itself (HTTP header Server)."""
        if self.update_url:
            return self.update_url
        if is_virtuoso(server):
            return urljoin(self.url, "sparql-auth") if self.user else self.url
        path, _, last = self.url.rpartition("/")
        if last in {"query", "sparql"}:  # Fuseki, Oxigraph
            return f"{path}/update"
        return f"{self.url}/statements" if path.endswith("/repositories") else self.url  # RDF4J, GraphDB

    def whole_graphs(self, server: str) -> str | None:
        """Where whole graphs go, None if nowhere: then updates carry them too."""
        if self.graphs_url or not (is_virtuoso(server) and self.user) or self.update_url:
            return self.graphs_url
        return urljoin(self.url, "sparql-graph-crud-auth")


def is_virtuoso(server: str) -> bool:
    """True if a server calls itself so."""
    return server.startswith("Virtuoso")


def remote(
    url: str,
    *,
    work: Path | None = None,
    update_url: str | None = None,
    graphs_url: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Remote:
    """The store at an address; user and password come from it or from KG_STORE_USER and KG_STORE_PASSWORD.

    Raises StoreError if one of the addresses is none.
    """
    parts = _split(url)
    bare = _bare(parts)
    return Remote(
        url=bare,
        work=str(work or BESIDE.with_name(f"{BESIDE.name}-{_digest(bare)}")),
        update_url=update_url and _bare(_split(update_url)),
        graphs_url=graphs_url and _bare(_split(graphs_url)),
        user=unquote(parts.username) if parts.username else environment.get(USER),
        password=unquote(parts.password) if parts.password else environment.get(PASSWORD),
    )


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in SCHEMES and parts.hostname and parts.port != 0 and url.isprintable()
    except ValueError:
        valid = False
    if not valid:  # the text may hold a password, so it is not shown
        raise StoreError("not an address of a store: give one such as https://example.org/sparql")
    return parts


def _bare(parts: SplitResult) -> str:
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl().rstrip("/")


def _digest(url: str) -> str:
    return blake2b(url.encode(), digest_size=DIGEST_BYTES).hexdigest()

"""Names of things: every IRI below the base is made here."""

from __future__ import annotations

import functools
import re
from hashlib import blake2b
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

BASE = "https://w3id.org/entity-kg/id/"
DIGEST_BYTES = 12  # 96 bits: no two of 10¹¹ claims are expected to share a name
CACHED = 2**16  # names that a batch uses again and again
SAFE = ":~"  # what RFC 3986 allows in a path segment besides the characters that quote() always keeps
WEB_ADDRESS = re.compile(r"https?://[^/?#\s]+(?:[/?#]\S*)?", re.IGNORECASE)


def path_segment(text: str) -> str:
    """`text` percent-encoded as one segment of a path; different texts give different segments.

    Slashes are encoded, and so are dots where the segment would climb (`.`, `..`). Raises ValueError for "".
    """
    if not text:
        raise ValueError("an id is empty: it cannot name anything")
    segment = quote(text, safe=SAFE, errors="surrogatepass")
    return segment.replace(".", "%2E") if not segment.strip(".") else segment


@functools.lru_cache(maxsize=CACHED)
def entity_iri(entity_id: str, base: str = BASE) -> NamedNode:
    """The IRI of a consolidated thing; its id (`place/RU-NIZ`) is the path below the base."""
    return NamedNode(base + "/".join(map(path_segment, entity_id.split("/"))))


@functools.lru_cache(maxsize=CACHED)
def article_iri(article_id: str, base: str = BASE) -> NamedNode:
    """The IRI of an article, whatever characters its id has."""
    return NamedNode(f"{base}article/{path_segment(article_id)}")


def id_below(iri: object, base: str = BASE) -> str:
    """The id that an IRI below the base was made from: `person/3f9a…`, `article/a1`."""
    parts = as_iri(iri).value.removeprefix(base).split("/")
    return "/".join(unquote(part, errors="surrogatepass") for part in parts)


def as_iri(term: object) -> NamedNode:
    """The term. Raises TypeError for one that is no IRI."""
    if not isinstance(term, NamedNode):
        raise TypeError(f"no IRI: {term}")
    return term


def graph_iri(article_id: str, base: str = BASE) -> NamedNode:
    """The name of the graph that holds an article's mentions and claims."""
    return NamedNode(f"{base}graph/article/{path_segment(article_id)}")


def consolidated_graph(base: str = BASE) -> NamedNode:
    """The name of the graph where consolidated things are asserted once."""
    return NamedNode(base + "graph/consolidated")


def identity_graph(base: str = BASE) -> NamedNode:
    """The name of the graph of identity decisions."""
    return NamedNode(base + "graph/identity")


def reference_graph(base: str = BASE) -> NamedNode:
    """The name of the graph of reference data (gazetteer)."""
    return NamedNode(base + "graph/reference")


def standard_graph(base: str = BASE) -> NamedNode:
    """The name of the graph of materialised standard terms."""
    return NamedNode(base + "graph/standard")


def trace_graph(base: str = BASE) -> NamedNode:
    """The name of the graph of invalidated claims and facts, and of the corrections that invalidated them."""
    return NamedNode(base + "graph/trace")


def ledger_graph(base: str = BASE) -> NamedNode:
    """The name of the graph that keeps which articles were read and which claims were invalidated."""
    return NamedNode(base + "graph/ledger")


def hashed_iri(kind: str, coordinates: tuple[str | int, ...], base: str = BASE) -> NamedNode:
    """The IRI of a mention, claim or piece of evidence: a hash of raw coordinates, never of normalised names.

    A better normaliser must not rename what the text says.
    """
    digest = blake2b(ascii(coordinates).encode(), digest_size=DIGEST_BYTES).hexdigest()
    return NamedNode(f"{base}{kind}/{digest}")


def evidence_iri(article_id: str, start: int, stop: int, base: str = BASE) -> NamedNode:
    """The IRI of a piece of evidence: code points of the article's text, half open."""
    return hashed_iri("evidence", (article_id, start, stop), base)


def web_iri(url: str) -> NamedNode | None:
    """The IRI of an absolute http(s) address, or None if `url` is not a valid one."""
    if not WEB_ADDRESS.fullmatch(url):
        return None
    try:
        return NamedNode(url)
    except ValueError:
        return None

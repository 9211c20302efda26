"""Names that people type → things of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import QueryError
from kg.model import PLACES, Kind
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.rdf.vocabulary import PREFIXES
from kg.store import Store

PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
TOPIC = "Topic"
KINDS: dict[str, frozenset[str]] = {
    "place": PLACES,
    "topic": frozenset({TOPIC}),
    "entity": frozenset(Kind) | {TOPIC},
    **{kind.lower(): frozenset({kind}) for kind in Kind},
}
NAMES = "rdfs:label|skos:prefLabel|skos:altLabel|skos:notation|dct:identifier"
SUGGESTIONS = 3
SIMILAR = 60  # per cent, of rapidfuzz
BATCH = 500  # IRIs looked up together


def resolve_name(store: Store, text: str, kind: str, base: str) -> list[NamedNode]:
    """The things that `text` means: an IRI, an id below `base`, or a name, alias or code in any letter case.

    `kind` is place, person, visit, topic, …, or entity for any. Raises QueryError if nothing is called so.
    """
    found = [*_by_iri(store, text, base)] or sorted(_by_name(store, text, kind), key=str)
    if not found:
        raise QueryError(_unknown(store, text, kind))
    return found


def labels(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """What to show for IRIs: the Russian name or title where there is one; IRIs without any are left out."""
    wanted, found = sorted(set(iris)), dict[str, tuple[int, str]]()
    for start in range(0, len(wanted), BATCH):
        values = " ".join(str(NamedNode(iri)) for iri in wanted[start : start + BATCH])
        for row in select(store, LABELS % values):
            rank = _rank(row["property"], row["name"]), row["name"].value
            found[row["thing"].value] = min(found.get(row["thing"].value, rank), rank)
    return {iri: name for iri, (_, name) in found.items()}


LABELS = """SELECT ?thing ?property ?name { VALUES ?thing { %s } ?thing ?property ?name
  FILTER(?property IN (skos:prefLabel, rdfs:label, schema:headline, dct:identifier)) }"""
SHOWN = (v.PREF_LABEL, v.LABEL, v.HEADLINE, v.IDENTIFIER)  # the first of these that a thing has
# a name that was merged into another leads on to it
EXISTS = """SELECT ?thing { VALUES ?given { %s }
  { ?given a ?class BIND(?given AS ?thing) } UNION { ?given owl:sameAs ?thing . ?thing a ?class } } LIMIT 1"""
NAMED = """SELECT DISTINCT ?thing ?name {
  VALUES ?class { %s } ?thing a ?class ; """
BY_NAME = NAMED + NAMES + ' ?name FILTER(REPLACE(LCASE(STR(?name)), "ё", "е") = %s) }'
ALL_NAMES = NAMED + NAMES + " ?name }"


def _rank(property: NamedNode, name: Literal) -> int:
    return SHOWN.index(property) * 2 + (name.language != "ru")


def _by_iri(store: Store, text: str, base: str) -> Iterator[NamedNode]:
    try:
        iri = NamedNode(text.strip("<>")) if "://" in text else entity_iri(text, base)
    except ValueError:
        return
    yield from (row["thing"] for row in select(store, EXISTS % iri))


def _by_name(store: Store, text: str, kind: str) -> set[NamedNode]:
    rows = select(store, BY_NAME % (_classes(kind), Literal(_folded(text))))
    return {row["thing"] for row in rows}


def _unknown(store: Store, text: str, kind: str) -> str:
    from rapidfuzz import process

    names = {row["name"].value for row in select(store, ALL_NAMES % _classes(kind))}
    close = process.extract(
        _folded(text), sorted(names), processor=_folded, limit=SUGGESTIONS, score_cutoff=SIMILAR
    )
    hint = f"; did you mean {' or '.join(name for name, _, _ in close)}?" if close else ""
    return f"nothing in the store is called {text!r} ({kind}){hint}"


def _classes(kind: str) -> str:
    return " ".join(f"kg:{name}" for name in sorted(KINDS[kind]))


def _folded(text: str) -> str:
    return " ".join(text.split()).lower().replace("ё", "е")


def select(store: Store, query: str) -> QuerySolutions:
    """The solutions of a SELECT query that may use the project's prefixes."""
    solutions = store.query(PROLOGUE + query)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError(f"not a SELECT query: {query}")
    return solutions

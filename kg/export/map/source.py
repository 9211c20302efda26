"""Graph → plain rows: the questions that the map asks, and their answers as strings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.model import Kind, Predicate
from kg.rdf import vocabulary

PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in vocabulary.PREFIXES.items())
NODES = "SELECT DISTINCT ?node ?kind { ?node a ?kind . VALUES ?kind { %s } }"
LABELS = """SELECT DISTINCT ?node ?p ?label {
  ?node ?p ?label . VALUES ?p { skos:prefLabel rdfs:label skos:altLabel }
  ?node a ?kind . VALUES ?kind { %s } }"""
FACTS = "SELECT DISTINCT ?s ?p ?o { ?s ?p ?o . VALUES ?p { %s } }"
ZONES = """SELECT DISTINCT ?s ?o {
  ?claim a kg:Claim ; rdf:subject ?s ; rdf:predicate schema:containedInPlace ; rdf:object ?o .
  ?s schema:containedInPlace ?o }"""  # the gazetteer says of every place where it lies: no news
CLAIMS = """SELECT DISTINCT ?claim ?s ?p ?o ?confidence ?article ?start ?quote {
  ?claim a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  OPTIONAL { ?claim kg:confidence ?confidence }
  OPTIONAL { ?claim prov:wasDerivedFrom ?article }
  OPTIONAL { ?claim kg:evidence ?evidence . ?evidence nif:anchorOf ?quote .
             OPTIONAL { ?evidence nif:beginIndex ?start } } }"""
REPORTS = """SELECT DISTINCT ?node ?article {
  ?node prov:wasDerivedFrom ?article ; a ?kind . VALUES ?kind { %s } }"""
ARTICLES = """SELECT DISTINCT ?article ?p ?value {
  ?article a kg:Article ; ?p ?value .
  VALUES ?p { dct:identifier schema:headline schema:datePublished schema:url schema:publisher } }"""
OUTLETS = """SELECT DISTINCT ?outlet ?name {
  ?article a kg:Article ; schema:publisher ?outlet .
  ?outlet skos:prefLabel|schema:name|rdfs:label ?name }"""


class Source(Protocol):
    """What the map reads: SPARQL over the union of the published graphs."""

    def query(self, query: str, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Label:
    """One name form; `preferred` if it is the full nominative one."""

    text: str
    language: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class Triple:
    """An asserted fact; `predicate` is the local name, `object` an IRI or the literal's text."""

    subject: str
    predicate: Predicate
    object: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact as one article says it: the exact quote, its first offset (code points), confidence 0–1."""

    triple: Triple
    quote: str | None
    start: int
    article: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """An article as the reader sees it; `url` is given only if it is http or https."""

    iri: str
    id: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that the map needs, sorted: equal graphs give equal rows."""

    kinds: dict[str, Kind]
    labels: dict[str, tuple[Label, ...]]
    triples: tuple[Triple, ...]
    claims: tuple[Claim, ...]
    reports: dict[str, Report]
    reported: dict[str, tuple[str, ...]]  # node → articles


def read_rows(source: Source) -> Rows:
    """Ask `source` (a `pyoxigraph.Store`, whose graphs are joined, or a store with `query`) for all rows."""
    return Rows(
        kinds=_kinds(source),
        labels=_labels(source),
        triples=tuple(sorted(_triples(source), key=_triple_key)),
        claims=tuple(sorted(_claims(source), key=_claim_key)),
        reports=_reports(source),
        reported=_reported(source),
    )


def web_address(text: str) -> str | None:
    """The address if it is http or https, else None: `javascript:` and its like never become links."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    return text.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def _select(source: Source, query: str, names: Iterable[str] = ()) -> Iterator[ox.QuerySolution]:
    text = PREFIXES + (query % " ".join(f"kg:{name}" for name in names) if names else query)
    if isinstance(source, ox.Store):
        result: object = source.query(text, use_default_graph_as_union=True)
    else:
        result = source.query(text)
    if not isinstance(result, Iterable):
        raise TypeError(f"the map needs solutions of SELECT, not {type(result).__name__}")
    yield from result


def _text(term: object) -> str:
    """The IRI or the literal's text; empty for an unbound variable."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else ""


def _local(term: object) -> str:
    return LOCAL.get(_text(term)) or _text(term).removeprefix(vocabulary.KG)


LOCAL = {iri.value: predicate.value for predicate, iri in vocabulary.PROPERTIES.items()}


def _kinds(source: Source) -> dict[str, Kind]:
    rows = sorted((_text(row["node"]), _local(row["kind"])) for row in _select(source, NODES, Kind))
    return {node: Kind(kind) for node, kind in reversed(rows)}


def _labels(source: Source) -> dict[str, tuple[Label, ...]]:
    found: dict[str, set[Label]] = {}
    for row in _select(source, LABELS, Kind):
        literal = row["label"]
        if isinstance(literal, ox.Literal) and literal.value.strip():
            preferred = _text(row["p"]).endswith("prefLabel")
            label = Label(literal.value.strip(), literal.language or "", preferred)
            found.setdefault(_text(row["node"]), set()).add(label)
    return {node: tuple(sorted(found[node], key=_label_key)) for node in sorted(found)}


def _label_key(label: Label) -> tuple[bool, int, str]:
    languages = ("ru", "")
    rank = languages.index(label.language) if label.language in languages else 2
    return not label.preferred, rank, label.text


def _triples(source: Source) -> Iterator[Triple]:
    for row in _select(source, FACTS, Predicate):
        yield Triple(_text(row["s"]), Predicate(_local(row["p"])), _text(row["o"]))
    for row in _select(source, ZONES):
        yield Triple(_text(row["s"]), Predicate.CONTAINED_IN_PLACE, _text(row["o"]))


def _triple_key(triple: Triple) -> tuple[str, str, str]:
    return triple.subject, triple.predicate, triple.object


def _claims(source: Source) -> Iterator[Claim]:
    known = {predicate.value for predicate in Predicate}
    for row in _select(source, CLAIMS):
        if _local(row["p"]) not in known:  # standard terms restate what the kg: term already claims
            continue
        yield Claim(
            triple=Triple(_text(row["s"]), Predicate(_local(row["p"])), _text(row["o"])),
            quote=_text(row["quote"]) or None,
            start=int(_text(row["start"]) or 0),
            article=_text(row["article"]) or None,
            confidence=float(_text(row["confidence"])) if row["confidence"] else None,
        )


def _claim_key(claim: Claim) -> tuple[object, ...]:
    confidence = -1.0 if claim.confidence is None else claim.confidence
    return (*_triple_key(claim.triple), claim.article or "", claim.start, claim.quote or "", confidence)


def _reported(source: Source) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for row in _select(source, REPORTS, Kind):
        found.setdefault(_text(row["node"]), set()).add(_text(row["article"]))
    return {node: tuple(sorted(found[node])) for node in sorted(found)}


def _reports(source: Source) -> dict[str, Report]:
    outlets = {_text(row["outlet"]): _text(row["name"]) for row in _outlet_rows(source)}
    fields: dict[str, dict[str, str]] = {}
    for article, name, value in sorted(_article_rows(source), reverse=True):
        fields.setdefault(article, {})[name] = outlets.get(value, value)
    return {iri: _report(iri, fields[iri]) for iri in sorted(fields)}


def _outlet_rows(source: Source) -> list[ox.QuerySolution]:
    return sorted(_select(source, OUTLETS), key=lambda row: _text(row["name"]), reverse=True)


def _article_rows(source: Source) -> Iterator[tuple[str, str, str]]:
    for row in _select(source, ARTICLES):
        name = _text(row["p"]).rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        yield _text(row["article"]), name, _text(row["value"])


def _report(iri: str, fields: dict[str, str]) -> Report:
    return Report(
        iri=iri,
        id=fields.get("identifier", iri),
        title=fields.get("headline"),
        published=fields.get("datePublished"),
        url=web_address(fields.get("url", "")),
        publisher=fields.get("publisher"),
    )

"""What the sources say of a thing, with their quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, NamedNode, QuerySolution, RdfFormat, parse

from kg.query.history import NOTHING, Reported, reported, text
from kg.query.names import labels, resolve_name, select
from kg.rdf.vocabulary import KG, LABEL, SCHEMA
from kg.resources import resource
from kg.store import Store

KIND = f"SELECT ?kind {{ %s a ?kind FILTER(STRSTARTS(STR(?kind), '{KG}')) }} ORDER BY ?kind"
NAMES = "SELECT DISTINCT ?name { %s skos:prefLabel|rdfs:label|skos:altLabel|skos:notation ?name }"
# a visit is told of by its delegation, meetings and agreements too
AROUND = "SELECT DISTINCT ?thing { ?thing kg:makes|kg:duringVisit|kg:signedDuring %s }"
CLAIMS = """SELECT DISTINCT
  ?subject ?predicate ?object ?confidence ?quote ?start ?article ?id ?title ?published ?url
  (STRDT(IF(EXISTS { ?subject ?predicate ?object }, "true", "false"), xsd:boolean) AS ?holds) {
  { VALUES ?thing { %s } ?claim rdf:subject ?thing } UNION { ?claim rdf:object %s }
  ?claim a kg:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    kg:confidence ?confidence ; kg:evidence ?evidence ; prov:wasDerivedFrom ?article .
  ?evidence nif:anchorOf ?quote ; nif:beginIndex ?start .
  ?article dct:identifier ?id .
  OPTIONAL { ?article schema:headline ?title }
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:url ?url } }"""


DECISIONS = """SELECT DISTINCT ?decision ?verdict ?score ?why ?by ?when ?id ?other {
  ?decision kg:decides %s ; a kg:IdentityDecision ; kg:verdict ?verdict ;
    prov:wasAttributedTo ?agent ; prov:wasDerivedFrom/dct:identifier ?id .
  OPTIONAL { ?decision kg:decides ?other FILTER(?other != %s) }
  OPTIONAL { ?decision kg:score ?score } OPTIONAL { ?decision dct:description ?why }
  OPTIONAL { ?decision prov:generatedAtTime ?when } OPTIONAL { ?agent rdfs:label ?by } }
  ORDER BY ?verdict ?decision ?id"""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether what the `articles` tell of is one thing: `verdict` same, different or unsure.

    `other` names the other thing where there are two. `score` is that of a rule, None where a person judged.
    """

    verdict: str
    other: str | None
    articles: tuple[str, ...]
    score: float | None
    by: str | None
    when: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """One article's statement of a fact; `published` is an ISO date, `confidence` 0–1."""

    quote: str
    article: str
    title: str | None
    published: str | None
    url: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """Names for reading; `predicate` is the local name, `label` its Russian one in the ontology.

    `holds` is false for what other reports overtook.
    """

    subject: str
    predicate: str
    label: str
    object: str
    holds: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A thing and everything claimed of it, the facts of a visit's delegation and meetings included."""

    iri: str
    kind: str
    name: str
    names: tuple[str, ...]
    facts: tuple[ExplainedFact, ...]
    decisions: tuple[Decision, ...] = ()
    reported: Reported = NOTHING


def find(store: Store, text: str) -> list[NamedNode]:
    """The things that a name, code, id or IRI may mean, sorted. Raises QueryError if there is none."""
    return resolve_name(store, text, "entity", store.base)


def explain(store: Store, thing: NamedNode) -> Explanation:
    """What all articles say of a thing."""
    kinds = [row["kind"].value.removeprefix(KG) for row in select(store, KIND % thing)]
    around = [row["thing"] for row in select(store, AROUND % thing)]
    subjects = " ".join(map(str, [thing, *around]))
    rows = list(select(store, CLAIMS % (subjects, thing)))
    shown = labels(store, [thing.value, *_things(rows)])
    names = sorted({row["name"].value for row in select(store, NAMES % thing)})
    name = shown.get(thing.value, thing.value)
    others = tuple(other for other in names if other != name)
    facts, identity = tuple(_facts(rows, shown)), tuple(_decisions(store, thing))
    kind, over_time = kinds[0] if kinds else "", reported(store, thing)
    return Explanation(thing.value, kind, name, others, facts, identity, over_time)


def _decisions(store: Store, thing: NamedNode) -> Iterator[Decision]:
    rows = list(select(store, DECISIONS % (thing, thing)))
    shown = labels(store, {row["other"].value for row in rows if row["other"] is not None})
    for _, group in groupby(rows, key=lambda row: row["decision"].value):
        told = list(group)
        first, score = told[0], told[0]["score"]
        yield Decision(
            verdict=first["verdict"].value,
            other=None if first["other"] is None else _name(first["other"], shown),
            articles=tuple(dict.fromkeys(row["id"].value for row in told)),
            score=None if score is None else float(score.value),
            by=text(first["by"]),
            when=text(first["when"]),
            why=text(first["why"]),
        )


def _things(rows: Iterable[QuerySolution]) -> Iterator[str]:
    for row in rows:
        yield from (row[part].value for part in ("subject", "object") if isinstance(row[part], NamedNode))


def _facts(rows: Iterable[QuerySolution], shown: dict[str, str]) -> Iterator[ExplainedFact]:
    terms = term_labels()
    for _, group in groupby(sorted(rows, key=_order), key=_statement):
        said = list(group)
        first = said[0]
        yield ExplainedFact(
            _name(first["subject"], shown),
            local(first["predicate"].value),
            terms.get(first["predicate"].value, local(first["predicate"].value)),
            _name(first["object"], shown),
            first["holds"].value == "true",
            tuple(map(_source, said)),
        )


def local(predicate: str) -> str:
    """The short name of a property of facts (`partnerOf`, `containedInPlace`)."""
    return predicate.removeprefix(KG).removeprefix(SCHEMA)


def _statement(row: QuerySolution) -> tuple[str, str, str]:
    return str(row["subject"]), str(row["predicate"]), str(row["object"])


def _order(row: QuerySolution) -> tuple[object, ...]:
    return *_statement(row), text(row["published"]) or "", text(row["id"]), int(row["start"].value)


def _source(row: QuerySolution) -> Source:
    return Source(
        quote=row["quote"].value,
        article=row["id"].value,
        title=text(row["title"]),
        published=text(row["published"]),
        url=text(row["url"]),
        confidence=float(row["confidence"].value),
    )


def term_labels(language: str = "ru") -> dict[str, str]:
    """The ontology's names of its terms, by IRI."""
    parsed = parse(path=str(resource("ontology/kg.ttl")), format=RdfFormat.TURTLE)
    return {
        str(quad.subject.value): quad.object.value
        for quad in parsed
        if quad.predicate == LABEL and isinstance(quad.object, Literal) and quad.object.language == language
    }


def _name(term: NamedNode | Literal, shown: dict[str, str]) -> str:
    return shown.get(term.value, term.value)

"""What was reported of a thing over time: states, days in dispute, tenures."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.query.names import labels, select
from kg.rdf.vocabulary import KG
from kg.store import Store

STATES = """SELECT DISTINCT ?status ?published ?id {
  %s kg:statusReport ?report . ?report kg:reportedStatus ?status ; prov:wasDerivedFrom/dct:identifier ?id .
  OPTIONAL { ?report schema:datePublished ?published } } ORDER BY ?published ?id ?status"""
DAYS = """SELECT DISTINCT ?of ?day ?texts ?because {
  %s kg:reportedDate ?report . ?report rdf:predicate ?of ; rdf:object ?day ; kg:texts ?texts .
  OPTIONAL { ?report kg:chosenBecause ?because } } ORDER BY ?of ?day"""
TENURES = """SELECT DISTINCT ?post ?first ?last ?left {
  %s kg:tenure ?tenure . ?tenure kg:ofPost ?post .
  OPTIONAL { ?tenure kg:reportedFrom ?first ; kg:reportedTo ?last }
  OPTIONAL { ?tenure kg:reportedLeft ?left } } ORDER BY ?first ?left ?post"""


@dataclass(frozen=True, slots=True)
class ReportedState:
    """A state of an event as one text reports it; `published` is an ISO date, `article` an id."""

    status: str
    published: str | None
    article: str


@dataclass(frozen=True, slots=True)
class ReportedDay:
    """One of several days that texts give: `of` is a property's local name, `because` why it was chosen."""

    of: str
    day: str
    texts: int
    because: str | None


@dataclass(frozen=True, slots=True)
class ReportedTenure:
    """When it was reported that a person held a post, and left it: ISO dates."""

    post: str
    first: str | None
    last: str | None
    left: str | None


@dataclass(frozen=True, slots=True)
class Reported:
    """The states of an event by time, days in dispute, a person's tenures by time."""

    states: tuple[ReportedState, ...] = ()
    days: tuple[ReportedDay, ...] = ()
    tenures: tuple[ReportedTenure, ...] = ()


NOTHING = Reported()


def reported(store: Store, thing: NamedNode) -> Reported:
    """What was reported of a thing over time."""
    states = (
        ReportedState(row["status"].value, text(row["published"]), row["id"].value)
        for row in select(store, STATES % thing)
    )
    days = (
        ReportedDay(
            row["of"].value.removeprefix(KG), row["day"].value, int(row["texts"].value), text(row["because"])
        )
        for row in select(store, DAYS % thing)
    )
    return Reported(tuple(states), tuple(days), tenures(store, thing))


def tenures(store: Store, person: NamedNode) -> tuple[ReportedTenure, ...]:
    """A person's times in posts."""
    rows = list(select(store, TENURES % person))
    shown = labels(store, [row["post"].value for row in rows])
    return tuple(
        ReportedTenure(
            shown.get(row["post"].value, row["post"].value),
            *(text(row[day]) for day in ("first", "last", "left")),
        )
        for row in rows
    )


def text(term: NamedNode | Literal | None) -> str | None:
    """The term's text, None if it is not bound."""
    return term.value if term is not None else None

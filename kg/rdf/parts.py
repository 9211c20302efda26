"""Nodes that hang on a thing and go with it: its reported states, days in dispute, tenures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.describe import Portrait, Statement
from kg.rdf.history import ReportedDay, Tenure
from kg.rdf.iris import article_iri, entity_iri, evidence_iri, hashed_iri
from kg.rdf.literals import date_literal, text_literal
from kg.rdf.settle import Report

PARTS = frozenset({v.STATUS_REPORT, v.REPORTED_DATE, v.TENURE})


def describe_parts(portrait: Portrait, base: str) -> Iterator[Statement]:
    """The parts of a thing; `PARTS` lead to them."""
    thing, history = entity_iri(portrait.id, base), portrait.history
    for state in history.states:
        yield from describe_state(thing, state, base)
    for day in history.days:
        yield from describe_day(thing, day, base)
    for tenure in history.tenures:
        yield from describe_tenure(thing, tenure, base)


def describe_state(thing: NamedNode, report: Report, base: str) -> Iterator[Statement]:
    """That a text reports a state of an event: which, when, where it is said."""
    node, span = hashed_iri("status", report.claim, base), report.span
    yield thing, v.STATUS_REPORT, node
    yield node, v.TYPE, v.STATUS_REPORT_CLASS
    yield node, v.REPORTED_STATUS, text_literal(report.value)
    if report.published:
        yield node, v.DATE_PUBLISHED, date_literal(report.published)
    yield node, v.HAS_EVIDENCE, evidence_iri(report.article, span.start, span.stop, base)
    yield node, v.WAS_DERIVED_FROM, article_iri(report.article, base)


def describe_day(thing: NamedNode, day: ReportedDay, base: str) -> Iterator[Statement]:
    """One of several days that are reported: of what, in how many texts, why chosen."""
    node = hashed_iri("date", day.reports[0].claim, base)
    yield thing, v.REPORTED_DATE, node
    yield node, v.TYPE, v.REPORTED_DATE_CLASS
    yield node, v.PREDICATE, v.PROPERTIES[day.predicate]
    yield node, v.OBJECT, date_literal(day.value)
    yield node, v.TEXTS, Literal(len(day.reports))
    if day.because:
        yield node, v.CHOSEN_BECAUSE, text_literal(day.because, "ru")
    for report in day.reports:
        yield node, v.WAS_DERIVED_FROM, article_iri(report.article, base)


def describe_tenure(person: NamedNode, tenure: Tenure, base: str) -> Iterator[Statement]:
    """That a person held a post for a time."""
    node = hashed_iri("tenure", tenure.report.claim, base)
    yield person, v.TENURE, node
    yield node, v.TYPE, v.TENURE_CLASS
    yield node, v.OF_POST, entity_iri(tenure.post, base)
    for property, day in (
        (v.REPORTED_FROM, tenure.first),
        (v.REPORTED_TO, tenure.last),
        (v.REPORTED_LEFT, tenure.left),
    ):
        if day:
            yield node, property, date_literal(day)


def parts(said: Iterable[Quad]) -> Iterator[NamedNode]:
    """The nodes that hang on a thing, from what is said of it."""
    for quad in said:
        if quad.predicate in PARTS and isinstance(quad.object, NamedNode):
            yield quad.object


def by_subject(
    things: Mapping[NamedNode, Iterable[Quad]], about: Callable[[NamedNode], Iterable[Quad]]
) -> dict[NamedNode, set[Quad]]:
    """What is to be said of things, their parts, and the parts that they have now: nothing of what goes.

    `about` tells what is said of a node until now.
    """
    found = {thing: set[Quad]() for thing in things}
    found |= {part: set[Quad]() for thing in things for part in parts(about(thing))}
    for quads in things.values():
        for quad in quads:
            assert isinstance(quad.subject, NamedNode)
            found.setdefault(quad.subject, set()).add(quad)
    return found

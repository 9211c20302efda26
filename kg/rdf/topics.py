"""The concepts that topics of visits and agreements are: `ontology/topics.ttl`."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple, parse

from kg.model import Topic
from kg.rdf import vocabulary as v
from kg.resources import resource


def describe_topics(topics: Iterable[str]) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """What the scheme says of topics (local names): class, names, scheme."""
    wanted = {v.CONCEPTS[Topic(topic)] for topic in topics}
    for triple in scheme():
        if triple.subject in wanted and isinstance(triple.object, NamedNode | Literal):
            assert isinstance(triple.subject, NamedNode)
            yield triple.subject, triple.predicate, triple.object


@functools.cache
def scheme() -> tuple[Triple, ...]:
    """The shipped concept scheme."""
    return tuple(quad.triple for quad in parse(path=resource("ontology/topics.ttl")))


@functools.cache
def topic_name(iri: str, language: str = "ru") -> str:
    """What a concept is called; its IRI if the scheme does not know it."""
    names = (
        each.object.value
        for each in scheme()
        if each.subject == NamedNode(iri)
        and each.predicate == v.PREF_LABEL
        and isinstance(each.object, Literal)
        and each.object.language == language
    )
    return next(names, iri)

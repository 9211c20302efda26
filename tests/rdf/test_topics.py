"""The concept scheme of topics and what graphs take from it."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.model import Topic
from kg.rdf import vocabulary as v
from kg.rdf.topics import describe_topics, scheme, topic_name


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_is_a_named_concept_of_the_scheme(topic: Topic) -> None:
    said = set(describe_topics([topic]))
    names = {
        (value.language, value.value)
        for _, p, value in said
        if p == v.PREF_LABEL and isinstance(value, Literal)
    }
    assert {language for language, _ in names} == {"ru", "en"} and all(name for _, name in names)
    assert (v.CONCEPTS[topic], v.TYPE, NamedNode(v.KG + "Topic")) in said


def test_the_scheme_has_no_other_concepts() -> None:
    topics = {each.subject for each in scheme() if each.object == NamedNode(v.KG + "Topic")}
    assert topics == set(v.CONCEPTS.values())


def test_topics_that_no_graph_names_are_left_out() -> None:
    assert {subject for subject, _, _ in describe_topics(["sport"])} == {v.CONCEPTS[Topic.SPORT]}
    with pytest.raises(ValueError, match="golf"):
        list(describe_topics(["golf"]))


def test_names_for_readers() -> None:
    assert topic_name(v.TOPICS + "it") == "информационные технологии"
    assert topic_name(v.TOPICS + "it", "en") == "information technology"
    assert topic_name("https://example.org/x") == "https://example.org/x"

"""The closed sets of words that facts have for values."""

from __future__ import annotations

from enum import StrEnum

LIKELY = 0.5  # confidence from which a fact is told unless asked otherwise: it is likelier right than wrong


class Status(StrEnum):
    """State of a visit or meeting against the article's publication date; SIGNED is an agreement's."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    HAPPENED = "happened"
    CANCELLED = "cancelled"
    SIGNED = "signed"


class Topic(StrEnum):
    """What partners cooperate in: the concepts of `ontology/topics.ttl`, by their local names."""

    TRADE = "trade"
    INDUSTRY = "industry"
    EDUCATION = "education"
    IT = "it"
    AGRICULTURE = "agriculture"
    TOURISM = "tourism"
    CULTURE = "culture"
    TRANSPORT = "transport"
    ENERGY = "energy"
    HEALTH = "health"
    SPORT = "sport"
    YOUTH = "youth"
    INTERREGIONAL = "interregional"


class Manner(StrEnum):
    """How somebody's words are given: word for word, or retold by the article."""

    DIRECT = "direct"
    INDIRECT = "indirect"

"""The closed sets of words that facts are made of: kinds of node, predicates, and some of the values."""

from __future__ import annotations

from enum import StrEnum

LIKELY = 0.5  # confidence from which a fact is told unless asked otherwise: it is likelier right than wrong


class Kind(StrEnum):
    """Classes of graph nodes; the values are the local names of the ontology's classes."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    COUNTRY = "Country"
    REGION = "Region"
    CITY = "City"
    FACILITY = "Facility"
    PROGRAMME_EVENT = "ProgrammeEvent"
    POST = "Post"
    DELEGATION = "Delegation"
    VISIT = "Visit"
    MEETING = "Meeting"
    AGREEMENT = "Agreement"
    QUOTATION = "Quotation"


PLACES = frozenset({Kind.COUNTRY, Kind.REGION, Kind.CITY})
NAMED = PLACES | {Kind.PERSON, Kind.ORGANIZATION, Kind.FACILITY, Kind.PROGRAMME_EVENT}


class Predicate(StrEnum):
    """What a fact says of its subject; the values are the local names of the ontology's properties,
    `schema:containedInPlace` among them."""

    HOLDS_POST = "holdsPost"
    FORMER_POST = "formerPost"
    ROLE = "role"
    POST_IN = "postIn"
    OCCUPATION = "occupation"
    MEMBER_OF = "memberOf"
    LED_BY = "ledBy"
    SENT_BY = "sentBy"
    MAKES = "makes"
    DESTINATION = "destination"
    STOP = "stop"
    HOSTED_BY = "hostedBy"
    START_DATE = "startDate"
    END_DATE = "endDate"
    STATUS = "status"
    PARTNER_REGION = "partnerRegion"
    PARTICIPANT = "participant"
    PLACE = "place"
    DATE = "date"
    DURING_VISIT = "duringVisit"
    PARTY = "party"
    KIND = "kind"
    DEAL_TYPE = "dealType"
    SIGNED_DURING = "signedDuring"
    PARTNER_OF = "partnerOf"
    OWNS = "owns"
    TOPIC = "topic"
    SPEAKER = "speaker"
    WORDS = "words"
    SPEECH = "speech"
    CONTAINED_IN_PLACE = "containedInPlace"


DATES = frozenset({Predicate.START_DATE, Predicate.END_DATE, Predicate.DATE})
TEXTS = frozenset(
    {Predicate.ROLE, Predicate.OCCUPATION, Predicate.STATUS, Predicate.KIND, Predicate.DEAL_TYPE}
) | {Predicate.WORDS, Predicate.SPEECH}
CONCEPTS = frozenset({Predicate.TOPIC})


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

"""A corpus of two invented articles that states every kind of fact, read and linked by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from kg.gazetteer import Place
from kg.model import Article, Entity, Evidence, Extraction, Fact, Kind, Mention, Node, Predicate, Span

EntityOf = dict[tuple[str, str], str]
Links = tuple[tuple[Entity, ...], EntityOf]

FIRST = (
    "Вице-губернатор Тверской области Анна Котова возглавит делегацию, которая 13–15 мая посетит Лаос. "
    "Вместе с ней поедет Союз речных портов (СРП). Певец Олег Дрёмин прежде был директором союза."
)
SECOND = (
    "Анна Котова вернулась из Лаоса, где гостей принимал министр Бун Саванг. "
    "Четырнадцатого мая они говорили во Вьентьяне, там же регион и столица подписали меморандум о поставках. "
    "Союзу принадлежит терминал «Причал-5», гости побывали на выставке «Меконг-Экспо»."
)
PLACES = {
    "RU": Place("RU", Kind.COUNTRY, "Россия", ("РФ",), "Russia", None, "RU", "Q159", None, 60.0, 100.0, 0),
    "RU-TVE": Place(
        "RU-TVE",
        Kind.REGION,
        "Тверская область",
        (),
        "Tver Oblast",
        "RU",
        "RU-TVE",
        "Q2292",
        None,
        57.1,
        34.6,
        0,
    ),
    "LA": Place("LA", Kind.COUNTRY, "Лаос", ("ЛНДР",), "Laos", None, "LA", "Q819", None, 18.0, 105.0, 0),
    "geonames:1651944": Place(
        "geonames:1651944",
        Kind.CITY,
        "Вьентьян",
        (),
        "Vientiane",
        "LA",
        None,
        "Q9326",
        1651944,
        17.96667,
        102.6,
        0,
    ),
}
NODES = (
    Node("person-kotova", Kind.PERSON, "Анна Котова", ("Котова",)),
    Node("person-dryomin", Kind.PERSON, "Олег Дрёмин"),
    Node("person-savang", Kind.PERSON, "Бун Саванг"),
    Node("organization-union", Kind.ORGANIZATION, "Союз речных портов", ("СРП",)),
    Node("place-tver", Kind.REGION, "Тверская область", known="RU-TVE"),
    Node("place-laos", Kind.COUNTRY, "Лаос", known="LA"),
    Node("place-vientiane", Kind.CITY, "Вьентьян", known="geonames:1651944"),
    Node("zone-mekong", Kind.REGION, "экономический пояс «Меконг»"),
    Node("facility-terminal", Kind.FACILITY, "терминал «Причал-5»"),
    Node("event-expo", Kind.PROGRAMME_EVENT, "Меконг-Экспо"),
    Node("post-deputy", Kind.POST),
    Node("post-director", Kind.POST),
    Node("delegation-1", Kind.DELEGATION),
    Node("visit-1", Kind.VISIT),
    Node("meeting-1", Kind.MEETING),
    Node("agreement-1", Kind.AGREEMENT),
    Node("quotation-1", Kind.QUOTATION),
)
P = Predicate
PLAN = (
    ("person-kotova", P.HOLDS_POST, "post-deputy"),
    ("post-deputy", P.ROLE, "вице-губернатор"),
    ("post-deputy", P.POST_IN, "place-tver"),
    ("person-dryomin", P.FORMER_POST, "post-director"),
    ("person-dryomin", P.OCCUPATION, "певец"),
    ("post-director", P.ROLE, "директор"),
    ("post-director", P.POST_IN, "organization-union"),
    ("organization-union", P.MEMBER_OF, "delegation-1"),
    ("delegation-1", P.LED_BY, "person-kotova"),
    ("delegation-1", P.SENT_BY, "place-tver"),
    ("delegation-1", P.MAKES, "visit-1"),
    ("visit-1", P.DESTINATION, "place-laos"),
    ("visit-1", P.START_DATE, "2024-05-13"),
    ("visit-1", P.END_DATE, "2024-05-15"),
    ("visit-1", P.STATUS, "planned"),
    ("visit-1", P.PARTNER_REGION, "place-vientiane"),
)
REPORT = (
    ("delegation-1", P.LED_BY, "person-kotova"),
    ("delegation-1", P.MAKES, "visit-1"),
    ("visit-1", P.DESTINATION, "place-laos"),
    ("visit-1", P.STOP, "place-vientiane"),
    ("visit-1", P.STOP, "event-expo"),
    ("visit-1", P.HOSTED_BY, "person-savang"),
    ("visit-1", P.STATUS, "happened"),
    ("meeting-1", P.PARTICIPANT, "person-kotova"),
    ("meeting-1", P.PARTICIPANT, "person-savang"),
    ("meeting-1", P.PLACE, "place-vientiane"),
    ("meeting-1", P.DATE, "2024-05-14"),
    ("meeting-1", P.STATUS, "happened"),
    ("meeting-1", P.DURING_VISIT, "visit-1"),
    ("agreement-1", P.PARTY, "place-tver"),
    ("agreement-1", P.PARTY, "place-vientiane"),
    ("agreement-1", P.KIND, "меморандум"),
    ("agreement-1", P.DEAL_TYPE, "поставки"),
    ("agreement-1", P.DATE, "2024-05-14"),
    ("agreement-1", P.STATUS, "signed"),
    ("agreement-1", P.SIGNED_DURING, "visit-1"),
    ("place-tver", P.PARTNER_OF, "place-vientiane"),
    ("organization-union", P.OWNS, "facility-terminal"),
    ("place-vientiane", P.CONTAINED_IN_PLACE, "zone-mekong"),
    ("agreement-1", P.TOPIC, "trade"),
    ("quotation-1", P.SPEAKER, "person-savang"),
    ("quotation-1", P.SPEECH, "direct"),
    ("quotation-1", P.WORDS, "они говорили во Вьентьяне"),
)


def extraction(article: Article, facts: Iterable[tuple[str, Predicate, str]]) -> Extraction:
    """Every fact but words is said by the first sentence; every node of the facts is mentioned there."""
    stop = article.text.index(". ") + 1
    evidence = Evidence(Span(0, stop), article.text[:stop])
    stated = tuple(
        Fact(s, p, o, place(article, o) if p is P.WORDS else evidence, 0.9, f"hand.{p}") for s, p, o in facts
    )
    keys = {key for fact in stated for key in (fact.subject, fact.object)}
    nodes = tuple(node for node in NODES if node.key in keys)
    named = [(node, article.text.find((node.name or "\n")[:5])) for node in nodes]
    mentions = tuple(Mention(node.key, Span(at, at + 5)) for node, at in named if at >= 0)
    return Extraction(article, nodes, mentions, stated)


def place(article: Article, words: str) -> Evidence:
    """The words themselves."""
    at = article.text.index(words)
    return Evidence(Span(at, at + len(words)), words)


@pytest.fixture
def extractions() -> tuple[Extraction, Extraction]:
    """A plan, and what came of it; the second article's id needs care."""
    first = Article(
        "plan-1", FIRST, "Скоро визит", date(2024, 5, 10), "https://example.org/news/1", "Вестник"
    )
    second = Article("итог/16 мая", SECOND, None, date(2024, 5, 16), "не адрес", None)
    return extraction(first, PLAN), extraction(second, REPORT)


@pytest.fixture
def link() -> Callable[[Iterable[Extraction]], Links]:
    """Links nodes with one key, from whichever article, to one entity."""

    def linked(extractions: Iterable[Extraction]) -> Links:
        members: dict[str, list[tuple[str, str]]] = {}
        for one in extractions:
            for node in one.nodes:
                members.setdefault(node.key, []).append((one.article.id, node.key))
        nodes = [node for node in NODES if node.key in members]
        entities = tuple(
            Entity(entity_id(node), node.kind, node.name, node.aliases, node.known, tuple(members[node.key]))
            for node in nodes
        )
        return entities, {member: entity.id for entity in entities for member in entity.members}

    return linked


def entity_id(node: Node) -> str:
    """The gazetteer's id for places, else the key with its kind before it."""
    return f"place/{node.known.replace(':', '-')}" if node.known else f"{node.kind.lower()}/{node.key}"


@pytest.fixture
def places() -> Callable[[str], Place | None]:
    """A gazetteer of four places."""
    return PLACES.get

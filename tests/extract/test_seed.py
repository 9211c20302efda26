"""The real page of `../shared/seed`: what the project's first task demands of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import Annotator
from kg.extract import extract
from kg.extract.sifting import sift
from kg.model import LIKELY, Extraction, Fact, Kind, Predicate
from kg.pipeline.soundness import check
from kg.readers import read
from tests.extract.case import Graph, render

SEED = Path(__file__).parents[3] / "shared" / "seed"
REGION, OFFICIAL, BODY = "Нижегородская область", "Андрей Саносян", "Ассоциация инновационных регионов России"
ZONE = "стратегическая зона инновационного развития Китая"

pytestmark = [pytest.mark.models, pytest.mark.skipif(not SEED.exists(), reason=f"no {SEED}")]


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    skipped: list[Exception] = []
    (article,) = read([str(SEED)], skipped=skipped.append)
    assert not skipped
    return check(extract(Annotator()(article)))


@pytest.fixture(scope="module")
def graph(extraction: Extraction) -> Graph:
    return Graph(extraction)


def names(graph: Graph, predicate: Predicate) -> set[str]:
    """The names (or literals) that are objects of a predicate."""
    facts = (fact for fact in graph.extraction.facts if fact.predicate is predicate)
    return {graph.name(fact.object) for fact in facts}


def facts(graph: Graph, predicate: Predicate) -> list[Fact]:
    return [fact for fact in graph.extraction.facts if fact.predicate is predicate]


def test_one_visit_with_its_days_and_status(extraction: Extraction) -> None:
    assert render(extraction, ("dates", "status")) == [
        "dates: Китай | 2025-11-04..2025-11-09",
        "status: Китай | ongoing",
    ]


def test_the_official_travels_with_the_body_and_for_the_region(graph: Graph) -> None:
    (member,) = facts(graph, Predicate.MEMBER_OF)
    assert graph.name(member.subject) == OFFICIAL
    assert names(graph, Predicate.SENT_BY) == {BODY, REGION}
    assert not facts(graph, Predicate.LED_BY)


def test_the_body_has_its_abbreviation(graph: Graph) -> None:
    (body,) = [node for node in graph.of(Kind.ORGANIZATION) if node.name == BODY]
    assert "АИРР" in body.aliases


def test_posts(extraction: Extraction) -> None:
    found = {line.rpartition(" | ")[0] for line in render(extraction, ["post"])}
    assert f"post: {OFFICIAL} | заместитель губернатора" in found
    assert "post: Александр Смекалин | директор" in found
    held = dict(line.removeprefix("post: ").split(" | ", 1) for line in render(extraction, ["post"]))
    assert held[OFFICIAL].endswith(REGION)
    assert held["Александр Смекалин"].endswith(BODY)


def test_stops_are_the_exhibition_and_the_technopark(graph: Graph) -> None:
    stops = names(graph, Predicate.STOP)
    assert any("выставка" in stop for stop in stops)
    assert "технопарк" in stops


def test_the_cities_of_the_zone_are_nobodys_goal(graph: Graph) -> None:
    cities = {node.name for node in graph.of(Kind.CITY)}
    assert len(cities) >= 9
    for predicate in (Predicate.STOP, Predicate.DESTINATION, Predicate.PLACE, Predicate.PARTNER_REGION):
        assert not names(graph, predicate) & cities, predicate


def test_meetings_are_those_of_the_programme(graph: Graph) -> None:
    meetings = [graph.text(node.key, Predicate.PARTICIPANT) for node in graph.of(Kind.MEETING)]
    assert any("Шанхайская ассоциация" in meeting for meeting in meetings)
    assert all(OFFICIAL in meeting for meeting in meetings)


def test_the_pair_of_partners(graph: Graph, extraction: Extraction) -> None:
    assert render(extraction, ["partners"]) == [f"partners: {REGION}, {ZONE}"]
    assert names(graph, Predicate.PARTNER_REGION) == {ZONE}


def test_the_zone_is_a_region_of_nine_cities(graph: Graph) -> None:
    (zone,) = [node for node in graph.of(Kind.REGION) if node.name == ZONE]
    members = graph.into[zone.key, Predicate.CONTAINED_IN_PLACE]
    assert len(members) == 9
    assert {graph.nodes[key].kind for key in members} == {Kind.CITY}
    assert all(graph.nodes[key].known for key in members)
    assert graph.text(zone.key, Predicate.CONTAINED_IN_PLACE) == "Китай"


def test_the_path_from_the_official_to_the_partner_is_told(extraction: Extraction) -> None:
    told = {fact.predicate for fact in sift(extraction, LIKELY).facts}
    assert {Predicate.MEMBER_OF, Predicate.MAKES, Predicate.PARTNER_REGION} <= told


def test_nothing_is_invented(graph: Graph) -> None:
    people = {node.name for node in graph.of(Kind.PERSON)}
    assert not any(str(name).startswith("Нижегородц") for name in people)
    travellers = {fact.subject for fact in facts(graph, Predicate.MEMBER_OF)}
    assert not {"Владимир Путин", "Александр Смекалин"} & {graph.name(key) for key in travellers}
    assert not facts(graph, Predicate.HOSTED_BY)
    assert not list(graph.of(Kind.AGREEMENT))


def test_the_glued_headline_gives_no_fact(extraction: Extraction) -> None:
    end = extraction.article.text.index("\n")
    assert all(fact.evidence.span.start > end for fact in extraction.facts)

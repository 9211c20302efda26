"""Which place an ambiguous name means, one kind of ambiguity a case: the text, then the ids of its places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.annotate import Annotator
from kg.extract import extract
from kg.extract.choosing import Surroundings, small_town, surroundings
from kg.gazetteer import gazetteer
from kg.model import PLACES, Article, Extraction, Node

pytestmark = pytest.mark.models

CASES = """
# one name of a republic and a territory
Снег лёг в Барнауле и по всему Алтайскому краю: на Алтае зима. | geonames:1510853 RU-ALT
В Республике Алтай тает снег, на Алтай летят туристы. | RU-AL
# one name of a city at home and another
В Ярославской области чинят дороги, в Ростове открыли музей. | RU-YAR geonames:501183
В Ростове открыли музей. | geonames:501175
# the man and the city
Театр имени Кирова уехал на гастроли. |
В Киров привезли картины. | geonames:548408
Владимир Лосев живёт во Владимире. | geonames:473247
# one name of a city at home and abroad
В США открыли выставку, в Санта-Фе её ждут весной. | US geonames:5490263
В Аргентине прошли дожди, в Санта-Фе тоже. | AR geonames:3836277
# a great city wins over its small namesakes
В США обсуждают Париж. | US FR-75C
# countries of one name
В Киншасе открыли завод, Конго ждёт инвесторов. | CD-KN CD
В Браззавиле открыли завод, Конго ждёт инвесторов. | geonames:2260535 CG
# the country of a region's abbreviation
Ереван и вся РА отмечают праздник. | AM-ER AM
# a city and the region around it
Нижегородская делегация едет в Казань. | RU-NIZ geonames:551487
# a town that no form lists, by what lies around it
В Болгарии хвалят город Априлци. | BG geonames:733649
"""


def cases() -> Iterator[tuple[str, list[str]]]:
    """The texts with the ids of the places in them."""
    for line in CASES.strip().splitlines():
        if not line.startswith("#"):
            text, _, ids = line.rpartition("|")
            yield text.strip(), ids.split()


def extracted(text: str) -> Extraction:
    return extract(Annotator(learned=False)(Article("a", text)))


def places(extraction: Extraction) -> list[Node]:
    return [node for node in extraction.nodes if node.kind in PLACES]


@pytest.mark.parametrize(("text", "ids"), list(cases()))
def test_the_place_that_is_meant(text: str, ids: list[str]) -> None:
    assert sorted(str(place.known) for place in places(extracted(text))) == sorted(ids)


def test_the_choice_between_several_keeps_its_reason() -> None:
    reasons = {
        place.known: place.reason for place in places(extracted("В Аргентине дожди, в Санта-Фе тоже."))
    }
    assert reasons["AR"] is None
    assert "Аргентина, which the article names" in str(reasons["geonames:3836277"])


def test_a_named_region_outweighs_a_hundred_times_the_people() -> None:
    table = gazetteer()
    far, near = (table.containing(id) for id in ("geonames:501175", "geonames:501183"))
    named = surroundings(table, [["RU-YAR"]])
    assert named.fitness(near[0], near[1:]) > named.fitness(far[0], far[1:])
    assert Surroundings().fitness(near[0], near[1:]) < Surroundings().fitness(far[0], far[1:])


def test_of_a_name_of_several_places_what_they_lie_in_is_named() -> None:
    named = surroundings(gazetteer(), [["RU-AL", "RU-ALT"]]).named
    assert (named["RU"], named["RU-AL"], named["RU-ALT"]) == (1, 0, 0)


def test_a_small_town_abroad_needs_its_country_in_the_article() -> None:
    table = gazetteer()
    assert small_town(table, Surroundings(), ["Априлци"]) is None
    found = small_town(table, surroundings(table, [["BG"]]), ["Априлци"])
    assert found is not None
    assert found[0].wikidata == "Q405223"

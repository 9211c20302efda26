"""GeoNames' ids of regions: two of three witnesses must name one region. Countries here are invented."""

from __future__ import annotations

from typing import Any

import pytest

from kg.gazetteer import Place
from kg.model import Kind
from scripts.gazetteer.region_ids import REGION_IDS, bare, read_region_ids, verified

DIVISIONS = {("XA", "01"): "XA-1", ("XA", "02"): "XA-2"}


def place(id: str, name: str, english: str, kind: Kind = Kind.REGION) -> Place:
    return Place(id, kind, name, (), english, id[:2], id, None, None, None, None, 0)


def entry(iso: str, admin: str, name: str, geonames: int, **names: str) -> dict[str, Any]:
    return {"iso": iso, "admin": admin, "name": name, "names": names, "reference": {"geonames": geonames}}


REGIONS = [place("XA-1", "провинция Лужня", "Luzhnya"), place("XA-2", "провинция Гуменка", "Gumenka")]


@pytest.mark.parametrize(
    ("found", "ids"),
    [
        (entry("1", "01", "Somewhere", 7), {"XA-1": 7}),  # code and division
        (entry("1", "09", "Luzhnya Province", 7), {"XA-1": 7}),  # code and name
        (entry("9", "01", "Q", 7, ru="Лужня"), {"XA-1": 7}),  # division and Russian name
        (entry("2", "01", "Luzhnya", 7), {"XA-1": 7}),  # a code that is no more
        (entry("1", "09", "Somewhere", 7), {}),
        (entry("1", "02", "Somewhere", 7), {}),
        (entry("9", "09", "Luzhnya", 7), {}),
    ],
)
def test_two_witnesses_are_needed(found: dict[str, Any], ids: dict[str, int]) -> None:
    assert verified({"XA": {"regions": [found]}}, REGIONS, DIVISIONS) == ids


def test_what_two_regions_or_two_ids_claim_is_nobodys() -> None:
    twice = [entry("1", "01", "Luzhnya", 7), entry("1", "01", "Luzhnya", 8)]
    assert verified({"XA": {"regions": twice}}, REGIONS, DIVISIONS) == {}
    alike = [*REGIONS, place("XA-3", "район Лужня", "Luzhnya")]
    assert verified({"XA": {"regions": [entry("3", "01", "Luzhnya", 7)]}}, alike, DIVISIONS) == {}
    shared = [entry("1", "01", "Luzhnya", 7), entry("2", "02", "Gumenka", 7)]
    assert verified({"XA": {"regions": shared}}, REGIONS, DIVISIONS) == {}


def test_cities_keep_the_ids_of_cities() -> None:
    town = place("XA-1", "Лужня", "Luzhnya", Kind.CITY)
    assert verified({"XA": {"regions": [entry("1", "01", "Luzhnya", 7)]}}, [town], DIVISIONS) == {}


def test_words_of_types_do_not_count() -> None:
    assert bare("Province of Luzhnya (XA)") == bare("Lužnyá".replace("ž", "zh")) == "luzhnya"
    assert bare("Лужнинская область") == "лужнинская"
    assert bare("Province") == "province"


def test_table_gives_each_id_once() -> None:
    ids = read_region_ids(REGION_IDS)
    assert len(ids) == len(set(ids.values())) > 3200
    assert (ids["RU-TA"], ids["CN-SD"], ids["IR-07"]) == (484048, 1796328, 134766)

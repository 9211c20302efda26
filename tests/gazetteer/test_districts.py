"""Federal districts: which region lies in which, by decree 849 of 13 May 2000 as it stands."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.gazetteer import around, gazetteer
from kg.gazetteer.districts import districts

SIZES = {"ЦФО": 18, "СЗФО": 11, "ЮФО": 8, "СКФО": 7, "ПФО": 14, "УрФО": 6, "СФО": 10, "ДФО": 11}


def test_each_district_has_the_regions_that_the_decree_names() -> None:
    assert Counter(gazetteer()[district].aliases[0] for district in districts().values()) == SIZES


@pytest.mark.parametrize(
    ("region", "district"),
    [
        ("RU-NIZ", "Приволжский федеральный округ"),
        ("RU-MOW", "Центральный федеральный округ"),
        ("RU-BU", "Дальневосточный федеральный округ"),
        ("RU-TYU", "Уральский федеральный округ"),
        ("UA-43", "Южный федеральный округ"),
    ],
)
def test_a_region_lies_in_its_district_and_its_country(region: str, district: str) -> None:
    outer, beside = around(gazetteer()[region])
    assert (outer, gazetteer()[beside].name) == (region[:2], district)


def test_others_lie_in_what_is_around_them_alone() -> None:
    table = gazetteer()
    for id in ("CN-SH", "geonames:1489425", "wikidata:Q202317"):
        assert around(table[id]) == (table[id].within,)
    assert around(table["CN"]) == ()

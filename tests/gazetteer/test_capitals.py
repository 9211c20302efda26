"""Capitals lie in what they are the capitals of, and are cities of the gazetteer."""

from __future__ import annotations

import pytest

from kg.gazetteer import gazetteer
from kg.gazetteer.capitals import capitals
from kg.model import Kind


def test_capitals_are_cities_inside() -> None:
    for state, capital in capitals().items():
        place = gazetteer()[capital]
        assert place.kind is Kind.CITY
        assert state in {around.id for around in gazetteer().containing(capital)[1:]}


@pytest.mark.parametrize(
    ("state", "capital"),
    [("HU", "Будапешт"), ("RU", "Москва"), ("VN", "Ханой"), ("RU-TA", "Казань"), ("RU-YAN", "Салехард")],
)
def test_capital(state: str, capital: str) -> None:
    assert gazetteer()[capitals()[state]].name == capital


def test_every_region_of_russia_that_has_one_is_there() -> None:
    regions = {id for id in gazetteer() if id.startswith("RU-") and gazetteer()[id].kind is Kind.REGION}
    assert regions - capitals().keys() == {"RU-MOS", "RU-LEN"}

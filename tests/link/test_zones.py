"""Zones of several places: one node for the same zone of many articles, one each for namesakes."""

from __future__ import annotations

from collections.abc import Sequence

from kg.link import Resolution, resolve
from kg.link.places import place_name
from kg.model import Extraction, Kind
from tests.factory import Tale

Zone = tuple[str, Sequence[str], str | None]  # name, members, the country that it is said to lie in


def told(id: str, zone: Zone) -> Extraction:
    """An article that tells of one zone."""
    tale, (name, members, land) = Tale(id, "2024-06-12"), zone
    places = [tale.place(member) for member in members]
    tale.zone(name, *places, around=tale.place(land) if land else None)
    return tale.done()


def zones(resolution: Resolution) -> list[str]:
    """The articles of each zone: `["ab", "c"]`."""
    found = [e for e in resolution.entities if e.kind is Kind.REGION and e.known is None]
    return sorted("".join(article for article, _ in entity.members) for entity in found)


def linked(*these: Zone) -> list[str]:
    """How zones fall together, each told by an article of its own: a, b, c…"""
    return zones(resolve(told(id, zone) for id, zone in zip("abcd", these, strict=False)))


def test_the_same_zone_in_several_articles_is_one_node() -> None:
    belt = "экономический пояс «Луч»"
    assert linked((belt, ("Шанхай", "Уси"), None), (belt, ("Шанхай", "Нинбо"), None)) == ["ab"]
    assert linked((belt, ("Шанхай",), None), (belt, (), "Китай")) == ["ab"]


def test_a_country_in_its_name_makes_no_other_zone() -> None:
    one = ("зона опережающего роста Китая", ("Шанхай", "Уси"), "Китай")
    other = ("китайская зона опережающего роста", ("Шанхай", "Уси"), "Китай")
    assert linked(one, other) == ["ab"]
    assert place_name(one[0]) == place_name(other[0])
    assert place_name("Тверская агломерация") != place_name("Рязанская агломерация")


def test_zones_of_other_countries_are_apart_whatever_they_are_called() -> None:
    zone = "особая экономическая зона"
    assert linked((zone, ("Шанхай",), None), (zone, (), "Узбекистан")) == ["a", "b"]
    assert linked((zone, (), "Китай"), (zone, (), "Узбекистан"), (zone, (), "Китай")) == ["ac", "b"]


def test_a_namesake_abroad_does_not_hinder_others() -> None:
    zone = "особая экономическая зона"
    here = [(zone, ("Шанхай", "Уси"), "Китай"), (zone, ("Шанхай", "Нинбо"), "Китай")]
    assert linked(*here, (zone, ("Актау", "Уральск"), "Узбекистан")) == ["ab", "c"]


def test_zones_that_share_none_of_their_places_are_apart() -> None:
    zone = "особая экономическая зона"
    assert linked((zone, ("Шанхай", "Уси"), "Китай"), (zone, ("Нинбо", "Ухань"), "Китай")) == ["a", "b"]


def test_the_id_of_a_zone_stays_when_articles_come_and_go() -> None:
    zone = ("экономический пояс «Луч»", ("Шанхай", "Уси"), None)
    alone = resolve([told("b", zone)])
    both = resolve([told("a", zone), told("b", zone)], alone.entity_of)
    again = resolve([told("a", zone)], both.entity_of)
    key = next(key for (_, key), id in alone.entity_of.items() if key.startswith("region"))
    assert {alone.entity_of["b", key], both.entity_of["a", key], again.entity_of["a", key]} == {
        alone.entity_of["b", key]
    }

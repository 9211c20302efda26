"""The shipped tables hold together."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import Form, Gazetteer, Place, gazetteer
from kg.gazetteer.tables import FORMS, KINDS, PLACES, TOWNS, rows
from kg.model import Kind
from kg.resources import resource

DATA = resource("data/gazetteer")
ISO = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
ID = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?|geonames:\d+|wikidata:Q\d+")
CENTRAL = ["RU-MOW", "RU-SPE", "UA-40", "CN-BJ", "CN-SH", "CN-TJ", "CN-CQ", "BY-HM", "UZ-TK", "KZ-71"]
LOADING = 2.0  # seconds; a tenth of it is usual, a busy machine takes longer
MIB = 1 << 20


@pytest.fixture(scope="module")
def places() -> list[Place]:
    found = gazetteer()
    return [found[id] for id in found]


def test_ids_are_unique() -> None:
    ids = Counter(line.split("\t", 1)[0] for name in PLACES for line in rows(DATA / name))
    assert [id for id, n in ids.items() if n > 1] == []


def test_ids_and_codes_are_well_formed(places: list[Place]) -> None:
    assert [p.id for p in places if not ID.fullmatch(p.id)] == []
    assert [p.id for p in places if p.code and (p.code != p.id or not ISO.fullmatch(p.code))] == []
    coded = (p for p in places if p.id.startswith("geonames:"))
    assert [p.id for p in coded if p.id != f"geonames:{p.geonames}" or p.kind is not Kind.CITY] == []


def test_wikidata_ids_are_well_formed_and_of_one_place_a_kind(places: list[Place]) -> None:
    known = [p for p in places if p.wikidata]
    assert [p.id for p in known if not re.fullmatch(r"Q\d+", p.wikidata or "")] == []
    doubled = [key for key, n in Counter((p.kind, p.wikidata) for p in known).items() if n > 1]
    assert doubled == []


def test_every_container_is_a_place_and_rings_are_none(places: list[Place]) -> None:
    found = gazetteer()
    assert [p.id for p in places if p.within is not None and p.within not in found] == []
    assert all(found.containing(p.id)[-1].kind is Kind.COUNTRY for p in places)


def test_countries_lie_in_nothing_and_others_in_something(places: list[Place]) -> None:
    assert [p.id for p in places if (p.kind is Kind.COUNTRY) != (p.within is None)] == []


def test_coordinates_are_degrees(places: list[Place]) -> None:
    assert [p.id for p in places if p.latitude is not None and not -90 <= p.latitude <= 90] == []
    assert [p.id for p in places if p.longitude is not None and not -180 <= p.longitude <= 180] == []


def test_names_are_russian(places: list[Place]) -> None:
    assert [p.name for p in places if re.search("[A-Za-z]", p.name) or p.name != p.name.strip()] == []
    assert [p.id for p in places if p.name in p.aliases] == []


def test_all_states_and_subjects_are_there(places: list[Place]) -> None:
    assert sum(p.kind is Kind.COUNTRY for p in places) >= 245
    assert sum(p.within == "RU" and p.code is not None for p in places) == 83
    assert {"UA-43", "UA-40", "wikidata:Q16150196", "wikidata:Q16746854", "UA-23", "UA-65"} <= {
        p.id for p in places
    }
    assert sum((p.code or "").startswith("CN-") for p in places) == 33


@pytest.mark.parametrize("id", CENTRAL)
def test_centrally_ruled_places_are_cities(id: str) -> None:
    place = gazetteer()[id]
    assert (place.kind, place.code, place.geonames is not None) == (Kind.CITY, id, True)


def test_states_of_the_usa_have_ids_of_geonames() -> None:
    states = [gazetteer()[id] for id in gazetteer() if id.startswith("US-")]
    assert len(states) == len({each.geonames for each in states} - {None}) == 51


def test_containing_goes_from_city_to_country() -> None:
    assert [p.id for p in gazetteer().containing("geonames:520555")] == ["geonames:520555", "RU-NIZ", "RU"]
    assert [p.name for p in gazetteer().containing("CN-SH")] == ["Шанхай", "Китай"]


def test_unknown_id_is_an_error() -> None:
    assert "XX-1" not in gazetteer()
    with pytest.raises(KeyError):
        gazetteer()["XX-1"]


def test_forms_name_known_places_and_are_folded() -> None:
    lines = [line.split("\t") for line in rows(DATA / FORMS)]
    assert {place for place, *_ in lines} <= set(gazetteer())
    assert {kind for _, kind, _, _ in lines} <= set(KINDS)
    assert [line for line in lines if re.search("[А-ЯЁёA-Z–—’]", line[2] + line[3])] == []


@given(st.sampled_from(rows(DATA / FORMS)), st.data())
def test_every_form_looks_up_its_place(line: str, data: st.DataObject) -> None:
    place, kind, stem, endings = line.split("\t")
    form = stem + data.draw(st.sampled_from(endings.split("|")))
    assert Form(place, KINDS[kind]) in gazetteer().lookup(tuple(form.split(" ")))


@given(st.lists(st.text(max_size=12), max_size=9))
def test_lookup_takes_any_words(words: list[str]) -> None:
    assert isinstance(gazetteer().lookup(tuple(words)), tuple)


def test_every_place_is_found_by_its_name(places: list[Place]) -> None:
    plain = (p for p in places if not re.search(r"[(),.'’]", p.name))  # marks are words of their own
    assert [p.id for p in plain if p.id not in {r.place for r in gazetteer().lookup(fold(p.name))}] == []


def fold(name: str) -> tuple[str, ...]:
    """A name as callers fold it."""
    return tuple(name.casefold().replace("ё", "е").split())


def test_loading_is_quick() -> None:
    start = time.perf_counter()
    Gazetteer.read(DATA)
    assert time.perf_counter() - start < LOADING


def test_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in DATA.rglob("*.tsv")) < 8 * MIB


def test_reach_is_the_longest_form_that_begins_so() -> None:
    table = gazetteer()
    longest: dict[str, int] = {}
    for form, _ in table.forms():
        first, *rest = form.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    assert {word: table.reach(word) for word in longest} == longest
    assert table.reach("слово") == table.reach("") == 0
    assert table.reach("ханты—мансийский") == table.reach("ханты-мансийский") > 1


def test_small_towns_are_found_by_name_and_id() -> None:
    table = gazetteer()
    (katyn,) = table.towns.lookup("катынь")
    assert table[katyn.id] == katyn
    assert [place.id for place in table.containing(katyn.id)[1:]] == ["RU-SMO", "RU"]
    assert table.towns.lookup("Чегоникогданебывало") == ()


def test_towns_of_one_name_come_with_the_most_populous_first() -> None:
    people = [town.population for town in gazetteer().towns.lookup("Спрингфилд")]
    assert len(people) > 1
    assert people == sorted(people, reverse=True)


def test_an_unknown_id_is_a_key_error() -> None:
    assert "geonames:1" not in gazetteer()
    with pytest.raises(KeyError):
        gazetteer()["geonames:1"]


def test_towns_lie_in_known_places() -> None:
    table = gazetteer()
    within = {line.split("\t")[3] for line in rows(DATA / TOWNS)}
    assert [id for id in sorted(within) if id not in table] == []

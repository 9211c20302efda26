"""Which nodes of many articles become one entity, and why."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given

from kg.errors import KgError
from kg.link import Ref, Resolution, resolve
from kg.link.ids import aliases
from kg.model import Entity, Extraction, Kind, Node
from tests.factory import Tale
from tests.strategies import SEEDS, extractions, world

SAMARA, TOMSK = "Самарская область", "Томская область"


def of_kind(resolution: Resolution, kind: Kind) -> list[Entity]:
    """Entities of a kind."""
    return [entity for entity in resolution.entities if entity.kind is kind]


def articles_of(resolution: Resolution, kind: Kind) -> list[str]:
    """The articles of each entity of a kind: `["ab", "c"]`."""
    return sorted("".join(sorted(article for article, _ in e.members)) for e in of_kind(resolution, kind))


# --- people -----------------------------------------------------------------------------------------------

Person = tuple[str, str | None, str | None]  # name, role, place


def people(*persons: Person) -> list[str]:
    """Who is who: each person is told by an article of its own, a, b, c…"""
    told = []
    for letter, (name, role, place) in zip("abcdefgh", persons, strict=False):
        tale = Tale(letter, "2024-06-12")
        tale.person(name, role, tale.place(place) if place else None)
        told.append(tale.done())
    return articles_of(resolve(told), Kind.PERSON)


MINISTER = "министр торговли"
SAME: dict[str, tuple[list[Person], list[str]]] = {
    "full names, one region": ([("Пётр Зимин", MINISTER, SAMARA), ("Петр Зимин", "депутат", SAMARA)], ["ab"]),
    "full names, no posts": ([("Пётр Зимин", None, None), ("Пётр Зимин", None, None)], ["ab"]),
    "patronymic": ([("Пётр Зимин", MINISTER, SAMARA), ("Пётр Олегович Зимин", None, None)], ["ab"]),
    "two patronymics": (
        [("Пётр Ильич Зимин", MINISTER, SAMARA), ("Пётр Олегович Зимин", MINISTER, SAMARA)],
        ["a", "b"],
    ),
    "namesakes": ([("Пётр Зимин", MINISTER, SAMARA), ("Пётр Зимин", MINISTER, TOMSK)], ["a", "b"]),
    "namesakes and a stranger": (
        [("Пётр Зимин", MINISTER, SAMARA), ("Пётр Зимин", MINISTER, TOMSK), ("Пётр Зимин", None, None)],
        ["a", "b", "c"],
    ),
    "city of the region": ([("Пётр Зимин", "мэр", "Шанхай"), ("Пётр Зимин", "посол", "Китай")], ["ab"]),
    "reversed": ([("Хун Цзян", MINISTER, "Китай"), ("Цзян Хун", MINISTER, "Китай")], ["ab"]),
    "transcribed": ([("Хун Дзян", MINISTER, "Китай"), ("Цзян Хун", MINISTER, "Китай")], ["ab"]),
    "slip": ([("Пётр Самохвалов", MINISTER, SAMARA), ("Пётр Самахвалов", MINISTER, SAMARA)], ["ab"]),
    "slip, other post": (
        [("Пётр Самохвалов", MINISTER, SAMARA), ("Пётр Самахвалов", "врач", SAMARA)],
        ["a", "b"],
    ),
    "initials": ([("Пётр Зимин", MINISTER, SAMARA), ("П. Зимин", "депутат", SAMARA)], ["ab"]),
    "initials elsewhere": ([("Пётр Зимин", MINISTER, SAMARA), ("П. Зимин", "депутат", TOMSK)], ["a", "b"]),
    "initials of two": (
        [("Пётр Зимин", MINISTER, SAMARA), ("Павел Зимин", "депутат", SAMARA), ("П. Зимин", "врач", SAMARA)],
        ["a", "b", "c"],
    ),
    "surname, same post": ([("Пётр Зимин", MINISTER, SAMARA), ("Зимин", MINISTER, SAMARA)], ["ab"]),
    "surname, the post in other words": (
        [("Пётр Зимин", "вице-губернатор", SAMARA), ("Зимин", "заместитель губернатора", SAMARA)],
        ["ab"],
    ),
    "surname, the place in the post": (
        [("Пётр Зимин", MINISTER, SAMARA), ("Зимин", f"{MINISTER} региона", SAMARA)],
        ["ab"],
    ),
    "surname, other post": ([("Пётр Зимин", MINISTER, SAMARA), ("Зимин", "депутат", SAMARA)], ["a", "b"]),
    "surname, no post": ([("Пётр Зимин", MINISTER, SAMARA), ("Зимин", None, None)], ["a", "b"]),
    "surnames alone": ([("Зимин", None, None), ("Зимин", None, None)], ["a", "b"]),
    "surname of two": (
        [("Пётр Зимин", MINISTER, SAMARA), ("Иван Зимин", MINISTER, SAMARA), ("Зимин", MINISTER, SAMARA)],
        ["a", "b", "c"],
    ),
    "man and woman": ([("Е. Зимин", MINISTER, SAMARA), ("Елена Зимина", "врач", SAMARA)], ["a", "b"]),
    "initials in a case": (
        [("Е. Самохвалов", MINISTER, SAMARA), ("Елена Самохвалова", MINISTER, SAMARA)],
        ["ab"],
    ),
    "instrumental": ([("Милица Радович", MINISTER, SAMARA), ("Милицей Радович", MINISTER, SAMARA)], ["ab"]),
    "initials, slip": ([("Пётр Самохвалов", MINISTER, SAMARA), ("П. Самахвалов", MINISTER, SAMARA)], ["ab"]),
    "initials, country": (
        [("Милош Радович", MINISTER, "Сербия"), ("М. Радович", MINISTER, "Сербия")],
        ["ab"],
    ),
    "initials of two in one post": (
        [
            ("Пётр Самохвалов", MINISTER, SAMARA),
            ("Павел Самохвалов", MINISTER, SAMARA),
            ("П. Самахвалов", MINISTER, SAMARA),
        ],
        ["a", "b", "c"],
    ),
    "two slips of one name": (
        [
            ("Пётр Самохвалов", MINISTER, SAMARA),
            ("Пётр Самахвалов", MINISTER, SAMARA),
            ("Пётр Самохвлов", MINISTER, SAMARA),
        ],
        ["abc"],
    ),
}


@pytest.mark.parametrize(("persons", "expected"), SAME.values(), ids=SAME)
def test_people(persons: list[Person], expected: list[str]) -> None:
    assert people(*persons) == expected


def beside(letter: str, published: str, name: str, place: str | None, *company: str) -> Extraction:
    """An article that tells of a minister and of others."""
    tale = Tale(letter, published)
    tale.person(name, MINISTER, tale.place(place) if place else None)
    for other in company:
        tale.person(other)
    return tale.done()


@pytest.mark.parametrize(
    ("one", "other", "published", "expected"),
    [
        (
            ("Пётр Самохвалов", None, "Олег Рябов"),
            ("Пётр Самахвалов", None, "Олег Рябов"),
            "2024-06-20",
            True,
        ),
        (("Пётр Зимин", SAMARA, "Олег Рябов"), ("Пётр Зимин", TOMSK, "О. Рябов"), "2024-06-20", True),
        (("Пётр Зимин", SAMARA, "Олег Рябов"), ("Пётр Зимин", TOMSK, "Олег Рябов"), "2024-10-20", False),
        (("Пётр Зимин", SAMARA, "Олег Рябов"), ("Пётр Зимин", TOMSK, "Ян Кох"), "2024-06-20", False),
        (("Пётр Зимин", None, "Олег Рябов"), ("П. Зимин", None, "Олег Рябов"), "2024-06-20", True),
        (("Пётр Зимин", None, "Олег Рябов"), ("П. Зимин", None, "Ян Кох"), "2024-06-20", False),
    ],
)
def test_company_tells_who_is_who(
    one: tuple[str, ...], other: tuple[str, ...], published: str, expected: bool
) -> None:
    resolution = resolve([beside("a", "2024-06-12", *one), beside("b", published, *other)])
    names = {entity.name for entity in of_kind(resolution, Kind.PERSON) if len(entity.members) == 2}
    assert bool(names & {one[0], other[0]}) is expected


def test_like_post_chooses_among_initials() -> None:
    told = []
    for letter, name, role in (
        ("a", "Пётр Зимин", "министр торговли и промышленности"),
        ("b", "Павел Зимин", "врач"),
        ("c", "П. Зимин", "министр торговли"),
    ):
        tale = Tale(letter)
        tale.person(name, role, tale.place(SAMARA))
        told.append(tale.done())
    assert articles_of(resolve(told), Kind.PERSON) == ["ac", "b"]


def test_variant_with_a_patronymic_tells_namesakes_apart() -> None:
    told = []
    for letter, patronymic in (("a", "Ильич"), ("b", "Олегович")):
        tale = Tale(letter)
        tale.node(Kind.PERSON, "Пётр Зимин", f"Пётр {patronymic} Зимин")
        told.append(tale.done())
    assert articles_of(resolve(told), Kind.PERSON) == ["a", "b"]


def test_two_people_of_one_article_stay_two() -> None:
    first, second = Tale("a"), Tale("b")
    for name in ("Пётр Зимин", "Павел Зимин"):
        first.person(name, MINISTER, first.place(SAMARA))
    second.person("П. Зимин", MINISTER, second.place(SAMARA))
    assert articles_of(resolve([first.done(), second.done()]), Kind.PERSON) == ["a", "a", "b"]


@pytest.mark.parametrize(("sender", "expected"), [(SAMARA, ["ab"]), (TOMSK, ["a", "b"]), (None, ["ab"])])
def test_whose_delegation_somebody_joins_tells_namesakes_apart(
    sender: str | None, expected: list[str]
) -> None:
    minister, director = Tale("a", "2024-06-12"), Tale("b", "2024-06-12")
    minister.person("Пётр Зимин", MINISTER, minister.place(SAMARA))
    works = director.organization("завод «Полимаш»")
    director.visit(
        [director.place("Китай")],
        senders=[director.place(sender)] if sender else [],
        members=[director.person("Пётр Зимин", "директор", works)],
    )
    assert articles_of(resolve([minister.done(), director.done()]), Kind.PERSON) == expected


def test_person_bears_the_fullest_name_and_the_others_as_variants() -> None:
    tales = [Tale(letter) for letter in "abc"]
    for tale, name in zip(tales, ("Пётр Зимин", "Пётр Олегович Зимин", "П. Зимин"), strict=True):
        tale.person(name, MINISTER, tale.place(SAMARA))
    (person,) = of_kind(resolve(tale.done() for tale in tales), Kind.PERSON)
    assert (person.name, person.aliases) == ("Пётр Олегович Зимин", ("П. Зимин", "Пётр Зимин"))


# --- bodies, places, posts --------------------------------------------------------------------------------


def bodies(*namings: tuple[str, ...]) -> list[str]:
    """Which bodies are one: each is told by an article of its own."""
    told = []
    for letter, naming in zip("abcdefgh", namings, strict=False):
        tale = Tale(letter)
        tale.organization(*naming)
        told.append(tale.done())
    return articles_of(resolve(told), Kind.ORGANIZATION)


@pytest.mark.parametrize(
    ("namings", "expected"),
    [
        ([("ООО «Луч»",), ("компания «Луч»",)], ["ab"]),
        ([("Союз портов Волги", "СПВ"), ("СПВ",)], ["ab"]),
        ([("Союз портов Волги", "СПВ"), ("Совет писателей Вятки", "СПВ"), ("СПВ",)], ["a", "b", "c"]),
        ([("Корпорация развития Томской области",), ("корпорация развития Томской области",)], ["ab"]),
        ([("Министерство торговли",), ("Министерство торговли",)], ["a", "b"]),
        (
            [("Министерство торговли Томской области",), ("Министерство торговли Самарской области",)],
            ["a", "b"],
        ),
        ([("технопарк",), ("технопарк",)], ["a", "b"]),
        ([("правительство Томской области",), ("томское правительство",)], ["ab"]),
        ([("Торгово-промышленная палата Томской области",), ("ТПП Томской области",)], ["ab"]),
        ([("Торгово-промышленная палата Томской области",), ("ТПП Самарской области",)], ["a", "b"]),
    ],
)
def test_organizations(namings: list[tuple[str, ...]], expected: list[str]) -> None:
    assert bodies(*namings) == expected


@pytest.mark.parametrize(("other", "expected"), [(SAMARA, ["ab"]), (TOMSK, ["a", "b"])])
def test_generic_name_is_one_body_within_its_region(other: str, expected: list[str]) -> None:
    told = []
    for letter, region in (("a", SAMARA), ("b", other)):
        tale = Tale(letter, "2024-06-12")
        body = tale.organization("Министерство торговли")
        tale.visit([tale.place("Китай")], senders=[body, tale.place(region)])
        told.append(tale.done())
    assert articles_of(resolve(told), Kind.ORGANIZATION) == expected


def test_generic_name_with_the_same_official_is_one_body() -> None:
    told = []
    for letter in "ab":
        tale = Tale(letter)
        tale.person("Пётр Зимин", "министр", tale.organization("Министерство торговли"))
        told.append(tale.done())
    assert articles_of(resolve(told), Kind.ORGANIZATION) == ["ab"]


def test_known_places_have_their_code_as_id_and_unknown_ones_merge_by_name() -> None:
    tales = [Tale(letter) for letter in "ab"]
    for tale in tales:
        tale.place("Шанхай"), tale.place("Дальний Кордон")
        tale.node(Kind.CITY, "Нинбо", known="geonames:1799397")
    ids = {entity.name: entity.id for entity in resolve(tale.done() for tale in tales).entities}
    assert (ids["Шанхай"], ids["Нинбо"]) == ("place/CN-SH", "place/geonames-1799397")
    assert re.fullmatch(r"place/[0-9a-f]{12}", ids["Дальний Кордон"])
    assert len(ids) == 3


def test_post_is_one_for_a_role_in_a_body() -> None:
    told = []
    for letter, name, region in (
        ("a", "Пётр Зимин", SAMARA),
        ("b", "Олег Рябов", SAMARA),
        ("c", "Ян Кох", TOMSK),
    ):
        tale = Tale(letter)
        tale.person(name, "Министр торговли" if letter == "a" else MINISTER, tale.place(region))
        told.append(tale.done())
    assert articles_of(resolve(told), Kind.POST) == ["ab", "c"]


# --- visits and what happens on them ----------------------------------------------------------------------


def trip(
    id: str,
    published: str | None,
    *,
    to: str = "Китай",
    sender: str | None = SAMARA,
    head: str | None = None,
    stop: str | None = None,
    days: tuple[str | None, str | None] = (None, None),
    status: str | None = "happened",
) -> Extraction:
    """An article of one visit."""
    tale = Tale(id, published)
    tale.visit(
        [tale.place(to)],
        senders=[tale.place(sender)] if sender else [],
        head=tale.person(head) if head else None,
        stops=[tale.place(stop)] if stop else [],
        days=days,
        status=status,
    )
    return tale.done()


JUNE = ("2024-06-10", "2024-06-14")
VISITS = {
    "same days": ([trip("a", "2024-06-15", days=JUNE), trip("b", "2024-06-16", days=JUNE)], ["ab"]),
    "a day apart": (
        [trip("a", "2024-06-15", days=JUNE), trip("b", "2024-06-16", days=("2024-06-15", "2024-06-18"))],
        ["ab"],
    ),
    "beginning here, end there": (
        [
            trip("a", "2024-06-10", days=("2024-06-10", None)),
            trip("b", "2024-06-16", days=(None, "2024-06-19")),
        ],
        ["ab"],
    ),
    "twice a year": (
        [trip("a", "2024-06-15", days=JUNE), trip("b", "2024-10-16", days=("2024-10-10", "2024-10-14"))],
        ["a", "b"],
    ),
    "twice a year, undated": ([trip("a", "2024-06-15", days=JUNE), trip("b", "2024-10-16")], ["a", "b"]),
    "two regions": (
        [trip("a", "2024-06-15", days=JUNE), trip("b", "2024-06-15", days=JUNE, sender=TOMSK)],
        ["a", "b"],
    ),
    "two countries": (
        [trip("a", "2024-06-15", days=JUNE), trip("b", "2024-06-15", days=JUNE, to="Узбекистан")],
        ["a", "b"],
    ),
    "city of the country": (
        [trip("a", "2024-06-15", days=JUNE), trip("b", "2024-06-15", days=JUNE, to="Шанхай")],
        ["ab"],
    ),
    "planned, then happened": (
        [trip("a", "2024-06-01", status="planned"), trip("b", "2024-06-15", days=JUNE)],
        ["ab"],
    ),
    "planned, then cancelled": (
        [trip("a", "2024-06-01", days=JUNE, status="planned"), trip("b", "2024-06-09", status="cancelled")],
        ["ab"],
    ),
    "planned, but which": (
        [
            trip("a", "2024-06-01", status="planned"),
            trip("b", "2024-06-15", days=JUNE),
            trip("c", "2024-07-25", days=("2024-07-20", "2024-07-22")),
        ],
        ["a", "b", "c"],
    ),
    "planned, then put off": (
        [
            trip("a", "2024-06-01", days=("2024-06-03", "2024-06-05"), head="Пётр Зимин", status="planned"),
            trip("b", "2024-06-26", days=("2024-06-24", "2024-06-26"), head="Пётр Зимин"),
        ],
        ["ab"],
    ),
    "called off, then put off": (
        [
            trip("a", "2024-06-02", days=("2024-06-03", "2024-06-05"), head="Пётр Зимин", status="cancelled"),
            trip("b", "2024-06-26", days=("2024-06-24", "2024-06-26"), head="Пётр Зимин"),
        ],
        ["ab"],
    ),
    "looked back at": (
        [trip("a", "2024-06-15", days=JUNE, head="Пётр Зимин"), trip("b", "2025-02-16", head="Пётр Зимин")],
        ["ab"],
    ),
    "looked back at, but which": (
        [
            trip("a", "2024-06-15", days=JUNE, head="Пётр Зимин"),
            trip("b", "2024-09-15", days=("2024-09-10", "2024-09-12"), head="Пётр Зимин"),
            trip("c", "2025-02-16", head="Пётр Зимин"),
        ],
        ["a", "b", "c"],
    ),
    "looked back at, but new": (
        [
            trip("a", "2024-06-15", days=JUNE, head="Пётр Зимин"),
            trip("b", "2025-02-16", days=("2025-02-11", "2025-02-12"), head="Пётр Зимин"),
            trip("c", "2025-02-17", head="Пётр Зимин"),
        ],
        ["a", "bc"],
    ),
    "planned, happened, and again": (
        [
            trip("a", "2024-06-01", days=("2024-06-03", "2024-06-05"), head="Пётр Зимин", status="planned"),
            trip("b", "2024-06-06", days=("2024-06-03", "2024-06-05"), head="Пётр Зимин"),
            trip("c", "2024-06-26", days=("2024-06-24", "2024-06-26"), head="Пётр Зимин"),
        ],
        ["ab", "c"],
    ),
    "two heads": (
        [
            trip("a", "2024-06-15", days=JUNE, head="Пётр Зимин"),
            trip("b", "2024-06-15", days=("2024-06-11", "2024-06-12"), head="Ольга Рябова"),
        ],
        ["a", "b"],
    ),
    "same head, no sender": (
        [
            trip("a", "2024-06-15", days=JUNE, head="Пётр Зимин", sender=None),
            trip("b", "2024-06-15", days=JUNE, head="Пётр Зимин"),
        ],
        ["ab"],
    ),
    "nobody named, same days": (
        [trip("a", "2024-06-15", days=JUNE), trip("b", "2024-06-16", days=JUNE, sender=None)],
        ["ab"],
    ),
    "nobody named, other days": (
        [trip("a", "2024-06-15", days=JUNE), trip("b", "2024-06-16", days=("2024-06-11", None), sender=None)],
        ["a", "b"],
    ),
    "no publication, no days": ([trip("a", None), trip("b", None)], ["a", "b"]),
}


@pytest.mark.parametrize(("told", "expected"), VISITS.values(), ids=VISITS)
def test_visits_and_their_delegations(told: list[Extraction], expected: list[str]) -> None:
    resolution = resolve(told)
    assert articles_of(resolution, Kind.VISIT) == expected
    assert articles_of(resolution, Kind.DELEGATION) == expected


def test_two_visits_of_one_article_stay_two() -> None:
    tale = Tale("a", "2024-06-15")
    for _ in range(2):
        tale.visit([tale.place("Китай")], senders=[tale.place(SAMARA)], days=JUNE)
    assert articles_of(resolve([tale.done()]), Kind.VISIT) == ["a", "a"]


def talks(id: str, published: str, *names: str, day: str | None = None, visiting: bool = False) -> Extraction:
    """An article of one meeting."""
    tale = Tale(id, published)
    sides = [tale.person(name) for name in names]
    visit = tale.visit([tale.place("Китай")], head=sides[0], days=JUNE) if visiting else None
    tale.meeting(*sides, day=day, visit=visit)
    return tale.done()


P, Q, R = "Пётр Зимин", "Хун Цзян", "Олег Рябов"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            [
                talks("a", "2024-06-15", P, Q, day="2024-06-12"),
                talks("b", "2024-06-15", Q, P, day="2024-06-13"),
            ],
            ["ab"],
        ),
        (
            [
                talks("a", "2024-06-15", P, Q, day="2024-06-12"),
                talks("b", "2024-06-15", P, Q, day="2024-06-14"),
            ],
            ["a", "b"],
        ),
        ([talks("a", "2024-06-15", P, Q, day="2024-06-12"), talks("b", "2024-06-15", P, Q, R)], ["ab"]),
        ([talks("a", "2024-06-15", P, Q), talks("b", "2024-06-15", P, R)], ["a", "b"]),
        (
            [talks("a", "2024-06-15", P, Q, visiting=True), talks("b", "2024-06-18", P, Q, visiting=True)],
            ["ab"],
        ),
        ([talks("a", "2024-06-15", P, Q), talks("b", "2024-10-15", P, Q)], ["a", "b"]),
    ],
)
def test_meetings(told: list[Extraction], expected: list[str]) -> None:
    assert articles_of(resolve(told), Kind.MEETING) == expected


def deal(
    id: str, published: str, sort: str = "соглашение", day: str | None = None, other: str = "Китай"
) -> Extraction:
    """An article of one agreement."""
    tale = Tale(id, published)
    tale.agreement(tale.place(SAMARA), tale.place(other), sort=sort, day=day)
    return tale.done()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([deal("a", "2024-06-15", day="2024-06-12"), deal("b", "2024-06-16", day="2024-06-12")], ["ab"]),
        ([deal("a", "2024-06-15", day="2024-06-12"), deal("b", "2024-06-16")], ["ab"]),
        ([deal("a", "2024-06-15"), deal("b", "2025-02-16")], ["ab"]),
        ([deal("a", "2024-06-15"), deal("b", "2024-06-15", "меморандум")], ["a", "b"]),
        ([deal("a", "2024-06-15"), deal("b", "2024-06-15", other="Узбекистан")], ["a", "b"]),
        ([deal("a", "2024-06-15", day="2024-06-12"), deal("b", "2024-09-16", day="2024-09-12")], ["a", "b"]),
    ],
)
def test_agreements(told: list[Extraction], expected: list[str]) -> None:
    assert articles_of(resolve(told), Kind.AGREEMENT) == expected


@pytest.mark.parametrize(("day", "status"), [("0001-01-01", "happened"), ("9999-12-31", "planned")])
def test_days_at_the_ends_of_the_calendar_are_days(day: str, status: str) -> None:
    told = [trip("a", day, status=status), trip("b", day, status=status), trip("c", "2024-06-15")]
    assert articles_of(resolve(told), Kind.VISIT) == ["ab", "c"]


# --- ids and invariants -----------------------------------------------------------------------------------


def test_ids_do_not_depend_on_names_and_have_the_form_of_their_kind() -> None:
    first, second = Tale("a", "2024-06-12"), Tale("a", "2024-06-12")
    first.person("Пётр Зимин"), second.person("ЗИМИН Петр")
    (one,), (other,) = resolve([first.done()]).entities, resolve([second.done()]).entities
    assert one.id == other.id and re.fullmatch(r"person/[0-9a-f]{12}", one.id)


def test_id_is_kept_when_an_earlier_article_joins() -> None:
    later, earlier = trip("b", "2024-06-16", days=JUNE), trip("a", "2024-06-15", days=JUNE)
    before = resolve([later]).entity_of
    after = resolve([later, earlier], before)
    assert all(after.entity_of[ref] == id for ref, id in before.items())
    assert len(of_kind(after, Kind.VISIT)) == 1


def test_merge_of_two_known_things_keeps_the_id_of_the_earlier() -> None:
    one, other = trip("a", "2024-06-15", days=JUNE), trip("b", "2024-06-16", days=JUNE)
    previous = {**resolve([one]).entity_of, **resolve([other]).entity_of}
    (visit,) = of_kind(resolve([other, one], previous), Kind.VISIT)
    assert visit.id == previous[visit.members[0]] and visit.members[0][0] == "a"


def test_split_thing_leaves_its_id_to_the_earliest_part() -> None:
    told = [trip("a", "2024-06-15", days=JUNE), trip("b", "2024-10-16")]
    refs = [ref for ref in resolve(told).entity_of if ref[1].startswith("visit")]
    split = resolve(told, dict.fromkeys(refs, "visit/0123456789ab"))
    ids = {ref: split.entity_of[ref] for ref in refs}
    assert ids["a", refs[0][1]] == "visit/0123456789ab" and len(set(ids.values())) == 2


def test_article_given_twice_is_an_error() -> None:
    with pytest.raises(KgError, match="article a"):
        resolve([trip("a", None), trip("a", None)])


@given(SEEDS, SEEDS)
def test_partition_and_ids_do_not_depend_on_the_order(seed: int, order: int) -> None:
    told = world(seed)
    mixed = random.Random(order).sample(told, len(told))
    assert resolve(mixed) == resolve(told)


@given(SEEDS)
def test_every_node_has_one_entity_of_its_kind(seed: int) -> None:
    told = world(seed)
    resolution = resolve(told)
    refs = {(one.article.id, node.key): node for one in told for node in one.nodes}
    assert set(resolution.entity_of) == set(refs)
    for entity in resolution.entities:
        assert {resolution.entity_of[ref] for ref in entity.members} == {entity.id}
        assert {refs[ref].kind for ref in entity.members} == {entity.kind}
    assert sum(len(entity.members) for entity in resolution.entities) == len(refs)


@given(SEEDS)
def test_merges_explain_the_partition_exactly(seed: int) -> None:
    resolution = resolve(world(seed))
    assert all(0 < merge.score <= 1 and merge.reason for merge in resolution.merges)
    assert all(resolution.entity_of[m.one] == resolution.entity_of[m.other] for m in resolution.merges)
    joined = sum(len(entity.members) - 1 for entity in resolution.entities)
    assert len(resolution.merges) == joined


@given(SEEDS)
def test_resolving_again_keeps_every_id(seed: int) -> None:
    once = resolve(world(seed))
    assert resolve(world(seed), once.entity_of) == once


@given(extractions())
def test_any_extraction_resolves(extraction: Extraction) -> None:
    assert len(resolve([extraction]).entity_of) == len(extraction.nodes)


@pytest.mark.parametrize("articles", [1, 2])
def test_a_list_of_hundreds_is_resolved_soon(articles: int) -> None:
    """Its people keep no company: comparing each with each beside each would take minutes."""
    tales = [Tale(letter, "2024-06-12") for letter in "ab"[:articles]]
    for tale in tales:
        for number in range(700):
            tale.person(f"Иван {SYLLABLES[number // 27]}{SYLLABLES[number % 27]}ов")
    start = time.process_time()
    resolution = resolve(tale.done() for tale in tales)
    assert time.process_time() - start < 5
    assert articles_of(resolution, Kind.PERSON) == ["ab"[:articles]] * 700


SYLLABLES = [first + vowel for first in "бгдзклмнп" for vowel in "аоу"]


def test_a_place_of_the_gazetteer_never_comes_to_mean_another() -> None:
    entity_of, nodes = {("a", "region-1"): "place/RU-TVE"}, dict[Ref, Node]()
    former = {("a", "region-1"): ("place/CN-HB", "place/0123456789ab")}
    assert aliases(entity_of, former, (), nodes) == {"place/0123456789ab": "place/RU-TVE"}

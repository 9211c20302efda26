"""Labels of things without names."""

from __future__ import annotations

import pytest

from kg.model import Kind, Predicate
from kg.rdf.settle import Settled, Slot, index
from kg.rdf.titles import title

P = Predicate
NAMES = {
    "r": "Тверская область",
    "c": "Лаос",
    "p": "Анна Котова",
    "q": "Бун Саванг",
    "x": "Я",
    "y": "Ю",
    "z": "Э",
}


def settled(facts: dict[Slot, set[str]]) -> Settled:
    return index(facts)


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        (
            Kind.POST,
            {("n", P.ROLE): {"губернатор"}, ("n", P.POST_IN): {"r"}},
            "губернатор — Тверская область",
        ),
        (Kind.POST, {("n", P.ROLE): {"посол"}}, "посол"),
        (Kind.POST, {("n", P.POST_IN): {"r"}}, "пост — Тверская область"),
        (Kind.DELEGATION, {("n", P.SENT_BY): {"r"}, ("n", P.LED_BY): {"p"}}, "делегация: Тверская область"),
        (Kind.DELEGATION, {("n", P.LED_BY): {"p"}, ("q", P.MEMBER_OF): {"n"}}, "делегация: Анна Котова"),
        (Kind.DELEGATION, {("q", P.MEMBER_OF): {"n"}}, "делегация: Бун Саванг"),
        (Kind.DELEGATION, {}, "делегация"),
        (
            Kind.QUOTATION,
            {("n", P.SPEAKER): {"p"}, ("n", P.WORDS): {"Лён уродился"}, ("n", P.SPEECH): {"direct"}},
            "Анна Котова: «Лён уродился»",
        ),
        (
            Kind.QUOTATION,
            {("n", P.SPEAKER): {"p"}, ("n", P.WORDS): {"лён уродился"}, ("n", P.SPEECH): {"indirect"}},
            "Анна Котова: лён уродился",
        ),
        (
            Kind.VISIT,
            {("d", P.MAKES): {"n"}, ("d", P.SENT_BY): {"r"}, ("n", P.DESTINATION): {"c"}},
            "визит: Тверская область — Лаос",
        ),
        (
            Kind.VISIT,
            {("n", P.STOP): {"c"}, ("n", P.START_DATE): {"2024-05-13"}},
            "визит: Лаос, с 13 мая 2024 г.",
        ),
        (
            Kind.VISIT,
            {("z", P.MAKES): {"n"}, ("z", P.SENT_BY): {"c"}, ("a", P.MAKES): {"n"}, ("a", P.SENT_BY): {"r"}},
            "визит: Лаос; Тверская область",  # by name: ids hang on the order of reading
        ),
        (Kind.VISIT, {("n", P.END_DATE): {"2024-05-13"}}, "визит, по 13 мая 2024 г."),
        (
            Kind.VISIT,
            {("n", P.START_DATE): {"2023-12-30"}, ("n", P.END_DATE): {"2024-01-02"}},
            "визит, 30 дек. 2023 г. – 2 янв. 2024 г.",
        ),
        (
            Kind.VISIT,
            {("n", P.START_DATE): {"2024-05-13"}, ("n", P.END_DATE): {"2024-05-13"}},
            "визит, 13 мая 2024 г.",
        ),
        (Kind.MEETING, {("n", P.PARTICIPANT): set("pqxyz")}, "встреча: Анна Котова, Бун Саванг, Э и ещё 2"),
        (
            Kind.MEETING,
            {("n", P.PARTICIPANT): {"unnamed"}, ("n", P.DATE): {"2024-05-13"}},
            "встреча, 13 мая 2024 г.",
        ),
        (
            Kind.AGREEMENT,
            {("n", P.KIND): {"план"}, ("n", P.PARTY): set("rc")},
            "план: Лаос, Тверская область",
        ),
        (Kind.AGREEMENT, {}, "соглашение"),
        (Kind.PERSON, {}, None),
    ],
)
def test_title(kind: Kind, facts: dict[Slot, set[str]], expected: str | None) -> None:
    assert title("n", kind, settled(facts), NAMES.get) == expected

"""Likeness of two names, and what excludes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.likeness import Likeness, could_be_same_person, differ_in_gender
from kg.text.names import parse_name

NAMES = st.lists(st.text("АБВЕЁЗИЙЛМНОПРСТЯабвеёзийлмнопрстья-.", min_size=1, max_size=9), max_size=4).map(
    " ".join
)

PAIRS = [
    ("Пётр Лаврентьев", "Петр Лаврентьев", Likeness.SAME),
    ("Пётр Олегович Лаврентьев", "Лаврентьев Пётр Олегович", Likeness.SAME),
    ("Пётр Олегович Лаврентьев", "Пётр Лаврентьев", Likeness.WITHOUT_PATRONYMIC),
    ("Пётр Олегович Лаврентьев", "Пётр Ильич Лаврентьев", Likeness.DIFFERENT),
    ("Кэндзи Морита", "Морита Кэндзи", Likeness.REVERSED),
    ("Дзян Хун", "Цзян Хун", Likeness.TRANSCRIBED),
    ("Хун Дзян", "Цзян Хун", Likeness.TRANSCRIBED),
    ("Рустам Мирзиёев", "Рустам Мирзияев", Likeness.TRANSCRIBED),
    ("Мухаммед Хан", "Мухамед Хан", Likeness.TRANSCRIBED),
    ("Наталья Зимина", "Наталия Зимина", Likeness.TRANSCRIBED),
    ("Карим аль-Фади", "Карим эль-Фади", Likeness.TRANSCRIBED),
    ("Карим ас-Сади", "Карим эль-Сади", Likeness.TRANSCRIBED),
    ("Пётр Лаврентьев", "Пётр Лаврентев", Likeness.MISSPELT),
    ("Пётр Самохвалов", "Пётр Самахвалов", Likeness.MISSPELT),
    ("Пётр Лаврентьев", "П. Лаврентьев", Likeness.INITIALS),
    ("Пётр Олегович Лаврентьев", "П. О. Лаврентьев", Likeness.INITIALS),
    ("Пётр Олегович Лаврентьев", "П. И. Лаврентьев", Likeness.DIFFERENT),
    ("Пётр Лаврентьев", "И. Лаврентьев", Likeness.DIFFERENT),
    ("П. Лаврентьев", "П. О. Лаврентьев", Likeness.INITIALS),
    ("Лаврентьев", "П. О. Лаврентьев", Likeness.PART),
    ("Лаврентьев", "Пётр Лаврентьев", Likeness.PART),
    ("Лаврентьев", "Лаврентьев", Likeness.PART),
    ("Самохваловым", "Пётр Самохвалов", Likeness.PART),
    ("Пётр Олегович", "Пётр Олегович Лаврентьев", Likeness.PART),
    ("Пётр Ильич", "Пётр Олегович Лаврентьев", Likeness.DIFFERENT),
    ("Морита", "Морита Кэндзи", Likeness.PART),
    ("Си", "Ли Пэн", Likeness.DIFFERENT),
    ("Пётр Самохвалов", "Пётр Самохвалова", Likeness.DIFFERENT),
    ("Самохвалов", "Самохвалова", Likeness.DIFFERENT),
    ("Е. Самохвалов", "Екатерина Самохвалова", Likeness.INFLECTED),
    ("Е. Самохваловым", "Егор Самохвалов", Likeness.INITIALS),
    ("Е. Вольская", "Е. Вольский", Likeness.INFLECTED),
    ("Милица Радович", "Милицей Радович", Likeness.INFLECTED),
    ("Милош Радович", "Милошем Радовичем", Likeness.INFLECTED),
    ("Милош Радович", "Милошем Петровичем", Likeness.DIFFERENT),
    ("Дзян Юнлян", "Цзян Юнляном", Likeness.INFLECTED),
    ("Милош Радосавич", "Милош Радусавичем", Likeness.SLIPS),
    ("И. Самохвалов", "Екатерина Самохвалова", Likeness.DIFFERENT),
    ("Пётр Самахвалов", "Пётр Самохвлов", Likeness.SLIPS),
    ("П. Самахвалов", "Пётр Самохвлов", Likeness.SLIPS),
    ("Пётр Зимин", "Пётр Замен", Likeness.DIFFERENT),
    ("Евгений Донской", "Евгения Донская", Likeness.DIFFERENT),
    ("Пётр Лаврентьев", "Иван Лаврентьев", Likeness.DIFFERENT),
    ("Пётр Лаврентьев", "Пётр Зимин", Likeness.DIFFERENT),
    ("Ван И", "Ван Ли", Likeness.DIFFERENT),
    ("Пётр Зимин", "Пётр Зимен", Likeness.DIFFERENT),
]


@pytest.mark.parametrize(("one", "other", "likeness"), PAIRS)
def test_likeness_of_two_names(one: str, other: str, likeness: Likeness) -> None:
    assert could_be_same_person(parse_name(one), parse_name(other)) is likeness
    assert could_be_same_person(parse_name(other), parse_name(one)) is likeness


def test_surer_likeness_scores_higher() -> None:
    scores = [likeness.score for likeness in Likeness]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == len(scores)


@pytest.mark.parametrize(
    ("man", "woman"),
    [("Зимин", "Зимина"), ("Донской", "Донская"), ("Вольский", "Вольская"), ("Белый", "Белая")],
)
def test_gender_of_a_surname(man: str, woman: str) -> None:
    assert differ_in_gender(man, woman) and differ_in_gender(woman, man)
    assert not differ_in_gender(man, man)


@given(NAMES, NAMES)
def test_likeness_is_symmetric(one: str, other: str) -> None:
    a, b = parse_name(one), parse_name(other)
    assert could_be_same_person(a, b) is could_be_same_person(b, a)

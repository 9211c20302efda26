"""People and bodies of note: linked by names that are theirs alone. Names and ids here are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.gazetteer import Gazetteer
from kg.gazetteer.notables import Notables, body_key, linked, notables
from kg.model import Entity, Kind
from scripts.gazetteer.notables import write_notables

TABLE = (
    "Q900001\tPerson\tИгорь Петрович Зябликов",
    "Q900002\tPerson\tДжон Уигглби",
    "Q900003\tOrganization\tросмаяк|федеральная маячная служба",
    "Q900004\tOrganization\tнародная палата руритании|нпр",
)


@pytest.fixture
def table() -> Notables:
    return Notables(TABLE)


def person(id: str, *names: str, article: str = "a") -> Entity:
    return Entity(f"person/{id}", Kind.PERSON, names[0], names[1:], None, ((article, id),))


@pytest.mark.parametrize(
    ("names", "id"),
    [
        (("Игорь Зябликов",), "Q900001"),
        (("Игорь Петрович Зябликов", "Зябликов"), "Q900001"),
        (("Зябликов Игорь Петрович",), "Q900001"),
        (("Игорь Зябликов", "И. П. Зябликов"), "Q900001"),
        (("Джон Уигглби",), "Q900002"),
        (("Игорь Сергеевич Зябликов",), None),  # another patronymic
        (("И. П. Зябликов",), None),
        (("Зябликов",), None),
        (("Игорь Зябликов", "Олег Зябликов"), None),
    ],
)
def test_people_are_known_by_their_full_names(
    table: Notables, names: tuple[str, ...], id: str | None
) -> None:
    assert table.person(names) == id


@pytest.mark.parametrize(
    ("names", "id"),
    [
        (("Росмаяк",), "Q900003"),
        (("агентство «Росмаяк»", "Росмаяк"), "Q900003"),
        (("Федеральная маячная служба", "Росмаяк"), "Q900003"),
        (("Народная палата Руритании", "НПР"), "Q900004"),
        (("Народная палата Руритании", "Народная палата"), None),  # other countries have one too
        (("Росмаяк", "НПР"), None),
        (("Росмаяк", "управление безопасности Росмаяка"), None),  # a part of it
        (("управление Росмаяка", "Росмаяк"), None),
        (("Росмаяк", "Росмаяка", "Росмаяком"), "Q900003"),  # cases, not longer names
        (("Федеральная маячная служба", "Федеральной маячной службы"), "Q900003"),
        (("Росмаяк", "Росмаячок"), None),
        (("маяк",), None),
        ((), None),
    ],
)
def test_bodies_are_known_by_names_of_their_own(
    table: Notables, names: tuple[str, ...], id: str | None
) -> None:
    assert table.body(names) == id


def test_nobody_is_linked_by_a_name_that_two_bear(table: Notables) -> None:
    one, other = person("1", "Игорь Зябликов"), person("2", "Игорь Зябликов", article="b")
    assert linked([one], table) == {"person/1": "Q900001"}
    assert linked([one, other], table) == {}


def test_nobody_is_linked_where_most_articles_tell_of_a_relative(table: Notables) -> None:
    one, wife = person("1", "Игорь Зябликов"), person("2", "Анна Зябликова")
    often = Entity(one.id, one.kind, one.name, (), None, (("a", "1"), ("b", "1"), ("c", "1")))
    assert linked([one, wife], table) == {}
    assert linked([often, wife], table) == {"person/1": "Q900001"}


def test_places_and_events_are_not_looked_up(table: Notables) -> None:
    assert linked([Entity("city/1", Kind.CITY, "Росмаяк", (), None, (("a", "1"),))], table) == {}


def test_words_of_the_class_do_not_count() -> None:
    assert body_key("телекомпания «Заря»") == body_key("Заря") == "заря"
    assert body_key("Группа компаний") == "компаний"


def test_shipped_table_is_sound() -> None:
    assert notables().body(["ООН"]) == "Q1065"
    lines = Path("data/gazetteer/notables.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    assert rows == sorted(rows) and all(len(row) == 3 and row[0][0] == "Q" for row in rows)
    names = [name for _, kind, names in rows if kind == Kind.ORGANIZATION for name in names.split("|")]
    assert len(names) == len(set(names))
    assert all(body_key(name) == name for name in names)


def test_no_body_has_a_name_that_is_a_place_alone() -> None:
    places = Gazetteer.read(Path("data/gazetteer"))
    lines = Path("data/gazetteer/notables.tsv").read_text(encoding="utf-8").splitlines()[1:]
    names = [line.split("\t")[2].split("|") for line in lines if "\tOrganization\t" in line]
    assert [name for some in names for name in some if places.lookup(tuple(name.split()))] == []


MENTIONS = """T1\tPERSON 0 14\tИгорь Зябликов
N1\tReference T1 Wikidata:Q900001\tЗябликов, Игорь Петрович
T2\tORGANIZATION 20 29\t{body}
N2\tReference T2 Wikidata:{id}\t{label}
T3\tCITY 30 36\tЗаречье
N3\tReference T3 Wikidata:Q900009\tЗаречье
"""


def brat(folder: Path, **articles: tuple[str, str, str]) -> Path:
    for name, (body, id, label) in articles.items():
        text = MENTIONS.format(body=body, id=id, label=label)
        (folder / f"{name}.ann").write_text(text, encoding="utf-8")
    write_notables(folder / "table.tsv", folder)
    return folder / "table.tsv"


def test_rows_are_what_annotators_linked(tmp_path: Path) -> None:
    label = "Федеральная маячная служба России"
    path = brat(tmp_path, a=("ФМС", "Q900003", label), b=("ФМС", "Q900003", label))
    assert path.read_text(encoding="utf-8").splitlines()[1:] == [
        "Q900001\tPerson\tИгорь Петрович Зябликов",
        "Q900003\tOrganization\tфедеральная маячная служба россии"
        "|федеральная маячная служба российской федерации|федеральная маячная служба рф|фмс",
    ]


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("МИД", "Министерство иностранных дел"),
        ("парламент", "парламент"),
        ("Правительство Руритании", "Правительство Руритании"),
        ("Москва", "Москва"),
    ],
)
def test_what_others_have_too_is_left_out(tmp_path: Path, body: str, label: str) -> None:
    path = brat(tmp_path, a=(body, "Q900003", label), b=(body, "Q900003", label))
    assert "Organization" not in path.read_text(encoding="utf-8")


def test_names_of_two_bodies_are_left_out(tmp_path: Path) -> None:
    path = brat(tmp_path, a=("ФМС", "Q900003", "Маячная служба"), b=("ФМС", "Q900005", "Мостовая служба"))
    assert "фмс" not in path.read_text(encoding="utf-8")

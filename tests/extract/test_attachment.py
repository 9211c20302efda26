"""Whether a role is said of a person, line by line: `text | role | person | yes or no`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from kg.annotate import Annotator
from kg.extract.assemble import no_findings
from kg.extract.attachment import belongs, place_of
from kg.extract.bodies import find_bodies
from kg.extract.holding import Holding
from kg.extract.occupations import Occupation
from kg.extract.people import find_people
from kg.extract.reading import Reading, new_reading
from kg.extract.vetting import vetted
from kg.model import Article

pytestmark = pytest.mark.models

LINES = """
Певец Игорь Лазарев дал концерт. | Певец | Лазарев | yes
В зал вошёл певец, автор песен Игорь Лазарев. | певец | Лазарев | yes
Адвокат Лазарева Пётр Седов обжаловал приговор. | Адвокат | Седов | yes
Игорь Лазарев (врач) и Пётр Седов (юрист) не спорили. | юрист | Седов | yes
Игорь Лазарев (врач) и Пётр Седов (юрист) не спорили. | юрист | Лазарев | no
Лазарев стал пилотом. | пилотом | Лазарев | yes
Лазарева назначили директором. | директором | Лазарев | yes
Лазарев был врачом, а затем пилотом. | пилотом | Лазарев | yes
Лазарев покинул пост директора. | директора | Лазарев | yes
Лазарев рассказал журналистам о находке. | журналистам | Лазарев | no
Лазарева осмотрели врачи. | врачи | Лазарев | no
Это подтвердил муж актрисы Игорь Лазарев. | актрисы | Лазарев | no
Лазарев считается кандидатом на пост директора. | директора | Лазарев | no
Одобрив идею Лазарева, судья Пётр Седов замолчал. | судья | Лазарев | no
"""

Said = Callable[[str], Reading]


@pytest.fixture(scope="session")
def read() -> Said:
    """The reading of a text, with its people."""
    annotator = Annotator(learned=False)

    @cache
    def of_text(text: str) -> Reading:
        (document,) = annotator.map([Article("line", text)])
        reading = new_reading(document)
        find_people(reading)
        find_bodies(reading)
        return reading

    return of_text


def token_of(reading: Reading, word: str) -> int:
    return [token.text for token in reading.sentences[0].tokens].index(word)


def person(reading: Reading, surname: str) -> str:
    return next(key for key, thing in reading.things.items() if surname in thing.names[0])


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_belongs(line: str, read: Said) -> None:
    text, role, surname, verdict = line.split(" | ")
    reading = read(text)
    head = token_of(reading, role)
    place = place_of(reading, 0, head, head + 1, sure=False)
    assert belongs(reading, place, person(reading, surname)) is (verdict == "yes")


def test_what_only_models_see_is_left_out_where_nobody_says_it(read: Said) -> None:
    reading = read("Лазарев рассказал журналистам о находке.")
    calling = Occupation(person(reading, "Лазарев"), "журналист", 0)
    found = no_findings()
    found.occupations.append(calling)
    assert vetted(reading, no_findings(), found).occupations == []
    assert vetted(reading, found, found).occupations == [calling]


def test_a_calling_in_a_named_body_is_a_post(read: Said) -> None:
    reading = read("Игорь Лазарев, солист ансамбля «Метелица», дал концерт.")
    found = no_findings()
    found.occupations.append(Occupation(person(reading, "Лазарев"), "солист", 0))
    result = vetted(reading, no_findings(), found)
    assert result.occupations == []
    assert [(post.role, reading.things[post.body or ""].names[0]) for post in result.posts] == [
        ("солист", "Метелица")
    ]


def test_the_body_is_cut_from_the_role(read: Said) -> None:
    reading = read("Главный бухгалтер завода «Клён» Игорь Лазарев уволен.")
    start = token_of(reading, "Главный")
    holding = Holding(
        person(reading, "Лазарев"), "главный бухгалтер завода «", None, False, 0, start, start + 6, 0.9, 1
    )
    found = no_findings()
    found.posts.append(holding)
    (post,) = vetted(reading, no_findings(), found).posts
    assert post.role == "главный бухгалтер"
    assert post.body is not None

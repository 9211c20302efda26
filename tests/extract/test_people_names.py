"""Which name forms may be one person's, and how roles are spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.people import alike
from kg.extract.wording import spell_out
from tests.strategies import WORDS

ALIKE = """
Ветров ~ Ветрова : no
Ветров ~ Ветрову : yes
Ветров ~ Ветровым : yes
Ветров ~ ветров : yes
Королёв ~ Королев : yes
Мезенцева ~ Мезенцевой : yes
Ким ~ Кин : no
Соловьёв ~ Соловей : no
Ветров ~ Ветлугин : no
"""


@pytest.mark.parametrize("line", ALIKE.strip().splitlines())
def test_alike(line: str) -> None:
    names, verdict = line.split(" : ")
    one, other = names.split(" ~ ")
    assert alike(one, other) is alike(other, one) is (verdict == "yes")


@given(WORDS)
def test_a_name_is_like_itself(name: str) -> None:
    assert alike(name, name)


@given(WORDS, st.text("бвгджз", min_size=3, max_size=8))
def test_a_longer_name_is_another(name: str, more: str) -> None:
    assert not alike(name, name + more)


ROLES = """
замминистра транспорта = заместитель министра транспорта
замгубернатора = заместитель губернатора
замглавы = заместитель главы
зам. директора = заместитель директора
зампред правительства = заместитель председателя правительства
зампреда правительства = заместитель председателя правительства
гендиректор = генеральный директор
генконсул = генеральный консул
генсекретарь = генеральный секретарь
генерал-губернатор = генерал-губернатор
министр = министр
заместитель министра = заместитель министра
"""


@pytest.mark.parametrize("line", ROLES.strip().splitlines())
def test_spell_out(line: str) -> None:
    role, full = line.split(" = ")
    assert spell_out(role) == full
    assert spell_out(full) == full

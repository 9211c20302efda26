"""The recogniser's faults that are mended, each named by its rule; and what is measured on NEREL."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator
from kg.annotate.found import Found
from kg.annotate.inflection import forms
from kg.annotate.mending import mend
from kg.annotate.models import parse_tag, tag_text
from kg.annotate.tree import ROOT
from kg.model import Article, NameKind, Span, Token

PER, ORG, LOC = NameKind.PERSON, NameKind.ORGANIZATION, NameKind.LOCATION
NOUN = {"Case": "Nom", "Number": "Sing"}


def _tokens(text: str, **changed: dict[str, str]) -> list[Token]:
    tokens = []
    start = 0
    for at, word in enumerate(text.split()):
        start = text.index(word, start)
        pos = "PROPN" if word[0].isupper() else "NOUN"
        tag = parse_tag(tag_text(pos, {**NOUN, **changed.get(word, {})}))
        lemma, nominative = forms(word, tag)
        rel = "flat:name" if at else "root"
        span = Span(start, start + len(word))
        tokens.append(Token(span, word, lemma, nominative, tag.pos, tag.feats, at - 1 if at else ROOT, rel))
        start += len(word)
    return tokens


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        ("Ян Новак ( Jan Novak ) уехал", [Found(0, 6, PER)], [Found(0, 2, PER), Found(3, 5, PER)]),
        ("Союз пчеловодов ( СП ) рад", [Found(0, 5, ORG)], [Found(0, 2, ORG), Found(3, 4, ORG)]),
        ("Иван Грач , Фома Дрозд уехали", [Found(0, 5, PER)], [Found(0, 2, PER), Found(3, 5, PER)]),
        ("Иван Грач — уехал", [Found(0, 3, PER)], [Found(0, 2, PER)]),
        ("ООО « Луч » радо", [Found(0, 4, ORG)], [Found(0, 4, ORG)]),
        ("И . Б . Дрозд уехал", [Found(4, 5, PER)], [Found(0, 5, PER)]),
        ("Дж . Рид уехал", [Found(0, 1, PER), Found(2, 3, PER)], [Found(0, 3, PER)]),
        ("Омар бин Зайд аль-Харби уехал", [Found(0, 1, PER)], [Found(0, 4, PER)]),
        ("Гейдар Дрозд оглы уехал", [Found(0, 2, PER)], [Found(0, 3, PER)]),
        ("Полковник Дрозд уехал", [Found(0, 2, PER)], [Found(1, 2, PER)]),
        ("75-летний Дрозд уехал", [Found(0, 2, PER)], [Found(1, 2, PER)]),
        ("Кушала Пая ждут", [Found(0, 1, PER), Found(1, 2, PER)], [Found(0, 2, PER)]),
        ("Писатель Дрозд уехал", [Found(0, 1, PER), Found(1, 2, PER)], [Found(1, 2, PER)]),
        ("Вятичи ждут", [Found(0, 1, PER)], []),
        ("Семён Толстой уехал", [Found(0, 2, LOC)], [Found(0, 2, PER)]),
        ("с В . Дроздом Соколов уехал", [Found(1, 5, PER)], [Found(1, 4, PER), Found(4, 5, PER)]),
        ("с Яном Дроздом Олег Ильич уехал", [Found(1, 5, PER)], [Found(1, 3, PER), Found(3, 5, PER)]),
        ("Хосе Мануэля Баррозу ждут", [Found(0, 3, PER)], [Found(0, 3, PER)]),
        ("визит Ким Чен Ына", [Found(1, 4, PER)], [Found(1, 4, PER)]),
        ("туда едет Ростова Анна Ильинична", [Found(2, 5, PER)], [Found(2, 5, PER)]),
    ],
)
def test_mended(text: str, found: list[Found], mended: list[Found]) -> None:
    assert mend(_tokens(text), found) == mended


def test_place_before_a_person_is_a_place() -> None:
    words = _tokens("с акимом Тараза Иваном Гречко", акимом={"Case": "Ins"}, Иваном={"Case": "Ins"})
    assert mend(words, [Found(2, 5, PER)]) == [Found(2, 3, LOC), Found(3, 5, PER)]


def test_country_belongs_to_the_body() -> None:
    words = _tokens("Союз сельских кооперативов Сербии", Сербии={"Case": "Gen"})
    assert mend(words, [Found(0, 3, ORG), Found(3, 4, LOC)]) == [Found(0, 4, ORG)]


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Вологжан ждут перемены.", []),
        ("С Хэ Лисинем говорил мэр.", ["Хэ Лисинь"]),
        ("К Цзоу Вэйминю обратился мэр.", ["Цзоу Вэйминь"]),
        ("О Чжин Хо прилетел в Пермь.", ["О Чжин Хо", "Пермь"]),
        ("Прибыл Томаш Мазур.", ["Томаш Мазур"]),
        ("Мэр Патны Раджеш Сатхе приехал в Пермь.", ["Патна", "Раджеш Сатхе", "Пермь"]),
        ("По приглашению Кушала Пая делегация прилетела в Агру.", ["Кушал Пай", "Агра"]),
        ("Речь шла о визите Кушала Пая.", ["Кушал Пай"]),
        ("Приехал Ян Новак (Jan Novak) из Праги.", ["Ян Новак", "Jan Novak", "Прага"]),
        ("Их принял мэр Тулы И. Дрозд.", ["Тула", "И. Дрозд"]),
        ("В Бурсе И. Дрозд открыл выставку.", ["Бурса", "И. Дрозд"]),
        ("Его принял мэр Бурсы Я. Гречко.", ["Бурса", "Я. Гречко"]),
        ("В Караколе Семён Дрозд открыл выставку.", ["Каракол", "Семён Дрозд"]),
        ("Приехал Роман П. Дрозд.", ["Роман П. Дрозд"]),
        ("Приехал министр экономики Карелии Семён Дрозд.", ["Карелия", "Семён Дрозд"]),
        ("Делегацию возглавил Омар бин Зайд аль-Харби.", ["Омар бин Зайд аль-Харби"]),
    ],
)
def test_names_of_a_sentence(annotator: Annotator, text: str, names: list[str]) -> None:
    assert [name.normal for name in annotator(Article("case", text)).names] == names

"""Nominative names of persons, organizations and places in context."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import Annotator
from kg.annotate.naming import normalize
from kg.annotate.recognition import NameSpan
from kg.model import Article, NameKind, Span

pytestmark = pytest.mark.models
CASES = Path(__file__).parent / "cases"


def _lines(name: str) -> list[str]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _normal(annotator: Annotator, text: str, name: str, kind: NameKind) -> str:
    start = text.index(name)
    found = NameSpan(Span(start, start + len(name)), kind)
    return normalize(text, [found], annotator(Article("case", text)).sentences)[0].normal


@pytest.mark.parametrize("line", _lines("persons.txt"))
def test_person(annotator: Annotator, line: str) -> None:
    text, name, normal = line.split(" | ")
    assert _normal(annotator, text, name, NameKind.PERSON) == normal


@pytest.mark.xfail(reason="the sentence alone doesn't tell the form from another possible one")
@pytest.mark.parametrize("line", _lines("persons_limits.txt"))
def test_person_beyond_the_rules(annotator: Annotator, line: str) -> None:
    text, name, normal = line.split(" | ")
    assert _normal(annotator, text, name, NameKind.PERSON) == normal


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("Рустам Юлчиев приехал. Слова Юлчиева записали.", {"Рустам Юлчиев", "Юлчиев"}),
        ("Зульфия Юлчиева приехала. Юлчиева выступила.", {"Зульфия Юлчиева", "Юлчиева"}),
        ("Посол Хосейн Рошани прибыл. Встреча с Рошани прошла.", {"Хосейн Рошани", "Рошани"}),
        ("Ирину Бойчук наградили. Бойчук рада.", {"Ирина Бойчук", "Бойчук"}),
    ],
)
def test_mentions_explain_each_other(annotator: Annotator, text: str, normals: set[str]) -> None:
    names = annotator(Article("case", text)).names
    assert {name.normal for name in names if name.kind is NameKind.PERSON} == normals


@pytest.mark.parametrize(
    ("text", "name", "normal"),
    [
        ("Гостей принял ректор Псковского университета.", "Псковского университета", "Псковский университет"),
        ("Стажировка прошла в Джамирском университете.", "Джамирском университете", "Джамирский университет"),
        ("Она работает в Мерсинском техническом институте.", "Мерсинском техническом институте",
         "Мерсинский технический институт"),
        ("Власти Агры и Патны подписали договор.", "Патны", "Патна"),
        ("Завод открыли в индийской Патне.", "Патне", "Патна"),
        ("Он ушёл из компании «Заря Поморья» давно.", "компании «Заря Поморья»", "компания «Заря Поморья»"),
        ("Приехали представители Ассоциации пчеловодов Алтая.", "Ассоциации пчеловодов Алтая",
         "Ассоциация пчеловодов Алтая"),
        ("Он вернулся из Социалистической Республики Вьетнам.", "Социалистической Республики Вьетнам",
         "Социалистическая Республика Вьетнам"),
        ("Дороги Тульской и Вологодской областей чинят.", "Вологодской областей", "Вологодская область"),
        ("В Тульской области тепло.", "Тульской области", "Тульская область"),
        ("Он живёт в Нижнем Тагиле.", "Нижнем Тагиле", "Нижний Тагил"),
        ("Он работает в ООО «Луч».", "ООО «Луч»", "ООО «Луч»"),
    ],
)  # fmt: skip
def test_title(annotator: Annotator, text: str, name: str, normal: str) -> None:
    assert _normal(annotator, text, name, NameKind.ORGANIZATION) == normal

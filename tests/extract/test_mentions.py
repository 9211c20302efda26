"""What counts as a mention by name where a learned model reads too: it has seen «Лори» alone here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.annotate import Annotator
from kg.extract import extract
from kg.model import PLACES, Article, Cue, Kind, Span

pytestmark = pytest.mark.models

SEEN = "Лори"  # the one word that the model takes for a name in every text
CASES = """
Завод строит японская фирма. | японская
Японский посол приехал утром. | Японский
Японский поэт читал стихи. |
Он учит японский язык. |
Музей ждёт гостей из Японии. | Японии
Французы любят сыр. |
Прошёл российско-армянский форум. | российско армянский
В провинции Хунань жарко. |
"""


def cases() -> list[tuple[str, list[str]]]:
    """The texts with the words that name places."""
    rows = (line.split("|") for line in CASES.strip().splitlines())
    return [(text.strip(), words.split()) for text, words in rows]


def named(text: str, *seen: str) -> list[str]:
    """The words that mention places in a text; the model sees a region at the words `seen`."""
    document = Annotator(learned=False)(Article("a", text))
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in seen]
    found = extract(replace(document, cues=tuple(Cue(span, "region", 1.0) for span in spans)))
    keys = {node.key for node in found.nodes if node.kind in PLACES}
    return [text[m.span.start : m.span.stop] for m in found.mentions if m.node in keys]


@pytest.mark.parametrize(("text", "words"), cases())
def test_countries_are_mentions_where_the_model_sees_none(text: str, words: list[str]) -> None:
    assert named(f"{text} Это {SEEN}.", SEEN) == [*words, SEEN]


def test_the_common_noun_before_a_region_is_no_part_of_its_name() -> None:
    assert named("В провинции Хунань жарко.", "провинции Хунань") == ["Хунань"]
    assert named("В Тверской области жарко.", "Тверской области") == ["Тверской области"]


def test_a_body_is_not_taken_for_the_person_in_its_name() -> None:
    text = "Так считает команда Ивана Зябликова. Иван Зябликов промолчал."
    document, words = Annotator(learned=False)(Article("a", text)), "команда Ивана Зябликова"
    span = Span(text.index(words), text.index(words) + len(words))
    found = extract(replace(document, cues=(Cue(span, "organization", 1.0),)))
    kinds = {node.key: node.kind for node in found.nodes}
    assert [kinds[each.node] for each in found.mentions if each.span == span] == [Kind.ORGANIZATION]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("радиостанции «Говорят Лужники»", "Говорят Лужники"),
        ("«Росзари»", "Росзари"),
        ("газеты Daily Zyablik", "Daily Zyablik"),
        ("Партии маяков", "Партии маяков"),
        ("фонда развития маяков", "фонда развития маяков"),
        ("союза «Луч» и «Заря»", "союза «Луч» и «Заря»"),
    ],
)
def test_the_class_of_a_body_and_quotes_are_no_part_of_its_name(words: str, name: str) -> None:
    text = f"Так пишет редакция {words}."
    document = Annotator(learned=False)(Article("a", text))
    span = Span(text.index(words), text.index(words) + len(words))
    found = extract(replace(document, cues=(Cue(span, "organization", 1.0),)))
    kinds = {node.key: node.kind for node in found.nodes}
    bodies = {each.span for each in found.mentions if kinds[each.node] is Kind.ORGANIZATION}
    assert name in {text[each.start : each.stop] for each in bodies}
    assert name == words or span not in bodies

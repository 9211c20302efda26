"""Whatever comes in: what a reader sees is found, quotes stand where they stand, and it is done soon."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from kg.errors import ReadError
from kg.model import Article, Extraction
from kg.pipeline import Engine, Stages, shipped_stages
from kg.pipeline.reading import analyse
from kg.rdf.settle import is_link
from kg.readers import read
from kg.resources import resource

pytestmark = pytest.mark.models

INVISIBLE = "\u00ad\u200b\u200d\ufeff\u2060\u200e"
LOOK_ALIKES = str.maketrans("асеорхАСЕОРХМТВКН", "aceopxACEOPXMTBKH")


@pytest.fixture(scope="module")
def stages() -> Stages:
    return shipped_stages()


@pytest.fixture(scope="module")
def rules() -> Stages:
    """Without learned models, which take most of the time."""
    return shipped_stages(Engine.RULES)


@pytest.fixture(scope="module")
def samples() -> list[Article]:
    """The articles that ship, as the readers give them."""
    return list(read([str(resource("data") / "articles")], skipped=fail))


@pytest.fixture(scope="module")
def expected(rules: Stages, samples: list[Article]) -> list[set[tuple[str, ...]]]:
    """What rules find in the samples."""
    return list(map(said, analyse(samples, rules, fail)))


def fail(error: ReadError) -> None:
    raise AssertionError(str(error))


def said(extraction: Extraction) -> set[tuple[str, ...]]:
    """Facts and nodes by names, whatever their places."""
    names = {node.key: node.name or node.kind for node in extraction.nodes}
    facts = {
        (names[fact.subject], fact.predicate, names[fact.object] if is_link(fact.predicate) else fact.object)
        for fact in extraction.facts
    }
    return facts | {(node.kind, node.name or "", *node.aliases) for node in extraction.nodes}


def sprinkled(text: str) -> str:
    """Invisible characters between any others."""
    chance = Random(1)
    return "".join(letter + chance.choice(INVISIBLE) * (chance.random() < 0.2) for letter in text)


def mixed(text: str) -> str:
    """A Latin look-alike in each long word that keeps a letter without one."""
    return re.sub(r"(?<![\w-])([асеорхАСЕОРХМТВКН])(?=[а-яё]*[бгджзилмнптфцчшщъыьэюя])", latin, text)


def latin(match: re.Match[str]) -> str:
    return match[1].translate(LOOK_ALIKES)


ALIKE: dict[str, Callable[[str], str]] = {
    "invisible characters": sprinkled,
    "look-alikes": mixed,
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "stress marks": lambda text: re.sub(r"([аеиоуыэюя])(?=[бвгд])", "\\1\u0301", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "no-break hyphens": lambda text: text.replace("-", "\u2011"),
    "doubled spaces": lambda text: text.replace(" ", "  "),
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "straight quotes": lambda text: text.replace("«", '"').replace("»", '"'),
    "curly quotes": lambda text: text.replace("«", "“").replace("»", "”"),
    "low quotes": lambda text: text.replace("«", "„").replace("»", "“"),
}


@pytest.mark.parametrize("change", ALIKE.values(), ids=ALIKE)
def test_what_looks_alike_says_the_same(
    change: Callable[[str], str],
    rules: Stages,
    samples: list[Article],
    expected: list[set[tuple[str, ...]]],
) -> None:
    changed = [replace(article, text=change(article.text)) for article in samples]
    assert sum(one.text != other.text for one, other in zip(samples, changed, strict=True)) > 10
    assert list(map(said, analyse(changed, rules, fail))) == expected


def test_models_do_not_see_what_is_invisible(stages: Stages, samples: list[Article]) -> None:
    changed = [replace(article, text=mixed(sprinkled(article.text))) for article in samples[:4]]
    found, expected = (analyse(articles, stages, fail) for articles in (changed, samples[:4]))
    assert list(map(said, found)) == list(map(said, expected))


def test_offsets_index_the_text_as_given(stages: Stages) -> None:
    text = "\ufeffМэр Тулы Ив\u00adан Гра\u0301чев  посетил Ки\u200bтай.\u00ad"
    (found,) = analyse([Article("a", text, published=date(2024, 5, 15))], stages, fail)
    named = {text[each.span.start : each.span.stop] for each in found.mentions}
    assert named >= {"Ив\u00adан Гра\u0301чев", "Ки\u200bтай"}
    assert {fact.evidence.quote for fact in found.facts} == {text[1:-1]}
    assert "Иван Грачев" in {node.name for node in found.nodes}


def test_a_long_text_is_read_in_parts(rules: Stages) -> None:
    line = "Мэр Тулы Иван Грачев посетил Китай.\n"
    text = line * 3_000
    (found,) = analyse([Article("a", text)], rules, fail)
    last = [each for each in found.mentions if text[each.span.start : each.span.stop] == "Иван Грачев"][-1]
    assert last.span.start == text.rindex("Иван")
    assert len({node.key for node in found.nodes}) == len(found.nodes)


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_one_case_throughout_loses_few_facts(
    change: Callable[[str], str],
    rules: Stages,
    samples: list[Article],
    expected: list[set[tuple[str, ...]]],
) -> None:
    changed = [replace(article, text=change(article.text)) for article in samples]
    found = list(map(said, analyse(changed, rules, fail)))
    kept = sum(len(one & other) for one, other in zip(expected, found, strict=True))
    assert kept > 0.75 * sum(map(len, expected))

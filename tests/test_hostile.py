"""Whatever comes in: what a reader sees is found, quotes stand where they stand, and it is done soon."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article, Extraction, Predicate
from kg.pipeline import Engine, Stages, shipped_stages
from kg.pipeline.reading import analyse
from kg.pipeline.single import article_turtle
from kg.rdf.settle import is_link
from kg.readers import read
from kg.resources import resource

pytestmark = pytest.mark.models

INVISIBLE = "\u00ad\u200b\u200d\ufeff\u2060\u200e"
PHRASES = (
    *(
        "Делегация Тверской области",
        "во главе с министром торговли Иваном Грачовым",
        "посетила Китай",
        "12 мая",
    ),
    *(
        "встретилась с вице-губернатором Ли Бо",
        "и подписала соглашение о сотрудничестве.",
        "в Ухане",
        "ООО «Луч»",
    ),
    *(
        "Мэр Тулы Анна Седых,",
        "ректор ТверГУ",
        "Переговоры прошли вчера.",
        "Визит отменён.",
        "— сказал он.",
        "Он",
    ),
    *(
        "Фото: пресс-служба",
        "Читайте также: Мэр уехал",
        "– депутат Пётр Зимин;",
        "на форум «Причал. Юг»",
        "из РФ",
    ),
)
NOISE = (
    *(
        "\u00ad",
        "\u200b",
        "\ufeff",
        "\u202e",
        "\x00",
        "\x1f",
        "\x85",
        "\u2028",
        "\r",
        "\n",
        "\n\n",
        "\t",
        "\u00a0",
    ),
    *(
        "\u0301",
        "\u0306",
        "😀",
        "👨‍👩‍👧",
        "\ud800",
        "\udcd0",
        "\U00017000",
        "İ",
        "ß",
        "北京",
        "القاهرة",
        "Київ",
        "PDF",
        "ё",
    ),
    *(
        "!!!!!!!!!!!!",
        "……",
        ",,,",
        "((((",
        "))))",
        "««",
        "»»",
        '"',
        "”",
        "--",
        "№",
        "&lt;b&gt;",
        "<br>",
        "{}",
        "%s",
        "\\",
    ),
    *(
        "делег",
        "ующ",
        "РџСЂРёРІРµС‚",
        "Ïðèâåò",
        "щ" * 300,
        "а-" * 40,
        "9" * 90,
        "И. И. И. ",
        "2024 г. ",
        "31.02.2024",
    ),
)
CHANGES = (
    str.upper,
    str.lower,
    str.title,
    str.swapcase,
    str.strip,
    lambda text: text[::-1],
    lambda text: text[1:],
)
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
    """Facts and nodes by names, whatever their places; of words quoted only that there are some."""
    names = {node.key: node.name or node.kind for node in extraction.nodes}
    facts = {
        (names[fact.subject], fact.predicate, names[fact.object] if is_link(fact.predicate) else fact.object)
        for fact in extraction.facts
        if fact.predicate is not Predicate.WORDS
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


def test_words_are_quoted_as_they_are_given(rules: Stages) -> None:
    text = '"Мост "Юж­ный" откроют в мае", – сказал мэр Тулы Иван Грачев.'
    (found,) = analyse([Article("a", text, published=date(2024, 5, 15))], rules, fail)
    words = [fact for fact in found.facts if fact.predicate is Predicate.WORDS]
    assert [fact.object for fact in words] == [fact.evidence.quote for fact in words]
    assert [fact.object for fact in words] == ['Мост "Юж­ный" откроют в мае']


def test_a_long_text_is_read_in_parts(rules: Stages) -> None:
    line = "Мэр Тулы Иван Грачев посетил Китай.\n"
    text = line * 3_000
    (found,) = analyse([Article("a", text)], rules, fail)
    last = [each for each in found.mentions if text[each.span.start : each.span.stop] == "Иван Грачев"][-1]
    assert last.span.start == text.rindex("Иван")
    assert len({node.key for node in found.nodes}) == len(found.nodes)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_at_the_ends_of_the_calendar_are_days(day: date, rules: Stages) -> None:
    text = "Мэр Тулы Иван Грачев третий день находится с визитом в Китае. Через неделю он прибудет в Ухань."
    (found,) = analyse([Article("a", text, published=day)], rules, fail)
    assert "Иван Грачев" in {node.name for node in found.nodes}


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


def changed(draw: tuple[str, Callable[[str], str] | None]) -> str:
    text, change = draw
    return change(text) if change else text


PIECES = st.tuples(st.sampled_from(PHRASES), st.none() | st.sampled_from(CHANGES)).map(changed)
TEXTS = st.lists(PIECES | st.sampled_from(NOISE) | st.text(max_size=4), max_size=20)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.sampled_from([" ", "", "\n"]), st.none() | st.dates())
def test_any_mixture_is_read(stages: Stages, pieces: list[str], joint: str, published: date | None) -> None:
    """`fail` is told of any exception, and of quotes, nodes and values that are not sound."""
    article = Article("any", joint.join(pieces), published=published)
    (found,) = analyse([article], stages, fail)
    assert found.article == article
    assert analyse([article], stages, fail) == [found]
    assert article_turtle(found, stages)


NEWS = """Делегация Тверской области во главе с министром торговли Иваном Грачовым 12 мая посетила Китай.
Гости встретились с вице-губернатором провинции Хубэй Ли Бо и подписали соглашение о сотрудничестве."""


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(NEWS)), st.sampled_from(INVISIBLE)), max_size=20))
def test_what_is_invisible_changes_nothing(rules: Stages, marks: list[tuple[int, str]]) -> None:
    text = NEWS
    for at, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    first, other = analyse(
        [Article(id, t, published=date(2024, 5, 15)) for id, t in (("a", NEWS), ("b", text))], rules, fail
    )
    assert said(first) == said(other)
    assert len(first.facts) == len(other.facts) > 10


@pytest.mark.parametrize(
    "line",
    [
        "Китай\n",
        "Иван Грачов, ",
        "«",
        "Делегация (",
        ",",
        "И. ",
        "вице-",
        "Делегация Китая посетила Томскую область ",
        "– министр торговли Иван Грачов;\n",
        "щ",
    ],
)
def test_half_a_part_of_anything_is_read_soon(rules: Stages, line: str) -> None:
    """Parts have an upper bound: what holds for them holds for megabytes."""
    article = Article("long", line * (25_000 // len(line)), published=date(2024, 5, 15))
    start = time.process_time()
    (found,) = analyse([article], rules, fail)
    article_turtle(found, rules)
    assert time.process_time() - start < 12

"""Made-up articles: the same for the same seed, grammatical, and told of truly in the gold."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import date
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus.dates import long_ago, span, told
from benchmarks.corpus.grammar import CASES, MAN, WOMAN, named, phrase, within
from benchmarks.corpus.names import HOME, Deck, Name, manners
from benchmarks.corpus.people import Way, latin, mistyped, written
from benchmarks.corpus.places import countries, regions
from benchmarks.corpus.stream import articles, write
from benchmarks.corpus.styles import OUTLETS
from benchmarks.corpus.wordings import GENDERED, SLOT, fill, wordings
from kg.gazetteer import gazetteer

EVENTS, SEED = 60, 3
Set = tuple[list[dict[str, str]], dict[str, list[dict[str, Any]]]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Set:
    """A small set: its articles and its gold."""
    folder = tmp_path_factory.mktemp("made")
    write(EVENTS, SEED, folder)
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines], json.loads(
        (folder / "gold.json").read_text(encoding="utf-8")
    )


def test_same_seed_makes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(10, SEED, tmp_path / name)
    write(10, SEED + 1, tmp_path / "other")
    one, two, other = ((tmp_path / name / "articles.jsonl").read_bytes() for name in ("one", "two", "other"))
    assert one == two != other
    assert (tmp_path / "one" / "gold.json").read_bytes() == (tmp_path / "two" / "gold.json").read_bytes()


def test_a_name_in_gz_is_packed_and_has_its_gold_beside_it(tmp_path: Path) -> None:
    for name in ("one.jsonl.gz", "two.jsonl.gz", "plain.jsonl"):
        write(10, SEED, tmp_path / name)
    packed = (tmp_path / "one.jsonl.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "plain.jsonl").read_bytes()
    assert packed == (tmp_path / "two.jsonl.gz").read_bytes()
    assert (tmp_path / "one.gold.json").read_bytes() == (tmp_path / "plain.gold.json").read_bytes()


def test_the_first_of_very_many_articles_come_at_once() -> None:
    assert len(list(islice(articles(10**9, SEED), 50))) == 50


def test_articles_come_in_the_order_of_their_days(made: Set) -> None:
    days = [each["published"] for each in made[0]]
    assert days == sorted(days)
    assert len(Counter(each["id"] for each in made[0])) == len(made[0])


def test_nothing_of_a_template_is_left(made: Set) -> None:
    for each in made[0]:
        assert not re.search(r"[{}<>|*_^]|  |\bNone\b|\.\.", each["title"] + each["text"]), each


def test_gold_tells_of_articles_that_are_there(made: Set) -> None:
    articles, gold = made
    ids = {each["id"] for each in articles}
    told = Counter(report["article"] for visit in gold["visits"] for report in visit["reports"])
    assert told.keys() == ids and set(told.values()) == {1}
    for kind in ("persons", "organizations", "meetings", "agreements"):
        for item in gold[kind]:
            assert set(item.get("articles") or item["reports"]) <= ids


def test_whom_the_gold_finds_in_an_article_the_text_names(made: Set) -> None:
    articles, gold = made
    texts = {each["id"]: each["text"].replace("ё", "е") for each in articles}
    for person in gold["persons"]:
        stems = [stem(name) for name in (person["name"], *person.get("also", []))]
        for article in person["articles"]:
            assert any(part in texts[article] for part in stems), (person, texts[article])


def stem(name: str) -> str:
    """What all forms of a surname share; of an eastern name the surname stands first."""
    words = name.replace("ё", "е").split()
    return words[0] if words[0] in manners()["CN"].families else words[-1][:-3]


def test_copies_point_at_what_they_copy(made: Set) -> None:
    articles, gold = made
    order = [each["id"] for each in articles]
    copies = [r for visit in gold["visits"] for r in visit["reports"] if "reprint_of" in r]
    assert copies
    assert all(order.index(r["reprint_of"]) < order.index(r["article"]) for r in copies)


def test_namesakes_share_a_surname_and_no_id(made: Set) -> None:
    for seed in (1, 2, 3):
        visits = (each.report.visit for each in articles(120, seed))
        people = {p.id: p for visit in visits for p in (visit.head, *visit.members)}
        planted = [(p, people[p.namesake_of]) for p in people.values() if p.namesake_of in people]
        assert planted
        assert all(p.name.family[:4] == other.name.family[:4] for p, other in planted)


def test_names_are_dealt_once() -> None:
    deck = Deck(SEED)
    names = [deck.deal(HOME) for _ in range(9000)]
    assert max(Counter((name.given, name.family) for name in names).values()) == 1


def test_relatives_differ_in_the_given_name() -> None:
    deck = Deck(SEED)
    one = deck.deal(HOME)
    kin = [one, *(deck.relative(one) for _ in range(8))]
    assert len({each.given for each in kin}) == len(kin)


@pytest.mark.parametrize(
    ("part", "gender", "forms"),
    [
        ("Пётр", MAN, "Пётр Петра Петру Петра Петром Петре"),
        ("Лев", MAN, "Лев Льва Льву Льва Львом Льве"),
        ("Кузьминична", WOMAN, "Кузьминична Кузьминичны Кузьминичне Кузьминичну Кузьминичной Кузьминичне"),
        ("Верихорёв", MAN, "Верихорёв Верихорёва Верихорёву Верихорёва Верихорёвым Верихорёве"),
        ("Шавецкая", WOMAN, "Шавецкая Шавецкой Шавецкой Шавецкую Шавецкой Шавецкой"),
        ("Дубулевич", WOMAN, "Дубулевич Дубулевич Дубулевич Дубулевич Дубулевич Дубулевич"),
        ("Дубулевич", MAN, "Дубулевич Дубулевича Дубулевичу Дубулевича Дубулевичем Дубулевиче"),
    ],
)  # fmt: skip
def test_names_decline(part: str, gender: str, forms: str) -> None:
    assert [named(part, gender, case) for case in CASES] == forms.split()


@pytest.mark.parametrize(
    ("text", "case", "form"),
    [
        ("первый заместитель|губернатора", "ins", "первым заместителем губернатора"),
        ("вице-премьер|", "dat", "вице-премьеру"),
        ("ТПП|Пермского края", "gen", "ТПП Пермского края"),
        ("Пермский край", "acc", "Пермский край"),
        ("генеральный директор|", "acc", "генерального директора"),
        ("дорожная карта|", "ins", "дорожной картой"),
    ],
)
def test_phrases_decline(text: str, case: str, form: str) -> None:
    assert phrase(text, case) == form


def test_prepositions_before_two_consonants() -> None:
    assert [within(name) for name in ("Владимир", "Воронеж", "Франция", "Уфа")] == ["во", "в", "во", "в"]


def test_each_form_of_a_place_is_known() -> None:
    assert len(regions()) > 60 and len(countries()) > 8
    spots = [region.spot for region in regions()] + [country.spot for country in countries()]
    for spot in spots:
        for form in spot.forms:
            readings = gazetteer().lookup(tuple(form.casefold().replace("ё", "е").split()))
            assert readings[0].place == spot.id


RUSSIAN = Name("Пётр", "Лисачёв", MAN, "Олегович")
CHINESE = Name("Вэйминь", "Цзян", MAN, None, True)


@pytest.mark.parametrize(
    ("name", "way", "case", "form"),
    [
        (RUSSIAN, Way.FULL, "ins", "Петром Олеговичем Лисачёвым"),
        (RUSSIAN, Way.INITIALS, "gen", "П. О. Лисачёва"),
        (RUSSIAN, Way.INITIAL, "nom", "П. Лисачёв"),
        (RUSSIAN, Way.FATHER, "dat", "Петру Олеговичу"),
        (CHINESE, Way.GIVEN, "ins", "Цзян Вэйминем"),
        (CHINESE, Way.SURNAME, "ins", "Цзяном"),
    ],
)
def test_ways_of_naming(name: Name, way: Way, case: str, form: str) -> None:
    assert written(name, way, case) == form


def test_latin_letters() -> None:
    assert latin("Юсеф Щукинъ-Эль") == "Yusef Shchukin-El"


@given(st.text("абвгдежзиклмнопрст", min_size=5, max_size=14), st.integers())
def test_a_slip_keeps_beginning_and_end(word: str, seed: int) -> None:
    wrong = mistyped(word, Random(seed))
    assert wrong != word
    assert wrong[0] == word[0] and wrong[-3:] == word[-3:]
    assert abs(len(wrong) - len(word)) <= 1


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-05-14", "вчера"),
        ("2024-05-15", "сегодня"),
        ("2024-05-16", "завтра"),
        ("2024-05-18", "в субботу"),
        ("2024-05-30", "30 мая"),
        ("2023-05-30", "30 мая 2023 года"),
    ],
)
def test_days_counted_from_publication(day: str, words: str) -> None:
    assert told(date.fromisoformat(day), date(2024, 5, 15), Random(1), 1.0) == words


def test_spans() -> None:
    may, june = date(2024, 5, 30), date(2024, 6, 2)
    assert span(may, june, may, Random(1), False) == "с 30 мая по 2 июня"
    assert span(may, may, may, Random(1), True) == "30 мая 2024 года"
    near = {span(may, may.replace(day=31), may, Random(n), False) for n in range(20)}
    assert near == {"с 30 по 31 мая", "30–31 мая", "с 30-го по 31-е мая"}


def test_months_later() -> None:
    assert long_ago(date(2023, 4, 2), date(2024, 2, 2)) == "весной прошлого года"
    assert long_ago(date(2024, 4, 2), date(2024, 9, 2)) == "весной"
    assert long_ago(date(2023, 12, 2), date(2024, 2, 2)) == "в декабре 2023 года"


def test_every_sentence_can_be_filled() -> None:
    """No slot, no verb and no bracket that `fill` leaves standing, in any register."""
    tables = [table for sort in wordings() for table in flat(wordings(sort))]
    for sentence in (each for table in tables for each in table):
        said = fill(sentence, lambda who, how, case: "X", lambda who: 2)
        assert not re.search(r"[{}<>]", said) or "{source}" in sentence or "{title}" in sentence


def flat(table: Any) -> list[list[str]]:
    """The lists of sentences in a table of tables."""
    return [table] if isinstance(table, list) else [each for value in table.values() for each in flat(value)]


def test_slots_and_verbs_are_told_apart() -> None:
    sentence = "{^head:nom} <head:встретился|встретилась> с {host:ins}, был{*head} рад{*host}"
    assert [m[2] for m in SLOT.finditer(sentence)] == ["head", "host"]
    assert len(GENDERED.findall(sentence)) == 3
    names = {"head": "вера", "host": "львом"}
    said = fill(sentence, lambda who, how, case: names[who], lambda who: 2 if who == "head" else 0)
    assert said == "Вера встретилась с львом, была рад"


def test_each_register_has_its_outlets() -> None:
    registers = {outlet.register for outlet in OUTLETS}
    kinds = product(("planned", "happened"), ("title", "lead"))
    known = {key for sort, part in kinds for key in wordings(sort, part)}
    assert known == registers | {"any"}

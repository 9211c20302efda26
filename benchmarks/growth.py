"""What one more article costs in a store of many: `python -m benchmarks.growth [ARTICLES...]`.

Prints a Markdown table. The articles are extractions made up here, told as by news of official travel: trips
of the regions' people abroad, one to three reports each, thirty articles a day. No model runs, so the figures
are what comes after reading: deciding who is who, and publishing. Processor seconds, which other work on the
machine disturbs little.
"""

from __future__ import annotations

import pkgutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import BinaryIO
from unittest.mock import patch

from kg.gazetteer import Place, gazetteer
from kg.link import resolve, revise
from kg.model import Article, Document, Extraction, Kind, Mention, Predicate, Span, Topic
from kg.pipeline import Stages, build, retract
from kg.pipeline.stages import Skipped
from kg.values import Manner
from tests.factory import TEXT, Tale

A_DAY = 30
SENTENCES, WORDS = 15, 50  # an article's text: as long as news are, and no reprint of another
SIZES = (1_000, 10_000)
FIRST = date(2024, 1, 1)
GIVEN = "Анна Борис Вера Глеб Дарья Егор Жанна Захар Инна Кирилл Лев Мария Нина Олег Павел Роман Тарас Яна"
STEMS = "Вет Дуб Зар Кам Лис Мед Нор Ор Пол Руд Сем Тал Ум Фил Хол Цап Чер Шум Щук Яг"
ENDS = "лугин ровин евский атов инцев омин унов яшкин"
ROLES = ("губернатор", "министр экономики", "министр сельского хозяйства", "заместитель губернатора")


def news(number: int) -> list[Extraction]:
    """So many articles, the same on every call; a longer list begins with a shorter one."""
    return list(islice(reports(), number))


def reports() -> Iterator[Extraction]:
    """Trip after trip, each told by one to three articles."""
    chance, at = Random(1), 0
    regions, countries, cities = places()
    while True:
        seed, region, country = chance.random(), chance.choice(regions), chance.choice(countries)
        city = chance.choice(cities[country.id])
        for _ in range(chance.randint(1, 3)):
            yield report(at, Random(seed), region, country, city)
            at += 1


def places() -> tuple[list[Place], list[Place], dict[str, list[Place]]]:
    """Regions of Russia, other countries that have cities, and these cities by country."""
    table = gazetteer()
    known = [table[id] for id in sorted(table)]
    cities: dict[str, list[Place]] = {}
    for place in known:
        if place.kind is Kind.CITY and place.within:
            cities.setdefault(table.containing(place.id)[-1].id, []).append(place)
    regions = [place for place in known if place.kind is Kind.REGION and place.within == "RU"]
    abroad = [
        place for place in known if place.kind is Kind.COUNTRY and place.id in cities and place.id != "RU"
    ]
    return regions, abroad, cities


def report(number: int, chance: Random, region: Place, country: Place, city: Place) -> Extraction:
    """What one article says of a trip; `chance` is that of the trip, so its reports agree."""
    day = FIRST + timedelta(days=number // A_DAY)
    told = Tale(f"n{number}", day.isoformat())
    home, there, stop = (
        told.node(place.kind, place.name, known=place.id) for place in (region, country, city)
    )
    own = [told.person(*who, home) for who in people(region.id, chance)]
    ministry = told.organization(f"Министерство торговли {country.name}")
    host = told.person(name(Random(f"{country.id} {chance.randint(0, 5)}")), "министр торговли", ministry)
    start = day + timedelta(days=chance.randint(-3, 10))
    days = start.isoformat(), (start + timedelta(days=chance.randint(1, 4))).isoformat()
    visit = told.visit(
        [there],
        stops=[stop],
        senders=[home],
        head=own[0],
        members=own[1:],
        hosts=[host],
        days=days,
        status="planned",
    )
    told.meeting(own[0], host, day=days[0], visit=visit)
    if chance.random() < 0.4:
        told.agreement(home, ministry, day=days[1], visit=visit)
    relations(told, visit, home, there)
    quotation(told, host)
    return long(told.done(), told.published)


def relations(told: Tale, visit: str, home: str, there: str) -> None:
    """Whom the visit makes partners, and in what."""
    told.say(visit, Predicate.PARTNER_REGION, there)
    told.say(home, Predicate.PARTNER_OF, there)
    told.say(visit, Predicate.TOPIC, Random(told.nodes[home].name).choice(list(Topic)))


def quotation(told: Tale, speaker: str) -> None:
    """The text's first sentence as somebody's words, retold."""
    key = told.node(Kind.QUOTATION)
    told.say(key, Predicate.SPEAKER, speaker)
    told.say(key, Predicate.WORDS, TEXT[:-1])
    told.say(key, Predicate.SPEECH, Manner.INDIRECT)


def people(region: str, chance: Random) -> list[tuple[str, str]]:
    """Three officials of a region with their roles; it has fifty, some told of more often."""
    numbers = sorted(chance.sample(range(50), 3))
    return [(name(Random(f"{region} {number}")), ROLES[number % len(ROLES)]) for number in numbers]


def name(chance: Random) -> str:
    family = chance.choice(STEMS.split()) + chance.choice(ENDS.split())
    return f"{chance.choice(GIVEN.split())} {family}"


def long(told: Extraction, published: str | None) -> Extraction:
    """The extraction as if everything were named three times in a text as long as news are."""
    chance = Random(told.article.id)
    own = " ".join(chance.choice(STEMS.split()) + chance.choice(ENDS.split()) for _ in range(WORDS))
    article = replace(told.article, text=TEXT * SENTENCES + own, title=f"Визит {published}")
    mentions = [
        Mention(each.node, Span(at + turn * len(TEXT), at + turn * len(TEXT) + 2))
        for at, each in enumerate(told.mentions)
        for turn in range(3)
    ]
    return replace(told, article=article, mentions=tuple(mentions))


def stages(told: Sequence[Extraction]) -> Stages:
    """Stages that read these extractions, whatever the inputs."""
    found = {extraction.article.id: extraction for extraction in told}

    def read(inputs: Sequence[str], *, skipped: Skipped, stdin: BinaryIO | None = None) -> Iterator[Article]:
        yield from (found[id].article for id in inputs)

    def annotate(articles: Iterable[Article]) -> Iterator[Document]:
        yield from (Document(article, (), (), ()) for article in articles)

    def extract(document: Document) -> Extraction:
        return found[document.article.id]

    return Stages(read, annotate, extract, resolve, "made up", "growth", revise=revise)


STEPS = (
    ("reading the ledger", "kg.store.ledger.Ledger.extractions"),
    ("who is who", "benchmarks.growth.resolve"),
    ("who is who, the few", "benchmarks.growth.revise"),
    ("publishing", "kg.pipeline.settling.publish"),
    ("what to publish, the few", "kg.pipeline.revising.planned"),
    ("publishing, the few", "kg.pipeline.revising.carry_out"),
)
Times = dict[str, float]


def timed(path: str, step: str, times: Times) -> Callable[..., object]:
    """The function that stands at `path`, with a clock; a generator is read to its end."""
    original = pkgutil.resolve_name(path)

    def call(*arguments: object) -> object:
        start = time.process_time()
        found = original(*arguments)
        found = list(found) if isinstance(found, Iterator) else found
        times[step] = times.get(step, 0.0) + time.process_time() - start
        return found

    return call


def clocked(command: Callable[[], object]) -> Times:
    """Seconds of each step, and of the whole."""
    times: Times = {}
    with ExitStack() as patches:
        for step, path in STEPS:
            patches.enter_context(patch(path, timed(path, step, times)))
        start = time.process_time()
        command()
        times["the whole"] = time.process_time() - start
    return times


def measured(size: int, folder: Path) -> Iterator[tuple[str, Times]]:
    """A new store, one more article, one less, one that says something else."""
    told = news(size + 1)
    ids, more = [each.article.id for each in told[:size]], told[size].article.id
    other = replace(told[0], article=replace(told[0].article, title="Уточнение"), facts=told[0].facts[1:])

    def run(inputs: Sequence[str], found: Sequence[Extraction]) -> Times:
        return clocked(lambda: build(inputs, folder, stages(found), skipped=fail))

    yield f"{size:,} articles, new store", run(ids, told)
    yield f"one more than {size:,}", run([more], told)
    yield f"one of {size:,} changed", run([other.article.id], [other])
    yield f"one of {size:,} retracted", clocked(lambda: retract([more], folder, stages(told)))


def fail(error: Exception) -> None:
    raise error


def main(sizes: Sequence[int]) -> int:
    """Print the table, each row as soon as it is measured."""
    columns = [step for step, _ in STEPS] + ["the whole"]
    print(f"| what | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for size in sizes:
        with TemporaryDirectory() as folder:
            for what, times in measured(size, Path(folder)):
                figures = " | ".join(f"{times.get(column, 0.0):.2f}" for column in columns)
                print(f"| {what} | {figures} |", flush=True)
    return 0


if __name__ == "__main__":
    from benchmarks.growth import main as run_main  # steps are looked up by the module's name

    raise SystemExit(run_main([int(size) for size in sys.argv[1:]] or SIZES))

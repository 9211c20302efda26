"""Articles in the order of their days, and their writing out; memory holds only what is still to come."""

from __future__ import annotations

import gzip
import heapq
import io
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TextIO

from benchmarks.corpus.articles import COPIED, Article, article, copy
from benchmarks.corpus.events import Diary, Report, reports
from benchmarks.corpus.gold import Gold
from benchmarks.corpus.places import countries, regions
from benchmarks.corpus.styles import WRITERS
from benchmarks.corpus.world import World

FIRST = date(2016, 1, 11)
AHEAD = timedelta(days=60)  # by which the first report of a visit may come before it
YEAR, A_DAY = 360, 10  # visits are spread over a year at least, and there are ten a day at most
PER_REGION = 12


def articles(events: int, seed: int) -> Iterator[Article]:
    """The articles of so many visits, by day; the same for the same arguments."""
    chance, number = Random(f"articles {seed}"), 0
    for report in in_order(events, seed):
        number += 1
        outlet = chance.choice(WRITERS)
        told = article(f"c{number:06}", report, outlet, Random(f"{seed} {number}"))
        yield told
        if chance.random() < COPIED:
            number += 1
            yield copy(f"c{number:06}", told, Random(f"{seed} {number}"))


def in_order(events: int, seed: int) -> Iterator[Report]:
    """All reports by their days."""
    homes = Random(f"regions {seed}").sample(regions(), min(len(regions()), max(6, events // PER_REGION)))
    diary, chance = Diary(seed, World(seed, homes, countries())), Random(f"reports {seed}")
    days = max(YEAR, events // A_DAY)
    waiting: list[tuple[date, int, Report]] = []
    made = 0
    for number in range(events):
        day = FIRST + timedelta(days=number * days // events)
        yield from due(waiting, day - AHEAD)
        for report in reports(diary.visit(day), chance):
            made += 1
            heapq.heappush(waiting, (report.day, made, report))
    yield from due(waiting, date.max)


def due(waiting: list[tuple[date, int, Report]], day: date) -> Iterator[Report]:
    """The reports of days before this one."""
    while waiting and waiting[0][0] < day:
        yield heapq.heappop(waiting)[2]


def write(events: int, seed: int, path: Path) -> int:
    """Write articles and gold; the number of articles.

    A path that ends with `.jsonl` or `.jsonl.gz` names the articles' file, with `NAME.gold.json` beside it;
    else it is a folder for `articles.jsonl` and `gold.json`.
    """
    target, truth = files(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    gold, number = Gold(), 0
    with opened(target) as out:
        for each in articles(events, seed):
            number += 1
            out.write(json.dumps(record(each), ensure_ascii=False) + "\n")
            gold.add(each)
    gold.write(truth)
    return number


def files(path: Path) -> tuple[Path, Path]:
    """Where articles and gold go."""
    for suffix in (".jsonl.gz", ".jsonl"):
        if path.name.endswith(suffix):
            return path, path.with_name(path.name.removesuffix(suffix) + ".gold.json")
    return path / "articles.jsonl", path / "gold.json"


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """The file, packed if its name says so; no time of writing in it, so that equal sets are equal bytes."""
    if path.suffix != ".gz":
        with path.open("w", encoding="utf-8") as plain:
            yield plain
        return
    with ExitStack() as stack:
        raw = stack.enter_context(path.open("wb"))
        packed = stack.enter_context(gzip.GzipFile("", "wb", fileobj=raw, mtime=0))
        yield stack.enter_context(io.TextIOWrapper(packed, encoding="utf-8"))


def record(each: Article) -> dict[str, str]:
    """An article as `kg` reads it."""
    return {
        "id": each.id,
        "outlet": each.outlet.name,
        "published": each.published.isoformat(),
        "title": each.title,
        "text": each.text,
    }

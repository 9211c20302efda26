"""Many articles out of the sample's few: other people, other years."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count, islice
from pathlib import Path

from kg.model import Article

ROOT = Path(__file__).parents[1]
# set before a surname: another person, the same declension
BEGINNINGS = ("", "Не", "За", "При", "Пере", "Бело", "Красно", "Ново", "Добро", "Мало", "Старо", "Верхо")
YEAR = re.compile(r"\b2025\b")


def variants(number: int) -> list[Article]:
    """So many articles with ids of their own, the same on every call.

    Each round through the sample is another year with other surnames, so most people and visits are new, and
    places and bodies return as they do in an archive.
    """
    return list(islice(rounds(), number))


def rounds() -> Iterator[Article]:
    sample, surname = articles(), surnames()
    for turn in count():
        beginning = BEGINNINGS[turn % len(BEGINNINGS)]
        for article in sample:
            yield vary(article, turn, beginning, surname)


def articles() -> list[Article]:
    """The sample."""
    from kg.readers import read

    def fail(error: Exception) -> None:
        raise error

    return list(read([str(ROOT / "data" / "articles")], skipped=fail))


def surnames() -> re.Pattern[str]:
    """Matches the beginnings of the surnames that the sample's gold knows."""
    golds = [
        json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "tests" / "gold").glob("*.json")
    ]
    people = [each for gold in golds for each in gold["entities"].values() if each["type"] == "person"]
    stems = {person["names"][0].split()[-1][:-2] for person in people}
    return re.compile(rf"\b(?:{'|'.join(sorted(stem for stem in stems if len(stem) > 3))})(?=\w*\b)")


def vary(article: Article, turn: int, beginning: str, surname: re.Pattern[str]) -> Article:
    """The article of another round; round 0 is the article itself."""

    def other(text: str) -> str:
        renamed = surname.sub(lambda match: beginning + match[0].lower() if beginning else match[0], text)
        return YEAR.sub(str(2025 - turn), renamed)

    return replace(
        article,
        id=f"{article.id}-{turn}",
        text=other(article.text),
        title=other(article.title) if article.title else None,
        published=years_before(article.published, turn),
    )


def years_before(day: date | None, years: int) -> date | None:
    """The same day of an earlier year."""
    if day is None:
        return None
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def write(articles: list[Article], path: Path) -> None:
    """JSON Lines as `kg` reads them."""
    lines = (
        {
            "id": article.id,
            "published": article.published.isoformat() if article.published else None,
            "title": article.title,
            "text": article.text,
        }
        for article in articles
    )
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")

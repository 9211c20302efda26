"""The sample articles and their gold: readable, consistent with themselves, and licensed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ReadError
from kg.readers import read

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "data" / "articles"
GOLD = sorted((ROOT / "tests" / "gold").glob("*.json"))
UNSEEN = sorted((ROOT / "tests" / "unseen").glob("*.json"))
TYPES = {"person", "organization", "region", "country", "city", "event", "facility"}
VISIT_LISTS = ("senders", "head", "members", "destinations", "stops", "hosts")
STATUSES = {
    "visits": {"planned", "ongoing", "happened", "cancelled"},
    "meetings": {"planned", "ongoing", "happened", "cancelled"},
    "agreements": {"signed", "planned"},
}
KEYS = {
    "posts": {"holder", "role", "of"},
    "visits": {"status", *VISIT_LISTS, "start", "end"},
    "meetings": {"participants", "place", "date", "status"},
    "agreements": {"parties", "kind", "status", "date"},
}
CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
STEM = 2  # letters of a word that its case forms share, at the least (Елец, Ельца)


def load(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def entity_keys(gold: dict[str, Any]) -> Iterator[str]:
    """Keys of all entities that the facts use."""
    for post in gold["posts"]:
        yield from (post["holder"], post["of"])
    for visit in gold["visits"]:
        yield from (key for slot in VISIT_LISTS for key in visit[slot])
    for meeting in gold["meetings"]:
        yield from meeting["participants"] + ([meeting["place"]] if meeting["place"] else [])
    for agreement in gold["agreements"]:
        yield from agreement["parties"]
    for pair in gold["partners"]:
        yield from pair


def dates(gold: dict[str, Any]) -> Iterator[str | None]:
    yield gold["published"]
    for kind in ("visits", "meetings", "agreements"):
        yield from (fact[slot] for fact in gold[kind] for slot in ("start", "end", "date") if slot in fact)


def occurs(name: str, text: str) -> bool:
    """True if each longer word of the name begins a word of the text, case endings aside."""
    words = re.findall(r"\w+", name.casefold())
    long = [word for word in words if len(word) > 2] or words
    return all(
        re.search(rf"\b{re.escape(word[: max(STEM, len(word) - 3)])}", text.casefold()) for word in long
    )


@pytest.fixture(params=[*GOLD, *UNSEEN], ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    return load(request.param)


def test_twelve_articles_at_least_have_gold() -> None:
    assert len(GOLD) >= 12


def test_the_unseen_articles_are_others() -> None:
    assert len(UNSEEN) >= 12
    assert not {path.stem for path in GOLD} & {path.stem for path in UNSEEN}


def test_the_id_is_the_name_of_the_file() -> None:
    assert [load(path)["id"] for path in [*GOLD, *UNSEEN]] == [path.stem for path in [*GOLD, *UNSEEN]]


def test_entities_are_the_ones_that_facts_use(gold: dict[str, Any]) -> None:
    assert set(entity_keys(gold)) == set(gold["entities"])


def test_entities_are_typed_named_and_coded(gold: dict[str, Any]) -> None:
    for key, entity in gold["entities"].items():
        assert entity["type"] in TYPES, key
        assert entity["names"] and len(set(entity["names"])) == len(entity["names"]), key
        assert "code" not in entity or CODE.fullmatch(entity["code"]), key


def test_every_entity_is_named_in_the_text(gold: dict[str, Any]) -> None:
    missing = [
        entity["names"][0]
        for entity in gold["entities"].values()
        if not any(occurs(name, gold["text"]) for name in entity["names"])
    ]
    assert missing == []


def test_facts_have_the_slots_of_the_guide(gold: dict[str, Any]) -> None:
    for kind, keys in KEYS.items():
        assert all(set(fact) == keys for fact in gold[kind]), kind
    for kind, allowed in STATUSES.items():
        assert {fact["status"] for fact in gold[kind]} <= allowed, kind
    assert all(len(set(pair)) == 2 for pair in gold["partners"])


def test_dates_are_dates_and_in_order(gold: dict[str, Any]) -> None:
    assert all(date.fromisoformat(day) for day in dates(gold) if day is not None)
    for visit in gold["visits"]:
        if visit["start"] and visit["end"]:
            assert visit["start"] <= visit["end"]


def test_a_head_is_not_a_member_too(gold: dict[str, Any]) -> None:
    assert not any(set(visit["head"]) & set(visit["members"]) for visit in gold["visits"])


def test_planned_visits_lie_ahead_and_past_ones_behind(gold: dict[str, Any]) -> None:
    for visit in gold["visits"]:
        if visit["status"] == "planned" and visit["start"]:
            assert visit["start"] >= gold["published"]
        if visit["status"] == "happened" and visit["end"]:
            assert visit["end"] <= gold["published"]


def test_the_sample_covers_what_the_graph_is_about() -> None:
    visits = [visit for path in GOLD for visit in load(path)["visits"]]
    assert {visit["status"] for visit in visits} == STATUSES["visits"]
    regions = {
        entity["code"]
        for path in GOLD
        for entity in load(path)["entities"].values()
        if entity["type"] in {"region", "country"} and "code" in entity
    }
    assert len({code for code in regions if code.startswith("RU-")}) >= 8
    assert len({code[:2] for code in regions} - {"RU"}) >= 8
    assert any(not load(path)["visits"] for path in GOLD)


def test_the_reader_gives_every_article_and_the_text_that_the_gold_has() -> None:
    skipped: list[ReadError] = []
    articles = {article.id: article for article in read([str(ARTICLES)], skipped=skipped.append)}
    assert skipped == []
    assert len(articles) == 21
    assert all(article.published for article in articles.values())
    for path in GOLD:
        expected = load(path)
        article = articles[path.stem]
        assert article.text == expected["text"]
        assert str(article.published) == expected["published"]


def test_licence_files_are_there() -> None:
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "CC BY 4.0" in (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "CC BY 4.0" in (ROOT / "data" / "README.md").read_text(encoding="utf-8")

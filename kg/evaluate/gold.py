"""Gold files: one JSON object with an article, its entities and the facts that it states."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.evaluate.facts import (
    ENTITY_SLOTS,
    EXTRA_KINDS,
    TOPIC,
    FactsByKind,
    GoldEntity,
    GoldPair,
    GoldQuote,
    Slots,
    core,
    no_facts,
)
from kg.model import Article

LOOSE_TYPES = {"event", "facility"}
ROW_KINDS = ("posts", "visits", "meetings", "agreements")


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated article. Its id is the file's stem, by which its graph is found.

    `extra` are those of `EXTRA_KINDS` that the file annotates.
    """

    article: Article
    facts: FactsByKind
    extra: tuple[str, ...] = ()


def gold_files(folder: Path) -> list[Path]:
    """The gold files of a folder in order. Raises ReadError if there is none."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise ReadError(str(folder), "no gold files (NAME.json) here: name a folder that has some")
    return files


def without_graph(gold: Path, graphs: Path) -> int:
    """How many gold files have no graph NAME.ttl in another folder. Raises ReadError like `gold_files`."""
    return sum(not (graphs / f"{path.stem}.ttl").exists() for path in gold_files(gold))


def gold_articles(folder: Path) -> Iterator[Article]:
    """The articles to extract from. Raises ReadError like `read_gold`."""
    return (read_gold(path).article for path in gold_files(folder))


def read_gold(path: Path) -> Gold:
    """One gold file. Raises ReadError if it is not one, saying what is missing."""
    try:
        return parse_gold(path.stem, json.loads(path.read_text(encoding="utf-8")))
    except KeyError as error:
        raise ReadError(str(path), f"not a gold file: {error} is named but not there") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise ReadError(str(path), f"not a gold file: {' '.join(str(error).split())}") from error


def parse_gold(name: str, row: Mapping[str, Any]) -> Gold:
    """A gold file's object. Raises KeyError for a missing field or an entity that is not listed."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    entities = {key: parse_entity(entity) for key, entity in row["entities"].items()}
    facts = no_facts()
    for kind in ROW_KINDS:
        facts[kind] = [parse_fact(fact, entities) for fact in row.get(kind, [])]
    facts["partners"] = [(("pair", GoldPair(entities[a], entities[b])),) for a, b in row.get("partners", [])]
    facts["quotes"] = [parse_quote(quote, row["text"], entities) for quote in row.get("quotes", [])]
    facts["topics"] = [parse_topics(about, facts) for about in row.get("topics", [])]
    extra = tuple(kind for kind in EXTRA_KINDS if kind in row)
    return Gold(Article(name, row["text"], published=published), facts, extra)


def parse_quote(row: Mapping[str, Any], text: str, entities: Mapping[str, GoldEntity]) -> Slots:
    """Whose words stand where."""
    start, stop = core(text[row["start"] : row["stop"]], row["start"])
    return (("said", GoldQuote(start, stop, entities[row["speaker"]])),)


def parse_topics(row: Mapping[str, Any], facts: FactsByKind) -> Slots:
    """An event's slots, by which it is known, with a slot for each topic."""
    event = facts[row["table"]][row["number"]]
    return (*event, *((f"{TOPIC}{topic}", str(topic)) for topic in row["topics"]))


def parse_entity(row: Mapping[str, Any]) -> GoldEntity:
    """An entity with all its right names. Raises ValueError if it has none."""
    if not row["names"]:
        raise ValueError("an entity has no names")
    return GoldEntity(tuple(row["names"]), row["type"] in LOOSE_TYPES)


def parse_fact(row: Mapping[str, Any], entities: Mapping[str, GoldEntity]) -> Slots:
    """A fact's filled slots; empty ones (null, "") are no slots."""
    return tuple(
        (slot, entities[item] if slot in ENTITY_SLOTS else str(item))
        for slot, value in row.items()
        for item in (value if isinstance(value, list) else [value])
        if item is not None and item != ""
    )

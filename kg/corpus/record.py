"""Annotated articles as JSON objects: gold files (as `kg evaluate` reads them) with places of mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kg.corpus.annotated import AnnotatedArticle, AnnotatedEntity, Marking, Row, RowKind
from kg.corpus.extraction import quotations
from kg.corpus.schema import LISTS, TYPES
from kg.errors import ReadError
from kg.model import Article, Span

TABLES = {
    RowKind.POST: "posts",
    RowKind.FORMER_POST: "former_posts",
    RowKind.OCCUPATION: "occupations",
    RowKind.VISIT: "visits",
    RowKind.MEETING: "meetings",
    RowKind.AGREEMENT: "agreements",
    RowKind.OWNERSHIP: "ownerships",
    RowKind.QUOTE: "quotes",
}
TYPE_NAMES = {kind: name for name, kind in TYPES.items()}
GOLD_SLOTS: Mapping[RowKind, tuple[str, ...]] = {
    RowKind.POST: ("holder", "role", "of"),
    RowKind.VISIT: ("status", "senders", "head", "members", "destinations", "stops", "hosts", "start", "end"),
    RowKind.MEETING: ("participants", "place", "date", "status"),
    RowKind.AGREEMENT: ("parties", "kind", "status", "date"),
}


class MentionRecord(msgspec.Struct):
    """A marking; offsets are code points of the text, half open."""

    id: str
    start: int
    stop: int
    named: bool


class EntityRecord(msgspec.Struct, omit_defaults=True):
    """An entity."""

    type: str
    names: tuple[str, ...]
    code: str | None = None


class ArticleRecord(msgspec.Struct, kw_only=True):
    """A line of a corpus file. Rows have their `id`, their slots, and under `said` what says which date."""

    id: str
    published: str
    outlet: str | None
    manner: str
    styles: tuple[str, ...]
    text: str
    entities: dict[str, EntityRecord]
    posts: list[dict[str, Any]]
    former_posts: list[dict[str, Any]]
    occupations: list[dict[str, Any]]
    visits: list[dict[str, Any]]
    meetings: list[dict[str, Any]]
    agreements: list[dict[str, Any]]
    ownerships: list[dict[str, Any]]
    quotes: list[dict[str, Any]]
    partners: list[tuple[str, str]]
    mentions: list[MentionRecord]


DECODER = msgspec.json.Decoder(ArticleRecord)


def to_record(annotated: AnnotatedArticle) -> ArticleRecord:
    """The article as its JSON object."""
    article = annotated.article
    return ArticleRecord(
        id=article.id,
        published=annotated.published.isoformat(),
        outlet=article.publisher,
        manner=annotated.manner,
        styles=annotated.styles,
        text=article.text,
        entities={e.id: EntityRecord(TYPE_NAMES[e.kind], e.names, e.code) for e in annotated.entities},
        **{name: [to_row(row) for row in annotated.rows_of(kind)] for kind, name in TABLES.items()},
        partners=list(annotated.partners),
        mentions=[MentionRecord(m.id, m.span.start, m.span.stop, m.named) for m in annotated.markings],
    )


def to_row(row: Row) -> dict[str, Any]:
    """A row as a JSON object."""
    slots = {slot: list(fillers) if slot in LISTS else fillers[0] for slot, fillers in row.slots.items()}
    return {"id": row.id, **slots, **({"said": dict(row.dates)} if row.dates else {})}


def from_record(record: ArticleRecord) -> AnnotatedArticle:
    """The article of a JSON object. Raises KeyError or ValueError where it is no annotated article."""
    published = date.fromisoformat(record.published)
    return AnnotatedArticle(
        Article(record.id, record.text, published=published, publisher=record.outlet),
        record.manner,
        record.styles,
        tuple(AnnotatedEntity(id, TYPES[e.type], e.names, e.code) for id, e in record.entities.items()),
        tuple(Marking(m.id, Span(m.start, m.stop), m.named) for m in record.mentions),
        tuple(from_row(kind, row) for kind, name in TABLES.items() for row in getattr(record, name)),
        tuple(record.partners),
    )


def from_row(kind: RowKind, row: Mapping[str, Any]) -> Row:
    """A row of a JSON object. Raises KeyError if it has no id."""
    slots = {
        slot: tuple(value) if isinstance(value, list) else (value,)
        for slot, value in row.items()
        if slot not in {"id", "said"}
    }
    return Row(row["id"], kind, slots, row.get("said", {}))


def read_corpus(path: Path) -> Iterator[AnnotatedArticle]:
    """The annotated articles of a JSON Lines file, one at a time. Raises ReadError for another line."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield from_record(DECODER.decode(line))
            except (KeyError, ValueError) as error:
                raise ReadError(f"{path}:{number}", f"not an annotated article: {error}") from error


def corpus_lines(articles: Iterable[AnnotatedArticle]) -> Iterator[bytes]:
    """The articles as JSON Lines, the same bytes for the same articles."""
    return (msgspec.json.encode(to_record(each)) + b"\n" for each in articles)


def gold_record(annotated: AnnotatedArticle) -> dict[str, Any]:
    """The article as a gold file: what `kg evaluate` scores, and the entities that it needs."""
    record = to_record(annotated)
    facts = {TABLES[kind]: [gold_row(row, kind) for row in annotated.rows_of(kind)] for kind in GOLD_SLOTS}
    quotes = gold_quotes(annotated)
    used = {id for rows in facts.values() for row in rows for id in flat(row.values())}
    used.update(each["speaker"] for each in quotes)
    used.update(id for pair in annotated.partners for id in pair)
    entities = {id: msgspec.to_builtins(e) for id, e in record.entities.items() if id in used}
    head = {"id": record.id, "published": record.published, "text": record.text}
    pairs = [list(pair) for pair in record.partners]
    topics = [*gold_topics(annotated, RowKind.VISIT), *gold_topics(annotated, RowKind.AGREEMENT)]
    return {
        **head,
        "entities": entities,
        **facts,
        "partners": pairs,
        "quotes": quotes,
        "topics": topics,
    }


def gold_topics(annotated: AnnotatedArticle, kind: RowKind) -> list[dict[str, Any]]:
    """The topics of each event of a kind: its number in its table, and they."""
    return [
        {"table": TABLES[kind], "number": number, "topics": list(row.slots.get("topics", ()))}
        for number, row in enumerate(annotated.rows_of(kind))
    ]


def gold_quotes(annotated: AnnotatedArticle) -> list[dict[str, Any]]:
    """The pieces of quotations: who speaks, and the place of the words without marks at their edges."""
    return [
        {"speaker": row.slots["speaker"][0], "start": span.start, "stop": span.stop}
        for row in annotated.rows_of(RowKind.QUOTE)
        for span in quotations(annotated, row).values()
    ]


def gold_row(row: Row, kind: RowKind) -> dict[str, Any]:
    """The slots of a row that gold files have, empty ones too."""
    written = to_row(row)
    return {slot: written.get(slot, [] if slot in LISTS else None) for slot in GOLD_SLOTS[kind]}


def flat(values: Iterable[Any]) -> Iterator[Any]:
    """Values and the members of lists."""
    for value in values:
        yield from value if isinstance(value, list) else [value]

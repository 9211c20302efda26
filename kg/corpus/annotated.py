"""An article with its hand-made annotation: what is named where, and what is stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.model import Article, Kind, Span


class RowKind(StrEnum):
    """What an annotated row states. The first letter of a row's id tells its kind (`v2` is a visit)."""

    POST = "post"
    FORMER_POST = "former"
    OCCUPATION = "occupation"
    VISIT = "visit"
    MEETING = "meeting"
    AGREEMENT = "agreement"
    OWNERSHIP = "owns"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Marking:
    """A place in the text and the id of what it mentions: an entity, a row that the words evoke, a date
    (`d1`) or a delegation (`g1`).

    `named` is false for descriptions and pronouns.
    """

    id: str
    span: Span
    named: bool = True


@dataclass(frozen=True, slots=True)
class AnnotatedEntity:
    """A person, body, place, event or facility; `names` are nominative, the fullest first, never empty.
    `code` is ISO 3166."""

    id: str
    kind: Kind
    names: tuple[str, ...]
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One stated fact: slot name → fillers, which are ids of entities, ISO dates or words.

    `dates` maps a date slot to the id of the marked words that say it, where some do.
    """

    id: str
    kind: RowKind
    slots: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """One article of an annotated corpus. `styles` name the page's furniture, `manner` the way of writing."""

    article: Article
    manner: str
    styles: tuple[str, ...]
    entities: tuple[AnnotatedEntity, ...]
    markings: tuple[Marking, ...]  # in text order, outer before inner
    rows: tuple[Row, ...]
    partners: tuple[tuple[str, str], ...]

    @property
    def published(self) -> date:
        """The day of publication, which annotated articles always have."""
        assert self.article.published is not None
        return self.article.published

    def rows_of(self, kind: RowKind) -> tuple[Row, ...]:
        """The rows of one kind."""
        return tuple(row for row in self.rows if row.kind is kind)

    def markings_of(self, id: str) -> tuple[Marking, ...]:
        """Where an entity, row, date or delegation is mentioned."""
        return tuple(marking for marking in self.markings if marking.id == id)

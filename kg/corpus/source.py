"""Source files of an annotated corpus: head, marked-up text and what it states, parted by lines of `===`.

published: 2014-06-03
outlet: Курганские вести
manner: local
styles: tags, credit
===
[g1|Делегация [r1|Курганской области]] [v1|вернулась] [d1|вчера] из [c1|Казахстана].
===
r1 region RU-KGN: Курганская область
c1 country KZ: Казахстан; Республика Казахстан
v1 visit: status=happened | delegation=g1 | senders=r1 | destinations=c1 | end=2014-06-02@d1
partners: r1 c1
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kg.corpus.annotated import AnnotatedArticle, AnnotatedEntity, Row, RowKind
from kg.corpus.markup import parse_markup
from kg.corpus.schema import DATE_SLOTS, TYPES, WORD_SLOTS
from kg.errors import ReadError
from kg.model import Article

SECTION = re.compile(r"^===\s*$", re.MULTILINE)
HEADER = re.compile(r"(?P<id>[a-z]\d+) (?P<kind>[a-z]+)(?: (?P<code>[A-Z]{2}(?:-[A-Z0-9]{1,3})?))?")


def read_source(path: Path) -> AnnotatedArticle:
    """One source file; the article's id is the file's stem. Raises ReadError with the line that is wrong."""
    try:
        return parse_source(path.stem, path.read_text(encoding="utf-8"))
    except ReadError as error:
        raise ReadError(str(path), error.reason) from error
    except (OSError, ValueError) as error:
        raise ReadError(str(path), f"not an annotated article: {' '.join(str(error).split())}") from error


def parse_source(id: str, source: str) -> AnnotatedArticle:
    """A source file's text. Raises ReadError for what breaks the form, ValueError for a wrong date."""
    sections = SECTION.split(source)
    if len(sections) != 3:
        raise ReadError(
            id, f"{len(sections)} parts instead of head, text and facts: part them by lines of ==="
        )
    head = dict(field(line) for line in lines(sections[0]))
    if "published" not in head:
        raise ReadError(id, "no day of publication: begin with «published: YYYY-MM-DD»")
    text, markings = parse_markup(sections[1].strip("\n"))
    entities, rows, partners = parse_facts(lines(sections[2]))
    return AnnotatedArticle(
        Article(id, text, published=date.fromisoformat(head["published"]), publisher=head.get("outlet")),
        head.get("manner", ""),
        parts(head.get("styles", ""), ","),
        entities,
        markings,
        rows,
        partners,
    )


def lines(section: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in section.splitlines() if line.strip()]


def parts(text: str, mark: str) -> tuple[str, ...]:
    """The parts of a text between marks, trimmed; empty ones left out."""
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def field(line: str) -> tuple[str, str]:
    """A line's words before its first colon, and those after. Raises ReadError if there is no colon."""
    name, colon, value = line.partition(":")
    if not colon:
        raise ReadError("facts", f"a line without a colon: «{line}»")
    return name.strip(), value.strip()


def parse_facts(
    facts: Iterable[str],
) -> tuple[tuple[AnnotatedEntity, ...], tuple[Row, ...], tuple[tuple[str, str], ...]]:
    """Entities, rows and pairs of partners, each from its line."""
    entities, rows, partners = [], [], []
    for line in facts:
        name, value = field(line)
        if name == "partners":
            partners += [pair(each) for each in parts(value, "|")]
        elif (header := HEADER.fullmatch(name)) is None:
            raise ReadError("facts", f"neither «ID KIND» nor «ID KIND CODE» before the colon: «{line}»")
        elif header["kind"] in TYPES:
            entities.append(
                AnnotatedEntity(header["id"], TYPES[header["kind"]], parts(value, ";"), header["code"])
            )
        else:
            rows.append(parse_row(header["id"], row_kind(header["kind"], line), value))
    return tuple(entities), tuple(rows), tuple(partners)


def row_kind(name: str, line: str) -> RowKind:
    """The kind of row of this name. Raises ReadError if there is none."""
    if name not in {kind.value for kind in RowKind}:
        raise ReadError("facts", f"«{name}» is none of {', '.join([*TYPES, *RowKind])}: «{line}»")
    return RowKind(name)


def pair(text: str) -> tuple[str, str]:
    """Two ids. Raises ReadError if there are more or fewer."""
    ids = text.split()
    if len(ids) != 2:
        raise ReadError("facts", f"partners are pairs of ids, not «{text}»")
    return ids[0], ids[1]


def parse_row(id: str, kind: RowKind, value: str) -> Row:
    """A row's slots: `status=planned | senders=o1, r1 | start=2025-11-04@d1`; empty ones are left out.

    Raises ReadError for a slot without `=` or named twice.
    """
    slots: dict[str, tuple[str, ...]] = {}
    dates: dict[str, str] = {}
    for part in parts(value, "|"):
        slot, equals, filler = (piece.strip() for piece in part.partition("="))
        if not equals or slot in slots:
            raise ReadError("facts", f"{id}: slots are written NAME=FILLERS, each once, not «{part}»")
        if slot in DATE_SLOTS:
            filler, _, said = filler.partition("@")
            dates |= {slot: said} if said else {}
        slots[slot] = (filler,) if slot in WORD_SLOTS and filler else parts(filler, ",")
    return Row(id, kind, {slot: fillers for slot, fillers in slots.items() if fillers}, dates)

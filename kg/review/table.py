"""Cards as CSV for spreadsheets, and back to judgements."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.errors import KgError, ReadError
from kg.identity import JUDGED, Anchor, Judgement, Verdict, checked
from kg.model import Kind
from kg.review.cards import Card, Side

SIDES = ("name", "about", "published", "article", "sentence", "start", "words", "number")
COLUMNS = (
    *("judgement", "why", "by", "when", "kind", "score", "reason", "against"),
    *(f"{name}_1" for name in SIDES),
    *(f"{name}_2" for name in SIDES),
)
NEEDED = frozenset(
    {"judgement", "kind", "article_1", "start_1", "words_1", "article_2", "start_2", "words_2"}
)
# What a spreadsheet may run as a formula, perhaps behind apostrophes of ours: one more makes it text.
FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
MARK = "\ufeff"  # by which Excel knows UTF-8


def write_table(cards: Iterable[Card]) -> bytes:
    """The cards as CSV in UTF-8, one a row; judged ones with their judgement."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for card in cards:
        writer.writerow(map(escaped, row(card)))
    return (MARK + out.getvalue()).encode(errors="backslashreplace")


def row(card: Card) -> list[str]:
    """The cells of a card."""
    said = card.judgement
    judged = (said.verdict, said.why, said.by, said.when) if said else ("", "", "", "")
    cells = (*judged, card.kind, f"{card.score:.2f}", card.reason, card.against, *cells_of(card.one))
    return [str(cell or "") for cell in (*cells, *cells_of(card.other))]


def cells_of(side: Side) -> tuple[object, ...]:
    """The cells of one side."""
    where = side.anchor
    told = (where.name, side.about, side.published, where.article, side.sentence)
    return (*told, str(where.start), where.words, str(where.number))


def escaped(cell: str) -> str:
    """The cell as text that no spreadsheet runs."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def unescaped(cell: str) -> str:
    """The cell as it was before `escaped`."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def read_table(content: bytes, source: str, wrong: Callable[[ReadError], None]) -> Iterator[Judgement]:
    """The judgements in the rows that have one; a row that is wrong is told to `wrong` and left out.

    Commas, semicolons and tabs may part the cells. Raises KgError if it is no such table.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KgError(f"{source}: not UTF-8; save it as «CSV UTF-8»") from None
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        missing = sorted(NEEDED - set(reader.fieldnames or ()))
        if missing:
            raise KgError(
                f"{source}: has no column {missing[0]}; give a table that `kg review --export` wrote"
            )
        yield from rows(reader, source, wrong)
    except csv.Error as error:
        raise KgError(f"{source}:{reader.line_num}: not CSV: {error}") from None


def rows(reader: csv.DictReader[str], source: str, wrong: Callable[[ReadError], None]) -> Iterator[Judgement]:
    """The judgements of the rows."""
    for cells in reader:
        if (cells["judgement"] or "").strip():
            try:
                yield judgement({name: unescaped(cell or "") for name, cell in cells.items() if name})
            except ValueError as error:
                wrong(ReadError(f"{source}:{reader.line_num}", f"{error}; the row is left out"))


def judgement(cells: Mapping[str, str]) -> Judgement:
    """The judgement of a row. Raises ValueError if there is none."""
    verdict = cells["judgement"].strip().lower()
    if verdict not in set(Verdict):
        raise ValueError(f"{verdict!r} is no judgement: write {', '.join(Verdict)}")
    if cells["kind"] not in JUDGED:
        raise ValueError(f"{cells['kind']!r} is no kind of thing that is judged")
    said = (cells.get(name, "").strip() or None for name in ("by", "when", "why"))
    return checked(
        Judgement(Verdict(verdict), Kind(cells["kind"]), anchor(cells, 1), anchor(cells, 2), *said)
    )


def news(found: Iterable[Judgement], known: Mapping[int, Judgement]) -> list[Judgement]:
    """Those that the last lines on the same two places do not say already."""
    last = {places(judgement): judgement.verdict for _, judgement in sorted(known.items())}
    return [judgement for judgement in found if last.get(places(judgement)) != judgement.verdict]


def places(judgement: Judgement) -> frozenset[Anchor]:
    """The two places that a judgement is about."""
    return frozenset((judgement.one, judgement.other))


def anchor(cells: Mapping[str, str], side: int) -> Anchor:
    """The anchor of a side."""
    start, number = cells[f"start_{side}"], cells.get(f"number_{side}") or "1"
    if not (start.isdecimal() and number.isdecimal() and int(number)):
        raise ValueError(f"start_{side} and number_{side} are no numbers")
    name = cells.get(f"name_{side}") or None
    return Anchor(cells[f"article_{side}"], int(start), cells[f"words_{side}"], name, int(number))

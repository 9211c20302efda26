"""The truth in the format of `eval/identity`: collected on disk, so that no set is too large."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.corpus.articles import Article
from benchmarks.corpus.events import Party, Visit
from benchmarks.corpus.people import Body, Person

KINDS = ("persons", "organizations", "visits", "meetings", "agreements")
TABLES = """
CREATE TABLE item (kind TEXT, id TEXT, fields TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE told (kind TEXT, id TEXT, article TEXT, at INTEGER, form TEXT, is_right INTEGER, copy_of TEXT);
"""


class Gold:
    """What is true of the articles that were added."""

    def __init__(self) -> None:
        """A temporary database that nobody else sees and that goes with the process."""
        self._db = sqlite3.connect("")
        self._db.executescript(TABLES)
        self._articles = 0

    def add(self, article: Article) -> None:
        """Note what an article names and tells."""
        visit = article.report.visit
        for kind, fields in items(visit):
            self._note(kind, fields)
        self._articles += 1
        rows = (
            (m.kind, m.id, article.id, self._articles, m.form, m.is_right, article.reprint_of)
            for m in article.marks
        )
        self._db.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _note(self, kind: str, fields: dict[str, Any]) -> None:
        row = (kind, fields["id"], json.dumps(fields, ensure_ascii=False))
        self._db.execute("INSERT OR IGNORE INTO item VALUES (?, ?, ?)", row)

    def write(self, path: Path) -> None:
        """Write `gold.json`, item by item."""
        with path.open("w", encoding="utf-8") as out:
            out.write("{")
            for number, kind in enumerate(KINDS):
                out.write(f'{"," if number else ""}\n "{kind}": [')
                for at, item in enumerate(self.items(kind)):
                    out.write(f"{',' if at else ''}\n  {json.dumps(item, ensure_ascii=False)}")
                out.write("\n ]")
            out.write("\n}\n")

    def items(self, kind: str) -> Iterator[dict[str, Any]]:
        """The items of a kind that articles tell, in the order of their ids."""
        rows = self._db.execute(
            "SELECT told.id, fields, article, form, is_right, copy_of FROM told JOIN item"
            " ON item.kind = told.kind AND item.id = told.id WHERE told.kind = ?"
            " ORDER BY length(told.id), told.id, at, told.rowid",
            (kind,),
        )
        for _, group in groupby(rows, key=lambda row: row[0]):
            yield finished(kind, list(group))


def finished(kind: str, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    """An item with its articles or reports."""
    fields: dict[str, Any] = json.loads(rows[0][1])
    articles = list(dict.fromkeys(row[2] for row in rows))
    if kind in ("persons", "organizations"):
        return fields | names(fields, rows) | {"articles": articles}
    if kind == "visits":
        reports = {row[2]: report(row[2], row[3], row[5]) for row in rows}
        return fields | {"reports": list(reports.values())}
    return fields | {"reports": articles}


def report(article: str, status: str, copy_of: str | None) -> dict[str, str]:
    """One report of a visit."""
    return {"article": article, "status": status} | ({"reprint_of": copy_of} if copy_of else {})


def names(fields: dict[str, Any], rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    """The fullest right form as the name, and every other one."""
    right = {row[3] for row in rows if row[4]} or {fields["name"]}
    name = max(sorted(right), key=fullness)
    also = sorted({row[3] for row in rows} - {name} - shortened(name))
    return {"name": name} | ({"also": also} if also else {})


def fullness(form: str) -> tuple[int, int]:
    """Words written out, then letters."""
    return sum(1 for word in form.split() if "." not in word), len(form)


def shortened(name: str) -> set[str]:
    """Forms that follow from the name."""
    words = name.split()
    return {words[-1], f"{words[0]} {words[-1]}", " ".join(words[:2])}


def items(visit: Visit) -> Iterator[tuple[str, dict[str, Any]]]:
    """All that a visit's articles may name or tell, without the articles."""
    for person in (visit.head, visit.host, *visit.members):
        yield "persons", {"id": person.id, "name": person.full, "namesake_of": person.namesake_of}
    for body in bodies(visit):
        yield "organizations", {"id": body.id, "name": body.name}
    yield (
        "visits",
        {
            "id": visit.id,
            "destination": [visit.goal.name, visit.city.name],
            "senders": [visit.sender.name],
            "start": visit.start.isoformat(),
            "end": visit.end.isoformat(),
        },
    )
    yield "meetings", {"id": visit.meeting, "participants": [visit.head.full, visit.host.full]}
    if visit.deal:
        parties = [side.name for side in visit.deal.parties]
        kind = visit.deal.kind.partition("|")[0]
        yield "agreements", {"id": visit.deal.id, "parties": parties, "kind": kind}


def bodies(visit: Visit) -> Iterator[Body]:
    """Bodies that posts and documents speak of."""
    sides: tuple[Party, ...] = visit.deal.parties if visit.deal else ()
    yield from (side for side in sides if isinstance(side, Body))
    people: tuple[Person, ...] = (visit.head, visit.host, *visit.members)
    yield from (post.body for person in people for _, post in person.posts if post.body)

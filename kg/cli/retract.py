"""`kg retract`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import SKIPPED, Skips, judged_stages, judgements_of, judgements_option, say
from kg.cli.place import published, writing_options

if TYPE_CHECKING:
    from kg.pipeline import Retracted
    from kg.store import Remote

IMPOSSIBLE = 2  # exit code
STDIN = "-"


@click.command()
@click.argument("article_ids", nargs=-1, required=True, metavar="ARTICLE_ID...")
@writing_options
@judgements_option
@click.option("--reason", metavar="TEXT", help="Why; the trace keeps it.")
def retract(
    article_ids: tuple[str, ...], store: Path | Remote, judgements: Path | None, reason: str | None
) -> int:
    """Take articles back: what no other article says disappears from the graph.

    ARTICLE_ID is the id that the article was given (dct:identifier), or - for ids on stdin, one a line. What
    was claimed stays as a trace, which `kg query --trace` and `kg export --with-trace` show. An article whose
    input a later `kg build` reads comes in again.

    \b
    Example: kg retract wire-07 --reason "опровергнуто редакцией"
    """
    from kg.pipeline import retract as run_retract

    skips = Skips()
    stages = judged_stages(judgements_of(store, judgements), skips)
    with published(store) as work:
        found = run_retract(tuple(_ids(article_ids)), work, stages, reason=reason)
    _explain(found, store)
    say(_sentence(found, store))
    return _exit_code(found) or skips.exit_code


def _ids(given: Iterable[str]) -> Iterator[str]:
    for article_id in given:
        if article_id == STDIN:
            yield from filter(None, (line.rstrip("\r\n") for line in sys.stdin))
        else:
            yield article_id


def _explain(found: Retracted, store: Path | Remote) -> None:
    for article_id in found.already:
        say(f"{article_id} had been retracted before")
    for article_id, near in found.unknown.items():
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        say(f"kg: {store} holds no article {article_id!r}{hint}")


def _sentence(found: Retracted, store: Path | Remote) -> str:
    held = f"{found.settlement.entities} entities and {found.settlement.facts} facts"
    return f"{len(found.done)} articles retracted. {store} holds {held}."


def _exit_code(found: Retracted) -> int:
    if not found.unknown:
        return 0
    return SKIPPED if found.done or found.already else IMPOSSIBLE

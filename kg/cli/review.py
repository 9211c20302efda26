"""`kg review`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import (
    Skips,
    clean,
    judged_stages,
    judgements_of,
    judgements_option,
    say,
)
from kg.cli.place import folder_of, published, writing_options
from kg.cli.stopping import kept_when_interrupted

if TYPE_CHECKING:
    from kg.review import Card
    from kg.store import Remote

STOPPED = "stopped: what was judged is kept, and `kg review --apply` lets the store obey it"


@click.command()
@writing_options
@judgements_option
@click.option(
    "--queue",
    type=click.Choice(("unsure", "merged", "judged")),
    default="unsure",
    show_default=True,
    help="Pairs that nobody decided, that rules merged (the weakest first), or that were judged already.",
)
@click.option("--by", metavar="NAME", help="Who judges.  [default: the user's name]")
@click.option(
    "--export", "table", type=click.Path(path_type=Path, dir_okay=False), help="Write the pairs as CSV."
)
@click.option(
    "--import",
    "filled",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take the judgements from such a CSV.",
)
@click.option("--apply", "only_apply", is_flag=True, help="Ask nothing; let the store obey the file.")
def review(
    store: Path | Remote,
    judgements: Path | None,
    queue: str,
    by: str | None,
    table: Path | None,
    filled: Path | None,
    only_apply: bool,
) -> int:
    """Judge who is who: pairs of people, bodies, visits, meetings or agreements that may be one.

    Each pair is shown with what the articles say. Type a letter and Enter: s the same, d different, u unsure,
    t take back what was judged, b back, q quit; Enter alone skips. Words after s, d, u or t are kept as the
    reason. Judgements go to a file of lines, win over every rule, and last as long as their lines.

    \b
    Example: kg review --store exports/store
    """
    if sum(map(bool, (table, filled, only_apply))) > 1:
        raise click.UsageError("give one of --export, --import and --apply")
    skips, path, by = Skips(), judgements_of(store, judgements), by and clean(by)
    if table:
        _export(_cards(store, path, queue), table)
        return 0
    if filled:
        _import(filled, path, by, skips)
    elif not only_apply:
        with kept_when_interrupted(STOPPED):
            if not _ask(_cards(store, path, queue), path, by):
                return 0
    _settle(store, path, skips)
    return skips.exit_code


def _cards(store: Path | Remote, path: Path, queue: str) -> list[Card]:
    from kg.identity import read_judgements
    from kg.pipeline import told
    from kg.review import Queue, cards
    from kg.store import UNSETTLED, open_store

    opened = open_store(folder_of(store))
    if not opened.settled:
        say(f"{store}: {UNSETTLED}")
    ledger = opened.ledger
    said = read_judgements(path)
    for problem in said.problems:
        say(f"skipped {problem}")
    return cards(told(ledger, ledger.minimum), ledger.ids.present(), said.lines, Queue(queue))


def _export(cards: Sequence[Card], table: Path) -> None:
    from kg.export.files import output
    from kg.review import write_table

    with output(table) as out:
        out.write(write_table(cards))
    say(f"{table}: {len(cards)} pairs; fill in the column judgement and give it to --import")


def _import(filled: Path, path: Path, by: str | None, skips: Skips) -> None:
    from kg.identity import append, read_judgements
    from kg.review import news, read_table
    from kg.review.session import signed

    found = read_table(filled.read_bytes(), str(filled), skips)
    fresh = [signed(judgement, by) for judgement in news(found, read_judgements(path).lines)]
    append(path, fresh)
    say(f"{path}: {len(fresh)} judgements added")


def _ask(cards: Sequence[Card], path: Path, by: str | None) -> int:
    """How many judgements were given."""
    from kg.identity import append
    from kg.review.session import Session

    session = Session(cards, by, lambda judgement: append(path, [judgement]))
    while (shown := session.shown()) is not None:
        click.echo(clean(shown, keep="\n"))
        click.echo(session.PROMPT, nl=False)
        line = sys.stdin.buffer.readline().decode(sys.stdin.encoding, errors="replace")
        click.echo(clean(session.answer(clean(line).strip()) if line else session.quit()))
    say(f"{path}: {session.given} judgements added; {session.left} pairs left")
    return session.given


def _settle(store: Path | Remote, path: Path, skips: Skips) -> None:
    from kg.pipeline import settle
    from kg.store import Mode, open_store

    open_store(folder_of(store))  # a store is made by a build only
    with published(store) as work:
        settlement = settle(open_store(work, Mode.WRITE), judged_stages(path, skips))
    say(f"{store} holds {settlement.entities} entities and {settlement.facts} facts.")

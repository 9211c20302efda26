"""`kg map`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import open_to_read, say
from kg.cli.place import store_option

if TYPE_CHECKING:
    from kg.store import Remote


@click.command()
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    required=True,
    help="File to write, - for stdout.",
)
@click.option("--title", help="Heading of the page.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=2000, show_default=True, help="Most things drawn."
)
@store_option
def map(target: Path, title: str | None, limit: int, store: Path | Remote) -> None:
    """Draw the map: one HTML file that opens without a network.

    \b
    Example: kg map -o map.html
    """
    from kg.export.files import output
    from kg.export.map import write_map

    opened = open_to_read(store)
    with output(target) as out:
        summary = write_map(opened, out, title=title, limit=limit)
    left_out = f"; {summary.omitted} things beyond --limit are left out" if summary.omitted else ""
    say(f"{summary.nodes} things and {summary.edges} links from {summary.articles} articles{left_out}.")

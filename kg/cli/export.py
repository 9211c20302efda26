"""`kg export`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.console import open_to_read, output_option, store_option

SUFFIXES = {".ttl": "turtle", ".nq": "nquads", ".trig": "trig", ".jsonld": "jsonld"}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(SUFFIXES.values())),
    help="By default what the suffix of the file says, else turtle.",
)
@click.option("--with-text", is_flag=True, help="Add the articles' texts (schema:articleBody).")
@output_option
@store_option
def export(form: str | None, with_text: bool, target: Path, store: Path) -> None:
    """Write the published graphs; the same graphs give the same bytes.

    Turtle and JSON-LD merge the graphs, N-Quads and TriG keep them apart.

    \b
    Example: kg export --format trig -o kg.trig
    """
    from kg.export import export as write_export
    from kg.export.files import output

    opened = open_to_read(store)
    with output(target) as out:
        write_export(opened, form or SUFFIXES.get(target.suffix, "turtle"), out, with_text=with_text)

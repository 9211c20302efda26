"""`kg export`."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import (
    judgements_of,
    judgements_option,
    minimum_option,
    open_to_read,
    output_option,
)
from kg.cli.place import folder_of, store_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from kg.store import Remote, Store

SUFFIXES = {".ttl": "turtle", ".nq": "nquads", ".trig": "trig", ".jsonld": "jsonld"}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(SUFFIXES.values())),
    help="By default what the suffix of the file says, else turtle.",
)
@click.option("--with-text", is_flag=True, help="Add the articles' texts (schema:articleBody).")
@click.option("--with-trace", is_flag=True, help="Add what corrections invalidated (graph/trace).")
@minimum_option("Write facts from this confidence on, 0 to 1.  [default: that of the store]")
@output_option
@store_option
@judgements_option
def export(
    form: str | None,
    with_text: bool,
    with_trace: bool,
    minimum: float | None,
    target: Path,
    store: Path | Remote,
    judgements: Path | None,
) -> None:
    """Write the published graphs; the same graphs give the same bytes.

    Turtle and JSON-LD merge the graphs, N-Quads and TriG keep them apart.

    \b
    Example: kg export --format trig -o kg.trig
    """
    from kg.export import export_quads
    from kg.export.files import output

    opened = open_to_read(store)
    published = _quads(opened, store, minimum, judgements_of(store, judgements))
    quads = chain(published, opened.trace() if with_trace else ())
    with output(target) as out:
        export_quads(quads, form or SUFFIXES.get(target.suffix, "turtle"), out, with_text=with_text)


def _quads(opened: Store, place: Path | Remote, minimum: float | None, judgements: Path) -> Iterable[Quad]:
    """The published graphs, made again where other facts are asked for, by the same judgements."""
    if minimum is None:
        return opened.quads()
    from functools import partial

    from kg.identity import read_judgements
    from kg.link import resolve
    from kg.pipeline import quads_from
    from kg.store import open_store

    ledger = open_store(folder_of(place)).ledger  # facts below the threshold are published nowhere
    if minimum == ledger.minimum:
        return opened.quads()
    return quads_from(ledger, minimum, partial(resolve, judgements=read_judgements(judgements).lines))

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
    say,
)
from kg.cli.place import folder_of, store_option
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from kg.export.partitions import Folder
    from kg.store import Remote, Store

STDOUT = "-"
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
@click.option(
    "--partitions",
    metavar="N",
    type=click.IntRange(min=1, max=100_000),
    help="Write N gzipped files of N-Quads for each kind of graph to the folder or URL of -o.",
)
@click.option(
    "-o", "--output", "target", metavar="PATH", default="-", help="File to write.  [default: stdout]"
)
@store_option
@judgements_option
def export(
    form: str | None,
    with_text: bool,
    with_trace: bool,
    minimum: float | None,
    partitions: int | None,
    target: str,
    store: Path | Remote,
    judgements: Path | None,
) -> None:
    """Write the published graphs; the same graphs give the same bytes.

    Turtle and JSON-LD merge the graphs, N-Quads and TriG keep them apart.

    \b
    Example: kg export --format trig -o kg.trig
             kg export --partitions 16 -o s3://bucket/quads
    """
    from kg.export import export_quads, selected
    from kg.export.files import output

    if partitions and (target == STDOUT or form not in (None, "nquads")):
        raise KgError("--partitions writes N-Quads to a folder: give -o, and no other --format")
    opened = open_to_read(store)
    published = _quads(opened, store, minimum, judgements_of(store, judgements))
    quads = chain(published, opened.trace() if with_trace else ())
    if partitions:
        _export_partitions(selected(quads, with_text=with_text), target, partitions, opened.base)
        return
    with output(target) as out:
        form = form or SUFFIXES.get(Path(target).suffix, "turtle")
        export_quads(quads, form, out, with_text=with_text)


def _export_partitions(quads: Iterable[Quad], target: str, number: int, base: str) -> None:
    """To a folder, or to a place that fsspec knows."""
    from kg.export.partitions import export_partitions

    written = export_partitions(quads, _folder(target), number, base)
    say(f"{target} holds {written} quads.")


def _folder(target: str) -> Folder:
    """Raises KgError if what a URL needs is not installed."""
    if "://" not in target:
        from kg.export.partitions import LocalFolder

        return LocalFolder(Path(target))
    try:
        from kg.cluster import RemoteFolder
    except ImportError as error:
        raise KgError(f"{target} needs fsspec: pip install 'entity-kg[cluster]' ({error})") from None
    return RemoteFolder(target)


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

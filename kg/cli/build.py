"""`kg build`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import (
    Skips,
    compared_by,
    drawn_by,
    inputs_argument,
    judged_stages,
    judgements_of,
    judgements_option,
    minimum_option,
    progress,
    say,
    spread_over,
    spread_over_cluster,
    workers_option,
)
from kg.cli.place import folder_of, published, writing_options
from kg.cli.stopping import kept_when_interrupted
from kg.model import LIKELY

if TYPE_CHECKING:
    from kg.pipeline import Summary
    from kg.store import Remote

BASE = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|^`\\]*[/#:]")  # https://example.org/id/
STOPPED = "stopped: what was read is kept, and the same command goes on from there"


@click.command()
@inputs_argument
@writing_options
@click.option("--base", metavar="IRI", help="What IRIs of things begin with; the store remembers it.")
@minimum_option(
    "Publish facts from this confidence on, 0 to 1; the store remembers it and keeps the others to itself.  "
    f"[default: {LIKELY}]"
)
@judgements_option
@workers_option
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Read on a Dask cluster: the address of its scheduler, or `local` for one of this machine.",
)
@click.option(
    "--partitions",
    metavar="URL",
    help="Where the cluster keeps what it has read.  [default: <store>.partitions]",
)
def build(
    inputs: tuple[str, ...],
    store: Path | Remote,
    base: str | None,
    minimum: float | None,
    judgements: Path | None,
    workers: int | None,
    cluster: str | None,
    partitions: str | None,
) -> int:
    """Read articles into the store.

    INPUT is a file, a folder, a glob in quotes, or - for stdin: text, HTML, JSON Lines, CSV, RSS, WARC, also
    compressed. Articles that the store knows already are left as they are; one that has changed replaces what
    it said before.

    \b
    Example: kg build articles/ --store exports/store
    """
    _check(base)
    from kg.pipeline import build as run_build

    skips = Skips()
    stages = judged_stages(judgements_of(store, judgements), skips, compared_by(workers, cluster))
    folder = partitions or f"{folder_of(store).absolute()}.partitions"
    spread = (
        spread_over_cluster(cluster, folder, workers, stages) if cluster else spread_over(workers, stages)
    )
    kept = kept_when_interrupted(STOPPED, patient=cluster is not None)  # which ends processes of its own
    with kept, published(store) as work, progress("reading articles") as advance:
        summary = run_build(
            inputs,
            work,
            stages,
            skipped=skips,
            progress=advance,
            base=base,
            minimum=minimum,
            stdin=sys.stdin.buffer,
            spread=spread,
            draw=drawn_by(workers),
        )
    for article_id in summary.back:
        say(f"{article_id} had been retracted; it is in again, since the input holds it")
    say(_sentence(summary, store))
    return skips.exit_code


def _check(base: str | None) -> None:
    if base is not None and not BASE.fullmatch(base):
        raise click.BadParameter(f"{base!r} is no IRI such as https://example.org/id/", param_hint="--base")


def _sentence(summary: Summary, store: Path | Remote) -> str:
    read = summary.new + summary.changed + summary.unchanged
    counts = f"{summary.new} new, {summary.changed} changed, {summary.unchanged} unchanged"
    held = f"{summary.entities} entities and {summary.facts} facts"
    return f"{read} articles read: {counts}; {summary.skipped} skipped. {store} holds {held}."

"""`kg extract`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.console import Skips, inputs_argument, minimum_option, progress, say, spread_over, workers_option
from kg.model import LIKELY


@click.command()
@inputs_argument
@click.option(
    "--output-dir",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the graphs.",
)
@click.option(
    "--engine",
    type=click.Choice(["both", "rules", "models"]),
    default="both",
    show_default=True,
    help="Who reads: rules, learned models, or both. For comparison.",
)
@minimum_option(f"Leave out facts below this confidence, 0 to 1; 0 keeps all.  [default: {LIKELY}]")
@workers_option
def extract(
    inputs: tuple[str, ...], output_dir: Path, engine: str, minimum: float | None, workers: int | None
) -> int:
    """Write the graph of each article alone; no store is needed.

    Graphs are Turtle files named after the articles' ids, with characters that a file name cannot hold
    percent-encoded.

    \b
    Example: kg extract articles.jsonl --output-dir graphs/
    """
    from kg.export.files import output, unused_stem
    from kg.pipeline import Engine, article_graphs, shipped_stages

    skips, used = Skips(), set[str]()
    stages, least = shipped_stages(Engine(engine), kept=False), LIKELY if minimum is None else minimum
    with progress("reading articles") as advance:
        found = article_graphs(
            inputs,
            stages,
            skipped=skips,
            stdin=sys.stdin.buffer,
            minimum=least,
            spread=spread_over(workers, stages),
        )
        for graph in found:
            with output(output_dir / f"{unused_stem(graph.article_id, used)}.ttl") as out:
                out.write(graph.turtle)
            advance(1)
    say(f"{len(used)} graphs written to {output_dir}; {skips.count} skipped.")
    return skips.exit_code

"""`kg evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.console import clean, say

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.argument("gold", type=FOLDER)
@click.argument("graphs", type=FOLDER)
@click.option("--errors", is_flag=True, help="List what was missed and what was wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print figures as JSON.")
def evaluate(gold: Path, graphs: Path, errors: bool, as_json: bool) -> None:
    """Compare graphs of single articles with gold annotations, per kind of fact.

    GOLD is a folder of annotations NAME.json, GRAPHS one of graphs NAME.ttl as `kg extract` writes them.

    \b
    Example: kg evaluate gold/ graphs/ --errors
    """
    import json

    from kg import evaluate as evaluation

    report = evaluation.score(gold, graphs)
    for name in report.unreadable:
        say(f"{name}: counted as empty")
    if missing := evaluation.without_graph(gold, graphs):
        say(f"{missing} gold files have no graph in {graphs}: they count as if nothing had been found")
    if errors:
        for line in evaluation.error_lines(report):
            click.echo(clean(line, keep="\t"))
    click.echo(json.dumps(evaluation.as_json(report), indent=2) if as_json else evaluation.table(report))

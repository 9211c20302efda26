"""`kg validate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import clean, open_to_read, say
from kg.cli.place import store_option
from kg.errors import ReadError

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.store import Remote

INVALID = 1  # exit code


@click.command()
@click.argument(
    "files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="[FILE]..."
)
@click.option(
    "--language", type=click.Choice(("ru", "en")), default="en", show_default=True, help="Of messages."
)
@store_option
def validate(files: tuple[Path, ...], language: str, store: Path | Remote) -> int:
    """Check the store's graphs, or Turtle files, against the ontology's shapes (SHACL).

    \b
    Example: kg validate --store exports/store
    """
    from kg.rdf.validate import validate as check

    valid = True
    for name, graph in [(str(file), _parsed(file)) for file in files] or [(str(store), _stored(store))]:
        report = check(graph, language)
        for found in report.results:
            click.echo(clean(f"{name}: {found.focus} {found.path} {found.value}: {found.message}"))
        say(f"{name}: {'valid' if report.conforms else f'{len(report.results)} violations'}")
        valid = valid and report.conforms
    return 0 if valid else INVALID


def _parsed(file: Path) -> Graph:
    from rdflib import Graph

    try:
        return Graph().parse(file, format="turtle")
    except Exception as error:  # rdflib's parser raises whatever it trips over
        reason = clean(str(error))[:200] or type(error).__name__
        raise ReadError(str(file), f"not Turtle ({reason}); give what `kg export` wrote") from None


def _stored(place: Path | Remote) -> Graph:
    from io import BytesIO

    from rdflib import Graph

    from kg.export import export

    out = BytesIO()
    export(open_to_read(place), "turtle", out)
    return Graph().parse(data=out.getvalue(), format="turtle")

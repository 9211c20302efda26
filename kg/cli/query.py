"""`kg query`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import clean, output_option, say
from kg.cli.place import store_option
from kg.cli.table import plain_table, print_table
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query import Answer, Request
    from kg.store import Remote

FORMATS = ("auto", "table", "csv", "json", "turtle")
NAME = re.compile(r"[a-z][a-z0-9-]*")  # partners-of-region


@click.command()
@click.argument("text", required=False, metavar="SPARQL|FILE.rq|NAME|-")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a saved question."
)
@click.option("--list", "listing", is_flag=True, help="Show the saved questions.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="auto",
    show_default=True,
    help="auto: a table for SELECT and ASK, Turtle for CONSTRUCT.",
)
@click.option("--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds.")
@click.option("--trace", is_flag=True, help="Ask what corrections invalidated, and that alone.")
@output_option
@store_option
def query(
    text: str | None,
    params: tuple[str, ...],
    listing: bool,
    form: str,
    timeout: float,
    trace: bool,
    target: Path,
    store: Path | Remote,
) -> None:
    """Ask the store: SPARQL, a file with SPARQL, or the name of a saved question.

    Parameters may be names, other names or codes, in any letter case.

    \b
    Example: kg query partners-of-region --param region="Калужская область"
    """
    from kg.query import ask

    if listing:
        return _list()
    if text is None:
        raise click.UsageError("say what to ask: SPARQL, FILE.rq, a saved question, or --list to see these")
    found = ask(store, replace(_request(text, params, form), trace=trace), timeout)
    for note in found.notes:
        say(note)
    return _show(found, target)


def _request(text: str, params: Iterable[str], form: str) -> Request:
    from kg.query import Format, Request

    given = dict(_parameter(param) for param in params)
    if NAME.fullmatch(text):
        return Request(question=text, parameters=given, format=Format(form))
    return Request(sparql=_sparql(text), parameters=given, format=Format(form))


def _parameter(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not (name and equals and value.strip()):
        raise click.BadParameter(f"{param!r} is not NAME=VALUE", param_hint="--param")
    return name, value


def _sparql(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if not text.endswith((".rq", ".sparql")):
        return text
    try:
        return Path(text).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise QueryError(f"{text}: {reason}; give a file with SPARQL") from None


def _show(found: Answer, target: Path) -> None:
    from kg.export.files import output

    on_terminal = str(target) == "-" and sys.stdout.isatty()
    if on_terminal and found.columns:
        print_table(found.columns, found.rows)
    else:
        text = _text(found)
        with output(target) as out:
            out.write((clean(text, keep="\n\t") if on_terminal else text).encode())
    if found.columns and not found.rows:
        say("no rows")


def _text(found: Answer) -> str:
    if found.graph is not None:
        return _turtle(found.graph)
    return plain_table(found.columns, found.rows) if found.text is None else found.text


def _turtle(triples: str) -> str:
    from pyoxigraph import RdfFormat, parse

    from kg.export.turtle import write_turtle

    out = BytesIO()
    write_turtle((quad.triple for quad in parse(triples, format=RdfFormat.N_TRIPLES)), out)
    return out.getvalue().decode()


def _list() -> None:
    from kg.query import questions

    for question in questions():
        click.echo(f"{question.name}\n    {question.titles['ru']} | {question.titles['en']}")
        click.echo(f"    {question.descriptions['ru']}\n    {question.descriptions['en']}")
        for parameter in question.parameters:
            need = "" if parameter.required else " (optional)"
            click.echo(f"    --param {parameter.name}=…{need}: {parameter.ru} | {parameter.en}")

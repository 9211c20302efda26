"""`kg explain`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import clean, open_to_read, say
from kg.cli.place import store_option

if TYPE_CHECKING:
    from kg.query import Decision, ExplainedFact, Explanation, Reported, Source
    from kg.store import Remote

IDENTITY = {"same": "one thing", "different": "not", "unsure": "perhaps"}


@click.command()
@click.argument("name", metavar="NAME-OR-IRI")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@store_option
def explain(name: str, form: str, store: Path | Remote) -> None:
    """Show what the articles say of a person, place, visit or other thing, with their quotes.

    If several things have the name, they are listed: give the IRI of one of them.

    \b
    Example: kg explain "Калужская область"
    """
    from kg.query import explain as explain_thing
    from kg.query import find

    opened = open_to_read(store)
    found = [explain_thing(opened, thing) for thing in find(opened, name)]
    if form == "json":
        click.echo(_json(found))
    elif len(found) > 1:
        say(f"{len(found)} things are called {name!r}; give the IRI of one")
        for one in found:
            click.echo(f"{clean(one.iri)}  {clean(one.name)} ({one.kind}, {len(one.facts)} facts)")
    else:
        click.echo("\n".join(_lines(found[0])))


def _json(found: list[Explanation]) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()


def _lines(found: Explanation) -> Iterator[str]:
    yield f"{clean(found.name)} ({found.kind})"
    if found.names:
        yield f"also {clean(', '.join(found.names))}"
    yield clean(found.iri)
    yield from map(clean, _reported(found.reported))
    for fact in found.facts:
        yield ""
        yield _statement(fact)
        for source in fact.sources:
            yield f"    «{clean(source.quote)}»"
            yield f"    {_origin(source)}"
    if found.decisions:
        yield ""
        yield from map(_decision, found.decisions)


def _reported(found: Reported) -> Iterator[str]:
    if found.states:
        told = (f"{state.status} {state.published or 'undated'} ({state.article})" for state in found.states)
        yield f"reported {', '.join(told)}"
    for day in found.days:
        chosen = f", chosen: {day.because}" if day.because else ""
        yield f"{day.of} {day.day} in {day.texts} {'text' if day.texts == 1 else 'texts'}{chosen}"
    for tenure in found.tenures:
        held = f"reported from {tenure.first} to {tenure.last}" if tenure.first else None
        left = f"reported as left on {tenure.left}" if tenure.left else None
        yield f"{tenure.post}: {', '.join(filter(None, (held, left)))}"


def _decision(decision: Decision) -> str:
    said = clean(" ".join(filter(None, (IDENTITY[decision.verdict], decision.other))))
    articles = clean(", ".join(decision.articles))
    score = f"score {decision.score:g}" if decision.score is not None else None
    grounds = (decision.why, score, decision.by if score is None else None, decision.when)
    return f"{said} ({articles}): {clean(' · '.join(filter(None, grounds)))}"


def _statement(fact: ExplainedFact) -> str:
    overtaken = "" if fact.holds else "  [overtaken by other reports]"
    return f"{clean(fact.subject)} — {clean(fact.label)}: {clean(fact.object)}{overtaken}"


def _origin(source: Source) -> str:
    parts = (source.published, source.title, source.article, source.url, f"confidence {source.confidence:g}")
    return " · ".join(clean(part) for part in parts if part)

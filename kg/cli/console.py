"""What commands share: options, messages on stderr, progress, text made safe for a terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.place import folder_of
from kg.errors import KgError, ReadError

if TYPE_CHECKING:
    from kg.link import Comparing
    from kg.model import Article, Extraction
    from kg.pipeline import Draw, Spread, Stages
    from kg.store import Remote, Store

F = TypeVar("F", bound=Callable[..., Any])
SKIPPED = 1  # exit code
# what may run a terminal or turn the order of letters about: controls, marks of direction, half characters
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
BREAKS = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")

judgements_option = click.option(
    "--judgements",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="KG_JUDGEMENTS",
    help="File of judgements on who is who.  [env: KG_JUDGEMENTS; default: <store>.judgements.jsonl]",
)


def _probability(context: click.Context, option: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise KgError(f"--min-confidence {value}: give a number from 0 to 1")
    return number


def minimum_option(text: str) -> Callable[[F], F]:
    """`--min-confidence P`, its help text to be given. The value is None where it is not there."""
    return click.option("--min-confidence", "minimum", metavar="P", callback=_probability, help=text)


workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that read, where there is enough to read.  [default: one for each processor]",
)
inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")


output_option = click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default=Path("-"),
    help="File to write.  [default: stdout]",
)


def clean(text: str, keep: str = "") -> str:
    """The text without control characters and marks of direction; line breaks and tabs become spaces.

    Characters in `keep` stay.
    """
    return UNSAFE.sub(lambda match: match[0] if match[0] in keep else _replacement(match[0]), text)


def _replacement(mark: str) -> str:
    return " " if mark in BREAKS else ""


def say(message: str) -> None:
    """One line on stderr."""
    click.echo(clean(message), err=True)


class Skips:
    """Tells of inputs that are skipped and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: ReadError) -> None:
        self.count += 1
        say(f"skipped {error}")

    @property
    def exit_code(self) -> int:
        """1 if anything was skipped."""
        return SKIPPED if self.count else 0


@contextmanager
def progress(what: str) -> Iterator[Callable[[int], None]]:
    """Call what comes with the number of articles just done; a bar on stderr if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}"),
    )
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done: bar.advance(task, done)


def judgements_of(store: Path | Remote, given: Path | None) -> Path:
    """The file of judgements: the one given, else the one beside the store."""
    folder = folder_of(store).absolute()
    return given or folder.with_name(f"{folder.name}.judgements.jsonl")


def judged_stages(path: Path, skips: Skips, comparing: Comparing | None = None) -> Stages:
    """The project's stages, obeying the judgements of a file; its wrong lines are skipped.

    `comparing` says who compares nodes where all are resolved.
    """
    from kg.identity import read_judgements
    from kg.pipeline import shipped_stages

    judgements = read_judgements(path)
    for problem in judgements.problems:
        skips(problem)
    return shipped_stages(judgements=judgements, told=partial(_tell_of, path), comparing=comparing)


def spread_over(workers: int | None, stages: Stages) -> Spread[Any, Any]:
    """Who reads the articles: so many processes."""
    from kg.pipeline.pool import across_processes, cores

    return partial(across_processes, workers=workers or cores(), preload=stages.preload)


def drawn_by(workers: int | None) -> Draw:
    """Who makes the quads of a store: so many processes."""
    from kg.pipeline.drawing import PRELOAD
    from kg.pipeline.pool import across_processes, cores

    return partial(across_processes, workers=workers or cores(), preload=PRELOAD, pays=0)


def compared_by(workers: int | None, cluster: str | None) -> Comparing | None:
    """Who compares nodes where there is much to compare: so many processes, or a cluster elsewhere.

    Raises KgError if what a cluster needs is not installed.
    """
    from kg.link.comparing import Shared
    from kg.pipeline.pool import across_processes, cores
    from kg.pipeline.sharing import PRELOAD, Sharing

    if cluster not in (None, "local"):
        return Shared(Sharing(partial(_cluster().across_tasks, address=cluster)))
    number = workers or cores()
    spread = partial(across_processes, workers=number, preload=PRELOAD, pays=0)
    return Shared(Sharing(spread)) if number > 1 else None


def spread_over_cluster(
    address: str, folder: str, workers: int | None, stages: Stages
) -> Spread[Article, Extraction]:
    """Who reads the articles: a cluster. Raises KgError if what that needs is not installed."""
    across_cluster = _cluster().across_cluster
    return partial(across_cluster, address=address, folder=folder, version=stages.reading, workers=workers)


def _cluster() -> ModuleType:
    try:
        import kg.cluster
    except ImportError as error:
        raise KgError(f"--cluster needs Dask: pip install 'entity-kg[cluster]' ({error})") from None
    return kg.cluster


def _tell_of(path: Path, message: str) -> None:
    say(f"{path}: {message}")


def open_to_read(place: Path | Remote) -> Store:
    """The store; says so if its graphs lag behind what was read."""
    from kg import store

    opened = store.open_to_read(place)
    if not opened.settled:
        say(f"{place}: {store.UNSETTLED}")
    return opened

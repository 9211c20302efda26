"""The command `kg`. Commands import what they need when they run: `kg --help` loads no library but click."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from kg.cli.build import build
from kg.cli.console import say
from kg.cli.evaluate import evaluate
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.extract import extract
from kg.cli.map import map
from kg.cli.query import query
from kg.cli.retract import retract
from kg.cli.review import review
from kg.cli.stopping import INTERRUPTED, kept_when_interrupted
from kg.cli.validate import validate
from kg.errors import KgError

WRONG = 2  # what was asked for cannot be done
# Matrices here are small: more threads wait for one another more than they multiply, above all on a machine
# with other work. Processors are made use of by worker processes.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# objects made between two looks for cycles: articles are trees of many small ones, dictionaries stay for good
COLLECTING = (50_000, 20, 50)
COMMANDS = (build, retract, extract, query, export, map, explain, review, validate, evaluate)


class Commands(click.Group):
    """Commands that Ctrl-C ends with one line; click itself would print an empty one."""

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """Read a command line."""
        with kept_when_interrupted("stopped", patient=True):
            return super().make_context(*arguments, **options)

    def invoke(self, context: click.Context) -> object:
        """Run a command."""
        with kept_when_interrupted("stopped", patient=True):
            return super().invoke(context)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="entity-kg", prog_name="kg")
def kg() -> None:
    """Entity knowledge graphs of official travel, read from Russian-language news.

    \b
    kg build articles/            read articles into the store exports/store
    kg query --list               show the saved questions
    kg map -o map.html            draw the map
    """


for command in COMMANDS:
    kg.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 something skipped or invalid, 2 cannot be done."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    gc.set_threshold(*COLLECTING)
    open_streams()
    atexit.register(gc.freeze)  # what goes with the process need not be looked through for cycles before
    code = run(arguments)
    if code == INTERRUPTED and "distributed" not in sys.modules:  # which has processes of its own to end
        os._exit(code)  # taking apart what a large build holds takes long
    sys.exit(code)


def open_streams() -> None:
    """Standard streams that the caller has closed lead nowhere; files of a store would take their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (until the end)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    try:
        code = kg.main(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except click.Abort:
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return WRONG
    except KgError as error:
        say(f"kg: {error}")
        return WRONG
    except (BrokenPipeError, SystemExit):
        # The reader of stdout has gone, as `head` does, which is no failure; click turns it into SystemExit.
        _leave_stdout()
        return 0
    except OSError as error:  # such as a full disk behind stdout
        say(f"kg: cannot go on: {error}; free some space or write elsewhere")
        _leave_stdout()
        return WRONG
    return code if isinstance(code, int) else 0


def _leave_stdout() -> None:
    """What is still buffered must not be tried again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

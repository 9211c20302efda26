"""Ctrl-C: a command ends within a second, whatever it is at, and says in one line what becomes of it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from select import select
from threading import Lock, Thread, current_thread, main_thread

import click
from click.exceptions import Exit

from kg.cli.console import say

INTERRUPTED = 130  # exit code, as a shell reports Ctrl-C
PATIENCE = 0.7  # seconds
SHOW_CURSOR = "\x1b[?25h"  # a bar of progress hides it


def stopped(message: str = "stopped") -> Exit:
    """What ends a command that somebody stopped, who is told so."""
    if sys.stderr.isatty():
        click.echo(SHOW_CURSOR, err=True)  # in a line of its own: the terminal shows ^C
    say(message)
    return Exit(INTERRUPTED)


@contextmanager
def kept_when_interrupted(message: str, *, patient: bool = False) -> Iterator[None]:
    """Tells somebody who stops a command what becomes of it.

    While a store writes, Python does not hear of Ctrl-C. Who is not `patient` then ends the process as if it
    had been killed, which stores outlive.
    """
    speaking = Lock()
    watched = (
        nullcontext() if patient else _watched(lambda: speaking.acquire(blocking=False) and stopped(message))
    )
    with watched:
        try:
            yield
        except KeyboardInterrupt:
            speaking.acquire()
            raise stopped(message) from None


@contextmanager
def _watched(tell: Callable[[], object]) -> Iterator[None]:
    if current_thread() is not main_thread():  # where no signals arrive
        yield
        return
    heard, told = os.pipe()
    os.set_blocking(told, False)
    before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    Thread(target=_watch, args=(heard, tell), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(told)  # which ends the thread


def _watch(heard: int, tell: Callable[[], object]) -> None:
    """End the process some time after Ctrl-C, if `heard` is not closed before."""
    until: float | None = None
    while select([heard], [], [], until and max(0.0, until - time.monotonic()))[0]:
        numbers = os.read(heard, 64)
        if not numbers:
            os.close(heard)
            return
        if signal.SIGINT in numbers and until is None:
            until = time.monotonic() + PATIENCE
    tell()
    os._exit(INTERRUPTED)

"""Importing this makes the process that workers are forked from keep quiet about a parent that goes away."""

from __future__ import annotations

import sys
from types import TracebackType


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show an error, unless it is that a worker was promised its work and the pipe ended, as by Ctrl-C."""
    if not issubclass(kind, EOFError):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = report

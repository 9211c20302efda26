"""How worker processes come into the world: forked from a process that has loaded the models, once.

Forking this process would copy the locks of Oxigraph's threads as they happen to be.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from kg.pipeline.spread import Work
from kg.pipeline.worker import serve

# matrices on one thread each: the processes share the processors out already
ALONE = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM")}
QUIET = "kg.pipeline.quiet"
SAFE = {"PYTHONSAFEPATH": "1"}  # else the current folder could stand in for any module


def start(work: Work[Any, Any], preload: Sequence[str]) -> tuple[BaseProcess, Connection]:
    """A worker process, and the pipe to it, which is its life: it ends when this end closes."""
    forking = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver") if forking else multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, work), daemon=True)
    with environment(ALONE | SAFE):
        if forking:
            context.set_forkserver_preload([QUIET, *preload])
            with deaf_to_interrupts():
                forkserver.ensure_running()
        process.start()
    theirs.close()
    return process, ours


@contextmanager
def environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """Variables for the processes that are started meanwhile."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes that are started meanwhile, or by threads that are, never hear of Ctrl-C.

    Not even while they load Python. Here it is heard of afterwards.
    """
    resource_tracker.ensure_running()  # which else unblocks the signal when a process is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

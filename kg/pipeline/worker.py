"""A worker process: batches in, replies out, until the pipe closes."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any, NoReturn

from kg.pipeline.spread import Work, reply


def serve(connection: Connection, work: Work[Any, Any]) -> None:
    """Reply to each batch; say first, with None, that there is somebody to reply.

    Ends at once, in the middle of a batch too, when the other end of the pipe is closed, be it by a kill.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; who reads the pipe decides
    batches = SimpleQueue[Sequence[Any]]()
    Thread(target=_receive, args=(connection, batches), daemon=True).start()
    try:
        connection.send(None)
        while True:
            connection.send(reply(work, batches.get()))
    except OSError:  # nobody reads any more
        os._exit(0)


def _receive(connection: Connection, batches: SimpleQueue[Sequence[Any]]) -> NoReturn:
    while True:
        try:
            batches.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)

"""Answers with a time limit: a query runs in a process of its own, which can be killed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from kg.errors import KgError, QueryError
from kg.query.answer import Answer, Request, answer
from kg.store import UNSETTLED, Remote, open_to_read


@dataclass(frozen=True, slots=True)
class Job:
    """What the process is told; on stdin, since other users see the words of a command."""

    store: str | Remote
    request: Request


@dataclass(frozen=True, slots=True)
class Report:
    """What the process says: an answer, or the text of a deliberate error."""

    answer: Answer | None = None
    error: str | None = None


def ask(store: Path | str | Remote, request: Request, timeout: float) -> Answer:
    """Answer a request within `timeout` seconds over the store as it is when the query starts.

    Raises QueryError, also when the time is over; StoreError's text comes as QueryError too.
    """
    place = store if isinstance(store, Remote) else str(store)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "kg.query.process"],
            input=msgspec.json.encode(Job(place, request)),
            capture_output=True,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired:
        advice = "narrow the question or give a longer --timeout"
        raise QueryError(f"no answer within {timeout:g} seconds; {advice}") from None
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit code {done.returncode}"]
        raise QueryError(f"the query ended abnormally: {reason[-1]}")
    report = msgspec.json.decode(done.stdout, type=Report)
    if report.answer is None:
        raise QueryError(report.error or "no answer")
    return report.answer


def work() -> None:
    """The other process: a job on stdin, a report on stdout."""
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    try:
        store = open_to_read(job.store)
        found = answer(store, job.request)
        behind = () if store.settled else (f"{job.store}: {UNSETTLED}",)
        report = Report(replace(found, notes=behind + found.notes))
    except KgError as error:
        report = Report(error=str(error))
    sys.stdout.buffer.write(msgspec.json.encode(report))


if __name__ == "__main__":
    work()

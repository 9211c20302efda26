"""The report for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from kg.evaluate.metric import Report, Verdict

NAMES = {Verdict.MISS: "miss", Verdict.FALSE: "false", Verdict.HIT: "hit"}


def table(report: Report) -> str:
    """Fixed columns: precision, recall, F1, right, false, missed."""
    return "\n".join(table_lines(report))


def table_lines(report: Report) -> Iterator[str]:
    """The table's lines, header first."""
    yield f"{'':28}{'P':>7}{'R':>7}{'F1':>7}{'tp':>6}{'fp':>6}{'fn':>6}"
    for key, f in report.figures.items():
        yield f"{key:28}{f.p:7.3f}{f.r:7.3f}{f.f1:7.3f}{f.tp:6}{f.fp:6}{f.fn:6}"
    for key, s in report.shares.items():
        yield f"{key:28}{s.share:21.3f}{s.of:6}"


def as_json(report: Report) -> dict[str, dict[str, float | int]]:
    """The figures and shares as plain data."""
    figures = {key: asdict(value) for key, value in report.figures.items()}
    return figures | {key: asdict(value) for key, value in report.shares.items()}


def error_lines(report: Report) -> Iterator[str]:
    """Each error: article, miss or false, slot, filler; separated by tabs."""
    for error in report.errors:
        yield "\t".join((error.article, NAMES[error.verdict], error.slot, error.text))

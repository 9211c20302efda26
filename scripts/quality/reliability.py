"""Whether confidence keeps its word: a reliability table, and the calibration error of each kind of fact."""

from __future__ import annotations

from collections.abc import Sequence

from kg.evaluate import Judgement, bins, calibration_error
from kg.evaluate.facts import KINDS


def report(cases: Sequence[Judgement]) -> dict[str, float]:
    """Print both; the errors as `posts.ece` … `all.ece`."""
    print(f"{'confidence':>12}{'slots':>8}{'right':>8}")
    for each in bins(cases):
        print(f"{each.confidence:12.2f}{each.count:8}{each.right:8.2f}")
    found = {}
    print(f"\n{'':12}{'ECE':>8}{'slots':>8}")
    for kind in (*KINDS, "all"):
        own = [case for case in cases if kind in (case.kind, "all")]
        found[f"{kind}.ece"] = round(calibration_error(own), 4)
        print(f"{kind:12}{found[f'{kind}.ece']:8.3f}{len(own):8}")
    return found

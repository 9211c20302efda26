"""Figures against what was once reached: `floors.toml` names sets, their measures and the limits of these."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")
Measured = dict[str, dict[str, float]]  # set → measure → figure
UPWARDS = "ece"  # a measure that may not rise


def read_floors(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """Set → measure → floor."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def compare(
    measured: Mapping[str, Mapping[str, float]], floors: Mapping[str, Mapping[str, float]]
) -> tuple[list[str], bool]:
    """A line for each floor, and whether all hold.

    A set that was not measured is named and skipped; a measure that a measured set lacks counts as broken.
    """
    lines, kept = [], True
    for name, wanted in floors.items():
        if name not in measured:
            lines.append(f"{name}: SKIPPED, not measured")
            continue
        for measure, floor in wanted.items():
            figure = measured[name].get(measure)
            fine = figure is not None and holds(measure, figure, floor)
            kept = kept and fine
            lines.append(line(name, measure, figure, floor, fine))
    return lines, kept


def holds(measure: str, figure: float, floor: float) -> bool:
    """True if a figure is as good as its floor; errors of calibration may be lower, all else higher."""
    return figure <= floor if measure.endswith(UPWARDS) else figure >= floor


def line(name: str, measure: str, figure: float | None, floor: float, fine: bool) -> str:
    """One comparison in words."""
    shown = "missing" if figure is None else f"{figure:.3f}"
    sign = "≤" if measure.endswith(UPWARDS) else "≥"
    return f"{'ok  ' if fine else 'LOW '} {name:24}{measure:36}{shown:>8}  {sign} {floor:.3f}"

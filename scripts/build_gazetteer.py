"""Make the shipped gazetteer: `python -m scripts.build_gazetteer [SOURCES]`.

SOURCES is the folder of source tables (`../shared/gazetteer` unless given), of which
`data/gazetteer/README.md` tells. Needs the extra `data`: `pip install --editable '.[data]'`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.gazetteer import Gazetteer
from scripts.gazetteer.capitals import write_capitals
from scripts.gazetteer.cities import cities
from scripts.gazetteer.countries import countries
from scripts.gazetteer.regions import regions
from scripts.gazetteer.write import forms, places

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data" / "gazetteer"
SOURCES = ROOT.parent / "shared" / "gazetteer"


def main(sources: Path) -> None:
    """Write the five tables from the sources and the curated lists."""
    nations = countries(DATA, sources)
    states = regions(DATA, sources)
    states, towns = cities(DATA, sources, states)
    places(DATA / "countries.tsv", (named.place for named in nations))
    places(DATA / "regions.tsv", (named.place for named in states))
    places(DATA / "cities.tsv", (named.place for named in towns))
    forms(DATA / "forms.tsv", [*nations, *states, *towns])
    seats = write_capitals(DATA / "capitals.tsv", sources, Gazetteer.read(DATA))
    print(
        f"{len(nations)} countries, {len(states)} regions, {len(towns)} cities, {seats} capitals",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES)

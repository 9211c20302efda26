"""Make the table of GeoNames' ids of regions: `python -m scripts.build_region_ids PACKAGE [SOURCES]`.

PACKAGE is the file `data/iso3166-2.json` of the npm package iso3166-2-db 2.3.11 (MIT; regions with ids of
GeoNames, CC BY 4.0), unpacked, not installed: `npm pack iso3166-2-db`. SOURCES are those of
`scripts.build_gazetteer`, which comes before and after. Needs the extra `data`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.gazetteer import gazetteer
from scripts.build_gazetteer import DATA, SOURCES
from scripts.gazetteer.admin import divisions
from scripts.gazetteer.region_ids import REGION_IDS, write_region_ids


def main(package: Path, sources: Path) -> None:
    """Write the table from the regions of the shipped gazetteer."""
    lines = (DATA / "regions.tsv").read_text(encoding="utf-8").splitlines()[1:]
    regions = [gazetteer()[line.partition("\t")[0]] for line in lines]
    found = write_region_ids(REGION_IDS, package, regions, divisions(sources, regions))
    print(len(found), "regions", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else SOURCES)

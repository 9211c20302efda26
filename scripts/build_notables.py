"""Make the shipped table of people and bodies: `python -m scripts.build_notables [CORPUS]`.

CORPUS is the folder of NEREL's training part in brat's format (`../shared/corpora/nerel/train` unless
given), of which only Wikidata's ids, their labels and the words linked to them are read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.gazetteer.notables import write_notables

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data" / "gazetteer"
CORPUS = ROOT.parent / "shared" / "corpora" / "nerel" / "train"


def main(corpus: Path) -> None:
    """Write the table."""
    print(write_notables(DATA / "notables.tsv", corpus), "people and bodies", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)

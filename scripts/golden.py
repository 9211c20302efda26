"""Rewrite the golden files that tests compare with: `make golden`.

Read the difference before committing it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = ("tests/rdf/golden", "tests/export/map/sample_view.jsonl")
# each is run by this Python with KG_GOLDEN=write
WRITERS = (
    ("-m", "pytest", "-q", "tests/rdf/test_quads.py", "-k", "golden"),
    ("tests/export/map/test_map_view.py",),
)


def main() -> int:
    """Run every writer and show what changed; 1 if one of them failed."""
    environment = {**os.environ, "KG_GOLDEN": "write", "PYTHONPATH": str(ROOT)}
    codes = [
        subprocess.run([sys.executable, *each], cwd=ROOT, env=environment).returncode for each in WRITERS
    ]
    if any(codes):
        print("the golden files are incomplete: a writer failed, see above", file=sys.stderr)
        return 1
    changed = subprocess.run(
        ["git", "diff", "--stat", "--", *FILES], cwd=ROOT, capture_output=True, text=True
    )
    print(changed.stdout or "The golden files are as they were.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

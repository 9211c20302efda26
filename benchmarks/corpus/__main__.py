"""Write made-up articles with their gold: `python -m benchmarks.corpus --events 500 --seed 1 -o DIR`."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from benchmarks.corpus.stream import write


def main() -> int:
    """Write the set; say how many articles, how fast and in how much memory."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument(
        "--events", type=int, default=500, help="visits, with two to four articles each (500)"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed, another set (1)")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, help="a folder, or NAME.jsonl, NAME.jsonl.gz"
    )
    args = parser.parse_args()
    start = time.perf_counter()
    number = write(args.events, args.seed, args.output)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{number:,} articles in {seconds:.0f} s, {memory:.0f} MiB at most: {args.output}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Print the quality tables: `python scripts/quality.py [SHARED]`.

SHARED holds the annotated sets and their scorers (`eval/`, `corpora/`). What is not there is named and
skipped; the project's own gold, of the sample (`tests/gold`) and of articles that the rules were not written
with (`tests/unseen`), is scored always.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.corpus import is_selection  # noqa: E402 (after the path)

ENGINES = ("rules", "models", "both")
KG = Path(sys.executable).with_name("kg")


class AnnotatedSet(NamedTuple):
    """A set below SHARED and the scorer that knows its format."""

    heading: str
    scorer: str
    gold: str


SETS = (
    AnnotatedSet("Delegation news, development set", "eval/score.py", "eval/dev"),
    AnnotatedSet("FactRuEval-2016, track 3, devset", "eval/factrueval.py", "corpora/factrueval/devset"),
    AnnotatedSet("NEREL, dev", "eval/nerel.py", "corpora/nerel/dev"),
)


def main(shared: Path) -> int:
    """Score every set; 1 if a command failed."""
    results = [
        under("Sample articles (tests/gold)", score_sample),
        under("Unseen articles (tests/unseen)", score_unseen),
        *(under(f"Selection (data/training), {each}", partial(score_selection, each)) for each in ENGINES),
    ]
    for each in SETS:
        missing = [name for name in (each.scorer, each.gold) if not (shared / name).exists()]
        if missing:
            print(f"\n== {each.heading}: SKIPPED, no {shared / missing[0]}", flush=True)
            continue
        results.append(under(each.heading, partial(score, shared, each)))
    return 0 if all(results) else 1


def under(heading: str, step: Callable[[], bool]) -> bool:
    """Run a step below its heading; say how long it took, or what failed. True if all of it was done."""
    print(f"\n== {heading}", flush=True)
    start = time.perf_counter()
    try:
        complete = step()
    except subprocess.CalledProcessError as error:
        print(f"failed with exit code {error.returncode}: {' '.join(map(str, error.cmd))}", flush=True)
        return False
    note = "" if complete else "; the articles skipped count as empty"
    print(f"({time.perf_counter() - start:.0f} s{note})", flush=True)
    return complete


def score_sample() -> bool:
    """The sample's gold through `kg evaluate`."""
    with TemporaryDirectory() as folder:
        complete = extract(ROOT / "data" / "articles", Path(folder))
        run(KG, "evaluate", ROOT / "tests" / "gold", folder)
    return complete


def score_unseen() -> bool:
    """The articles that stand in their gold files, through `kg evaluate`."""
    gold = ROOT / "tests" / "unseen"
    with TemporaryDirectory() as folder:
        articles, graphs = Path(folder) / "articles.jsonl", Path(folder) / "graphs"
        rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))]
        articles.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        complete = extract(articles, graphs)
        run(KG, "evaluate", gold, graphs)
    return complete


def score_selection(engine: str) -> bool:
    """The training corpus's articles that nothing is fitted to, read by rules, models or both."""
    with TemporaryDirectory() as folder:
        gold, graphs = Path(folder) / "gold", Path(folder) / "graphs"
        run(sys.executable, ROOT / "scripts" / "corpus.py", "gold", gold, *selection())
        complete = extract(gold / "articles.jsonl", graphs, "--engine", engine)
        run(KG, "evaluate", gold, graphs)
    return complete


def selection() -> list[Path]:
    """The sources of the selection."""
    articles = sorted((ROOT / "data" / "training" / "articles").glob("*.txt"))
    return [path for path in articles if is_selection(path.stem)]


def score(shared: Path, each: AnnotatedSet) -> bool:
    """Extract from the articles that the scorer prints, then let it score the graphs."""
    scorer, gold = shared / each.scorer, shared / each.gold
    with TemporaryDirectory() as folder:
        articles, graphs = Path(folder) / "articles.jsonl", Path(folder) / "graphs"
        with articles.open("wb") as out:
            subprocess.run([sys.executable, scorer, "--jsonl", gold], stdout=out, check=True)
        complete = extract(articles, graphs)
        run(sys.executable, scorer, gold, graphs)
    return complete


def extract(articles: Path, graphs: Path, *options: str) -> bool:
    """False if some article was skipped (exit code 1). CalledProcessError if no graph was made."""
    command = [str(part) for part in (KG, "extract", articles, "--output-dir", graphs, *options)]
    finished = subprocess.run(command)
    if finished.returncode > 1 or not any(graphs.glob("*.ttl")):
        raise subprocess.CalledProcessError(finished.returncode, command)
    return finished.returncode == 0


def run(*command: str | Path) -> None:
    """Run a command with this one's output; CalledProcessError if it fails."""
    subprocess.run([str(part) for part in command], check=True)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared")))

"""Print the quality tables: `python -m scripts.quality [SHARED]`.

SHARED holds the annotated sets and their scorers (`eval/`, `corpora/`). What is not there is named and
skipped; the project's own gold, of the sample (`tests/gold`), of articles that the rules were not written
with (`tests/unseen`) and of the selection (`data/training`), is scored always. The exit code is 1 if a
command fails or a figure lies below its floor (`floors.toml`).
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kg.evaluate import Judgement, judgements
from scripts.quality import baseline, mistakes, reliability
from scripts.quality.floors import Measured, compare, read_floors
from scripts.quality.sets import (
    FOREIGN,
    IDENTITY,
    MADE_UP,
    ROOT,
    Gold,
    extract,
    figures,
    gold_of_development,
    gold_of_sample,
    gold_of_selection,
    gold_of_unseen,
    score_foreign,
    score_identity,
    score_made_up,
)

TRIED = ("sample", "unseen", "development")  # no confidence was fitted to them


Figures = dict[str, float]


class Step(NamedTuple):
    """One heading of the report: what to do below it, and which files that needs."""

    name: str
    heading: str
    run: Callable[[], Figures]
    needs: Sequence[Path] = ()


def main(shared: Path) -> int:
    """Score every set and compare with the floors; 1 if a command failed or a figure is too low."""
    with TemporaryDirectory() as folder:
        measured, complete = measure(steps(shared, Path(folder)))
    lines, kept = compare(measured, read_floors())
    print("\n== Floors (scripts/quality/floors.toml)")
    print("\n".join(lines))
    return 0 if complete and kept else 1


def measure(steps: Iterable[Step]) -> tuple[Measured, bool]:
    """The figures of all steps by name; False if one failed."""
    measured: Measured = {}
    done = [under(step, measured) for step in steps]
    return measured, all(done)


def steps(shared: Path, folder: Path) -> Iterator[Step]:
    """Everything that is measured, in order: later steps use the graphs of earlier ones."""
    sets = {
        "sample": gold_of_sample(folder),
        "unseen": gold_of_unseen(folder),
        "selection": gold_of_selection(folder),
        "development": gold_of_development(shared, folder),
    }
    for name, gold in sets.items():
        yield Step(name, gold.heading, partial(score, gold), gold.needs)
    for engine in ("rules", "models"):
        gold = sets["selection"]._replace(engine=engine)
        yield Step(f"selection-{engine}", f"{gold.heading}, {engine} alone", partial(score, gold))
    for name, each in FOREIGN.items():
        yield Step(name, each.heading, partial(score_foreign, each, shared, folder), each.needs(shared))
    scorer, told = IDENTITY.needs(shared)
    yield Step("identity", IDENTITY.heading, partial(score_identity, scorer, told, folder), (scorer, told))
    made_up = f"{IDENTITY.heading}, made up (benchmarks.corpus, {MADE_UP[0]} visits, seed {MADE_UP[1]})"
    yield Step("made-up", made_up, partial(score_made_up, shared, folder), (scorer,))
    yield from judgements_of(sets)
    for name, gold in sets.items():
        yield Step(f"baseline-{name}", f"Baseline, {name}", partial(score_baseline, gold), gold.needs)


def judgements_of(sets: Mapping[str, Gold]) -> Iterator[Step]:
    """What the graphs made before tell of confidence and of errors."""
    fitted, tried = [sets["selection"]], [sets[name] for name in TRIED]
    yield Step("confidence-selection", "Confidence, selection (fitted to it)", partial(trust, fitted))
    heading = f"Confidence, {', '.join(TRIED)} (not fitted to them)"
    yield Step("confidence-tried", heading, partial(trust, tried))
    for name in ("selection", "development"):
        run = partial(count_errors, sets[name])
        yield Step(f"errors-{name}", f"Kinds of error, {name}", run, sets[name].needs)


def under(step: Step, measured: Measured) -> bool:
    """Run a step below its heading; note its figures, say how long it took, or what failed or is missing."""
    print(f"\n== {step.heading}", end="", flush=True)
    if gone := missing(step.needs):
        print(f": SKIPPED, no {gone[0]}", flush=True)
        return True
    print(flush=True)
    start = time.perf_counter()
    try:
        measured[step.name] = step.run()
    except subprocess.CalledProcessError as error:
        print(f"failed with exit code {error.returncode}: {' '.join(map(str, error.cmd))}", flush=True)
        return False
    print(f"({time.perf_counter() - start:.0f} s)", flush=True)
    return True


def missing(needs: Iterable[Path]) -> list[Path]:
    """What is not there."""
    return [path for path in needs if not path.exists()]


def score(gold: Gold) -> Figures:
    """Extract and score."""
    gold.write()
    extract(gold.articles, gold.graphs, "--engine", gold.engine)
    return figures(gold.folder, gold.graphs)


def score_baseline(gold: Gold) -> Figures:
    """The same without anything of this project."""
    gold.write()
    graphs = gold.graphs.with_name("baseline")
    baseline.write_graphs(gold.folder, graphs)
    return figures(gold.folder, graphs)


def trust(golds: Iterable[Gold]) -> Figures:
    """Whether confidence keeps its word on the graphs made before, over several sets together."""
    cases: list[Judgement] = list(
        chain.from_iterable(judgements(gold.folder, gold.graphs) for gold in golds if gold.graphs.exists())
    )
    return reliability.report(cases)


def count_errors(gold: Gold) -> Figures:
    """The ten commonest kinds of error of the graphs made before."""
    for line in mistakes.top(gold.folder, gold.graphs):
        print(line)
    return {}


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared")))

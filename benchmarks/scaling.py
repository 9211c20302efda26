"""How cost grows with the corpus: `python -m benchmarks.scaling [-o PLOT.svg] [ARTICLES...]`.

For each number of articles it is decided who is who in made-up news (`benchmarks.growth`); a store of them is
built from what was read, gets one article more, is exported, drawn as a map and asked every saved question,
each in a process of its own. A tenth as many articles of the sample's variants are read by `kg extract`.
Prints Markdown tables; processor seconds, peak memory of the process in MiB. With -o it draws seconds and
memory over the number of articles (needs matplotlib).
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, QuerySolutions

from benchmarks.compiled import compile_package
from benchmarks.growth import fail, news, stages
from benchmarks.run import PATH_QUERY, run
from benchmarks.variants import variants, write

if TYPE_CHECKING:
    from kg.model import Extraction
    from kg.query import Question

SIZES = (100, 1_000, 1_900, 10_000)  # about 62,000, 620,000, 1,000,000 and 5,300,000 statements
MIB = 1 << 10
PASSES = 5
SMALLEST = 10  # articles read by `kg extract`
# what each parameter is, by its name or with that of its question: that of which most is told, the dearest
HUBS = {
    "region": "?d kg:sentBy ?hub",
    "visits-to-region region": "?v kg:destination ?hub",
    "person": "?hub kg:memberOf ?d",
    "visit": "?m kg:duringVisit ?hub",
    "event": "?hub kg:statusReport ?r",
    "entity": "?m kg:refersTo ?hub",
    "about": "?m kg:refersTo ?hub",
    "topic": "?v kg:topic ?hub",
    "a": "?d kg:sentBy ?hub",
    "b": "?v kg:destination ?hub",
}
PREFIX = "PREFIX kg: <https://w3id.org/entity-kg/ontology#>"
READING = "`kg extract`"
UNITS = {"seconds": "processor seconds", "memory": "MiB"}
Step = Callable[[Sequence["Extraction"], Path], object]
Query = Callable[[str], object]


class Cost(NamedTuple):
    """What something took: how many articles, processor seconds, MiB."""

    articles: int
    seconds: float
    memory: float


Costs = dict[str, list[Cost]]  # by what was done


def identify(told: Sequence[Extraction], _: Path) -> object:
    """Who is who, and nothing else."""
    from kg.link import resolve

    return resolve(told)


def settle(told: Sequence[Extraction], folder: Path) -> object:
    """A new store."""
    from kg.pipeline import build

    return build([each.article.id for each in told], folder, stages(told), skipped=fail)


def settle_one(told: Sequence[Extraction], folder: Path) -> object:
    """The last article only."""
    from kg.pipeline import build

    return build([told[-1].article.id], folder, stages(told), skipped=fail)


def export_all(_: Sequence[Extraction], folder: Path) -> None:
    """All as Turtle."""
    from kg.export import export
    from kg.store import open_store

    with (folder.parent / "all.ttl").open("wb") as out:
        export(open_store(folder), "turtle", out)


def draw(_: Sequence[Extraction], folder: Path) -> object:
    """The map, as many things as it shows by default."""
    return run(folder.parent, "map", "--store", str(folder), "-o", "map.html")


def ask(_: Sequence[Extraction], folder: Path) -> Mapping[str, float]:
    """Processor seconds of every query of `asked_of`, the median of a few times."""
    from kg.store import open_store

    store = open_store(folder)
    return {
        name: statistics.median(asked(store.query, sparql) for _ in range(PASSES))
        for name, sparql in asked_of(store.query).items()
    }


def asked_of(query: Query) -> Mapping[str, str]:
    """The path query and every saved question about what most is told of, by name."""
    from kg.query import questions

    saved = {question.name: question.bind(hubs(query, question)) for question in questions()}
    return {"path query, all rows": PATH_QUERY} | saved


def hubs(query: Query, question: Question) -> dict[str, list[NamedNode]]:
    """Values of a question's parameters; one that is not among `HUBS` is left out."""
    names = [each.name for each in question.parameters]
    patterns = {name: HUBS.get(f"{question.name} {name}", HUBS.get(name)) for name in names}
    found = {name: hub(query, pattern) for name, pattern in patterns.items() if pattern}
    return {name: [thing] for name, thing in found.items() if thing}


def hub(query: Query, pattern: str) -> NamedNode | None:
    """What a pattern finds most often."""
    found = query(f"{PREFIX} SELECT ?hub {{ {pattern} }} GROUP BY ?hub ORDER BY DESC(COUNT(*)) LIMIT 1")
    assert isinstance(found, QuerySolutions)
    first = next(iter(found), None)
    return first["hub"] if first and isinstance(first["hub"], NamedNode) else None


def asked(query: Query, sparql: str) -> float:
    """Processor seconds until all rows are there."""
    start = time.process_time()
    found = query(sparql)
    assert isinstance(found, QuerySolutions)
    list(found)
    return time.process_time() - start


STEPS: Mapping[str, Step] = {
    "who is who": identify,
    "building a new store from what was read": settle,
    "one article more": settle_one,
    "export as Turtle": export_all,
    "map": draw,
    "questions": ask,
}

# the steps that news are made up for, and how many more than the others have
MORE = {"who is who": 0, "building a new store from what was read": 0, "one article more": 1}


def one(step: str, size: int, folder: Path) -> None:
    """One step in this process: prints its figures as JSON; making the news up takes no time."""
    told = news(size + MORE[step]) if step in MORE else ()
    start = time.process_time()
    found = STEPS[step](told, folder)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds += children.ru_utime + children.ru_stime
    print(
        json.dumps([seconds, max(memory, children.ru_maxrss / MIB), found if step == "questions" else None])
    )


def measured(size: int, folder: Path) -> Iterator[tuple[str, Cost, Mapping[str, float] | None]]:
    """Every step in a process of its own, then reading."""
    program = [sys.executable, "-m", "benchmarks.scaling"]
    for step in STEPS:
        command = [*program, "--step", step, str(size), "-o", str(folder / "s")]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        seconds, memory, questions = json.loads(told.splitlines()[-1])
        yield step, Cost(size, seconds, memory), questions
    yield READING, reading(max(size // 10, SMALLEST), folder), None


def reading(size: int, folder: Path) -> Cost:
    """What `kg extract` takes with one worker."""
    write(variants(size), folder / "news.jsonl")
    read = run(folder, "extract", "news.jsonl", "--output-dir", "graphs", "--workers", "1")
    return Cost(size, read.processor, read.memory / MIB)


def plot(costs: Costs, path: Path) -> None:
    """Seconds and memory over the number of articles, both axes logarithmic."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "growth"  # the same ids each time
    from matplotlib import pyplot

    _, axes = pyplot.subplots(1, 2, figsize=(10, 4))
    for axis, unit in zip(axes, ("seconds", "memory"), strict=True):
        for step, found in costs.items():
            axis.plot(
                [each.articles for each in found],
                [getattr(each, unit) for each in found],
                marker="o",
                label=step.strip("`"),
            )
        axis.set(xscale="log", yscale="log", xlabel="articles", ylabel=UNITS[unit])
    axes[0].legend(fontsize="x-small")
    pyplot.tight_layout()
    pyplot.savefig(path, metadata={"Date": None})


def main(sizes: Sequence[int], path: Path | None) -> int:
    """Print a table of the steps and one of the questions, and draw the plot."""
    compile_package()
    costs, questions = Costs(), dict[int, Mapping[str, float]]()
    print("| articles | what | processor seconds | MiB |\n|---|---|---|---|")
    for size in sizes:
        with TemporaryDirectory() as folder:
            for step, cost, asked in measured(size, Path(folder)):
                if asked:
                    questions[size] = asked
                    continue
                costs.setdefault(step, []).append(cost)
                print(f"| {cost.articles:,} | {step} | {cost.seconds:.2f} | {cost.memory:.0f} |", flush=True)
    tell(questions)
    if path:
        plot(costs, path)
    return 0


def tell(questions: Mapping[int, Mapping[str, float]]) -> None:
    """The table of the questions."""
    columns = " | ".join(f"{size:,} articles, processor ms" for size in questions)
    print(f"\n| question | {columns} |\n|---|{'---|' * len(questions)}")
    for name in next(iter(questions.values())):
        print(f"| {name} | {' | '.join(f'{1000 * found[name]:.1f}' for found in questions.values())} |")


def parsed() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description="How cost grows with the corpus.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("-o", dest="path", type=Path, help="the plot to draw, or the store of a step")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    given = parsed()
    if given.step:
        one(given.step, given.sizes[0], given.path)
    else:
        raise SystemExit(main(given.sizes, given.path))

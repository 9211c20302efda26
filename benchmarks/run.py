"""Time and memory of the commands and of the stages: `make bench`, or `python -m benchmarks.run [SHARED]`.

Prints a Markdown table. Matrices are multiplied on one thread. Commands tell wall time and, in brackets,
processor time; stages processor time only, which other work on the machine disturbs little. SHARED may hold
the news of NEREL (`corpora/nerel/dev`); without them those rows say so.
"""

from __future__ import annotations

import io
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.annotation import measured, seconds
from benchmarks.compiled import compile_package
from benchmarks.variants import variants, write

if TYPE_CHECKING:
    from kg.model import Article, Document, Extraction
    from kg.store import Store

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
KG = (sys.executable, "-m", "kg")
ARTICLES = 200
HELPS = 7
PASSES = 3
MIB = 1 << 10  # KiB, the unit in which Linux tells memory
ALONE = ("--workers", "1")
PATH_QUERY = """PREFIX kg: <https://w3id.org/entity-kg/ontology#>
SELECT DISTINCT ?official ?region { ?official kg:memberOf/kg:makes/kg:partnerRegion ?region }"""
COLD = """
import time
from kg.annotate import Annotator
from kg.model import Article
Annotator()(Article("a", "Губернатор приехал в Тверь."))
print(time.process_time())
"""
Row = tuple[str, str]


class Run(NamedTuple):
    """A command that has ended: seconds on the clock and of the processor, peak of memory in KiB."""

    seconds: float
    processor: float
    memory: int

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.processor:.2f}), {self.memory / MIB:.0f} MiB"


def main(shared: Path) -> int:
    """Print the heading, then each row as soon as it is measured."""
    os.environ.update(dict.fromkeys(THREADS, "1"))  # numpy, imported later, looks once
    compile_package()
    print(machine(), "\n\n| what | figure |\n|---|---|", sep="")
    with TemporaryDirectory() as folder:
        for what, figure in rows(Path(folder), shared):
            print(f"| {what} | {figure} |", flush=True)
    return 0


def machine() -> str:
    """What the figures were measured on."""
    cores, load = os.cpu_count(), os.getloadavg()[0]
    model = next((line.split(":")[1].strip() for line in cpu_lines() if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = f"{platform.system()}, Python {platform.python_version()}"
    return (
        f"{date.today()}: {model}, {cores} cores, {memory:.0f} GiB, {versions}; load {load:.1f} at the start"
    )


def cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def rows(folder: Path, shared: Path) -> Iterator[Row]:
    """Every row; commands first, while this process is small."""
    news = variants(ARTICLES)
    write(news, folder / "news.jsonl")
    yield from commands(folder)
    yield from annotation(folder, shared.resolve() / "corpora" / "nerel" / "dev")
    yield from stages(news)
    yield from store(folder / "store")


def commands(folder: Path) -> Iterator[Row]:
    """What somebody waits for who types commands."""
    helps = sorted(run(folder, "--help") for _ in range(HELPS))
    yield "`kg --help`", str(helps[HELPS // 2])
    yield "models' cold start: from nothing to the first document", f"{cold_start():.2f} s"
    extract = run(folder, "extract", "news.jsonl", "--output-dir", "graphs", *ALONE)
    yield f"`kg extract`, {ARTICLES} articles", f"{extract}, {pace(extract)}"
    fresh = run(folder, "build", "news.jsonl", "--store", "store", *ALONE)
    yield f"`kg build`, {ARTICLES} articles, new store", f"{fresh}, {pace(fresh)}"
    yield "`kg build` again, nothing new", str(run(folder, "build", "news.jsonl", "--store", "store"))
    for name, *options in (("export", "-o", "kg.ttl"), ("map", "-o", "map.html"), ("validate",)):
        yield f"`kg {name}` of that store", str(run(folder, name, *options, "--store", "store"))
    yield "`kg query`, the path query", str(run(folder, "query", PATH_QUERY, "--store", "store"))


def run(folder: Path, *arguments: str) -> Run:
    """Run `kg`; ends the benchmark with what the command said if it fails or skips something."""
    start, said = time.perf_counter(), folder / "said.txt"
    with said.open("wb") as errors:
        process = subprocess.Popen([*KG, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
    seconds, process.returncode = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"kg {arguments[0]} ended with {process.returncode}:\n{said.read_text()}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def pace(ended: Run) -> str:
    return f"{ARTICLES / ended.processor:.1f} articles a processor second"


def cold_start() -> float:
    """Processor seconds, the median of fresh processes."""
    command = [sys.executable, "-c", COLD]
    return statistics.median(
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        for _ in range(PASSES)
    )


def annotation(folder: Path, texts: Path) -> Iterator[Row]:
    """The annotation and the whole of `kg extract` beside stock natasha on news that were not made here."""
    if not any(texts.glob("*.txt")):
        yield "annotation beside stock natasha", f"left out, no texts in {texts}"
        return
    bare = measured("stages", texts)
    yield "segmentation, morphology, syntax, names", str(bare)
    yield "with lemmas, nominatives, names of persons", str(measured("everything", texts))
    yield "the same with our networks, beside stock's four stages", str(measured("learned", texts))
    inputs = [str(path) for path in sorted(texts.glob("*.txt"))]
    for engine in ("rules", "both"):
        options = "--engine", engine, "--output-dir", f"graphs-{engine}"
        whole = run(folder, "extract", *inputs, *options, *ALONE)
        share = f"{bare.stock / whole.processor:.1f} times as fast as stock's four stages"
        yield f"`kg extract --engine {engine}` of these texts", f"{whole}, {share}"


def stages(news: Sequence[Article]) -> Iterator[Row]:
    """The stages after the models, alone."""
    from kg.annotate import Annotator
    from kg.link import resolve

    documents = list(Annotator().map(news))
    extractions = extracted(documents)
    once = min(seconds(lambda: extracted(documents)) for _ in range(PASSES))
    yield "extraction alone, document to facts", f"{1000 * once / len(news):.1f} ms an article"
    join = min(seconds(lambda: resolve(extractions)) for _ in range(PASSES))
    yield f"linking of {len(news)} articles", f"{join:.2f} s"


def extracted(documents: Sequence[Document]) -> list[Extraction]:
    from kg.extract import extract

    return [extract(document) for document in documents]


def store(folder: Path) -> Iterator[Row]:
    """Questions to the store and Turtle out of it, in this process."""
    from kg.export import export
    from kg.export.turtle import write_turtle
    from kg.store import open_store

    opened = open_store(folder)
    triples = {quad.triple for quad in opened.quads()}
    once = min(seconds(lambda: export(opened, "turtle", io.BytesIO())) for _ in range(PASSES))
    write = min(seconds(lambda: write_turtle(triples, io.BytesIO())) for _ in range(PASSES))
    figure = f"{len(triples) / once:,.0f} triples/s; {len(triples) / write:,.0f} once they are in memory"
    yield f"Turtle of the {len(triples):,} triples of that store", figure
    asked = statistics.median(seconds(lambda: answers(opened)) for _ in range(HELPS))
    yield f"path query, {len(answers(opened))} rows", f"{1000 * asked:.1f} ms"


def answers(opened: Store) -> list[object]:
    from pyoxigraph import QuerySolutions

    found = opened.query(PATH_QUERY)
    assert isinstance(found, QuerySolutions)
    return list(found)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))

"""What more workers gain: `python -m benchmarks.workers [ARTICLES]`.

`kg build` of the sample's variants into a new store, with one worker and with two. Prints a Markdown table:
seconds on the clock; of the main thread, in all and while nobody else worked; of the process's other threads,
which are the database's; of the workers. Processor seconds hardly hang on what else the machine does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from benchmarks.variants import variants, write
from kg.pipeline.pool import Pool

ARTICLES = 640
COLUMNS = ("clock", "main thread", "of it alone", "other threads", "workers", "all but the loading of models")
TICKS = os.sysconf("SC_CLK_TCK")


class Watch:
    """Processor seconds of the main thread while workers were there, and of the workers."""

    def __init__(self) -> None:
        self.together = self.workers = self._since = 0.0

    def hired(self, pool: Pool[Any, Any]) -> None:
        """A pool has begun."""
        self._since = time.thread_time()

    def dismissed(self, pool: Pool[Any, Any]) -> None:
        """A pool is about to end."""
        self.together += time.thread_time() - self._since
        self.workers += sum(processor_seconds(worker.process.pid) for worker in pool._crew)


def processor_seconds(pid: int | None) -> float:
    """Of a process, as Linux tells; 0 elsewhere."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    return 0.0


def built(news: Path, store: Path, workers: int) -> dict[str, float]:
    """Seconds of one build."""
    from kg.cli import main as kg

    watch, begin, close = Watch(), Pool.__enter__, Pool.close

    def enter(pool: Pool[Any, Any]) -> Pool[Any, Any]:
        watch.hired(pool)
        return begin(pool)

    def leave(pool: Pool[Any, Any]) -> None:
        watch.dismissed(pool)
        close(pool)

    start = time.perf_counter()
    with patch.object(Pool, "__enter__", enter), patch.object(Pool, "close", leave), suppress(SystemExit):
        kg(["build", str(news), "--store", str(store), "--workers", str(workers)])
    thread, process = time.thread_time(), time.process_time()
    figures = time.perf_counter() - start, thread, thread - watch.together, process - thread, watch.workers
    return dict(zip(COLUMNS, (*figures, process + watch.workers), strict=True))


def main(articles: int) -> int:
    """Print the table, each row as soon as it is measured."""
    print(f"| {articles} articles | {' | '.join(COLUMNS)} |\n|---|{'---|' * len(COLUMNS)}")
    with TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        write(variants(articles), news)
        for workers in (1, 2):
            line = [
                sys.executable,
                "-m",
                "benchmarks.workers",
                str(news),
                f"{folder}/{workers}",
                str(workers),
            ]
            said = subprocess.run(line, stdout=subprocess.PIPE, check=True).stdout
            figures = json.loads(said.splitlines()[-1])
            print(f"| {workers} | {' | '.join(f'{figures[name]:.1f}' for name in COLUMNS)} |", flush=True)
    return 0


def run(arguments: Sequence[str]) -> int:
    """All, or one build in a process of its own."""
    if len(arguments) < 3:
        return main(int(arguments[0]) if arguments else ARTICLES)
    news, store, workers = arguments
    print(json.dumps(built(Path(news), Path(store), int(workers))))
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))

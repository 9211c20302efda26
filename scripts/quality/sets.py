"""The annotated sets: where they are, how articles come out of them, how graphs are scored."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.corpus.stream import write as write_made_up
from kg.evaluate import as_json, score, table
from scripts.corpus import is_selection, write_gold

ROOT = Path(__file__).parents[2]
KG = (sys.executable, "-m", "kg")
INCOMPLETE = 1  # exit code: some articles were skipped


class Gold(NamedTuple):
    """A set in the format of `kg evaluate`: gold files and articles in `folder`, graphs beside it."""

    heading: str
    source: Path
    folder: Path
    engine: str = "both"
    needs: tuple[Path, ...] = ()

    @property
    def articles(self) -> Path:
        """The articles to extract from."""
        return self.folder / "articles.jsonl"

    @property
    def graphs(self) -> Path:
        """The graphs of one engine."""
        return self.folder / self.engine

    def write(self) -> None:
        """Make the folder, unless it is there."""
        if self.articles.exists():
            return
        if self.source.name == "training":
            write_gold(self.folder, selection())
        else:
            copy_gold(self.source, self.folder)


class Foreign(NamedTuple):
    """A set below SHARED with a scorer that knows its format."""

    heading: str
    scorer: str
    gold: str

    def needs(self, shared: Path) -> tuple[Path, ...]:
        """The files without which it cannot be scored."""
        return shared / self.scorer, shared / self.gold


FOREIGN = {
    "factrueval": Foreign(
        "FactRuEval-2016, track 3, devset", "eval/factrueval.py", "corpora/factrueval/devset"
    ),
    "nerel": Foreign("NEREL, dev", "eval/nerel.py", "corpora/nerel/dev"),
}


def gold_of_sample(folder: Path) -> Gold:
    """The sample's gold."""
    return Gold("Sample articles (tests/gold)", ROOT / "tests" / "gold", folder / "sample")


def gold_of_unseen(folder: Path) -> Gold:
    """The articles that nobody tunes on."""
    return Gold("Unseen articles (tests/unseen)", ROOT / "tests" / "unseen", folder / "unseen")


def gold_of_selection(folder: Path) -> Gold:
    """The training corpus's articles that no network is fitted to."""
    return Gold("Selection (data/training)", ROOT / "data" / "training", folder / "selection")


def gold_of_development(shared: Path, folder: Path) -> Gold:
    """The development set."""
    source = shared / "eval" / "dev"
    return Gold("Delegation news, development set", source, folder / "development", needs=(source,))


def selection() -> list[Path]:
    """The sources of the selection."""
    articles = sorted((ROOT / "data" / "training" / "articles").glob("*.txt"))
    return [path for path in articles if is_selection(path.stem)]


def copy_gold(source: Path, folder: Path) -> None:
    """Gold files with the articles that stand in them."""
    folder.mkdir(parents=True)
    rows = []
    for path in sorted(source.glob("*.json")):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text, encoding="utf-8")
        rows.append({**json.loads(text), "id": path.stem})
    kept = ("id", "published", "text")
    lines = (json.dumps({key: row[key] for key in kept}, ensure_ascii=False) + "\n" for row in rows)
    (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")


def figures(gold: Path, graphs: Path) -> dict[str, float]:
    """Print the table of `kg evaluate`; its figures as `visits.f1`, shares by their name."""
    report = score(gold, graphs)
    print(table(report))
    return dict(flat(as_json(report)))


def score_foreign(each: Foreign, shared: Path, folder: Path) -> dict[str, float]:
    """Extract from the articles that the scorer prints, let it print its table; its figures."""
    scorer, gold = shared / each.scorer, shared / each.gold
    own = folder / gold.parent.name
    own.mkdir()
    articles, graphs = own / "articles.jsonl", own / "graphs"
    articles.write_bytes(output(scorer, "--jsonl", gold))
    extract(articles, graphs)
    print(output(scorer, gold, graphs).decode())
    return dict(flat(json.loads(output(scorer, gold, graphs, "--json"))))


IDENTITY = Foreign("One visit in many reports", "eval/identity.py", "eval/identity")


MADE_UP = 40, 1  # visits, seed


def score_made_up(shared: Path, folder: Path) -> dict[str, float]:
    """The same of made-up articles; `namesakes apart` is the share of planted namesakes that stay two."""
    write_made_up(*MADE_UP, folder / "made-up")
    found = score_identity(shared / IDENTITY.scorer, folder / "made-up", folder)
    planted = found["persons.namesakes"] or 1
    return found | {"namesakes apart": 1 - found["persons.namesake_merges"] / planted}


def score_identity(scorer: Path, gold: Path, folder: Path) -> dict[str, float]:
    """Build a store of a set's articles, export it, let the scorer print its table; its figures."""
    store, graph = str(folder / f"{gold.name}-store"), folder / f"{gold.name}.nq"
    subprocess.run([*KG, "build", str(gold / "articles.jsonl"), "--store", store], check=True)
    command = [*KG, "export", "--store", store, "--format", "nquads", "-o", str(graph)]
    subprocess.run(command, check=True)
    print(output(scorer, gold, graph).decode())
    return dict(flat(json.loads(output(scorer, gold, graph, "--json"))))


def output(*command: str | Path) -> bytes:
    """What a scorer prints. CalledProcessError if it fails."""
    arguments = [sys.executable, *map(str, command)]
    return subprocess.run(arguments, stdout=subprocess.PIPE, check=True).stdout


def flat(report: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """`{"visits": {"f1": 0.8}}` → `visits.f1`; what a share is of is left out."""
    for key, value in report.items():
        if isinstance(value, Mapping):
            for name, inner in flat(value):
                yield (key if name == "share" else f"{key}.{name}"), inner
        elif isinstance(value, int | float):
            yield key, value


def extract(articles: Path, graphs: Path, *options: str) -> None:
    """Write graphs; articles that are skipped count as empty. CalledProcessError if no graph was made."""
    command = [*KG, "extract", str(articles), "--output-dir", str(graphs), *options]
    finished = subprocess.run(command)
    if finished.returncode > INCOMPLETE or not any(graphs.glob("*.ttl")):
        raise subprocess.CalledProcessError(finished.returncode, command)

"""The training corpus: check, overlap, gold, compile (`python scripts/corpus.py COMMAND --help`)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from kg.corpus import AnnotatedArticle, check, corpus_lines, gold_record, hints, read_source  # noqa: E402 (after the path)
from kg.errors import ReadError  # noqa: E402
from scripts.training.statistics import report, shared_runs  # noqa: E402

FOLDER = ROOT / "data" / "training"
SELECTION = ("17", "18")  # series that nothing is ever fitted to: writers, regions and countries of their own


FILES = click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def main() -> None:
    """Annotated articles of data/training/articles; without FILES all of them are meant."""


@main.command("check")
@click.option("--hints", "show_hints", is_flag=True, help="Names that look unmarked, too.")
@FILES
def check_command(files: tuple[Path, ...], show_hints: bool) -> None:
    """Print what is wrong with articles; the exit code is 1 if anything is."""
    chosen = files or sources()
    wrong = check_files(chosen, show_hints=show_hints)
    click.echo(f"{len(chosen)} articles checked, {wrong} problems.", err=True)
    sys.exit(1 if wrong else 0)


@main.command("overlap")
@FILES
def overlap_command(files: tuple[Path, ...]) -> None:
    """Print runs of eight words that stand in several articles, and their share."""
    print_lines(overlap(map(read_source, files or sources())))


@main.command("gold")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@FILES
def gold_command(folder: Path, files: tuple[Path, ...]) -> None:
    """Write gold files for `kg evaluate` into FOLDER, and articles.jsonl to extract from."""
    count = write_gold(folder, files or sources())
    click.echo(f"{count} gold files and articles.jsonl written to {folder}.", err=True)


@main.command("compile")
def compile_command() -> None:
    """Write data/training/*.jsonl and statistics.md from the sources."""
    compile_corpus(FOLDER)


def sources() -> list[Path]:
    """All source files in order."""
    return sorted((FOLDER / "articles").glob("*.txt"))


def is_selection(name: str) -> bool:
    """True if the article is of the part that models are chosen by, never fitted to."""
    return name.partition("-")[0] in SELECTION


def print_lines(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line)


def check_files(files: Iterable[Path], *, show_hints: bool) -> int:
    """Print what is wrong with files; how much that is."""
    wrong = 0
    for path in files:
        problems, hinted = look_at(path)
        wrong += len(problems)
        print_lines(f"{path.name}: {line}" for line in problems)
        print_lines(f"{path.name}: hint: {line}" for line in (hinted if show_hints else ()))
    return wrong


def look_at(path: Path) -> tuple[list[str], Iterator[str]]:
    """Problems and hints of one file."""
    try:
        annotated = read_source(path)
    except ReadError as error:
        return [error.reason], iter(())
    return check(annotated), hints(annotated)


def overlap(articles: Iterable[AnnotatedArticle]) -> Iterator[str]:
    """Runs of words that stand in several articles, and how many of all these are."""
    shared, total = shared_runs(articles)
    for run, names in sorted(shared.items()):
        yield f"{run}\t{' '.join(sorted(names))}"
    yield f"{len(shared)} of {total} runs ({len(shared) / max(1, total):.2%}) stand in several articles"


def write_gold(folder: Path, files: Iterable[Path]) -> int:
    """Write each article as a gold file, and all of them as input for extraction; how many they are."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = []
    for path in files:
        gold = gold_record(read_source(path))
        (folder / f"{path.stem}.json").write_text(
            json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        articles.append({key: gold[key] for key in ("id", "published", "text")})
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in articles)
    (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    return len(articles)


def compile_corpus(folder: Path) -> None:
    """Write the corpus files and their figures."""
    articles = [read_source(path) for path in sources()]
    for name, chosen in split(articles).items():
        (folder / name).write_bytes(b"".join(corpus_lines(chosen)))
    (folder / "statistics.md").write_text(report(articles), encoding="utf-8")


def split(articles: Sequence[AnnotatedArticle]) -> dict[str, list[AnnotatedArticle]]:
    """The articles of each corpus file."""
    return {
        "train.jsonl": [each for each in articles if not is_selection(each.article.id)],
        "selection.jsonl": [each for each in articles if is_selection(each.article.id)],
    }


if __name__ == "__main__":
    main()

"""The training corpus: `python scripts/corpus.py COMMAND`.

    check [--hints] [FILE...]   what is wrong with sources, and names that look unmarked
    overlap [FILE...]           runs of eight words that stand in several articles
    gold FOLDER [FILE...]       write gold files for `kg evaluate`, and articles.jsonl to extract from
    compile                     write data/training/*.jsonl and statistics.md from the sources

Without FILE all sources in data/training/articles are meant.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from kg.corpus import AnnotatedArticle, check, corpus_lines, gold_record, hints, read_source  # noqa: E402 (after the path)
from kg.errors import ReadError  # noqa: E402
from scripts.training.statistics import report, shared_runs  # noqa: E402

FOLDER = ROOT / "data" / "training"
SELECTION = ("17", "18")  # series that nothing is ever fitted to: writers, regions and countries of their own


def main(arguments: Sequence[str]) -> int:
    """0 if all is in order, 1 if something is wrong, 2 for a command that there is not."""
    names = [Path(each) for each in arguments[1:] if not each.startswith("--")]
    files = names or sources()
    match arguments[:1]:
        case ["gold"] if names:
            return write_gold(names[0], names[1:] or sources())
        case ["check"]:
            return check_files(files, show_hints="--hints" in arguments)
        case ["overlap"]:
            return print_lines(overlap(map(read_source, files)))
        case ["compile"]:
            return compile_corpus(FOLDER)
    print(__doc__, file=sys.stderr)
    return 2


def sources() -> list[Path]:
    """All source files in order."""
    return sorted((FOLDER / "articles").glob("*.txt"))


def is_selection(name: str) -> bool:
    """True if the article is of the part that models are chosen by, never fitted to."""
    return name.partition("-")[0] in SELECTION


def print_lines(lines: Iterable[str]) -> int:
    """Print lines; 0."""
    for line in lines:
        print(line)
    return 0


def check_files(files: Iterable[Path], *, show_hints: bool) -> int:
    """Print what is wrong with files; 1 if anything is."""
    wrong = 0
    for path in files:
        problems, hinted = look_at(path)
        wrong += len(problems)
        print_lines(f"{path.name}: {line}" for line in problems)
        print_lines(f"{path.name}: hint: {line}" for line in (hinted if show_hints else ()))
    return 1 if wrong else 0


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
    """Write each article as a gold file, and all of them as input for extraction."""
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
    return 0


def compile_corpus(folder: Path) -> int:
    """Write the corpus files and their figures."""
    articles = [read_source(path) for path in sources()]
    for name, chosen in split(articles).items():
        (folder / name).write_bytes(b"".join(corpus_lines(chosen)))
    (folder / "statistics.md").write_text(report(articles), encoding="utf-8")
    return 0


def split(articles: Sequence[AnnotatedArticle]) -> dict[str, list[AnnotatedArticle]]:
    """The articles of each corpus file."""
    return {
        "train.jsonl": [each for each in articles if not is_selection(each.article.id)],
        "selection.jsonl": [each for each in articles if is_selection(each.article.id)],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

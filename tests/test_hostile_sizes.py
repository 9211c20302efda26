"""Articles of any size and number: a result or one clear line, in bounded memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.pipeline import Engine, shipped_stages
from kg.pipeline.reading import BATCH, CHARACTERS, analyse, batches
from kg.readers import read
from kg.readers.source import LONGEST
from tests.memory import IS_TOLD, PEAK

pytestmark = pytest.mark.skipif(not IS_TOLD, reason="memory is told by Linux only")

# the real commands; analysis finds nothing and takes no time
PROGRAM = f"""
import sys
from dataclasses import replace
import kg.pipeline
from kg.model import Extraction
from kg.readers import read
from tests.stages import WORLD
quick = replace(WORLD, read=read, extract=lambda document: Extraction(document.article, (), (), ()))
kg.pipeline.shipped_stages = lambda *engine, **judgements: quick
from kg.cli import run
code = run(sys.argv[1:])
print(int({PEAK}) >> 10)
sys.exit(code)
"""
ROOT = Path(__file__).parents[1]
ALONE = ("--workers", "1")  # no other process could be told of these stages
LINE = "Мэр Тулы Иван Грачев посетил Китай."
LARGE = (LINE + "\n") * (50 * (1 << 20) // len((LINE + "\n").encode()))


def fail(error: ReadError) -> None:
    raise AssertionError(str(error))


def kg(*arguments: str | Path) -> tuple[int, list[str], int]:
    """The exit code, the lines on stderr, and the memory at most in MiB."""
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stderr.splitlines(), int(ran.stdout.split()[-1])


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_article_of_fifty_megabytes_is_reported(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    record = json.dumps({"id": "a", "text": LARGE}, ensure_ascii=False)
    content = {"a.txt": LARGE, "a.jsonl": record, "a.csv": f'id,text\na,"{LARGE}"\n'}
    path.write_text(content[name], encoding="utf-8")
    (tmp_path / "b.txt").write_text(LINE, encoding="utf-8")
    for command, option in (("build", "--store"), ("extract", "--output-dir")):
        code, said, memory = kg(command, tmp_path / name, tmp_path / "b.txt", option, tmp_path / command)
        where = {"a.txt": path, "a.jsonl": f"{path}:1", "a.csv": f"{path}:2"}[name]
        assert (code, said[0]) == (
            1,
            f"skipped {where}: is an article of more than 2,000,000 characters; split it",
        )
        assert "1 skipped" in said[-1]
        assert memory < 700


def test_batches_of_long_articles_are_short() -> None:
    short, long = Article("s", "а"), Article("l", "а" * (CHARACTERS // 2))
    assert [len(batch) for batch in batches([short] * (2 * BATCH + 1))] == [BATCH, BATCH, 1]
    assert [len(batch) for batch in batches([long] * 5 + [short])] == [2, 2, 2]
    assert list(batches([])) == []


def test_longest_article_is_passed_on(tmp_path: Path) -> None:
    text = (LINE + " ") * (LONGEST // (len(LINE) + 1))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text + LINE, encoding="utf-8")
    errors: list[ReadError] = []
    (article,) = read([str(tmp_path)], skipped=errors.append)
    assert article.text == text
    assert len(errors) == 1


@pytest.mark.slow
def test_hundred_thousand_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": f"a{number}", "text": LINE}) + "\n" for number in range(100_000))
    code, said, _ = kg("build", path, "--store", tmp_path / "store", *ALONE)
    assert (code, said[-1].partition(";")[0]) == (
        0,
        "100000 articles read: 100000 new, 0 changed, 0 unchanged",
    )
    code, said, memory = kg("extract", path, "--output-dir", tmp_path / "graphs", *ALONE)
    assert (code, said[-1]) == (0, f"100000 graphs written to {tmp_path / 'graphs'}; 0 skipped.")
    assert memory < 300


@pytest.mark.slow
@pytest.mark.models
def test_million_newlines() -> None:
    text = LINE + "\n" * 1_000_000 + "Ректор уехал."
    (found,) = analyse([Article("a", text)], shipped_stages(Engine.RULES), fail)
    assert {fact.evidence.quote for fact in found.facts} == {LINE}


INVISIBLE = ["\u200b", "\u202e", "\u2066\u200f", "\ufeff\u00ad", "مرحبا", "\u202eсет\u202c"]


@pytest.mark.models
@pytest.mark.parametrize("mark", INVISIBLE)
def test_invisible_and_right_to_left_characters(mark: str, tmp_path: Path) -> None:
    """Alone, between words, and in the names of files: what is said holds none of them."""
    (tmp_path / f"a{mark}.txt").write_text(mark * 1_000, encoding="utf-8")
    (tmp_path / "b.txt").write_text(LINE.replace(" ", f" {mark} "), encoding="utf-8")
    errors: list[ReadError] = []
    articles = list(read([str(tmp_path)], skipped=errors.append))
    found = analyse(articles, shipped_stages(Engine.RULES), fail)
    assert len(found) + len(errors) == 2
    for extraction in found:
        text = extraction.article.text
        assert all(fact.evidence.quote in text for fact in extraction.facts)
    _, said, _ = kg("extract", tmp_path, "--output-dir", tmp_path / "graphs")
    assert not {"\u200f", "\u202e", "\u202c", "\u2066"} & set("".join(said))

"""The whole chain with the real models: articles in, answers, quotes and graphs out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

pytestmark = pytest.mark.models

TEXT = (
    "Делегация Астраханской области во главе с министром экономики Львом Дроновым находится в Казахстане "
    "с 3 по 5 июня. Во вторник министр встретился с акимом города Атырау Ержаном Сейтовым."
)
ARTICLES = [
    {"id": "one", "published": "2024-06-04", "title": "Дронов в Атырау", "text": TEXT},
    {
        "id": "../two",
        "published": "2024-06-07",
        "text": "Лев Дронов вернулся. В Астрахани тепло.",
    },
]
MISSION = """PREFIX kg: <https://w3id.org/entity-kg/ontology#>
SELECT ?official ?region { ?official kg:memberOf/kg:makes/kg:partnerRegion ?region }"""


def kg(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chain")
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES)
    (path / "news.jsonl").write_text(lines, encoding="utf-8")
    (path / "empty.txt").write_text("", encoding="utf-8")
    built = kg("build", path / "news.jsonl", path / "empty.txt", "--store", path / "store")
    assert built.returncode == 1, built.stderr
    assert "empty.txt" in built.stderr
    assert "2 articles read: 2 new, 0 changed, 0 unchanged; 1 skipped." in built.stderr
    assert kg("export", "-o", path / "kg.nq", "--store", path / "store").returncode == 0
    return path


def test_the_path_of_the_mission_answers(folder: Path) -> None:
    done = kg("query", MISSION, "--store", folder / "store")
    # the pair goes to the level of the counterpart that met: the city whose head received him
    assert ["Лев", "Дронов", "Атырау"] in [line.split() for line in done.stdout.splitlines()]


def test_a_saved_question_answers(folder: Path) -> None:
    done = kg(
        "query", "partners-of-region", "--param", "region=астраханская область", "--store", folder / "store"
    )
    assert "Атырау" in done.stdout


def test_explain_quotes_the_sentence(folder: Path) -> None:
    done = kg("explain", "Лев Дронов", "--store", folder / "store")
    assert f"«{TEXT.split('. ')[0]}.»" in done.stdout
    assert "2024-06-04 · Дронов в Атырау · one" in done.stdout


def test_a_second_build_changes_nothing(folder: Path) -> None:
    done = kg("build", folder / "news.jsonl", "--store", folder / "store")
    assert done.returncode == 0
    assert "2 articles read: 0 new, 0 changed, 2 unchanged; 0 skipped." in done.stderr
    assert kg("export", "-o", folder / "again.nq", "--store", folder / "store").returncode == 0
    assert (folder / "again.nq").read_bytes() == (folder / "kg.nq").read_bytes()


def test_the_store_is_valid(folder: Path) -> None:
    done = kg("validate", "--store", folder / "store")
    assert (done.returncode, done.stdout) == (0, "")


def test_extract_writes_a_graph_for_each_article(folder: Path) -> None:
    done = kg("extract", folder / "news.jsonl", "--output-dir", folder / "graphs")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (folder / "graphs").iterdir()) == ["%2E.%2Ftwo.ttl", "one.ttl"]
    graph = ox.Store()
    graph.load(path=str(folder / "graphs" / "one.ttl"), format=ox.RdfFormat.TURTLE)
    assert len(list(graph.query(MISSION))) > 0  # type: ignore[arg-type]  # SELECT gives rows

"""`make demo` on the sample articles, from the command to what the graph must say about them."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from kg.store import OxigraphStore, open_store

ROOT = Path(__file__).parents[1]
KG = Path(sys.executable).with_name("kg")
PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX kg: <https://w3id.org/entity-kg/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


class Demo(NamedTuple):
    """Where the demo ran and what it printed."""

    folder: Path
    printed: str

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True)

    def store(self) -> OxigraphStore:
        return open_store(self.folder / "exports" / "store")

    def rows(self, sparql: str) -> list[tuple[str, ...]]:
        answer = self.store().query(PREFIXES + sparql)
        assert isinstance(answer, ox.QuerySolutions)
        return [tuple(cell.value for cell in row if isinstance(cell, ox.Literal)) for row in answer]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "data" / "articles", folder / "data" / "articles")
    command: list[str | Path] = [sys.executable, ROOT / "scripts" / "demo.py"]
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stderr
    return Demo(folder, finished.stdout)


@pytest.mark.models
def test_the_demo_leaves_what_it_promises(demo: Demo) -> None:
    for name in ("kg.ttl", "map.html"):
        assert (demo.folder / "exports" / name).stat().st_size > 100_000
        assert f"exports/{name}" in demo.printed


@pytest.mark.models
def test_nothing_is_counted_as_zero(demo: Demo) -> None:
    counts = re.findall(r"^ +(\d+)  +(.+)$", demo.printed, re.MULTILINE)
    assert ("21", "articles") in counts
    assert [what for number, what in counts if number == "0"] == []


@pytest.mark.models
def test_what_it_says_to_try_next_works(demo: Demo) -> None:
    commands = re.findall(r"^  \.venv/bin/kg (.+)$", demo.printed, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        finished = demo.run(KG, *shlex.split(command))
        assert finished.returncode == 0, finished.stderr
        assert len(finished.stdout.splitlines()) > 1, command


@pytest.mark.models
def test_the_path_of_the_mission_answers(demo: Demo) -> None:
    regions = demo.rows("""SELECT DISTINCT ?name {
        ?official kg:memberOf/kg:makes/kg:partnerRegion ?region . ?region skos:prefLabel ?name
        FILTER(lang(?name) = "ru") }""")
    assert ("Лорийская область",) in regions
    assert len(regions) >= 8


REPORTS = """SELECT ?status (COUNT(DISTINCT ?article) AS ?reports) {
    ?delegation kg:makes ?visit ; kg:sentBy/skos:prefLabel "%s"@ru .
    ?visit kg:destination/skos:prefLabel "%s"@ru ; kg:status ?status ; prov:wasDerivedFrom ?article
} GROUP BY ?visit ?status ORDER BY DESC(?reports)"""


@pytest.mark.models
@pytest.mark.parametrize(
    ("sender", "destination", "status", "reports"),
    [
        ("Вологодская область", "Армения", "happened", 4),  # planned, under way, happened, reprinted
        ("Томская область", "Индонезия", "cancelled", 2),  # planned, called off
    ],
)
def test_reports_of_one_visit_are_one_visit(
    demo: Demo, sender: str, destination: str, status: str, reports: int
) -> None:
    first = next(iter(demo.rows(REPORTS % (sender, destination))))
    assert first[0] == status
    assert int(first[1]) >= reports


@pytest.mark.models
def test_a_visit_in_words_only_is_none(demo: Demo) -> None:
    assert not demo.rows("""SELECT ?id {
        ?x a ?kind ; prov:wasDerivedFrom ?article . ?article dct:identifier ?id
        VALUES ?kind { kg:Visit kg:Meeting kg:Agreement } FILTER(?id = "2025-03-03-polite-goose") }""")


@pytest.mark.models
def test_the_graph_keeps_its_shapes(demo: Demo) -> None:
    finished = demo.run(KG, "validate")
    assert finished.returncode == 0, finished.stdout + finished.stderr


PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
SNIPPETS = [
    pytest.param(code, id=page)
    for page in ("README.md", "docs/store.md")
    for code in PYTHON.findall((ROOT / page).read_text(encoding="utf-8"))
]


@pytest.mark.models
@pytest.mark.parametrize("code", SNIPPETS)
def test_python_shown_runs(demo: Demo, code: str) -> None:
    finished = demo.run(sys.executable, "-c", code)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout


@pytest.mark.models
def test_building_again_changes_nothing(demo: Demo) -> None:
    before = (demo.folder / "exports" / "kg.ttl").read_bytes()
    assert "0 new, 0 changed, 21 unchanged" in demo.run(KG, "build", "data/articles").stderr
    assert demo.run(KG, "export", "-o", "again.ttl").returncode == 0
    assert (demo.folder / "again.ttl").read_bytes() == before

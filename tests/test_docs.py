"""The documents tell the truth: commands, links, terms, snippets."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest

from kg.cli import kg

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = sorted(
    [
        *ROOT.glob("README*.md"),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "data" / "README.md",
        ROOT / "data" / "training" / "README.md",
    ]
)
KG = "https://w3id.org/entity-kg/ontology#"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
TERM = re.compile(r"\bkg:(\w+)")
COMMAND = re.compile(r"^\s*(?:\$ )?(?:\.venv/bin/)?kg ([a-z]+)\b.*$", re.MULTILINE)
OPTION = re.compile(r"(?<=\s)--?[a-z][a-z-]*")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def snippets(language: str) -> list[tuple[str, str]]:
    """(page, text) of every fenced block in a language."""
    return [
        (name(page), text) for page in PAGES for kind, text in FENCE.findall(read(page)) if kind == language
    ]


def test_every_command_is_in_the_readme_and_has_help() -> None:
    text = read(README)
    for each, command in kg.commands.items():
        assert re.search(rf"\bkg {each}\b", text), f"README.md does not name kg {each}"
        assert command.help, f"kg {each} has no help"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_and_options_shown_exist(page: Path) -> None:
    known = kg.commands
    for line in COMMAND.finditer(read(page)):
        assert line[1] in known, line[0]
        options = {option for parameter in known[line[1]].params for option in parameter.opts}
        shown = set(OPTION.findall(line[0].split("  #")[0].split("'")[0].split('"')[0]))
        assert shown <= options | {"--help"}, line[0]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_linked_files_exist(page: Path) -> None:
    targets = (unquote(link.split("#")[0]) for link in LINK.findall(read(page)) if "://" not in link)
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


def test_anchors_within_a_page_exist() -> None:
    for page in PAGES:
        text = read(page)
        headings = {slug(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
        assert {link[1:] for link in LINK.findall(text) if link.startswith("#")} <= headings, name(page)


def slug(heading: str) -> str:
    """A heading's anchor as forges make it."""
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_terms_named_are_declared(page: Path) -> None:
    declared = ontology_terms()
    assert sorted(set(TERM.findall(read(page))) - declared) == []


def test_terms_declared_are_in_the_vocabulary() -> None:
    described = set(TERM.findall(read(ROOT / "docs" / "vocabulary.md")))
    assert sorted(ontology_terms() - described) == []


def ontology_terms() -> set[str]:
    """Local names of the classes and properties that the ontology declares."""
    triples = ox.parse(path=str(ROOT / "ontology" / "kg.ttl"))
    subjects = (quad.subject.value for quad in triples if isinstance(quad.subject, ox.NamedNode))
    return {iri.removeprefix(KG) for iri in subjects if iri.startswith(KG) and iri != KG}


@pytest.mark.parametrize(("page", "query"), snippets("sparql"))
def test_sparql_shown_is_sparql(page: str, query: str) -> None:
    ox.Store().query(query)


def test_outputs_are_filled_in() -> None:
    assert "output -->" not in read(README), "README.md still has a marker in place of an output"


def test_the_two_readmes_name_each_other() -> None:
    assert "README.ru.md" in read(README)
    assert "docs/inputs.md" in read(ROOT / "README.ru.md")

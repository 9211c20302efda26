"""Saved questions: `questions/NAME.rq`, SPARQL with a title, a description and parameters in comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError

FOLDER = Path(__file__).parent / "questions"
# `# title: Партнёры региона | Partners of a region`
HEADER = re.compile(r"^# (?P<field>title|description): (?P<ru>[^|]+) \| (?P<en>.+)$", re.MULTILINE)
# `# parameter region (place, required): регион или страна | a region or country`
PARAMETER = re.compile(
    r"^# parameter (?P<name>\w+) \((?P<kind>\w+), (?P<need>required|optional)\): "
    r"(?P<ru>[^|]+) \| (?P<en>.+)$",
    re.MULTILINE,
)
# `# values: region`, where the values of the parameter go: a sub-select that needs them has them too
PLACE = re.compile(r"^\s*# values: (\w+)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """`kind`: place, person, visit, or entity for any thing; the description in Russian and English."""

    name: str
    kind: str
    required: bool
    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question; its text is valid SPARQL even without parameters."""

    name: str
    titles: Mapping[str, str]  # by language, ru and en
    descriptions: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    sparql: str

    def bind(self, values: Mapping[str, Iterable[NamedNode | Literal]]) -> str:
        """The SPARQL text with each parameter bound to its values; terms write themselves escaped."""

        def clause(match: re.Match[str]) -> str:
            terms = values.get(match[1])
            return f"VALUES ?{match[1]} {{ {' '.join(map(str, terms))} }}" if terms is not None else ""

        return PLACE.sub(clause, self.sparql)


def questions() -> tuple[Question, ...]:
    """All saved questions, by name."""
    return tuple(parse_question(path.stem, path.read_text(encoding="utf-8")) for path in sorted(_files()))


def question(name: str) -> Question:
    """The saved question of this name. Raises QueryError if there is none."""
    found = {path.stem: path for path in _files()}
    if name not in found:
        raise QueryError(f"no saved question is called {name!r}; `kg query --list` shows them")
    return parse_question(name, found[name].read_text(encoding="utf-8"))


def parse_question(name: str, text: str) -> Question:
    """A question from the text of its file. Raises ValueError if title, description or a place is missing."""
    headers = {match["field"]: {"ru": match["ru"], "en": match["en"]} for match in HEADER.finditer(text)}
    parameters = tuple(
        Parameter(match["name"], match["kind"], match["need"] == "required", match["ru"], match["en"])
        for match in PARAMETER.finditer(text)
    )
    if set(headers) != {"title", "description"}:
        raise ValueError(f"{name}.rq needs a title and a description, each in Russian and English")
    if set(PLACE.findall(text)) != {parameter.name for parameter in parameters}:
        raise ValueError(f"{name}.rq needs a line `# values: NAME` for each parameter")
    return Question(name, headers["title"], headers["description"], parameters, text)


def _files() -> list[Path]:
    return list(FOLDER.glob("*.rq"))

"""Extension points: what lies in a registry's folder is registered, and says what it is."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kg.cli import COMMANDS
from kg.export import EXPORTERS
from kg.query import Question, questions
from kg.readers import READERS, SUFFIXES

ROOT = Path(__file__).parents[1]
# modules beside readers and exporters that are none
READERS_SHARE = {"__init__", "encoding", "packed", "seen", "source", "window"}
EXPORTERS_SHARE = {"__init__", "buckets", "files", "ordering", "partitions"}
COMMANDS_SHARE = {"__init__", "console", "place", "stopping", "table"}


def stems(folder: str) -> set[str]:
    return {path.stem for path in (ROOT / "kg" / folder).glob("*.py")}


def homes(functions: Iterable[Callable[..., Any]]) -> set[str]:
    """Last parts of the names of the modules that define the functions."""
    return {inspect.unwrap(function).__module__.rpartition(".")[2] for function in functions}


def test_every_reader_is_registered() -> None:
    assert homes(READERS.values()) == stems("readers") - READERS_SHARE


@pytest.mark.parametrize("name", READERS)
def test_readers_say_what_they_read(name: str) -> None:
    assert inspect.getdoc(READERS[name])
    assert inspect.getdoc(inspect.getmodule(READERS[name]))


def test_suffixes_name_readers() -> None:
    assert set(SUFFIXES.values()) <= set(READERS)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)


def test_every_exporter_is_registered() -> None:
    assert set(EXPORTERS) == stems("export") - EXPORTERS_SHARE


@pytest.mark.parametrize("name", EXPORTERS)
def test_exporters_say_what_they_write(name: str) -> None:
    module = importlib.import_module(f"kg.export.{name}")
    assert inspect.getdoc(module)
    assert inspect.getdoc(getattr(module, f"write_{name}"))


def test_every_command_is_registered() -> None:
    assert {command.name for command in COMMANDS} == stems("cli") - COMMANDS_SHARE


def test_every_question_is_registered() -> None:
    folder = ROOT / "kg" / "query" / "questions"
    assert {each.name for each in questions()} == {path.stem for path in folder.iterdir()}


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_questions_are_told_in_both_languages(question: Question) -> None:
    told = [question.titles, question.descriptions, *({"ru": p.ru, "en": p.en} for p in question.parameters)]
    for texts in told:
        assert has_cyrillic(texts["ru"]), texts
        assert texts["en"].strip(), texts
        assert not has_cyrillic(texts["en"]), texts


def has_cyrillic(text: str) -> bool:
    return any("а" <= letter <= "я" or letter == "ё" for letter in text.lower())

"""What the code must stay: small functions and modules, declared dependencies, a light start."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kg").rglob("*.py"))
TABLES = {"extract/lexicon.py"}  # words by what they mean, one a line: nothing in them to follow
HEAVY = ("natasha", "slovnet", "pymorphy3", "numpy", "rdflib", "pyoxigraph", "networkx", "trafilatura")
# what trafilatura and pymorphy3 look for, and the package that holds the models
AT_RUN_TIME = {"lxml-html-clean", "natasha", "pymorphy3-dicts-ru"}
ELSEWHERE = {"compression", "_typeshed"}  # of the standard library of later Pythons, of type checkers
STARTS_WITHIN = 1.0  # seconds, the best of a few; about a fifth of it on a quiet machine


def name(module: Path) -> str:
    return module.relative_to(ROOT / "kg").as_posix()


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def function_lengths() -> list[int]:
    """Lines of every function in the package, from `def` to the last statement."""
    functions = (node for module in MODULES for node in ast.walk(tree(module)))
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in functions
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_functions_are_small() -> None:
    lengths = function_lengths()
    assert statistics.median(lengths) <= 7
    assert sum(length <= 20 for length in lengths) >= 0.9 * len(lengths)


def test_modules_are_small() -> None:
    lines = {name(each): each.read_text(encoding="utf-8").count("\n") for each in MODULES}
    assert {each: count for each, count in lines.items() if count > 300 and each not in TABLES} == {}


def test_modules_say_what_they_are_for() -> None:
    assert [name(each) for each in MODULES if not ast.get_docstring(tree(each))] == []


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    owners = packages_distributions()
    used = {canonical(owner) for each in foreign(MODULES) for owner in owners.get(each, [each])}
    assert used | AT_RUN_TIME == set(declared()) | set(declared("cluster"))


def test_an_extra_is_imported_where_it_is_asked_for_only() -> None:
    cluster = [module for module in MODULES if module.parent.name == "cluster"]
    others = foreign([module for module in MODULES if module not in cluster])
    assert {canonical(each) for each in foreign(cluster) - others} == set(declared("cluster"))


def foreign(modules: list[Path]) -> set[str]:
    """Top names of what is imported and not of Python or the project."""
    return set(imported(modules)) - set(sys.stdlib_module_names) - ELSEWHERE - {"kg"}


def imported(modules: list[Path]) -> Iterator[str]:
    """Top names of all absolute imports, those inside functions among them."""
    for node in (node for module in modules for node in ast.walk(tree(module))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


def declared(extra: str | None = None) -> Iterator[str]:
    """Names of the dependencies in pyproject.toml, or of those of an extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return (canonical(re.split(r"[<>=~! ;\[]", each)[0]) for each in listed)


def canonical(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_the_command_line_loads_nothing_heavy() -> None:
    program = f"import sys, kg.cli; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_comes_at_once() -> None:
    assert min(seconds_to_help() for _ in range(5)) < STARTS_WITHIN


def seconds_to_help() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", "--help"], check=True, capture_output=True)
    return time.perf_counter() - start

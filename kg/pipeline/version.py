"""Digests of the code and data that results hang on: nobody has to remember to raise a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from kg.resources import PACKAGE, resource

SHARED = ("model.py", "values.py", "text", "gazetteer")
READING = (*SHARED, "annotate", "extract")
SETTLING = (*SHARED, "identity", "link", "rdf", "pipeline")
MODELS = ("natasha", "slovnet", "razdel", "pymorphy3", "pymorphy3-dicts-ru", "rensa")
SUFFIXES = frozenset({".py", ".csv", ".tsv", ".json", ".jsonl", ".toml", ".txt", ".ttl", ".npz"})


def reading_version() -> str:
    """Changes when an article might be read otherwise."""
    return _digest(READING, ("data/gazetteer", "data/models"), MODELS)


def settling_version() -> str:
    """Changes when the published graphs might look otherwise."""
    return _digest(SETTLING, ("data/gazetteer", "ontology"), ("pyoxigraph",))


def _digest(parts: Iterable[str], resources: Iterable[str], distributions: Iterable[str]) -> str:
    from importlib.metadata import version  # 20 ms, and `kg extract` asks for no digest

    digest = sha256()
    for path in _files([PACKAGE / part for part in parts] + [resource(name) for name in resources]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for name in distributions:
        digest.update(f"{name} {version(name)}".encode())
    return digest.hexdigest()


def _files(roots: Iterable[Path]) -> Iterator[Path]:
    for root in roots:
        found = root.rglob("*") if root.is_dir() else [root]
        yield from sorted(path for path in found if path.suffix in SUFFIXES)

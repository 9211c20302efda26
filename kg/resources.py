"""Where the package's data files are: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """The path of a shipped file or folder, such as `ontology/kg.ttl`.

    Raises FileNotFoundError if neither the installed package nor the checkout has it.
    """
    for root in (PACKAGE, PACKAGE.parent):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"kg ships no {name}: reinstall the package")

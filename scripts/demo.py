"""Build the sample corpus and say what came out: `make demo`.

Leaves `exports/store`, `exports/kg.ttl` and `exports/map.html`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXPORTS = Path("exports")
STORE, TURTLE, MAP = EXPORTS / "store", EXPORTS / "kg.ttl", EXPORTS / "map.html"
KG = Path(sys.executable).with_name("kg")
PREFIXES = "PREFIX kg: <https://w3id.org/entity-kg/ontology#> "
COUNT = PREFIXES + "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { %s }"
COUNTS = (
    ("articles", "?x a kg:Article"),
    ("people", "?x a kg:Person"),
    ("posts", "[] kg:holdsPost ?x"),
    ("delegations", "?x a kg:Delegation"),
    ("visits", "?x a kg:Visit"),
    ("  planned", '?x a kg:Visit ; kg:status "planned"'),
    ("  ongoing", '?x a kg:Visit ; kg:status "ongoing"'),
    ("  happened", '?x a kg:Visit ; kg:status "happened"'),
    ("  cancelled", '?x a kg:Visit ; kg:status "cancelled"'),
    ("meetings", "?x a kg:Meeting"),
    ("agreements", "?x a kg:Agreement"),
    ("quotations", "?x a kg:Quotation"),
    ("places with partners", "?x kg:partnerOf []"),
    ("claims with a quote", "?x a kg:Claim ; kg:evidence []"),
)


def main() -> int:
    """Run the commands that a user would, then count."""
    EXPORTS.mkdir(exist_ok=True)
    for step in (
        ("build", "data/articles", "--store", STORE),
        ("export", "--store", STORE, "-o", TURTLE),
        ("map", "--store", STORE, "-o", MAP),
    ):
        print("$ kg", *step, flush=True)
        finished = subprocess.run([KG, *map(str, step)])
        if finished.returncode:
            return finished.returncode
    report()
    return 0


def report() -> None:
    """What the store holds, what was written, what to try next."""
    print("\nThe graph holds")
    for name, count in counts():
        print(f"  {count:>6}  {name}")
    print("\nWritten")
    for path, what in (
        (TURTLE, "everything as Turtle"),
        (MAP, "the map: open it in a browser, no network needed"),
    ):
        print(f"  {path}  {size(path)}, {what}")
    print("\nTry next")
    for command in NEXT:
        print(f"  {command}")


NEXT = (
    '.venv/bin/kg query partners-of-region --param region="Вологодская область"',
    '.venv/bin/kg explain "Кирилл Ветлугин"',
    ".venv/bin/kg query planned-visits",
)


def counts() -> list[tuple[str, int]]:
    """How many of each kind the store holds."""
    from pyoxigraph import Literal, QuerySolutions

    from kg.store import open_store

    store = open_store(STORE)
    found = []
    for name, pattern in COUNTS:
        answer = store.query(COUNT % pattern)
        assert isinstance(answer, QuerySolutions)
        number = next(iter(answer))["n"]
        assert isinstance(number, Literal)
        found.append((name, int(number.value)))
    return found


def size(path: Path) -> str:
    """The size of a file in words."""
    return f"{path.stat().st_size / 1024:.0f} KiB"


if __name__ == "__main__":
    raise SystemExit(main())

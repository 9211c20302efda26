"""The ids that nodes had before."""

from __future__ import annotations

import pytest

from kg.identity import retired

REF = ("a", "person-0")


@pytest.mark.parametrize(
    ("previous", "former", "now", "expected"),
    [
        (None, (), "p/1", None),
        ("p/1", (), "p/1", None),
        ("p/1", (), "p/2", ("p/1",)),
        ("p/2", ("p/1",), "p/2", ("p/1",)),
        ("p/2", ("p/1",), "p/1", ("p/2",)),
        ("p/2", ("p/1", "p/0"), "p/3", ("p/2", "p/1", "p/0")),
    ],
)
def test_earlier_ids(
    previous: str | None, former: tuple[str, ...], now: str, expected: tuple[str, ...] | None
) -> None:
    known = {REF: previous} if previous else {}
    assert retired(known, {REF: former}, {REF: now}).get(REF) == expected


def test_nodes_that_are_gone_are_forgotten() -> None:
    assert retired({REF: "p/1"}, {REF: ("p/0",)}, {}) == {}

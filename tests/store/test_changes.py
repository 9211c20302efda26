"""How changes are written."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store.changes import side_by_side


def test_quads_are_written_subject_by_subject_and_none_is_lost() -> None:
    graph = ox.NamedNode("https://example.org/g")
    one, other, says = (ox.NamedNode(f"https://example.org/{name}") for name in ("one", "other", "says"))
    quads = [ox.Quad((one, other)[at % 2], says, ox.Literal(at), graph) for at in range(6)]
    assert list(side_by_side(quads)) == quads[::2] + quads[1::2]

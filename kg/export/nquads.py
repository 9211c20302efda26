"""N-Quads: one statement a line, sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad

from kg.export.ordering import ordered


def write_nquads(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write quads as canonical UTF-8 N-Quads in code point order, each once; in memory is a part of them."""
    out.writelines(ordered(f"{quad} .\n".encode() for quad in quads))

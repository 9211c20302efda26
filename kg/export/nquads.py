"""N-Quads: one statement a line, sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad


def write_nquads(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write quads as canonical UTF-8 N-Quads in code point order, each once."""
    out.writelines(f"{line} .\n".encode() for line in sorted({str(quad) for quad in quads}))

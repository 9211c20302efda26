"""Dependency heads that always end at one root."""

from __future__ import annotations

from collections.abc import Sequence

ROOT = -1


def break_cycles(heads: Sequence[int]) -> tuple[int, ...]:
    """Heads from which every walk ends at -1; walks that already end are kept.

    The parser chooses each head on its own, so cycles and self-loops occur. Of a cycle, the word that the
    walk from the leftmost word meets first becomes a root; several roots may remain.
    """
    mended = list(heads)
    ends: set[int] = {ROOT}
    for start in range(len(mended)):
        path: list[int] = []
        on_path: set[int] = set()
        index = start
        while index not in ends and index not in on_path:
            path.append(index)
            on_path.add(index)
            index = mended[index]
        if index in on_path:
            mended[index] = ROOT
        ends.update(path)
    return tuple(mended)

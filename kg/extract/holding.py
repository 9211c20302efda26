"""A post that a person holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holding:
    """`person` holds `role` in `body` (a thing's key or None), said by tokens `[start, stop)` of a
    sentence."""

    person: str
    role: str
    body: str | None
    former: bool
    sentence: int
    start: int
    stop: int
    confidence: float
    head: int = 0  # the role's head word

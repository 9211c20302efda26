"""What resolving decided of pairs of nodes, and what people said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.identity.judgement import Judgement

Ref = tuple[str, str]  # (article id, node key)


@dataclass(frozen=True, slots=True)
class Merge:
    """That two nodes stand for one thing: `score` from 0 to 1, `reason` for a reader; judged by a person?"""

    one: Ref
    other: Ref
    score: float
    reason: str
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two nodes that may stand for one thing: why they may, with a score, and what kept them apart.

    `rival` is the node that fits as well, or that one of the two cannot be one with.
    """

    one: Ref
    other: Ref
    score: float
    reason: str
    obstacle: str
    rival: Ref | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement that holds of two nodes; `line` is its place in the file, from 1."""

    line: int
    judgement: Judgement
    one: Ref
    other: Ref


@dataclass(frozen=True, slots=True)
class Identity:
    """Every decision on identity. `aliases` are ids that no entity bears now → the entity meant by them."""

    merges: tuple[Merge, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    judged: tuple[Standing, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)

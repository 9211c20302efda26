"""Units and the ties between them: pairs in blocks, and the rules that find reasons for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, ClassVar, Protocol, TypeVar

from kg.link.groups import Ref


class Unit(Protocol):
    """What is clustered: nodes that share all features; `refs` earliest first."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def refs(self) -> tuple[Ref, ...]: ...


U = TypeVar("U", bound=Unit)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two units may be one: `score` from 0 to 1."""

    score: float
    detail: str


Compare = Callable[[U, U], Reason | None]
Apart = Callable[[U, U], bool]
Keys = Callable[[U], Iterable[Hashable]]


@dataclass(frozen=True, slots=True)
class Tie:
    """A reason between the units of two positions."""

    one: int
    other: int
    reason: Reason


def ranked(ties: Iterable[Tie]) -> list[Tie]:
    """The best tie first; equals by position."""
    return sorted(ties, key=lambda tie: (-tie.reason.score, tie.one, tie.other))


def pairs_in_blocks(blocks: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Every pair of positions that share a block, once."""
    seen = set[tuple[int, int]]()
    for block in blocks:
        for pair in combinations(sorted(set(block)), 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def blocks_by(units: Sequence[U], keys: Keys[U]) -> list[tuple[int, ...]]:
    """Positions of units that share a key; each block once, whatever keys make it."""
    return list(dict.fromkeys(block for block in positions(units, keys).values() if len(block) > 1))


def pairs_by_name(units: Sequence[U], names: Keys[U], short: Keys[U]) -> list[tuple[int, int]]:
    """Every pair of positions, once, where both bear a name or one bears what is `short` for the other's.

    That two names may be shortened alike makes no pair: hundreds of ministries would share two letters.
    """
    shortened = positions(units, short)
    blocks = {(bearers, shortened.get(name, ())) for name, bearers in positions(units, names).items()}
    alike = {pair for bearers, _ in blocks for pair in combinations(bearers, 2)}
    crossed = {(min(pair), max(pair)) for block in blocks for pair in product(*block)}
    return sorted(alike | {pair for pair in crossed if pair[0] != pair[1]})


def positions(units: Sequence[U], keys: Keys[U]) -> dict[Hashable, tuple[int, ...]]:
    """Positions of units by key."""
    found = defaultdict[Hashable, list[int]](list)
    for position, unit in enumerate(units):
        for key in set(keys(unit)):
            found[key].append(position)
    return {key: tuple(block) for key, block in found.items()}


def ties(units: Sequence[U], pairs: Iterable[tuple[int, int]], rules: Sequence[Compare[U]]) -> list[Tie]:
    """For each pair the best reason that the rules give."""
    found = []
    for one, other in pairs:
        reasons = [reason for rule in rules if (reason := rule(units[one], units[other]))]
        if reasons:
            found.append(Tie(one, other, max(reasons, key=lambda reason: reason.score)))
    return found

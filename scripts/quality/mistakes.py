"""Kinds of error: what became of the slots that are missed or wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from kg.evaluate.align import WEAK, Matched, align
from kg.evaluate.facts import DATE_SLOTS, KINDS, GoldEntity, Labels, Slot, Slots, fold, same
from kg.evaluate.found import read_graph
from kg.evaluate.gold import gold_files, read_gold

TOP = 10
ALIKE = 75  # of 100, from which two names are forms of one
ONE = dict(zip(KINDS, ("post", "visit", "meeting", "agreement", "pair"), strict=True))


def top(gold_dir: Path, graph_dir: Path) -> list[str]:
    """The ten commonest kinds of error with how many slots each costs, missed and invented ones together."""
    counts = count(gold_dir, graph_dir)
    lines = [f"{number:5}  {kind}" for kind, number in counts.most_common(TOP)]
    return [*lines, f"{counts.total():5}  in all, of {len(counts)} kinds"]


def count(gold_dir: Path, graph_dir: Path) -> Counter[str]:
    """Kind of error → slots."""
    found: Counter[str] = Counter()
    for path in gold_files(gold_dir):
        wanted, told = read_gold(path).facts, read_graph(graph_dir / f"{path.stem}.ttl")
        for kind in KINDS:
            found.update(kinds(kind, wanted[kind], told[kind]))
    return found


def kinds(kind: str, gold: Sequence[Slots], found: Sequence[Slots]) -> Iterator[str]:
    """The kind of error of every slot that is missed or invented."""
    aligned = align(gold, found)
    used = {j for j, _ in aligned.values()}
    one = ONE[kind]
    for i, (j, matched) in aligned.items():
        yield from within(kind, *rest(gold[i], found[j], matched))
    for i, fact in enumerate(gold):
        if i not in aligned:
            merged = any(akin(fact, found[j]) for j in used)
            yield from [f"{one} told together with another one" if merged else f"whole {one} missed"] * len(
                fact
            )
    for j, told in enumerate(found):
        if j not in used:
            split = any(akin(told, gold[i]) for i in aligned)
            yield from [f"{one} told twice" if split else f"whole {one} invented"] * len(told)


def rest(gold: Slots, found: Slots, matched: Matched) -> tuple[list[Slot], list[Slot]]:
    """What is missed of a fact, and what is wrong in the one that answers it."""
    hit, right = {a for a, _ in matched}, {b for _, b in matched}
    return (
        [slot for a, slot in enumerate(gold) if a not in hit],
        [slot for b, slot in enumerate(found) if b not in right],
    )


def within(kind: str, missed: list[Slot], wrong: list[Slot]) -> Iterator[str]:
    """Kinds of error of a fact that was found."""
    for slot in list(missed):
        other = next((each for each in wrong if each[0] == slot[0] and (why := reason(slot, each))), None)
        if other is not None:
            why = reason(slot, other)
            missed.remove(slot)
            wrong.remove(other)
            yield from [f"{why}: {kind}.{slot[0]}"] * 2
    for slot in list(missed):
        other = next((each for each in wrong if same(each[0], slot[1], each[1])), None)
        if other is not None:
            missed.remove(slot)
            wrong.remove(other)
            yield from [f"wrong slot: {kind}.{other[0]} for {slot[0]}"] * 2
    yield from (f"missed: {kind}.{name}" for name, _ in missed)
    yield from (f"invented: {kind}.{name}" for name, _ in wrong)


def reason(gold: Slot, found: Slot) -> str | None:
    """Why a filler stands where another one should, if it is a form of it or the only one there can be."""
    slot, wanted, given = gold[0], gold[1], found[1]
    if slot == "status":
        return "wrong status"
    if slot in DATE_SLOTS:
        return "wrong day"
    if isinstance(wanted, GoldEntity) and isinstance(given, Labels):
        forms = ((fold(a), fold(b)) for a in wanted.names for b in given.names)
        return "wrong form of a name" if any(fuzz.ratio(a, b) >= ALIKE for a, b in forms) else None
    return "wrong words" if isinstance(wanted, str) and isinstance(given, str) else None


def akin(told: Slots, other: Slots) -> bool:
    """True if half of what tells a fact apart stands in the other one too; one of them is gold."""
    telling = [slot for slot in told if slot[0] not in WEAK]
    shared = sum(any(alike(slot, each) for each in other) for slot in telling)
    return bool(telling) and 2 * shared >= len(telling)


def alike(one: Slot, other: Slot) -> bool:
    """True if two slots, one of them gold, have the same filler."""
    if one[0] != other[0]:
        return False
    return same(one[0], one[1], other[1]) or same(one[0], other[1], one[1])

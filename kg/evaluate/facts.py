"""Facts as slots with fillers, from gold files and from graphs alike, and when two fillers are the same."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import NamedTuple

KINDS = ("posts", "visits", "meetings", "agreements", "partners")
EXTRA_KINDS = ("quotes", "topics")  # scored apart, where the gold has them
TOPIC = "topic "  # how the slots of topics begin, which stand beside an event's own
LIST_SLOTS = {"senders", "head", "members", "destinations", "stops", "hosts", "participants", "parties"}
ENTITY_SLOTS = LIST_SLOTS | {"holder", "of", "place"}
DATE_SLOTS = {"start", "end", "date"}
WORD_SLOTS = {"role", "kind"}  # one side's words may stand in the other's
QUOTES = re.compile(r"[«»„“”\"'`]")
DASHES = re.compile("[‐‑‒–—−]")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Every name that is right, the fullest first; `loose` if its words may stand in another name."""

    names: tuple[str, ...]
    loose: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """All names of a found node; the preferred ones don't tell nodes apart."""

    names: frozenset[str]
    preferred: frozenset[str] = field(default=frozenset(), compare=False)


class GoldPair(NamedTuple):
    """Two partners, in no order."""

    a: GoldEntity
    b: GoldEntity


class FoundPair(NamedTuple):
    """Two found partners, in no order."""

    a: Labels
    b: Labels


class GoldQuote(NamedTuple):
    """Whose words stand where: from the first to the last letter or digit of them."""

    start: int
    stop: int
    speaker: GoldEntity


class FoundQuote(NamedTuple):
    """The same, of a graph."""

    start: int
    stop: int
    speaker: Labels


Filler = str | GoldEntity | Labels | GoldPair | FoundPair | GoldQuote | FoundQuote
Slot = tuple[str, Filler]
Slots = tuple[Slot, ...]  # one fact
FactsByKind = dict[str, list[Slots]]


def no_facts() -> FactsByKind:
    """No fact of any kind."""
    return {kind: [] for kind in (*KINDS, *EXTRA_KINDS)}


def core(words: str, start: int) -> tuple[int, int]:
    """Offsets of words that begin at `start`, without marks at their edges, which are a matter of taste."""
    letters = [match.span() for match in re.finditer(r"\w+", words)] or [(0, len(words))]
    return start + letters[0][0], start + letters[-1][1]


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case folded, ё as е, without quotes, with one kind of dash and of space, without marks at the ends."""
    text = DASHES.sub("-", QUOTES.sub("", text.casefold().replace("ё", "е")))
    return SPACES.sub(" ", text).strip(" .,")


@functools.lru_cache(maxsize=65536)
def words(text: str) -> frozenset[str]:
    """The folded words of a text."""
    return frozenset(re.findall(r"\w+", fold(text)))


def contains(a: str, b: str) -> bool:
    """True if either text has all the words of the other."""
    left, right = words(a), words(b)
    return bool(left and right) and (left <= right or right <= left)


def matches(gold: GoldEntity, names: frozenset[str]) -> bool:
    """True if one of the names is one of the entity's."""
    if not {fold(name) for name in gold.names}.isdisjoint(fold(name) for name in names):
        return True
    return gold.loose and any(contains(a, b) for a in gold.names for b in names)


def same(slot: str, gold: Filler, found: Filler) -> bool:
    """True if a found filler of a slot is right."""
    match gold, found:
        case GoldPair(), FoundPair():
            return pair_matches(gold, found)
        case GoldQuote(), FoundQuote():
            return gold[:2] == found[:2] and matches(gold.speaker, found.speaker.names)
        case GoldEntity(), Labels():
            return matches(gold, found.names)
        case str(), str():
            return same_text(slot, gold, found)
        case _:
            return False


def pair_matches(gold: GoldPair, found: FoundPair) -> bool:
    """True if the two are the same, whichever way round."""
    return any(matches(gold.a, x.names) and matches(gold.b, y.names) for x, y in (found, reversed(found)))


def same_text(slot: str, gold: str, found: str) -> bool:
    """True if two literals are the same: dates by day, roles and kinds by words, others folded."""
    if slot in WORD_SLOTS:
        return contains(gold, found)
    return gold[:10] == found[:10] if slot in DATE_SLOTS else fold(gold) == fold(found)


def show(filler: Filler) -> str:
    """A filler in words."""
    match filler:
        case GoldEntity(names):
            return names[0]
        case Labels(names):
            return " | ".join(sorted(names))
        case GoldPair(a, b) | FoundPair(a, b):
            return f"{show(a)} – {show(b)}"
        case GoldQuote(start, stop, speaker) | FoundQuote(start, stop, speaker):
            return f"{show(speaker)}: {start}–{stop}"
        case str():
            return filler

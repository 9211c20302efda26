"""pymorphy3's automata (DAWG: Daciuk et al. 2000, as double arrays, Yata et al. 2007) for many words at once.

A unit holds a byte and where the next ones are; a walk from unit to unit spells a word in UTF-8.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Units = NDArray[Any]  # 32 bits
Numbers = NDArray[np.intp]
LABEL = 0x800000FF  # of a unit: its byte, and whether it is a leaf
EXTENSION, HAS_VALUE, VALUE = 1 << 9, 1 << 8, (1 << 31) - 1
NOWHERE = 0  # no transition leads to the root
ONE_BYTE = 0x80  # letters from here on take two
DIGITS = np.zeros(256, np.intp)  # what a letter of base 64 stands for
DIGITS[list(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")] = range(64)


class Walk(NamedTuple):
    """Where words have led: the word's row, the unit, and a bit for each letter taken for its other one."""

    rows: Numbers
    units: Units
    changed: Numbers

    def where(self, kept: NDArray[np.bool_]) -> Walk:
        return Walk(self.rows[kept], self.units[kept], self.changed[kept])


def _together(walks: Sequence[Walk]) -> Walk:
    return Walk(*(np.concatenate(each) for each in zip(*walks, strict=True)))


def codes(words: Sequence[str]) -> Units:
    """The letters of words by their numbers, zeros behind each; shape (words, longest + 1)."""
    found = np.array([*words, ""])
    return np.pad(found.view(np.uint32).reshape(len(found), -1)[:-1], ((0, 0), (0, 1)))


class Automaton:
    """Units, and a guide that tells which bytes follow each."""

    def __init__(self, units: Units, guide: NDArray[np.uint8]) -> None:
        self._units, self._first, self._next = units, guide[::2], guide[1::2]

    @classmethod
    def read(cls, path: Path) -> Automaton:
        """The automaton that a file of pymorphy3's dictionary holds."""
        size = int(np.fromfile(path, "<u4", 1)[0])
        guide = np.fromfile(path, np.uint8, 2 * size, offset=4 + 4 * size + 4)
        return cls(np.fromfile(path, "<u4", size, offset=4), guide)

    def follow(self, units: Units, labels: Units | np.uint32) -> Units:
        """Where a byte leads from each unit; NOWHERE if there is no such way."""
        found = self._base(units) ^ labels
        found[(self._units[found] & LABEL) != labels] = NOWHERE
        return found

    def walk(self, starts: Units, letters: Units, pair: tuple[int, int] | None = None) -> Walk:
        """Where the rows of `letters` (of one or two bytes) lead; `pair[0]` may stand for `pair[1]` too."""
        walk, ended = Walk(np.arange(len(letters)), starts, np.zeros(len(letters), np.intp)), []
        for at, column in enumerate(letters.T):
            letter = column[walk.rows]
            ended.append(walk.where(letter == 0))
            walk, letter = walk.where(letter > 0), letter[letter > 0]
            if pair and (may := letter == pair[0]).any():
                other = walk.where(may)
                walk = _together([walk, other._replace(changed=other.changed | 1 << at)])
                letter = np.concatenate([letter, np.full(len(other.rows), pair[1], np.uint32)])
            walk = walk._replace(units=self._letter(walk.units, letter))
            walk = walk.where(walk.units != NOWHERE)
        return _together(ended)

    def values(self, units: Units) -> Numbers:
        """The numbers that belong to units; 0 where none does."""
        found = np.where(self._units[units] & HAS_VALUE, self._units[self._base(units)] & VALUE, 0)
        return found.astype(np.intp)

    def records(self, units: Units, digits: int) -> tuple[Numbers, Numbers]:
        """The numbers of so many digits of base 64 behind each unit, in order, and whose they are."""
        owners, numbers = np.arange(len(units)), np.zeros(len(units), np.intp)
        for _ in range(digits):
            parents, units, labels = self._children(units)
            owners, numbers = owners[parents], numbers[parents] * 64 + DIGITS[labels]
        return owners, numbers

    def _children(self, units: Units) -> tuple[Numbers, Units, Units]:
        """All units behind units, their parents' places first; those of one parent in order."""
        base, parents = self._base(units), np.arange(len(units))
        labels = self._first[units].astype(np.uint32)
        found = [(parents[:0], units[:0], units[:0])]
        while len(parents):
            there = labels > 0
            parents, labels = parents[there], labels[there]
            children = base[parents] ^ labels
            found.append((parents, children, labels))
            labels = self._next[children].astype(np.uint32)
        owners, below, bytes_ = (np.concatenate(each) for each in zip(*found, strict=True))
        order = np.argsort(owners, kind="stable")
        return owners[order], below[order], bytes_[order]

    def _letter(self, units: Units, letters: Units) -> Units:
        """Where a letter of one or two bytes leads from each unit."""
        short = letters < ONE_BYTE
        first = self.follow(units, np.where(short, letters, letters >> 6 | 0xC0))
        if short.all():
            return first
        second: Units = self.follow(first, letters & 0x3F | np.uint32(0x80))
        return np.where(short | (first == NOWHERE), first, second)

    def _base(self, units: Units) -> Units:
        found = self._units[units]
        base: Units = units ^ ((found >> 10) << ((found & EXTENSION) >> 6))
        return base

"""Groups of nodes that stand for one thing, as the stages of resolving join them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.identity import Merge, Ref

__all__ = ["Groups", "Merge", "Ref"]


class Groups:
    """A partition of refs; `order` ranks them, and the earliest member stands for its group."""

    def __init__(self, order: Mapping[Ref, int]) -> None:
        self._order = order
        self._first = {ref: ref for ref in order}
        self._members = {ref: [ref] for ref in order}
        self._fame = dict[Ref, int]()

    def of(self, ref: Ref) -> Ref:
        """The earliest member of the ref's group. Raises KeyError for an unknown ref."""
        return self._first[ref]

    def members(self, ref: Ref) -> tuple[Ref, ...]:
        """All members of the ref's group, earliest first."""
        return tuple(sorted(self._members[self.of(ref)], key=self._order.__getitem__))

    def fame(self, first: Ref) -> int:
        """How many articles tell of the group of this earliest member."""
        if first not in self._fame:
            self._fame[first] = len({article for article, _ in self._members[first]})
        return self._fame[first]

    def join(self, merges: Iterable[Merge]) -> None:
        """Applies merges."""
        self._fame.clear()
        for merge in merges:
            one, other = sorted((self.of(merge.one), self.of(merge.other)), key=self._order.__getitem__)
            if one != other:
                self._absorb(one, other)

    def _absorb(self, one: Ref, other: Ref) -> None:
        moved = self._members.pop(other)
        self._members[one] += moved
        self._first.update(dict.fromkeys(moved, one))

    def __iter__(self) -> Iterator[Ref]:
        """The earliest member of every group, in order."""
        return iter(sorted(self._members, key=self._order.__getitem__))

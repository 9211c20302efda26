"""A journey while it is being put together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from kg.extract.trips import Trip
from kg.model import Status

Said = int  # the sentence that says it
LISTS = ("senders", "head", "members", "stops", "hosts")


@dataclass(slots=True)
class Visit:
    """One journey while it is being put together; each filler with the sentence that says it."""

    trips: list[Trip] = field(default_factory=list)
    senders: dict[str, Said] = field(default_factory=dict)
    head: dict[str, Said] = field(default_factory=dict)
    members: dict[str, Said] = field(default_factory=dict)
    destinations: dict[str, Said] = field(default_factory=dict)
    stops: dict[str, Said] = field(default_factory=dict)
    hosts: dict[str, Said] = field(default_factory=dict)
    start: tuple[date, Said] | None = None
    end: tuple[date, Said] | None = None
    status: Status = Status.HAPPENED
    status_said: Said = 0
    areas: set[str] = field(default_factory=set)
    background: bool = False
    moved: bool = False  # told to be moved, the new dates not told yet
    days: int | None = None
    period: tuple[int, int | None] | None = None  # year and month of a background visit

    @property
    def first(self) -> int:
        return min((t.sentence for t in self.trips), default=self.status_said)

    @property
    def people(self) -> set[str]:
        return set(self.head) | set(self.members)


def take_parts(visit: Visit, other: Visit, kept: Collection[str] = ()) -> None:
    """Put into a visit who and what only the other has; slots `kept` are left alone where they are filled."""
    for slot in LISTS:
        own: dict[str, Said] = getattr(visit, slot)
        if slot in kept and own:
            continue
        for key, said in getattr(other, slot).items():
            if key not in visit.destinations and not (slot == "members" and key in visit.head):
                own.setdefault(key, said)
    for key in visit.head:
        visit.members.pop(key, None)


def set_days(visit: Visit, start: date | None, end: date | None, said: Said) -> None:
    """Take a first or last day into the visit where it has none and the days stay in order."""
    if start and visit.start is None and not (visit.end and visit.end[0] < start):
        visit.start = (start, said)
    if end and (visit.end is None or visit.end == visit.start) and not (visit.start and end < visit.start[0]):
        visit.end = (end, said)

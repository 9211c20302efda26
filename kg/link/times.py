"""When events happened, and how near two of them are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from kg.model import Status

FEW = 3  # days that outlets may differ by
FAR = 10  # days from which two events are surely two
PUT_OFF = 30  # days by which a planned visit may be put off
MEMORY = 400  # days after which news hardly look back at a visit
LONGEST = 21  # days that a visit may last between a beginning told here and an end told there
# Days before and after publication in which an event without dates lies.
AROUND: dict[Status | None, tuple[int, int]] = {
    Status.PLANNED: (0, 60),
    Status.ONGOING: (10, 10),
    Status.HAPPENED: (30, 0),
    Status.CANCELLED: (10, 60),
    Status.SIGNED: (400, 0),  # told of long after
}
UNTOLD = (30, 30)


class Nearness(Enum):
    """How the times of two events agree."""

    CLOSE = "close"  # both dated, within a few days
    POSSIBLE = "possible"  # one at least undated, and their windows meet
    UNSURE = "unsure"  # nothing follows
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Time:
    """First and last day as told, and the publication and status that bound what is not told."""

    start: date | None
    stop: date | None
    published: date | None
    status: Status | None

    @property
    def told(self) -> tuple[date, date] | None:
        """The days told, one standing for both where only one is."""
        first, last = self.start or self.stop, self.stop or self.start
        return (min(first, last), max(first, last)) if first and last else None

    @property
    def window(self) -> tuple[date, date] | None:
        """The days told, else those around publication that the status allows."""
        if self.told or self.published is None:
            return self.told
        before, after = AROUND.get(self.status, UNTOLD)
        return moved(self.published, -before), moved(self.published, after)


def moved(day: date, days: int) -> date:
    """The day so many days later, or the calendar's first or last: some sources write 0001-01-01 for none."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def gap(one: tuple[date, date], other: tuple[date, date]) -> int:
    """Days between two windows, 0 if they meet."""
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


@lru_cache(maxsize=1 << 14)
def nearness(one: Time, other: Time) -> Nearness:
    """How near two events are by what is told of their times."""
    if one.window is None or other.window is None:
        return Nearness.UNSURE
    distance = gap(one.window, other.window)
    if one.told is None or other.told is None:
        return Nearness.POSSIBLE if distance == 0 else Nearness.FAR
    if distance <= FEW or are_two_ends(one, other) or are_two_ends(other, one):
        return Nearness.CLOSE
    return Nearness.FAR if distance > FAR else Nearness.UNSURE


def are_two_ends(one: Time, other: Time) -> bool:
    """True if one article tells only the beginning and the other only the end of what may be one stay."""
    if one.start is None or one.stop is not None or other.stop is None or other.start is not None:
        return False
    return 0 <= (other.stop - one.start).days <= LONGEST


def same_days(one: Time, other: Time) -> bool:
    """True if both tell both days, and the same ones."""
    return (
        one.start is not None and (one.start, one.stop) == (other.start, other.stop) and one.stop is not None
    )


def is_put_off(planned: Time, later: Time) -> bool:
    """True if a visit was planned for days before those that a later article tells, not long before.

    One that was called off for these days may have been put off, too.
    """
    if planned.status not in (Status.PLANNED, Status.CANCELLED) or planned.told is None or later.told is None:
        return False
    if planned.published is None or later.published is None or later.published < planned.published:
        return False
    return 0 < (later.told[0] - planned.told[0]).days <= PUT_OFF


def is_recalled(told: Time, later: Time) -> bool:
    """True if an article tells without days what may have been on days told up to about a year before."""
    if told.told is None or later.told is not None or later.published is None:
        return False
    return later.status is Status.HAPPENED and 0 <= (later.published - told.told[1]).days <= MEMORY


def near_pairs(times: Sequence[Time], blocks: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of positions in a block whose windows are near, once; what has no window has no pairs."""
    seen = set[tuple[int, int]]()
    for block in blocks:
        dated = sorted((window, at) for at in block if (window := times[at].window))
        for place, (window, one) in enumerate(dated):
            for later, other in dated[place + 1 :]:
                if (later[0] - window[1]).days > PUT_OFF:
                    break
                pair = (min(one, other), max(one, other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair

"""The value that a date expression stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from kg.model import Span


class Precision(StrEnum):
    """How much an expression says. Only DAY and RANGE give days; the others give a window at most."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DURATION = "duration"
    VAGUE = "vague"


class Anchor(StrEnum):
    """What fixes an expression in time."""

    ABSOLUTE = "absolute"  # «4 ноября 2025 года»
    INFERRED = "inferred"  # «4 ноября»: the year nearest to the publication
    PUBLICATION = "publication"  # «вчера», «в четверг»
    TEXT = "text"  # «на следующий день»: the date told before
    NONE = "none"  # «трёхдневный», «на днях»


class Bound(StrEnum):
    """Which ends of the time are meant: both, or an open beginning or end."""

    BOTH = "both"
    FROM = "from"
    UNTIL = "until"


class Tense(StrEnum):
    """Which side of the publication the governing verb points to."""

    PAST = "past"
    FUTURE = "future"


class Interval(NamedTuple):
    """First and last day, both inclusive; None where open or unknown."""

    start: date | None
    stop: date | None


UNKNOWN = Interval(None, None)
EXACT = frozenset({Precision.DAY, Precision.RANGE})


@dataclass(frozen=True, slots=True)
class When:
    """A date expression at `span` of the text, resolved as far as the expression alone allows.

    `window` bounds the time in days whatever the precision (June 2024: its first and last day); `start` and
    `stop` repeat it where the expression gives days. `past` and `future` are the windows to choose from when
    the tense of the governing verb is known; where both are None the tense changes nothing. `days` is a
    length («трёхдневный», «на неделю»); `shift` is the distance in days from the date told before («на
    следующий день»: 1).
    """

    span: Span
    precision: Precision
    anchor: Anchor
    window: Interval = UNKNOWN
    bound: Bound = Bound.BOTH
    year: int | None = None
    month: int | None = None
    days: int | None = None
    shift: int | None = None
    past: Interval | None = None
    future: Interval | None = None

    @property
    def start(self) -> date | None:
        """The first day, or None if no day can be derived or the beginning is open."""
        return self.window.start if self.precision in EXACT else None

    @property
    def stop(self) -> date | None:
        """The last day, or None if no day can be derived or the end is open."""
        return self.window.stop if self.precision in EXACT else None

    def resolve(self, tense: Tense | None) -> When:
        """The same expression under a verb of that tense: the latest past or the nearest coming time."""
        match tense:
            case Tense.PAST if self.past is not None:
                return self.settle(self.past)
            case Tense.FUTURE if self.future is not None:
                return self.settle(self.future)
            case _:
                return self

    def relative_to(self, day: date) -> When:
        """A text-anchored expression counted from `day`; any other expression unchanged."""
        if self.shift is None:
            return self
        moved = day + timedelta(days=self.shift)
        return self.settle(Interval(moved, moved))

    def lengthened(self, days: int) -> When:
        """The expression ended `days` days after its beginning, the first one counted."""
        past, future = (option and ended(option, days) for option in (self.past, self.future))
        return replace(self, past=past, future=future).settle(ended(self.window, days))

    def settle(self, window: Interval) -> When:
        """The same expression with this window; year and month follow it where it lies in one."""
        return replace(
            self,
            window=window,
            year=shared(window, "year", self.year),
            month=shared(window, "month", self.month),
        )


def ended(window: Interval, days: int) -> Interval:
    """The window from its beginning on for so many days."""
    return Interval(window.start, window.start and window.start + timedelta(days=days - 1))


def shared(window: Interval, part: str, default: int | None) -> int | None:
    """The year or month that all known ends of a window have in common, else `default`."""
    values = {getattr(day, part) for day in window if day is not None}
    return values.pop() if len(values) == 1 else default

"""A text made fit for reading, with the way back to the text as given."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.model import Span

Rewrite = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class FairCopy:
    """What is read. Code point `i` stands for `[starts[i], stops[i])` of the text as given."""

    text: str
    starts: Sequence[int]
    stops: Sequence[int]

    @property
    def is_in_place(self) -> bool:
        """True if each code point stands where it stands in the text as given."""
        return self.starts == range(len(self.text))

    def given(self, span: Span) -> Span:
        """Where a span of the copy stands in the text as given."""
        return Span(self.starts[span.start], self.stops[span.stop - 1])

    def part(self, start: int, stop: int) -> FairCopy:
        """The copy of a part alone."""
        return FairCopy(self.text[start:stop], self.starts[start:stop], self.stops[start:stop])

    def respelled(self, text: str) -> FairCopy:
        """The same places with other letters. Raises ValueError unless there are as many of them."""
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} code points cannot stand for {len(self.text)}")
        return self if text == self.text else replace(self, text=text)

    def edited(self, pattern: re.Pattern[str], rewrite: Rewrite) -> FairCopy:
        """The copy with each match rewritten; what is written is as long as the match at most."""
        found = [(match.span(), rewrite(match)) for match in pattern.finditer(self.text)]
        if not found:
            return self
        pieces, starts, stops, last = list[str](), array("L"), array("L"), 0
        for (start, stop), new in [*found, ((len(self.text), len(self.text)), "")]:
            pieces += [self.text[last:start], new]
            starts.extend(self.starts[last : start + len(new)])
            stops.extend(self.stops[last : start + len(new)])
            if new:
                stops[-1] = self.stops[stop - 1]
            last = stop
        return FairCopy("".join(pieces), starts, stops)


def unchanged(text: str) -> FairCopy:
    """The text as its own copy."""
    return FairCopy(text, range(len(text)), range(1, len(text) + 1))

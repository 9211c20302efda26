"""Names of the recogniser and of the learned model, made into one list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kg.annotate.recognition import NameSpan
from kg.model import Cue, NameKind, Span

KINDS = {"person": NameKind.PERSON, "organization": NameKind.ORGANIZATION}
SURE = 0.5  # probability from which the model's word counts


def agreed(text: str, names: Sequence[NameSpan], cues: Iterable[Cue]) -> list[NameSpan]:
    """The recogniser's names, and those with a capital that the model alone sees.

    `names` are in text order and do not overlap, `cues` are in text order, the longer first.
    """
    starts = [name.span.start for name in names]
    found = list(names)
    last = 0
    for cue in cues:
        if cue.span.start >= last and _is_name(text, cue) and not _covered(names, starts, cue.span):
            found.append(NameSpan(cue.span, KINDS[cue.label]))
            last = cue.span.stop
    return sorted(found, key=lambda name: name.span)


def _is_name(text: str, cue: Cue) -> bool:
    capital = any(letter.isupper() for letter in text[cue.span.start : cue.span.stop])
    return cue.label in KINDS and cue.score >= SURE and capital


def _covered(names: Sequence[NameSpan], starts: Sequence[int], span: Span) -> bool:
    """True if one of the names overlaps the span."""
    before = bisect_left(starts, span.stop) - 1
    return before >= 0 and names[before].span.overlaps(span)

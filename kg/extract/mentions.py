"""Where things are mentioned by name: where the learned model sees them, and rules know what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.extract.learned.things import words_of
from kg.extract.reading import Form, Reading, Ref
from kg.model import Mention


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Mentions by name. Without cues they are the rules' references.

    The model sees more exactly where names begin and end, and what is none; references that touch none of its
    cues are left out.
    """
    cues, cued = reading.document.cues, defaultdict[int, list[Mention]](list)
    for number, key in reading.cued.items():
        place = words_of(reading, cues[number])
        if place is not None:
            cued[place[0]].append(Mention(key, cues[number].span))
    for mentions in cued.values():
        yield from mentions
    for ref in reading.all_refs():
        if ref.form is not Form.ANAPHOR:
            yield from _of_rules(reading, ref, cued[ref.sentence], bool(cues))


def _of_rules(reading: Reading, ref: Ref, cued: list[Mention], seen: bool) -> Iterator[Mention]:
    span = reading.span(ref.sentence, ref.start, ref.stop)
    touching = [mention.node for mention in cued if mention.span.overlaps(span)]
    if ref.thing not in touching and (touching or not seen):
        yield Mention(ref.thing, span)

"""Visits put off: what is told with the old days and with the new ones is one visit."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.itinerary import MOVING
from kg.extract.lexicon import words
from kg.extract.reading import Reading
from kg.extract.visit import Visit, take_parts
from kg.model import Status

MOVE = MOVING | words("переносить перенесён перенесен сдвигаться сместить сместиться")


def join_moved(reading: Reading, visits: Sequence[Visit]) -> list[Visit]:
    """The visits without those that were put off: these give all but their days to the new one."""
    kept = list(visits)
    for visit in visits:
        later = next((other for other in kept if _is_moved(reading, visit, other)), None)
        if later is not None:
            take_parts(later, visit)
            kept.remove(visit)
    return kept


def _is_moved(reading: Reading, visit: Visit, other: Visit) -> bool:
    """True if `other` is `visit` on later days."""
    first, second = visit.start or visit.end, other.start or other.end
    return (
        visit.status is Status.CANCELLED
        and other.status is not Status.CANCELLED
        and bool(first and second and first[0] < second[0])
        and bool(visit.areas & other.areas)
        and _is_same_party(visit, other)
        and any(_tells_of_move(reading, said) for said in (visit.status_said, visit.first, other.first))
    )


def _is_same_party(visit: Visit, other: Visit) -> bool:
    """Nobody is known to travel in one alone."""
    senders = not visit.senders or not other.senders or visit.senders.keys() & other.senders.keys()
    people = not visit.people or not other.people or visit.people & other.people
    return bool(senders and people)


def _tells_of_move(reading: Reading, index: int) -> bool:
    return any(token.lemma in MOVE for token in reading.sentences[index].tokens)

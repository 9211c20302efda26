"""The index of references by token answers as a walk over all of them would."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.reading import Reading, Ref
from kg.model import Article, Document, Kind

LENGTH = 8  # tokens
KINDS = (Kind.CITY, Kind.PERSON)


@st.composite
def refs(draw: st.DrawFn) -> Ref:
    start = draw(st.integers(0, LENGTH - 1))
    stop = draw(st.integers(start + 1, LENGTH))
    return Ref(0, start, stop, start, "thing", draw(st.sampled_from(KINDS)), nested=draw(st.booleans()))


@given(st.lists(st.tuples(st.booleans(), refs())))
def test_answers_as_a_walk_would(steps: Sequence[tuple[bool, Ref]]) -> None:
    reading = Reading(Document(Article("a", "слово"), (), (), ()), refs=[[]])
    for drop, ref in steps:
        if drop:
            reading.put(0, [r for r in reading.refs[0] if r.start != ref.start])
        else:
            reading.add_ref(ref)
        check(reading)


def check(reading: Reading) -> None:
    row = reading.refs[0]
    outer = [r for r in row if not r.nested]
    assert row == sorted(row, key=lambda r: (r.start, -r.stop))
    for i in range(-1, LENGTH + 1):
        assert reading.covering(0, i) == next((r for r in outer if r.start <= i < r.stop), None)
        people = [r for r in outer if r.start == i and r.kind is Kind.PERSON]
        assert reading.at(0, i, Kind.PERSON) == next(iter(people), None)
        for stop in range(i + 1, LENGTH + 2):
            assert reading.free(0, i, stop) == (not any(r.start < stop and i < r.stop for r in outer))

"""What is held of all articles is enough to resolve and settle them."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kg.link import resolve
from kg.model import Extraction
from kg.pipeline.outlines import outline
from kg.rdf.identity import identity_quads
from kg.rdf.portraits import portraits
from kg.rdf.texts import texts_of
from tests.strategies import tale

WORLDS = st.lists(st.integers(0, 10**6), min_size=1, max_size=8).map(
    lambda seeds: [tale(f"a{at}", Random(seed)) for at, seed in enumerate(seeds)]
)


@given(WORLDS)
def test_outlines_are_resolved_and_settled_as_what_they_are_made_of(told: list[Extraction]) -> None:
    drawn = [outline(said) for said in told]
    resolved = resolve(told)
    assert resolve(drawn) == resolved
    assert texts_of(drawn) == texts_of(told)
    things, entity_of = resolved.entities, resolved.entity_of
    assert list(portraits(things, drawn, entity_of)) == list(portraits(things, told, entity_of))
    one, other = (set(identity_quads(resolved.identity, things, said, entity_of)) for said in (drawn, told))
    assert one == other


@given(WORLDS)
def test_an_outline_has_no_texts(told: list[Extraction]) -> None:
    for said in map(outline, told):
        assert said.article.text == ""
        assert {fact.evidence.quote for fact in said.facts} <= {""}
        assert len({mention.node for mention in said.mentions}) == len(said.mentions)
        assert outline(said) == said

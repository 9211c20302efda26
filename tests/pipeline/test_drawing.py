"""The quads of a store, made one by one, here or elsewhere: they are the same."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import export
from kg.model import Article, Kind
from kg.pipeline import Draw, build, drawing, in_turn
from kg.pipeline.drawing import Drawing, Sketch, draw_things, nquads, unheard
from kg.pipeline.pool import across_processes
from kg.pipeline.spread import Work
from kg.pipeline.stages import Skipped
from kg.rdf.describe import Portrait
from kg.rdf.iris import BASE
from kg.rdf.portraits import portrait_quads
from kg.rdf.quads import article_quads
from kg.rdf.standard import standard_quads
from kg.store import open_store
from kg.store.changes import parsed
from tests.stages import WORLD
from tests.test_differences import PORTRAITS

K = TypeVar("K")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
ARTICLES = [f"a{number}={number % 3}" for number in range(40)]


@given(PORTRAITS, TEXTS)
def test_a_thing_is_drawn_as_it_is_described(portraits: list[Portrait], name: str) -> None:
    portraits.append(Portrait("person/9", Kind.PERSON, name, (), None, ("a",), None, (), None, ()))
    sketches = [Sketch(each.id, msgspec.json.encode(each)) for each in portraits]
    for each, drawn in zip(portraits, draw_things(sketches, base=BASE, skipped=unheard), strict=True):
        quads = set(portrait_quads(each, BASE))
        assert drawn.id == each.id
        assert set(parsed(drawn.quads)) == quads | set(standard_quads(quads, BASE))


@given(TEXTS, TEXTS)
def test_every_text_comes_back_out_of_n_quads(title: str, text: str) -> None:
    (said,) = [WORLD.extract(each) for each in WORLD.annotate([Article("a", text, title=title)])]
    resolved = WORLD.resolve([said], {}, {})
    quads = list(article_quads(said, resolved.entity_of, body=True))
    assert parsed(nquads(quads)) == quads


def forgetful(
    work: Work[Sketch, Drawing], batches: Iterable[tuple[K, Sequence[Sketch]]], *, skipped: Skipped
) -> Iterator[tuple[K, list[Drawing]]]:
    """Every other drawing is lost, as if somebody died of it."""
    for key, drawn in in_turn(work, batches, skipped=skipped):
        yield key, drawn[::2]


def held(store: Path) -> tuple[bytes, set[str]]:
    """What is published, and what the ledger has."""
    out, opened = io.BytesIO(), open_store(store)
    export(opened, "nquads", out, with_text=True)
    return out.getvalue(), {str(row) for row in opened.ledger.rows()}


@pytest.mark.parametrize("draw", [forgetful, partial(across_processes, workers=2, pays=0)])
def test_the_store_is_the_same_whoever_draws(
    draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "PAYS", 0)
    for name, by in (("here", in_turn), ("there", draw)):
        build(ARTICLES, tmp_path / name, WORLD, skipped=print, draw=by)
    assert held(tmp_path / "there") == held(tmp_path / "here")

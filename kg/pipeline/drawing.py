"""What a store holds of articles and things one by one, as N-Quads: work that other processes can do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import msgspec
import pyoxigraph as ox

from kg.batches import in_batches
from kg.errors import ReadError
from kg.extract import sift
from kg.model import Extraction
from kg.pipeline.keeping import key_quads
from kg.pipeline.spread import Spread, Work, in_turn
from kg.pipeline.stages import Skipped
from kg.rdf.describe import Portrait
from kg.rdf.portraits import portrait_quads, topic_quads
from kg.rdf.quads import article_quads
from kg.rdf.standard import standard_quads

T = TypeVar("T")
PRELOAD = ("kg.pipeline.drawing",)
PAYS = 500  # articles or things; for fewer it takes longer to start processes than to draw
BATCH = 16  # articles or things at once: a few megabytes of N-Quads


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an article or a thing is drawn from: its record, or its portrait, as JSON.

    `ids` are the things that the nodes of an article stand for, by node key.
    """

    id: str
    said: str | bytes
    ids: Mapping[str, str] = field(default_factory=dict)
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The quads of published graphs, and those of the ledger's keys, as N-Quads."""

    id: str
    quads: bytes
    keys: bytes = b""


Draw = Spread[Sketch, Drawing]


def draw_articles(
    sketches: Sequence[Sketch], /, *, base: str, minimum: float, keys: bool, skipped: Skipped
) -> list[Drawing]:
    """The graphs of articles, without facts below the `minimum` of confidence (0–1); their keys if wanted."""
    decode = msgspec.json.Decoder(Extraction).decode
    return [draw_article(sketch, sift(decode(sketch.said), minimum), base, keys) for sketch in sketches]


def draw_article(sketch: Sketch, said: Extraction, base: str, keys: bool) -> Drawing:
    """One article."""
    entity_of = {(sketch.id, key): id for key, id in sketch.ids.items()}
    quads = article_quads(said, entity_of, base, body=True)
    return Drawing(sketch.id, nquads(quads), nquads(key_quads(said, entity_of)) if keys else b"")


def draw_things(sketches: Sequence[Sketch], /, *, base: str, skipped: Skipped) -> list[Drawing]:
    """What the consolidated graph says of things, and in standard terms what follows from it."""
    decode = msgspec.json.Decoder(Portrait).decode
    return [Drawing(sketch.id, thing_text(decode(sketch.said), base)) for sketch in sketches]


def thing_text(portrait: Portrait, base: str) -> bytes:
    """One thing."""
    quads = set(portrait_quads(portrait, base))
    return nquads(quads | set(standard_quads(quads, base)))


def thing_texts(portraits: Collection[Portrait], base: str, draw: Draw) -> Iterator[bytes]:
    """The consolidated graph and that of standard terms as N-Quads; a line may come twice."""
    things = (Sketch(each.id, msgspec.json.encode(each)) for each in portraits)
    for drawing in drawings(draw, thing_work(base), things, len(portraits)):
        yield drawing.quads
    topics = list(topic_quads(portraits, base))
    yield nquads((*topics, *standard_quads(topics, base)))


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """The quads as they come."""
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def drawings(
    draw: Draw, work: Work[Sketch, Drawing], sketches: Iterable[Sketch], number: int
) -> Iterator[Drawing]:
    """One for each of a `number` of sketches, in order; what other processes die of is drawn here."""
    batches = ((batch, batch) for batch in in_batches(sketches, BATCH))
    spread = draw if number >= PAYS else in_turn
    for batch, drawn in spread(work, batches, skipped=unheard):
        done = {drawing.id: drawing for drawing in drawn}
        for sketch in batch:
            yield done.get(sketch.id) or work([sketch], skipped=unheard)[0]


def unheard(error: ReadError) -> None:
    """What is not drawn elsewhere is drawn here."""


def article_work(base: str, minimum: float, keys: bool) -> Work[Sketch, Drawing]:
    """See `draw_articles`."""
    return partial(draw_articles, base=base, minimum=minimum, keys=keys)


def thing_work(base: str) -> Work[Sketch, Drawing]:
    """See `draw_things`."""
    return partial(draw_things, base=base)

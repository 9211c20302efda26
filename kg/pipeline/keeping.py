"""The keys of articles that a store keeps for the next settlement."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from pyoxigraph import Quad

from kg.batches import in_batches
from kg.link import Ref, article_keys, cast
from kg.model import Extraction
from kg.pipeline.outlines import in_full
from kg.pipeline.placing import Said, said_of_places
from kg.store import OxigraphStore
from kg.store.keys import Key, key_rows
from kg.text.reprints import Band, bands

MANY = 1_000  # articles in one transaction
KeysOf = Callable[[Extraction], Collection[Key]]


def remember_changed(store: OxigraphStore, entity_of: Mapping[Ref, str]) -> None:
    """Keep of the articles that are otherwise than when last settled what the next settlement asks for."""
    for some in in_batches(store.ledger.unsettled(), MANY):
        remember_some(store, in_full(store.ledger, some), entity_of)


def remember_some(
    store: OxigraphStore, changed: Mapping[str, Extraction | None], entity_of: Mapping[Ref, str]
) -> None:
    """Keep of some articles what the next settlement asks for; None for those that are no more."""
    for name, keys in kinds_of_keys(entity_of):
        rows = store.ledger.kept.keys[name]
        rows.replace({id: keys(said) if said else () for id, said in changed.items()})


def key_quads(said: Extraction, entity_of: Mapping[Ref, str]) -> Iterator[Quad]:
    """The same of one article, as rows."""
    for name, keys in kinds_of_keys(entity_of):
        yield from key_rows(name, said.article.id, keys(said))


def kinds_of_keys(entity_of: Mapping[Ref, str]) -> Iterator[tuple[str, KeysOf]]:
    """The names of rows, and what keys an article has there."""
    yield "nodes", lambda said: article_keys(said, entity_of)
    yield "casts", cast_keys
    yield "bands", band_keys
    yield "notables", notable_keys
    yield "places", lambda said: place_keys(said_of_places(said, entity_of))


def cast_keys(extraction: Extraction) -> set[tuple[str, str]]:
    """The people whom an article names, as its keys."""
    return {(name, json.dumps(name)) for name in cast(extraction)}


def band_keys(extraction: Extraction) -> set[tuple[str, str]]:
    """The bands of an article's text, as its keys."""
    return {(band_name(band), "") for band in bands(extraction.signature)}


def notable_keys(extraction: Extraction) -> set[tuple[str, str]]:
    """The people who are called like people of note, as keys."""
    from kg.gazetteer.notables import notables

    return {(key, node.key) for node in extraction.nodes for key in notables().keys_of(node)}


def band_name(band: Band) -> str:
    """A band as the name of a key."""
    return f"{band[0]} {band[1].hex()}"


def place_keys(said: Iterable[Said]) -> set[tuple[str, str]]:
    """What an article says of places, as its keys."""
    return {(each.encoded(), each.encoded()) for each in said}

"""The door to natasha's models and to pymorphy3: loaded at first use, once per process."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
Words = Sequence[str]
BATCH_TOKENS = 2048  # padded tokens in one pass of a model: larger ones fall out of the processor's cache
ALIASES = ("", ".analyzer", ".units", ".units.base")


class Tag(NamedTuple):
    """Universal part of speech and features."""

    pos: str
    feats: Mapping[str, str]


class Parse(NamedTuple):
    """Morphology and syntax of one sentence; heads count from 0, -1 is the root, cycles may occur."""

    tags: tuple[Tag, ...]
    heads: tuple[int, ...]
    rels: tuple[str, ...]


class Models(NamedTuple):
    """slovnet's inference objects of natasha's three news models."""

    morph: Any
    syntax: Any
    names: Any


def _alias_pymorphy() -> None:
    # natasha 1.6 imports pymorphy2, which is abandoned and needs pkg_resources; pymorphy3 fits in its place
    for name in ALIASES:
        sys.modules.setdefault(f"pymorphy2{name}", import_module(f"pymorphy3{name}"))


@cache
def embedding() -> Any:
    """natasha's navec: 250,000 words, 300 numbers each."""
    _alias_pymorphy()
    from natasha import NewsEmbedding

    return NewsEmbedding()


@cache
def models() -> Models:
    """The three models over one embedding; about a second at the first call."""
    vectors = embedding()
    from natasha import NewsMorphTagger, NewsNERTagger, NewsSyntaxParser

    taggers = (NewsMorphTagger(vectors), NewsSyntaxParser(vectors), NewsNERTagger(vectors))
    return Models(*(tagger.infer for tagger in taggers))


@cache
def morphology() -> Any:
    """pymorphy3's analyzer for Russian."""
    from pymorphy3 import MorphAnalyzer, shapes

    shapes.is_latin_char = is_latin  # pymorphy3's own raises ValueError at letters without a name: U+17000
    return MorphAnalyzer(lang="ru")


@cache
def is_latin(letter: str) -> bool:
    """True of letters of the Latin script; False of those that Unicode gives no name."""
    return "LATIN" in unicodedata.name(letter, "")


@lru_cache(maxsize=65536)
def parses(word: str) -> tuple[Any, ...]:
    """pymorphy's parses of a word, likeliest first; unknown words are predicted."""
    return tuple(morphology().parse(word))


@cache
def parse_tag(tag: str) -> Tag:
    """`NOUN|Case=Gen|Number=Sing` as a Tag; equal tags share one mapping."""
    pos, *pairs = tag.split("|")
    return Tag(pos, MappingProxyType(dict(pair.split("=", 1) for pair in pairs)))


def parse_sentences(sentences: Sequence[Words]) -> list[Parse]:
    """Morphology and syntax of sentences, in the order given; batched by length."""
    return _batched(sentences, _parse_batch)


def tag_names(texts: Sequence[Words]) -> list[tuple[str, ...]]:
    """BIO tags (`B-PER`, `I-ORG`, `O`) of the words of each text, in the order given."""
    return _batched(texts, _name_batch)


def _batched(items: Sequence[Words], run: Callable[[list[Words]], Iterator[T]]) -> list[T]:
    order = sorted((index for index, words in enumerate(items) if words), key=lambda index: len(items[index]))
    results: dict[int, T] = {}
    for batch in _chop(order, items):
        results.update(zip(batch, run([items[index] for index in batch]), strict=True))
    return [results[index] for index in range(len(items))]


def _chop(order: list[int], items: Sequence[Words]) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in order:
        if batch and len(items[index]) * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _parse_batch(batch: list[Words]) -> Iterator[Parse]:
    morph, syntax, _ = models()
    inputs = _encode(morph, batch)  # the two models have the same vocabularies
    tags = morph.decoder(morph.process([inputs]))
    trees = syntax.decoder(syntax.process([inputs]))
    for words, found, (_, heads, rels) in zip(batch, tags, trees, strict=True):
        assert len(words) == len(found) == len(heads)
        yield Parse(tuple(map(parse_tag, found)), tuple(int(head) - 1 for head in heads), tuple(rels))


def _name_batch(batch: list[Words]) -> Iterator[tuple[str, ...]]:
    names = models().names
    yield from map(tuple, names.decoder(names.process([_encode(names, batch)])))


def _encode(infer: Any, batch: list[Words]) -> Any:
    return infer.encoder.input([infer.encoder.item(words) for words in batch])

"""The door to natasha's models and to pymorphy3: loaded at first use, once per process."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from kg.annotate.engine.taggers import taggers

Words = Sequence[str]


class Tag(NamedTuple):
    """Universal part of speech and features."""

    pos: str
    feats: Mapping[str, str]


class Parse(NamedTuple):
    """Morphology and syntax of one sentence; heads count from 0, -1 is the root, cycles may occur."""

    tags: tuple[Tag, ...]
    heads: tuple[int, ...]
    rels: tuple[str, ...]


@cache
def morphology() -> Any:
    """pymorphy3's analyzer for Russian."""
    from pymorphy3 import shapes

    from kg.annotate.dictionary import analyzer

    shapes.is_latin_char = is_latin  # pymorphy3's own raises ValueError at letters without a name: U+17000
    return analyzer()


@cache
def is_latin(letter: str) -> bool:
    """True of letters of the Latin script; False of those that Unicode gives no name."""
    return "LATIN" in unicodedata.name(letter, "")


@lru_cache(maxsize=1 << 14)
def parses(word: str) -> tuple[Any, ...]:
    """pymorphy's parses of a word, likeliest first; unknown words are predicted."""
    return tuple(morphology().parse(word))


def paradigm_place(parse: Any) -> tuple[int, int] | None:
    """Number of the paradigm and of the form in it; None of what the dictionary does not have as such."""
    from kg.annotate.dictionary import place

    return place(parse)


def paradigm(number: int) -> list[tuple[str, Any, str]]:
    """The forms of a paradigm: prefix, tag, ending."""
    found: list[tuple[str, Any, str]] = morphology().dictionary.build_paradigm_info(number)
    return found


@cache
def parse_tag(tag: str) -> Tag:
    """`NOUN|Case=Gen|Number=Sing` as a Tag; equal tags share one mapping."""
    pos, *pairs = tag.split("|")
    return Tag(pos, MappingProxyType(dict(pair.split("=", 1) for pair in pairs)))


def parse_sentences(sentences: Sequence[Words]) -> Iterator[Parse]:
    """Morphology and syntax of sentences, in the order given."""
    for tags, heads, rels in taggers().parse(sentences):
        yield Parse(tuple(map(parse_tag, tags)), tuple(head - 1 for head in heads), tuple(rels))


def tag_names(texts: Sequence[Words]) -> Iterator[list[str]]:
    """BIO tags (`B-PER`, `I-ORG`, `O`) of the words of each text, in the order given."""
    return taggers().names(texts)

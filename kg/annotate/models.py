"""The door to natasha's models and to pymorphy3: loaded at first use, once per process."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from kg.annotate.engine.taggers import taggers

Words = Sequence[str]
KEPT = 1 << 14  # words, paradigms


class Tag(NamedTuple):
    """Universal part of speech and features; `text` is both, as in `NOUN|Case=Gen|Number=Sing`."""

    pos: str
    feats: Mapping[str, str]
    text: str


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


_learned: dict[str, tuple[Any, ...]] = {}


def learn(words: Iterable[str]) -> None:
    """Look many words up together, which is faster than one by one; words in lower case."""
    from kg.annotate.lookup import lookup

    if len(_learned) > KEPT:
        _learned.clear()
    _learned.update(lookup().parses([word for word in dict.fromkeys(words) if word not in _learned]))


def parses(word: str) -> tuple[Any, ...]:
    """pymorphy's parses of a word, likeliest first; unknown words are predicted."""
    return _learned.get(word) or _parses(word)


@lru_cache(maxsize=KEPT)
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(morphology().parse(word))


def paradigm_place(parse: Any) -> tuple[int, int] | None:
    """Number of the paradigm and of the form in it; None of what the dictionary does not have as such."""
    from kg.annotate.dictionary import place

    return place(parse)


def paradigm_form(number: int, at: int) -> tuple[str, Any, str]:
    """A form of a paradigm: prefix, tag, ending."""
    from kg.annotate.dictionary import form

    return form(number, at)


@lru_cache(maxsize=KEPT)
def paradigm_nominatives(number: int) -> tuple[tuple[str, Any, str], ...]:
    """The nominatives of a paradigm: prefix, tag, ending."""
    from kg.annotate.dictionary import nominative_places

    return tuple(paradigm_form(number, at) for at in nominative_places(number))


@cache
def parse_tag(tag: str) -> Tag:
    """`NOUN|Case=Gen|Number=Sing` as a Tag; equal tags share one mapping."""
    pos, *pairs = tag.split("|")
    return Tag(pos, MappingProxyType(dict(pair.split("=", 1) for pair in pairs)), tag)


def tag_text(pos: str, feats: Mapping[str, str]) -> str:
    """What `parse_tag` reads as a part of speech and features."""
    return "|".join([pos, *(f"{name}={value}" for name, value in feats.items())])


def parse_sentences(sentences: Sequence[Words]) -> Iterator[Parse]:
    """Morphology and syntax of sentences, in the order given."""
    for tags, heads, rels in taggers().parse(sentences):
        yield Parse(tuple(map(parse_tag, tags)), tuple(head - 1 for head in heads), tuple(rels))


def tag_names(texts: Sequence[Words]) -> Iterator[list[str]]:
    """BIO tags (`B-PER`, `I-ORG`, `O`) of the words of each text, in the order given."""
    return taggers().names(texts)

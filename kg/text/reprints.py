"""Which articles print one text: reprints, shortened, edited or under another headline.

A signature stands for the set of a text's pairs of words (MinHash): the share of numbers that agree in two
signatures estimates the share of pairs that the texts have in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

WORD = re.compile(r"\w+")
FEWEST_WORDS = 20  # of less nobody can tell whether it was copied
VALUES, SEED = 128, 1
VALUE_BYTES = 4
BAND_BYTES = 4 * VALUE_BYTES  # of 32 bands one is the same in 99 of 100 pairs that share six tenths
SHARED = 0.5  # reprints with edits share 0.6 of their pairs of words, different texts on one event below 0.3

Band = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Printed:
    """An article as far as copies are concerned."""

    article: str
    published: date | None
    signature: bytes


def signature(text: str) -> bytes:
    """128 numbers of four bytes for the set of pairs of neighbouring words; none for a very short text.

    Case, ё, punctuation and the order of paragraphs do not count.
    """
    words = WORD.findall(text.lower().replace("ё", "е"))
    if len(words) < FEWEST_WORDS:
        return b""
    import numpy as np
    from rensa import RMinHash

    sketch = RMinHash(num_perm=VALUES, seed=SEED)
    sketch.update([f"{one} {other}" for one, other in pairwise(words)])
    return np.array(sketch.digest(), "<u4").tobytes()


def shared(one: bytes, other: bytes) -> float:
    """The estimated share of pairs of words that two texts have in common (Jaccard), 0–1."""
    import numpy as np

    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


def bands(signature: bytes) -> Iterator[Band]:
    """Keys to find copies by: articles without a common one are not compared."""
    for start in range(0, len(signature), BAND_BYTES):
        yield start, signature[start : start + BAND_BYTES]


def originals(articles: Iterable[Printed]) -> Mapping[str, str]:
    """The id of the article that each copy was first printed as; articles that copy nothing are left out.

    An article copies the earliest published one with a common band that it is like; what that one copies is
    its text too. So an article hangs on those with a common band alone.
    """
    found, first = dict[str, str](), dict[bytes, Printed]()
    seen = defaultdict[Band, list[Printed]](list)
    for article in sorted((each for each in articles if each.signature), key=rank):
        original = first.get(article.signature) or earliest_like(article, seen)
        if original:
            found[article.article] = found.get(original.article, original.article)
        if (
            article.signature not in first
        ):  # of thousands of equal ones the earliest is enough to compare with
            first[article.signature] = article
            for key in bands(article.signature):
                seen[key].append(article)
    return found


def earliest_like(article: Printed, seen: Mapping[Band, Iterable[Printed]]) -> Printed | None:
    """The earliest of the articles seen that has a common band and enough in common."""
    near = {other.article: other for key in bands(article.signature) for other in seen.get(key, ())}
    ordered = sorted(near.values(), key=rank)
    return next((other for other in ordered if shared(other.signature, article.signature) >= SHARED), None)


def rank(article: Printed) -> tuple[date, str]:
    """Order of publication; without a date last."""
    return article.published or date.max, article.article

"""A text made even for matching, with every code point kept in its place."""

from __future__ import annotations

from functools import lru_cache

DASHES = "‐‑‒–—―−"
SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
EVEN = str.maketrans(DASHES + SPACES + "ё", "-" * len(DASHES) + " " * len(SPACES) + "е")
EVEN_DASHES = str.maketrans(DASHES, "-" * len(DASHES))


@lru_cache(maxsize=1)  # a text is asked for again at each of its sentences
def fold(text: str) -> str:
    """Lower case, ё→е, all dashes `-`, all spaces but line ends ` `, as many code points as before."""
    lower = text.lower()
    if len(lower) != len(text):  # İ lowers to two code points
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(EVEN)

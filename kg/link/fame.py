"""In how many articles somebody is named: who is told everywhere says nothing of whom he is told beside."""

from __future__ import annotations

from collections.abc import Callable

Fame = Callable[[str], int]  # the number of articles that name a companion
FAMOUS = 10  # articles
FEW = 50  # one article in so many


def everywhere(size: int) -> int:
    """The most articles that a telling name is in, for a corpus of `size` articles.

    It is 2 % of the corpus, in steps: it changes when the corpus doubles, not with every article.
    """
    return max(FAMOUS, (1 << size.bit_length() >> 1) // FEW)

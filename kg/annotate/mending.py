"""Known faults of the name recogniser, mended by small rules over the words of one paragraph.

Rules run in order; each takes the names found so far and returns them ordered and disjoint.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.found import Found, Rule
from kg.annotate.joining import join_country, join_initials, join_particles, join_parts
from kg.annotate.sorting import drop_common, retype_people, retype_places
from kg.annotate.splitting import (
    split_brackets,
    split_domains,
    split_lists,
    split_people,
    strip_openers,
    strip_titles,
    trim,
)
from kg.model import Token

RULES: tuple[Rule, ...] = (
    split_brackets,
    split_lists,
    trim,
    join_initials,
    join_particles,
    retype_people,
    split_domains,
    retype_places,
    join_parts,
    split_people,
    strip_titles,
    strip_openers,
    drop_common,
    join_country,
    trim,
)


def mend(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """The names after all rules, in text order."""
    for rule in RULES if names else ():
        names = rule(words, names)
    return list(names)

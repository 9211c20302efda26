"""Roles as they are compared: two wordings of one post are one."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.link.groups import Ref
from kg.link.index import Index
from kg.model import Predicate
from kg.text.names import normalize

SAME = (
    (re.compile(r"^вице-премьер\b(?: правительства)?"), "заместитель председателя правительства"),
    (re.compile(r"^вице-губернатор\b"), "заместитель губернатора"),
    (re.compile(r"^вице-министр\b"), "заместитель министра"),
    (re.compile(r"^вице-мэр\b"), "заместитель мэра"),
    (re.compile(r"(?<=\w) (?:региона|области|края|республики|города|страны)$"), ""),  # the body tells which
)


def roles(index: Index, post: Ref) -> list[str]:
    """The roles of a post, as they are compared."""
    return [compared(role) for role in index.texts(post, Predicate.ROLE)]


@lru_cache(maxsize=1 << 14)
def compared(role: str) -> str:
    """A normalised role, equal for wordings of one post: `вице-министр` and `заместитель министра`."""
    role = normalize(role)
    for pattern, wording in SAME:
        role = pattern.sub(wording, role)
    return role

"""Small tables written as text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """The words of a text, each `key:value`."""
    return dict(pair.split(":") for pair in text.split())

"""The sentences of `wordings.toml`, and the slots in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("wordings.toml")
SLOT = re.compile(r"\{(\^?)(\w+)(?:\.(\w+))?(?::(\w+))?\}")
GENDERED = re.compile(r"<(\w+):([^<>]*)>|\{\*(\w+)\}")
Table = dict[str, list[str]]


@cache
def wordings(*path: str) -> Table:
    """Sentences by register: `wordings("planned", "lead")`. KeyError if there are none."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for part in path:
        found = found[part]
    return found


def choices(register: str, *path: str) -> list[str]:
    """What an outlet of that register may say; its own words stand twice, so they are twice as likely."""
    table = wordings(*path)
    return [*table.get("any", []), *table.get(register, []) * 2]


def roots(sentence: str) -> frozenset[str]:
    """The slots that a sentence needs: `head` of `{head.post:ins}`; `region.adj` needs the adjective."""
    return frozenset(f"{m[2]}.adj" if m[3] == "adj" else m[2] for m in SLOT.finditer(sentence))


def fill(sentence: str, said: Callable[[str, str, str], str], gender: Callable[[str], int]) -> str:
    """The sentence with its slots filled from left to right, then its verbs in their subjects' gender.

    `said` gets who, how and case; `gender` says 0 for masculine, 1 for neuter, 2 for feminine.
    """

    def slot(match: re.Match[str]) -> str:
        text = said(match[2], match[3] or "", match[4] or "nom")
        return text[:1].upper() + text[1:] if match[1] else text

    def verb(match: re.Match[str]) -> str:
        if match[3]:  # `был{*head}`
            return "а" if gender(match[3]) else ""
        forms = match[2].split("|")
        at = gender(match[1])
        return forms[at] if len(forms) == 3 else forms[bool(at)]

    return GENDERED.sub(verb, SLOT.sub(slot, sentence))

"""Russian text decoded wrongly before it came here: `РџСЂРёРІРµС‚`, `ÐŸÑ€Ð¸Ð²ÐµÑ‚`, `Ïðèâåò`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

HIGH = range(0x80, 0x100)
UTF8_TAIL = range(0x80, 0xC0)
LOST = "\ufffd"
MOST = 0.5  # share of the characters outside ASCII that must show the same mistake
FEW, SEVERAL = 12, 5  # characters that show it at least, and different ones among them
LOSS = 0.05  # share of characters that may be lost in mending


class Mistake(NamedTuple):
    """Bytes of encoding `right` that were decoded as `wrong`, and how long runs of Russian then look."""

    wrong: str
    right: str
    pattern: re.Pattern[str]


@cache
def letters(encoding: str) -> dict[str, int]:
    """Characters of a one-byte encoding with their bytes; bytes without any as control characters."""
    found = {chr(byte): byte for byte in range(256)}
    return found | {letter: byte for byte in HIGH if (letter := bytes([byte]).decode(encoding, "ignore"))}


def pairs(encoding: str) -> re.Pattern[str]:
    """Three Russian letters at least of UTF-8 read as that: each begins with the byte D0 or D1."""
    tail = "".join(re.escape(letter) for letter, byte in letters(encoding).items() if byte in UTF8_TAIL)
    first = b"\xd0\xd1".decode(encoding)
    letter = f"[{first}][{tail}]"
    return re.compile(f"{letter}(?:{letter}){{2,}}")  # `re` finds fast what begins with a class of characters


MISTAKES = (
    Mistake("cp1251", "utf-8", pairs("cp1251")),
    Mistake("cp1252", "utf-8", pairs("cp1252")),
    Mistake("cp1252", "cp1251", re.compile("[À-ÿ¸¨]{4,}")),
)


def is_garbled(text: str) -> bool:
    """True if a word at least looks as if it had been decoded wrongly."""
    return any(each.pattern.search(text) for each in MISTAKES)


def mistake(text: str) -> Mistake | None:
    """The mistake that most of the text's characters outside ASCII show."""
    for each in MISTAKES:
        shown = "".join(match[0] for match in each.pattern.finditer(text))
        if len(shown) < FEW or len(set(shown)) < SEVERAL:
            continue
        if len(shown) > MOST * sum(letter > "\x7f" for letter in text):
            return each
    return None


def repaired(text: str) -> str:
    """The text, each garbled line decoded again as it should have been."""
    if not is_garbled(text):
        return text
    made = mistake(text)
    return "\n".join(_repaired(line, mistake(line) or made) for line in text.split("\n"))


def _repaired(line: str, made: Mistake | None) -> str:
    if made is None or not letters(made.wrong).keys() >= set(line):
        return line
    again = bytes(letters(made.wrong)[letter] for letter in line).decode(made.right, "replace")
    return again if again.count(LOST) <= LOSS * len(again) else line

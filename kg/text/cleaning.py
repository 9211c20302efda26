"""What print hides in words, taken out before reading: invisible characters, foreign look-alikes, stress.

Readers of the page see none of it. Everything else stays as it is. Most texts have little of it, so patterns
begin with a class of characters, which `re` finds fast, and look back from there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kg.text.faircopy import FairCopy, Rewrite, unchanged
from kg.text.garbled import is_garbled, mistake

# soft hyphen, zero-width spaces and joiners, marks of direction, byte order marks, variation selectors, tags
FORMAT = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
FORMAT += "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
CONTROL = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # line breaks, tabs and separators are none
INVISIBLE = re.compile(f"[{FORMAT}{CONTROL}]+")
HALVES = re.compile(r"[\ud800-\udfff]")  # of a character of two UTF-16 units: no encoding has them
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
MARKED = re.compile(f"([^\\W\\d_])([{MARKS}]+)")
LOOSE = re.compile(f"[{MARKS}]+")  # on no letter
LINE = re.compile(r"[^\n]+")
LONGEST_WORD = 64  # letters; the longest in print has some fifty, hyphens not counted
PARTS = 20  # words joined by hyphens
ENDLESS = re.compile(rf"\b(?:\w+-){{{PARTS},}}\w*|\w{{{LONGEST_WORD + 1},}}")
REPEATED = re.compile(r"([^\w\s])\1{9,}")
REPEATS = 3  # as many marks say as much as thousands

SPACES = (
    "\t\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
GAP = re.compile(rf"[ {SPACES}](?<=\S.)[ {SPACES}]+(?=\S)")
HYPHENS = "‐‑"
EVEN = str.maketrans(SPACES + HYPHENS + "ѐЀ", " " * len(SPACES) + "-" * len(HYPHENS) + "ёЁ")

# `ООО "Луч"`, `„Луч“`: marks in pairs around words, inside one line
QUOTED = re.compile(r"""["“„”‟](?<!\w.)(?=\S)([^"“„”‟\n]{1,300})(?<=\S)["“”‟](?!\w)""")
NESTED = 2  # levels of quotation

LATIN, CYRILLIC = "ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук"
ACCENTED, PLAIN = "ÁÀÉÈËÓÒÝáàéèëóòý", "ААЕЕЁООУааееёооу"
TO_CYRILLIC = str.maketrans(LATIN + ACCENTED, CYRILLIC + PLAIN)
TO_LATIN = str.maketrans(CYRILLIC, LATIN)
PAIR = re.compile(r"[A-Za-zÀ-ÿ](?:(?=[А-Яа-яЁё])|(?<=[А-Яа-яЁё].))")
MIXED = re.compile(r"[^\W\d_]*(?:[A-Za-zÀ-ÿ][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-zÀ-ÿ])[^\W\d_]*")
RUSSIAN, LATIN_LETTER = re.compile(r"[А-Яа-яЁё]"), re.compile(r"[A-Za-zÀ-ÿ]")
# `вместе c гостями`: a preposition or conjunction of one letter, between Russian words
ALONE = re.compile(r"[acoykABCOYK](?:(?<=[А-Яа-яЁё,»] [acoyk])|(?<=[ABCOYK])(?<![^\n].))(?= [«А-Яа-яЁё\d])")


def clean(text: str) -> FairCopy:
    """The text as it looks in print; words that are no words (64 letters and more) are left out."""
    copy = unchanged(text).respelled(HALVES.sub("\ufffd", text))
    if is_garbled(text):
        copy = copy.edited(LINE, unless_garbled)
    for occurs, pattern, rewrite in EDITS:
        if occurs(copy.text):
            copy = copy.edited(pattern, rewrite)
    return copy.respelled(even_quotes(one_alphabet(copy.text.translate(EVEN))))


def composed(match: re.Match[str]) -> str:
    """A letter with its marks as one letter: й of и and breve; a stressed vowel without the stress."""
    letter, marks = match[1], match[2]
    kept = "".join(mark for mark in marks if not is_stress(letter, mark))
    return unicodedata.normalize("NFC", letter + kept)[0]


def is_stress(letter: str, mark: str) -> bool:
    """True of an acute or grave accent on a Russian letter."""
    return mark in "\u0300\u0301" and RUSSIAN.match(letter) is not None


def even_quotes(text: str) -> str:
    """Pairs of quotation marks of any form as «»."""
    for _ in range(NESTED):
        text = QUOTED.sub(r"«\1»", text)
    return text


def one_alphabet(text: str) -> str:
    """Words of Russian and Latin letters mixed, spelled in one alphabet where its letters look the same."""
    whole = MIXED.sub(unmixed, text) if PAIR.search(text) else text
    return ALONE.sub(lambda match: match[0].translate(TO_CYRILLIC), whole)


def unmixed(match: re.Match[str]) -> str:
    """A word in the alphabet of most of its letters, if all can be; `SMSка` has an ending, no look-alikes."""
    word = match[0]
    russian, latin = word.translate(TO_CYRILLIC), word.translate(TO_LATIN)
    if LATIN_LETTER.search(russian) is None and 2 * len(RUSSIAN.findall(word)) >= len(word):
        return russian
    return latin if RUSSIAN.search(latin) is None and LATIN_LETTER.match(word[-1]) else word


def one_space(match: re.Match[str]) -> str:
    """One space for many."""
    return " "


def left_out(match: re.Match[str]) -> str:
    """Nothing in its place."""
    return ""


def shortened(match: re.Match[str]) -> str:
    """A few marks for many."""
    return match[1] * REPEATS


def unless_garbled(match: re.Match[str]) -> str:
    """A line, or nothing where wrong decoding left no words in it."""
    return "" if mistake(match[0]) else match[0]


def has_long_run(text: str) -> bool:
    """True if letters and marks stand without a blank as long as words that are no words may be."""
    return max(map(len, text.split()), default=0) >= 2 * PARTS


EDITS: tuple[tuple[Callable[[str], object], re.Pattern[str], Rewrite], ...] = (
    (INVISIBLE.search, INVISIBLE, left_out),
    (LOOSE.search, MARKED, composed),
    (LOOSE.search, LOOSE, left_out),
    (has_long_run, ENDLESS, left_out),
    (REPEATED.search, REPEATED, shortened),
    (GAP.search, GAP, one_space),
)

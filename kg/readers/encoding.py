"""Bytes → text: Unicode by its form, the Russian one-byte encodings by how Russian the result looks.

General detectors confuse CP1251 and KOI8-R on texts of one sentence: both put letters on the same bytes, in
another order and with the cases swapped. Letter frequencies tell them apart from a few words on.
"""

from __future__ import annotations

import codecs
import itertools
import math
import re
from collections.abc import Iterator

from kg.errors import ReadError
from kg.text.garbled import repaired

# Letters of Russian per 10 000, counted in the sample articles.
LETTERS = "оаеиртнсвлкпдмугябзьыйчхцшжюэёфщъ"
COUNTS = (
    *(1025, 915, 763, 749, 622, 588, 564, 550, 496, 482, 362, 346, 326, 313, 271, 255, 213, 156, 145, 128),
    *(116, 115, 93, 77, 70, 62, 62, 43, 28, 27, 24, 10, 4),
)
RARE = dict.fromkeys("іїєўґәіңғүұқөһ", 1)  # of neighbouring languages, in names
FREQUENCIES = RARE | dict(zip(LETTERS, COUNTS, strict=True))
WEIGHTS = {letter: math.log(count / 10_000) for letter, count in FREQUENCIES.items()}
NEUTRAL = frozenset("«»„“”’‘–—…№§°±·•©®™€\u00a0\u00ad")
NEUTRAL_WEIGHT = -4.0  # a mark that print uses: no evidence for or against
ALIEN_WEIGHT = -9.0  # box drawing, letters of other alphabets: hardly ever in Russian news
SHAPE_WEIGHT = -4.0  # `пРИВЕТ` or a word of Latin and Cyrillic letters
ACCEPTED = -4.2  # mean weight that a Russian sentence keeps above; a wrong guess falls below

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# By how much an encoding is behind the likely ones: CP1251 and Mac Cyrillic share most small letters.
ONE_BYTE = {"cp1251": 0.0, "koi8-r": 0.0, "cp866": 0.05, "iso8859-5": 0.05, "mac-cyrillic": 0.2}
DECLARED = 1.0  # by what the encoding that the content itself names is ahead
SAMPLE = 4_000  # runs of bytes above 127 that a guess is made from
RUN = re.compile(rb"[A-Za-z]?[\x80-\xff]{1,40}[A-Za-z]?")
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(content: bytes, source: str, declared: str | None = None) -> str:
    """The text of `content`, line ends kept, without a byte order mark; garbled lines are mended.

    `declared` is the encoding that the content itself names (HTML); valid UTF-8 overrules it. Raises
    ReadError with `source` if the content is empty, binary or in no encoding that can be recognised.
    """
    text = unicode_text(content, source)
    if text is None:
        text = one_byte_text(content, source, declared)
    if not text.strip("\ufeff \t\r\n\v\f"):
        raise ReadError(source, "is empty")
    if len(CONTROL.findall(text)) > len(text) // 100:
        raise ReadError(source, "is binary, not text")
    return repaired(text)


def encoding_of(start: bytes, source: str) -> str:
    """The encoding that the beginning of a content is in. Raises ReadError if it cannot be recognised."""
    mark, encoding = marked(start)
    if mark or start.isascii() or is_mostly_utf8(start):
        return encoding
    return likeliest(start, source, None)


def marked(content: bytes) -> tuple[bytes, str]:
    """The byte order mark and its encoding; UTF-8 where there is none."""
    return next((pair for pair in MARKS if content.startswith(pair[0])), (b"", "utf-8"))


def unicode_text(content: bytes, source: str) -> str | None:
    """The text if `content` has a byte order mark or is UTF-8; None if it is neither."""
    mark, encoding = marked(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if mark:
            raise ReadError(
                source, f"is broken {encoding.upper()}: {error.reason} at byte {error.start}"
            ) from None
        if b"\0" in content:
            raise ReadError(source, "is binary, not text") from None
        if is_mostly_utf8(content):
            raise ReadError(source, f"is broken UTF-8: {error.reason} at byte {error.start}") from None
        return None


def is_mostly_utf8(content: bytes) -> bool:
    """True if most bytes above 127 form UTF-8 sequences, which text in a one-byte encoding hardly does."""
    high = sum(map(len, re.findall(rb"[\x80-\xff]+", content)))
    return 2 * sum(map(len, UTF8_SEQUENCE.findall(content))) > high


def one_byte_text(content: bytes, source: str, declared: str | None) -> str:
    """`content` in its likeliest one-byte encoding. Raises ReadError."""
    encoding = likeliest(content, source, declared)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            source, f"is broken {encoding.upper()}: {error.reason} at byte {error.start}"
        ) from None


def likeliest(content: bytes, source: str, declared: str | None) -> str:
    """The encoding in which `content` looks most like Russian, the declared one ahead of the others."""
    sample = b" ".join(run[0] for run in itertools.islice(RUN.finditer(content), SAMPLE))
    ahead = ONE_BYTE | ({name: -DECLARED} if (name := cyrillic(declared)) else {})
    weight, encoding = max((plausibility(sample, name) - behind, name) for name, behind in ahead.items())
    if weight < ACCEPTED:
        raise ReadError(source, "is in an unknown encoding: not UTF-8, CP1251 or KOI8-R; convert it to UTF-8")
    return encoding


def cyrillic(declared: str | None) -> str | None:
    """Python's name of a declared one-byte encoding with Russian letters; None for any other declaration.

    Old pages name Latin-1 out of habit, so only a declaration that can be true is heard.
    """
    try:
        name = codecs.lookup(declared or "").name
        one_byte = "Россия".encode(name)
    except (LookupError, ValueError):  # unknown name, or no Russian letters in it
        return None
    return name if len(one_byte) == len("Россия") else None


def plausibility(sample: bytes, encoding: str) -> float:
    """Mean log probability of the characters outside ASCII, lowered by odd shapes of words."""
    text = sample.decode(encoding, "replace")
    weights = [letter_weight(letter) for letter in text if letter > "\x7f"]
    return (sum(weights) + sum(shape_weights(text))) / len(weights) if weights else -math.inf


def letter_weight(letter: str) -> float:
    return WEIGHTS.get(letter.lower(), NEUTRAL_WEIGHT if letter in NEUTRAL else ALIEN_WEIGHT)


def shape_weights(text: str) -> Iterator[float]:
    """A weight for each letter that ends an odd shape: a capital after a small one, a change of script."""
    for before, letter in itertools.pairwise(text):
        if before.isalpha() and letter.isalpha():
            mixed = (before > "\x7f") != (letter > "\x7f")
            if mixed or (before.islower() and letter.isupper() and letter > "\x7f"):
                yield SHAPE_WEIGHT

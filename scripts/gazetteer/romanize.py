"""Russian names in Latin letters, to be compared with English ones."""

from __future__ import annotations

import unicodedata

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщыэюя"
LATIN = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya"
LETTERS = str.maketrans(dict(zip(RUSSIAN, LATIN.split(), strict=True)) | dict.fromkeys("ъь'’", ""))


def romanize(name: str) -> str:
    """The name in lower-case Latin letters, signs left out."""
    return name.casefold().translate(LETTERS)


def latin(name: str) -> str:
    """A Latin name in lower case without accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()

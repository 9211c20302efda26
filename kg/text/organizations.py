"""Names of organizations: three strengths of sameness, and abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.text.dates.fold import EVEN_DASHES

QUOTES = "\"'«»“”„‟‘’‚‹›`"
LEGAL_FORMS = frozenset(
    {
        *(
            "ооо",
            "оао",
            "зао",
            "пао",
            "ао",
            "нао",
            "чао",
            "тоо",
            "ип",
            "нко",
            "ано",
            "фгуп",
            "гуп",
            "муп",
            "гку",
        ),
        *(
            "фгбоу",
            "фгбу",
            "фгау",
            "гбу",
            "мбу",
            "гау",
            "во",
            "ltd",
            "inc",
            "llc",
            "gmbh",
            "ag",
            "sa",
            "co",
            "plc",
        ),
    }
)
# Words before a quoted name that say what it is: «компания „Луч“» is «„Луч“».
GENERIC = frozenset(
    {"компания", "фирма", "корпорация", "холдинг", "предприятие", "группа", "компаний", "концерн"}
)
SMALL_WORDS = frozenset(
    {"и", "в", "во", "на", "по", "при", "для", "с", "к", "о", "об", "от", "до", "имени", "им"}
)


@lru_cache(maxsize=1 << 16)
def canonicalize(name: str) -> str:
    """The name with even spaces, quotes and dashes: `ООО  "Луч - Юг"` → `ООО «Луч – Юг»`."""
    even = re.sub(r"\s+", " ", name.translate(EVEN_DASHES)).strip()
    opened = re.sub(rf"(^|[\s(])[{QUOTES}]+", r"\1«", even)
    closed = re.sub(
        rf"(?<!^)(?<![\s(])(?!(?<=\w)['’]\w)[{QUOTES}]+", "»", opened
    )  # Кот-д'Ивуар keeps its mark
    return closed.replace(" - ", " – ")


def normalize(name: str) -> str:
    """Folded case, ё→е, without quotes and legal forms: equal for spellings of one form of a name."""
    words = words_of(name)
    kept = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(kept or words)


def words_of(name: str) -> list[str]:
    """The words in folded case, quotes and dots left out, hyphens kept inside words."""
    plain = re.sub(rf"[{QUOTES}.,()–]", " ", canonicalize(name).casefold().replace("ё", "е"))
    return [word for word in plain.split() if word.strip("-")]


@lru_cache(maxsize=1 << 16)
def fingerprint(name: str) -> str:
    """Sorted significant words, without small ones and without «компания» before a quoted name."""
    quoted = re.search(r"«(.+)»", canonicalize(name))
    generic = GENERIC if quoted else frozenset[str]()
    words = re.split(r"[ -]+", normalize(name))
    kept = [word for word in words if word not in SMALL_WORDS and word not in generic]
    return " ".join(sorted(kept or words))


def is_abbreviation(short: str, full: str) -> bool:
    """True if `short` is made of the first letters of the words of `full`, small words counted or not."""
    if not re.fullmatch(r"[A-ZА-ЯЁ][\w-]{1,9}", short) or sum(char.isupper() for char in short) < 2:
        return False
    return short.casefold().replace("ё", "е").replace("-", "") in abbreviations(full)


@lru_cache(maxsize=1 << 16)
def abbreviations(full: str) -> frozenset[str]:
    """The folded abbreviations that a name of several words may have, with small words counted or not."""
    words = re.split(r"[ -]+", " ".join(words_of(full)))
    if len(words) < 2:
        return frozenset()
    significant = [word for word in words if word not in SMALL_WORDS]
    return frozenset({"".join(word[:1] for word in words), "".join(word[:1] for word in significant)})

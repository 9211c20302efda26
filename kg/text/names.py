"""Names of people: their parts, three strengths of sameness, and whether two of them may be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.text.dates.fold import EVEN_DASHES

INITIAL = re.compile(r"[A-ZА-ЯЁ](?:[а-яё]?\.)?")  # «А.», «Ю», «Дж.», but not «Си»
PATRONYMIC = re.compile(r"(?:вна|[иы]нична|ична|вич|оглы|оглу|кызы|гызы|улы|уулу)$", re.IGNORECASE)
SUFFIXES = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "уулу"})
SHORT_PATRONYMICS = frozenset({"ильич", "кузьмич", "лукич", "никитич", "фомич", "саввич", "фокич"})
# Fathers' names behind «Иван Петрович» as opposed to surnames in -вич: «Роман Шушкевич».
FATHERS = (
    *("иван", "петр", "василь", "сергее", "александр", "николае", "владимир", "михайл", "алексее", "андрее"),
    *("дмитри", "виктор", "анатоль", "юрь", "евгень", "геннадь", "борис", "олег", "игор", "константин"),
    *("вячеслав", "валерь", "валентин", "григорь", "федор", "павл", "леонид", "станислав", "роман", "максим"),
    *("степан", "семен", "яковл", "антон", "артем", "денис", "кирилл", "тимофе", "егор", "матве", "захар"),
    *("лев", "льв", "аркадь", "виталь", "эдуард", "рудольф", "герман", "тимур", "рустам", "ренат", "марат"),
    *("филипп", "тарас", "богдан", "руслан", "ярослав", "ростислав", "мстислав", "всеволод", "святослав"),
    *(
        "афанась",
        "прокопь",
        "игнать",
        "савель",
        "арсень",
        "елисе",
        "моисе",
        "исаак",
        "давид",
        "иосиф",
        "осип",
    ),
    *("наум", "марк", "даниил", "данил", "гаврил", "ефим", "трофим", "артур", "альберт", "роберт", "рафаил"),
    *(
        "ильдар",
        "фарид",
        "шамиль",
        "камиль",
        "равиль",
        "наиль",
        "рашид",
        "ахмат",
        "ахмед",
        "магомед",
        "мурат",
    ),
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A nominative name in parts; `initials` stand for given name and patronymic, in order, without dots."""

    given: str | None = None
    patronymic: str | None = None
    family: str | None = None
    initials: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        """True if given name and surname are both spelled out."""
        return self.given is not None and self.family is not None


class Likeness(StrEnum):
    """How two names agree, from the surest to a contradiction."""

    SAME = "the same name"
    WITHOUT_PATRONYMIC = "the same given name and surname, one without patronymic"
    REVERSED = "the same words in another order"
    TRANSCRIBED = "two transcriptions of one name"
    MISSPELT = "a letter apart"
    INITIALS = "initials that fit and the same surname"
    PART = "one names only a part of the other"
    DIFFERENT = "different names"

    @property
    def score(self) -> float:
        """From 0 (cannot be one person) to 1 (the same full name)."""
        return SCORES[self]


SCORES = {
    Likeness.SAME: 1.0,
    Likeness.WITHOUT_PATRONYMIC: 0.95,
    Likeness.REVERSED: 0.9,
    Likeness.TRANSCRIBED: 0.85,
    Likeness.MISSPELT: 0.7,
    Likeness.INITIALS: 0.6,
    Likeness.PART: 0.4,
    Likeness.DIFFERENT: 0.0,
}


def canonicalize(name: str) -> str:
    """The name with even spaces and dashes, initials apart: `А.В.Петров` → `А. В. Петров`."""
    even = name.translate(EVEN_DASHES)
    return re.sub(r"\s+", " ", re.sub(r"\.(?=\w)", ". ", even)).strip()


@lru_cache(maxsize=1 << 16)
def normalize(name: str) -> str:
    """The canonical name in folded case, ё→е, without dots: equal for spellings of one form of a name."""
    plain = canonicalize(name).casefold().replace("ё", "е").replace(".", " ")
    return " ".join(plain.split())


# What transcribers of one foreign name differ in; applied in this order to normalised names.
TRANSCRIPTIONS = (
    (re.compile(r"цз"), "дз"),  # Цзян, Дзян
    (re.compile(r"дж|чж"), "ж"),  # Чжан, Джан, Жан
    (re.compile(r"ь(?=[еиюя])"), "и"),  # Наталья, Наталия
    (re.compile(r"[ъь]"), ""),
    (re.compile(r"э"), "е"),
    (re.compile(r"ы"), "и"),
    (re.compile(r"(?<=[аеиоуюя])й(?=[аеоуюя])"), ""),  # Хайям, Хаям
    (re.compile(r"ий$|й$"), "и"),
    (re.compile(r"и[яею]"), "ие"),  # Мирзиёев, Мирзияев
    (re.compile(r"дз(?=и)"), "д"),  # Кэндзи, Кэнди
    (re.compile(r"си(?=[аеоуюя])"), "ши"),
    (re.compile(r"(.)\1"), r"\1"),  # Мухаммед, Мухамед
    (re.compile(r"[-' ]"), ""),
)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """One word of a name reduced to what its transcriptions share; for comparison only."""
    result = normalize(word)
    for pattern, replacement in TRANSCRIPTIONS:
        result = pattern.sub(replacement, result)
    return result


def fingerprint(name: str) -> str:
    """Sorted sounds of the words: equal for orders and transcriptions of one name."""
    return " ".join(sorted(filter(None, map(sound, canonicalize(name).split()))))


def is_patronymic(word: str) -> bool:
    """True for «Петрович», «Ильинична», «Гейдар оглы»; for surnames in -вич too: ask by place."""
    return bool(PATRONYMIC.search(word)) or word.casefold() in SHORT_PATRONYMICS


def is_surely_patronymic(word: str) -> bool:
    """True where no surname is likely: «Петровна», «Петрович», but not «Шушкевич»."""
    low = normalize(word)
    return is_patronymic(word) and (not low.endswith("вич") or low.startswith(FATHERS))


@lru_cache(maxsize=1 << 16)
def parse_name(nominative: str) -> PersonName:
    """The parts of a nominative name in either order.

    Without a patronymic to tell, the first word is taken for the given name; a single word for the surname.
    """
    words = canonicalize(nominative).split()
    initials = tuple(word.rstrip(".") for word in words if INITIAL.fullmatch(word))
    spelled = [word for word in words if not INITIAL.fullmatch(word)]
    if initials and len(spelled) > 1 and is_surely_patronymic(spelled[0]):
        return PersonName(patronymic=spelled[0], family=" ".join(spelled[1:]), initials=initials)
    if initials:
        return PersonName(family=" ".join(spelled) or None, initials=initials)
    return spelled_out(spelled)


def spelled_out(words: list[str]) -> PersonName:
    """The parts of a name without initials."""
    match joined_suffixes(words):
        case []:
            return PersonName()
        case [family]:
            return PersonName(family=family)
        case [given, patronymic] if is_surely_patronymic(patronymic):
            return PersonName(given, patronymic)
        case [given, patronymic, *family] if is_patronymic(patronymic) and family:
            return PersonName(given, patronymic, " ".join(family) or None)
        case [family, given, patronymic] if is_patronymic(patronymic):
            return PersonName(given, patronymic, family)
        case [given, *rest]:
            return PersonName(given, family=" ".join(rest))
    raise AssertionError("every list of words is matched above")


def joined_suffixes(words: list[str]) -> list[str]:
    """«Гейдар оглы» as one word."""
    result: list[str] = []
    for word in words:
        if result and word.casefold() in SUFFIXES:
            result[-1] += f" {word}"
        else:
            result.append(word)
    return result


def words_of(name: PersonName) -> tuple[str, ...]:
    """The spelled-out words, patronymic left out, normalised."""
    return tuple(normalize(part) for part in (name.given, name.family) if part)


@lru_cache(maxsize=1 << 18)
def could_be_same_person(one: PersonName, other: PersonName) -> Likeness:
    """How two names agree, with a `score`: the first rule with an opinion decides. Symmetric."""
    return next((verdict for rule in RULES if (verdict := rule(one, other))), Likeness.DIFFERENT)


def contradiction(one: PersonName, other: PersonName) -> Likeness | None:
    """Patronymics or initials that exclude each other."""
    if one.patronymic and other.patronymic and not alike(one.patronymic, other.patronymic):
        return Likeness.DIFFERENT
    pairs = zip(letters(one), letters(other), strict=False)
    clash = any(a != b for a, b in pairs if a and b)
    return Likeness.DIFFERENT if clash and (one.initials or other.initials) else None


def letters(name: PersonName) -> tuple[str, ...]:
    """First letters of given name and patronymic, from initials or words; empty where unknown."""
    if name.initials:
        return tuple(normalize(initial) for initial in name.initials)
    return tuple(normalize(part or "")[:1] for part in (name.given, name.patronymic))


def same_words(one: PersonName, other: PersonName) -> Likeness | None:
    """Given name and surname alike, in order or reversed."""
    if not (one.is_full and other.is_full):
        return None
    mine, yours = words_of(one), words_of(other)
    if mine == yours:
        both = bool(one.patronymic) == bool(other.patronymic)
        return Likeness.SAME if both else Likeness.WITHOUT_PATRONYMIC
    if sorted(" ".join(mine).split()) == sorted(" ".join(yours).split()):
        return Likeness.REVERSED
    return None


def same_sounds(one: PersonName, other: PersonName) -> Likeness | None:
    """Given name and surname transcribed in two ways, in any order."""
    if not (one.is_full and other.is_full):
        return None
    if fingerprint(" ".join(words_of(one))) == fingerprint(" ".join(words_of(other))):
        return Likeness.TRANSCRIBED
    return None


def misspelt(one: PersonName, other: PersonName) -> Likeness | None:
    """One letter apart in a long name, and not by the surname's gender."""
    if not (one.is_full and other.is_full):
        return None
    mine, yours = words_of(one), words_of(other)
    apart = [(a, b) for a, b in zip(mine, yours, strict=True) if a != b]
    if len(apart) == 1 and alike(*apart[0]):
        return Likeness.MISSPELT
    return Likeness.DIFFERENT


def alike(one: str, other: str) -> bool:
    """True if two words sound the same or, from six letters on, are one slip apart; gender is no slip."""
    a, b = normalize(one), normalize(other)
    if a == b or sound(a) == sound(b):
        return True
    long_enough = min(len(a), len(b)) >= 6
    if not long_enough or differ_in_gender(a, b):
        return False
    return min(OSA.distance(a, b), OSA.distance(sound(a), sound(b))) <= 1


def differ_in_gender(one: str, other: str) -> bool:
    """True for «петров» and «петрова», «донской» and «донская», «сергеевич» and «сергеевна»."""
    short, long = sorted(
        (normalize(one), normalize(other)), key=lambda word: (len(word), word.endswith("ая"))
    )
    if long == short + "а":
        return True
    return long.endswith("ая") and short[-2:] in ("ий", "ый", "ой") and short[:-2] == long[:-2]


def fitting_initials(one: PersonName, other: PersonName) -> Likeness | None:
    """«А. Петров» and «Андрей Петров»: contradictions are out already."""
    if one.family is None or other.family is None or not (one.initials or other.initials):
        return None
    if not alike(one.family, other.family):
        return Likeness.DIFFERENT
    known = all(letters(name) and letters(name)[0] for name in (one, other))
    return Likeness.INITIALS if known else Likeness.PART


def bare_word(one: PersonName, other: PersonName) -> Likeness | None:
    """«Морита» and «Морита Кэндзи»: a lone word may be either word of a name without patronymic."""
    for lone, name in ((one, other), (other, one)):
        if (
            name.is_full
            and not name.patronymic
            and is_lone(lone)
            and any(alike(lone.family or "", w) for w in words_of(name))
        ):
            return Likeness.PART
    return None


def is_lone(name: PersonName) -> bool:
    """True for a name of a single word."""
    return name.family is not None and name.given is None and not name.initials


def part(one: PersonName, other: PersonName) -> Likeness | None:
    """«Петров» or «Андрей Иванович» and the full name: every part that both have is alike."""
    shared = [
        (a, b)
        for a, b in ((one.given, other.given), (one.patronymic, other.patronymic), (one.family, other.family))
        if a and b
    ]
    return Likeness.PART if shared and all(alike(a, b) for a, b in shared) else None


RULES = (contradiction, same_words, same_sounds, misspelt, fitting_initials, bare_word, part)

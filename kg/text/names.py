"""Names of people: their parts and three strengths of sameness."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.text.dates.fold import EVEN_DASHES

INITIAL = re.compile(r"[A-ZА-ЯЁ](?:[а-яё]?\.)?")  # «А.», «Ю», «Дж.», but not «Си»
PATRONYMIC = re.compile(r"(?:вна|[иы]нична|ична|вич|оглы|оглу|кызы|гызы|улы|уулу)$", re.IGNORECASE)
SUFFIXES = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "уулу"})
SHORT_PATRONYMICS = frozenset({"ильич", "кузьмич", "лукич", "никитич", "фомич", "саввич", "фокич"})
# Fathers' names behind «Иван Сидорович» as opposed to surnames in -вич: «Роман Шушкевич».
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


@lru_cache(maxsize=1 << 16)
def canonicalize(name: str) -> str:
    """The name with even spaces and dashes, initials apart: `А.В.Сидоров` → `А. В. Сидоров`."""
    even = name.translate(EVEN_DASHES)
    return re.sub(r"\s+", " ", re.sub(r"\.(?=\w)", ". ", even)).strip()


@lru_cache(maxsize=1 << 16)
def normalize(name: str) -> str:
    """The canonical name in folded case, ё→е, without dots: equal for spellings of one form of a name."""
    plain = canonicalize(name).casefold().replace("ё", "е").replace(".", " ")
    return " ".join(plain.split())


# What transcribers of one foreign name differ in; applied in this order to normalised names.
TRANSCRIPTIONS = (
    (re.compile(r"^[аэ](?:ль?|[дзнрстш])-"), ""),  # аль-Сиси, эль-Сиси, ас-Сиси
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
    return " ".join(sorted(filter(None, map(sound, normalize(name).split()))))


def is_patronymic(word: str) -> bool:
    """True for «Сидорович», «Ильинична», «Гейдар оглы»; for surnames in -вич too: ask by place."""
    return bool(PATRONYMIC.search(word)) or word.casefold() in SHORT_PATRONYMICS


def is_surely_patronymic(word: str) -> bool:
    """True where no surname is likely: «Сидоровна», «Сидорович», but not «Шушкевич»."""
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

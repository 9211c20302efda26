"""Text in capitals or in small letters throughout → as print would have it, for models to read.

The dictionary tells names and abbreviations from common words, the gazetteer knows how places are written.
A given name shows the surname behind it, which is then a surname wherever it stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.annotate.found import NAMING
from kg.annotate.models import parses
from kg.gazetteer import FormKind, gazetteer

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
RUSSIAN = "cp1251"  # a letter is a byte, and bytes are counted at once
CAPITALS = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ".encode(RUSSIAN)
SMALL = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя".encode(RUSSIAN)
NEARLY_ALL = 9  # times as many letters of the one case as of the other
SHORT = 6  # words; a line of fewer is a heading among ordinary lines, and stays
OPENED = re.compile(r"(?:^|[.!?…]\s|[«“„\"])\W*$")  # where a sentence or a name in quotation marks begins
VOWEL = re.compile(r"[аеёиоуыэюя]")
CITY = frozenset({"город", "города", "городе", "городу", "городом", "г", "в", "из", "во"})
# abbreviations of common words, which the dictionary does not tell from РФ and МИД
COMMON = frozenset(
    re.findall(
        r"\w+",
        """г гг в вв с ул им млн млрд тыс руб коп долл дол чел обл стр экз кв км м см кг га т д п др пр св
        проф акад корп тел пл пер пос р тр пп ст рис табл ред респ""",
    )
)
ABBREVIATIONS = frozenset(
    re.findall(r"\w+", "еаэс шос брикс вэф одкб асеан опек нато ес пао зао оао ооо ао ип снг")
)


JOINED = (
    "зам",
    "гос",
    "экс",
    "агро",
    "авиа",
    "авто",
    "пром",
    "спец",
    "спорт",
    "тех",
    "энерго",
)  # `замгубернатора`


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, lower case, and where it stands in its line."""

    start: int
    text: str
    opens: bool  # a sentence or a quoted name
    dotted: bool

    @property
    def parse(self) -> Any:
        """What the dictionary takes it for most likely."""
        return parses(self.text)[0]


def recased(text: str) -> str:
    """The text with lines of one case retold, as many code points as before; other lines stay.

    Lines in small letters are retold only where the text has no other.
    """
    whole = _is_one_case(text, CAPITALS, SMALL) or _is_one_case(text, SMALL, CAPITALS)
    flat = [line for line in LINE.finditer(text) if whole or _shouts(line[0])]
    read = [list(_words(line[0])) for line in flat]
    surnames = frozenset(form for words in read for form in _surnames(words))
    letters = list(text)
    for line, words in zip(flat, read, strict=True):
        letters[line.start() : line.end()] = _retold(line[0], words, surnames)
    return "".join(letters) if flat else text


def _is_one_case(text: str, most: bytes, few: bytes) -> bool:
    """True if nearly all letters are of one case, and there are words enough to tell."""
    letters = text.encode(RUSSIAN, "replace")
    found = _count(letters, most)
    return found > 20 and found >= NEARLY_ALL * _count(letters, few) * (10 if few is CAPITALS else 1)


def _count(letters: bytes, wanted: bytes) -> int:
    return len(letters) - len(letters.translate(None, wanted))


def _shouts(line: str) -> bool:
    return _is_one_case(line, CAPITALS, SMALL) and len(WORD.findall(line)) >= SHORT


def _words(line: str) -> Iterator[_Word]:
    before = ""
    for match in WORD.finditer(line):
        opens = OPENED.search(line, max(0, match.start() - 8), match.start()) is not None
        abbreviated = before in COMMON or len(before) == 1
        dotted = line[match.end() : match.end() + 1] == "."
        before = match[0].lower()
        yield _Word(match.start(), before, opens and not (abbreviated and match.start() > 8), dotted)


def _retold(line: str, words: Sequence[_Word], surnames: frozenset[str]) -> str:
    letters = list(line.lower()) if len(line.lower()) == len(line) else list(line)
    places = dict(_places(words))
    for at, word in enumerate(words):
        spelled = places[at] if at in places else _spelled(words, at, surnames)
        if word.opens and spelled == word.text:
            spelled = spelled[:1].upper() + spelled[1:]
        if len(spelled) == len(word.text):
            letters[word.start : word.start + len(spelled)] = spelled
    return "".join(letters)


def _places(words: Sequence[_Word]) -> Iterator[tuple[int, str]]:
    """Words that name places, as the gazetteer writes them."""
    table, at = gazetteer(), 0
    folded = [word.text.replace("ё", "е") for word in words]
    while at < len(words):
        stops = range(min(len(words), at + table.reach(folded[at])), at, -1)
        found = next(
            ((stop, forms) for stop in stops if (forms := table.lookup(tuple(folded[at:stop])))), None
        )
        stop, forms = found or (at + 1, ())
        names = [table[form.place] for form in forms if form.kind is FormKind.NAME]
        if names and (stop - at > 1 or (_is_place(words, at) and not _is_abbreviation(words[at]))):
            model = _model((names[0].name, *names[0].aliases), stop - at)
            yield from ((at + n, _like(words[at + n].text, each)) for n, each in enumerate(model))
        at = stop


def _is_place(words: Sequence[_Word], at: int) -> bool:
    """True of a form of a place's name that is no common word, or stands where a place would."""
    known = parses(words[at].text)
    if not known[0].is_known or not _kinds(known[0]).isdisjoint({"Geox", *NAMING}):
        return True
    return bool(at) and words[at - 1].text in CITY and any("Geox" in each.tag for each in known)


def _model(names: Sequence[str], count: int) -> list[str]:
    fitting = (name.split() for name in names if len(name.split()) == count)
    return next(fitting, ["Имя", *["слово"] * (count - 1)])


def _like(word: str, model: str) -> str:
    """The word with capitals where its model has them, part for part."""
    parts, models = word.split("-"), model.split("-")
    models += ["Имя"] * (len(parts) - len(models))
    return "-".join(
        part.upper() if len(like) > 1 and like.isupper() else _titled(part) if like[:1].isupper() else part
        for part, like in zip(parts, models, strict=False)
    )


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _spelled(words: Sequence[_Word], at: int, surnames: frozenset[str]) -> str:
    word = words[at]
    if _is_initial(words, at) or _is_abbreviation(word):
        return word.text.upper()
    known = not surnames.isdisjoint(_forms(word.text))
    return _titled(word.text) if known or _is_name(words, at) else word.text


def _is_initial(words: Sequence[_Word], at: int) -> bool:
    if len(words[at].text) > 1 or not words[at].dotted:
        return False
    following = next((word for word in words[at + 1 : at + 3] if len(word.text) > 1), None)
    surname = following is not None and "Surn" in _all_kinds(following)
    return words[at].text not in COMMON or (surname and words[at].text != "г")


def _is_abbreviation(word: _Word) -> bool:
    if word.text in COMMON or len(word.text) < 2:
        return False
    if word.text in ABBREVIATIONS or (word.parse.is_known and "Abbr" in word.parse.tag):
        return True
    return not word.parse.is_known and (VOWEL.search(word.text) is None)


def _is_name(words: Sequence[_Word], at: int) -> bool:
    """A word that the dictionary takes for a name or does not know, and a surname behind a given name."""
    word = words[at]
    if _is_named(word) or _follows_given(words, at) or _follows_initial(words, at):
        return True
    if any(word.text.startswith(each) and _is_common(word.text[len(each) :]) for each in JOINED):
        return False
    if at + 1 < len(words) and len(word.text) < 4 and word.parse.tag.POS == "NOUN":
        return not words[at + 1].parse.is_known  # `Си Цзиньпин`
    known = [each for each in word.text.split("-") if parses(each)[0].is_known]
    beside = [each for each in words[max(0, at - 1) : at + 2] if each is not word]
    if known or word.parse.tag.POS not in {"NOUN", None}:
        return "Name" in _all_kinds(word) and any("Surn" in _kinds(each.parse) for each in beside)
    return len(word.text) > 4 or any(_is_named(each) or not each.parse.is_known for each in beside)


def _is_named(word: _Word) -> bool:
    return word.parse.is_known and not _kinds(word.parse).isdisjoint({*NAMING, "Geox", "Orgn"})


def _follows_given(words: Sequence[_Word], at: int) -> bool:
    if (
        not at
        or words[at].parse.tag.POS in {"PREP", "CONJ", "VERB", "INFN", "PRCL"}
        or len(words[at].text) < 3
    ):
        return False
    return words[at - 1].parse.is_known and not _kinds(words[at - 1].parse).isdisjoint({"Name", "Patr"})


def _follows_initial(words: Sequence[_Word], at: int) -> bool:
    surname = "Surn" in _all_kinds(words[at]) or not words[at].parse.is_known
    return at > 0 and surname and _is_initial(words, at - 1)


def _is_common(text: str) -> bool:
    return len(text) > 3 and parses(text)[0].is_known


def _surnames(words: Sequence[_Word]) -> Iterator[str]:
    for at, word in enumerate(words):
        if _follows_given(words, at) and not _kinds(word.parse) & {"Name", "Patr"}:
            yield from _forms(word.text)


def _forms(word: str) -> set[str]:
    """The nominatives that a surname may have."""
    return {each.normal_form for each in parses(word) if "Surn" in each.tag} or {word}


def _kinds(parse: Any) -> frozenset[str]:
    found: frozenset[str] = parse.tag.grammemes
    return found


def _all_kinds(word: _Word) -> frozenset[str]:
    return frozenset().union(*(_kinds(each) for each in parses(word.text) if each.is_known))

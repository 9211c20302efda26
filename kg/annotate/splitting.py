"""Rules for names that hold too much: brackets, lists, titles, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.annotate.declension import PLURAL, readings
from kg.annotate.found import (
    INITIAL,
    OPENERS,
    Found,
    has_letter,
    is_animate,
    is_capital,
    is_common,
    is_given,
)
from kg.annotate.inflection import CASES, fold
from kg.annotate.models import parses
from kg.gazetteer import FormKind, gazetteer
from kg.model import NameKind, Token

OPENING, CLOSING = "(", ")"
FINITE = frozenset({"VERB", "PRTS"})
LIST_MARKS = frozenset({",", ";", "/", "|"})
MARGIN = 0.5  # by how much a reading of a name may be less likely than the best
SURNAME = re.compile(r"(?:[оеё]в|[иы]н)а$")  # `Ростова Анна Ильинична`
INSIDE = frozenset({"в", "во", "из"})
INITIALLED = 3  # words of a place, an initial and its dot: a surname follows
LONGEST = 10  # words of two people's names side by side
AGED = re.compile(r".*(?:летн|месячн)\w+")  # `75-летний`


def split_brackets(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Ассоциация пчеловодов (АП)` and `Ян Новак (Jan Novák)` are two names each."""
    return [part for name in names for part in _around_brackets(words, name)]


def _around_brackets(words: Sequence[Token], name: Found) -> Iterator[Found]:
    texts = [word.text for word in words[name.first : name.last]]
    if OPENING not in texts or (CLOSING in texts and texts.index(CLOSING) < len(texts) - 1):
        yield name
        return
    opening = name.first + texts.index(OPENING)
    yield Found(name.first, opening, name.kind)
    yield Found(opening + 1, name.last - (texts[-1] == CLOSING), name.kind)


def split_lists(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Иван Грач, Фома Дрозд` are two persons."""
    return [part for name in names for part in _between_marks(words, name)]


def _between_marks(words: Sequence[Token], name: Found) -> Iterator[Found]:
    start = name.first
    if name.kind is NameKind.PERSON:
        for at in range(name.first, name.last):
            if words[at].text in LIST_MARKS:
                yield Found(start, at, name.kind)
                start = at + 1
    yield Found(start, name.last, name.kind)


def trim(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """Names begin and end with a word; a quotation mark at the end stays with its partner."""
    trimmed = [_trimmed(words, name) for name in names]
    return [name for name in trimmed if name.first < name.last]


def _trimmed(words: Sequence[Token], name: Found) -> Found:
    first, last, kind = name
    while first < last and not has_letter(words[first]) and not _quotes(words, first, last):
        first += 1
    while first < last and not has_letter(words[last - 1]) and not _quotes(words, first, last):
        last -= 1
    return Found(first, last, kind)


def _quotes(words: Sequence[Token], first: int, last: int) -> bool:
    texts = [word.text for word in words[first:last]]
    dot_of_initial = texts[-1] == "." and last - first > 1 and INITIAL.fullmatch(texts[-2])
    return bool(dot_of_initial) or (texts[-1] in '»”"' and any(mark in texts[:-1] for mark in '«„"'))


def strip_titles(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Полковник Дрозд`, `75-летний Дрозд`, `Письмо Дрозда`: the person is the rest."""
    return [_untitled(words, name) for name in names]


def _untitled(words: Sequence[Token], name: Found) -> Found:
    first = name.first
    while name.kind is NameKind.PERSON and first < name.last - 1 and _is_title(words, first):
        first += 1
    return Found(first, name.last, name.kind)


def _is_title(words: Sequence[Token], at: int) -> bool:
    word, following = words[at], words[at + 1]
    if AGED.fullmatch(word.text.lower()) or not has_letter(word):
        return True
    if not is_capital(following) or not is_common(word.text):
        return False
    noun = parses(word.text.lower())[0].tag.POS == "NOUN"  # `Кушала` is a name rather than a verb
    return is_animate(word.text) or (
        noun and following.rel == "nmod" and following.feats.get("Case") == "Gen"
    )


def strip_openers(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`С Ли Бо`, `Приехал Ян Новак`: a preposition or verb that opens the sentence is no part of the name."""
    return [name._replace(first=name.first + _is_opened(words, name)) for name in names]


def _is_opened(words: Sequence[Token], name: Found) -> bool:
    if name.kind is not NameKind.PERSON or name.last - name.first < 2 or words[name.first + 1].text == ".":
        return False
    if name.first and words[name.first - 1].text not in OPENERS:
        return False
    word = words[name.first]
    known = parses(word.text.lower())[0]
    return (word.pos == "ADP" and known.tag.POS == "PREP") or (word.pos == "VERB" and known.tag.POS in FINITE)


def split_domains(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`акимом Тараза Иваном Гречко`, `в Таразе И. Гречко`: a place stands before the person."""
    return [part for name in names for part in _behind_place(words, name)]


def _behind_place(words: Sequence[Token], name: Found) -> Iterator[Found]:
    first, last, kind = name
    behind = kind is NameKind.PERSON and last - first > 1 and first > 0
    if behind and (_is_domain(words, first) or _is_place(words, name)):
        yield Found(first, first + 1, NameKind.LOCATION)
        yield Found(first + 1, last, kind)
    else:
        yield name


def _is_place(words: Sequence[Token], name: Found) -> bool:
    """True of a place's form, no surname, before an initial or given name with its surname; or after «в»."""
    before, place, following = words[name.first - 1 : name.first + 2]
    forms = gazetteer().lookup((fold(place.text.lower()),))
    if is_given(place.text) or all(form.kind is not FormKind.NAME for form in forms):
        return False
    if INITIAL.fullmatch(following.text):
        return name.last - name.first > INITIALLED
    is_long = name.last - name.first > 2 and not SURNAME.search(place.text.lower())
    return is_given(following.text) and (is_long or before.text.lower() in INSIDE)


def _is_domain(words: Sequence[Token], at: int) -> bool:
    post, place, following = words[at - 1 : at + 2]
    case = post.feats.get("Case")
    if (
        post.pos != "NOUN"
        or case in {None, "Gen", "Acc"}
        or is_given(place.text)
        or not is_animate(post.text)
    ):
        return False
    if place.feats.get("Case") == "Gen" and following.feats.get("Case") == case:
        return is_given(following.text)
    return _is_genitive_of_place(place.text, case)


def _is_genitive_of_place(text: str, case: str) -> bool:
    """True of a genitive that is no form of a man's name in the case of his post."""
    places = {parse.tag.case for parse in parses(text.lower()) if parse.is_known and "Geox" in parse.tag}
    if "gent" in places:
        return places.isdisjoint(CASES[case])
    possible = {found for found, gender in readings(text) if gender == "Masc"}
    return case not in possible and "Gen" in possible


def split_people(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`С Иваном Гречко Пётр Ильич` are two people: no case fits both names."""
    return [part for name in names for part in _between_people(words, name)]


def _between_people(words: Sequence[Token], name: Found) -> Iterator[Found]:
    first, last, kind = name
    borders = range(first + 2, last) if kind is NameKind.PERSON and last - first <= LONGEST else ()
    at = next((at for at in borders if _are_two(words[first:at], words[at:last])), None)
    if at is None:
        yield name
    else:
        yield Found(first, at, kind)
        yield from _between_people(words, Found(at, last, kind))


def _are_two(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """True if the first can stand in oblique cases only, and the other may be a subject.

    Asian names decline their last part alone (`Ким Чен Ына`), thus not the other way round.
    """
    left, right = _cases(one), _cases(other)
    return bool(left) and "Nom" in right - left and left.isdisjoint(right)


def _cases(words: Sequence[Token]) -> frozenset[str]:
    """The cases that all parts of a name agree in."""
    parts = [word.text for word in words if has_letter(word) and not INITIAL.fullmatch(word.text)]
    return frozenset(CASES).intersection(*map(_likely_cases, parts)) if parts else frozenset()


def _likely_cases(text: str) -> frozenset[str]:
    found = [(case, forms[0][0]) for (case, gender), forms in readings(text).items() if gender != PLURAL]
    best = max((score for _, score in found), default=0)
    return frozenset(case for case, score in found if score >= best - MARGIN)

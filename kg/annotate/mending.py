"""Known faults of the name recogniser, each mended by a small rule over the words of one paragraph.

Rules run in order; each takes the names found so far and returns them ordered and disjoint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kg.annotate.models import parses
from kg.model import NameKind, Span, Token

OPENING, CLOSING = "(", ")"
LIST_MARKS = frozenset({",", ";", "/", "|"})
INITIAL = re.compile(r"[А-ЯЁ]|Дж|Ю|Вл|Ал")
AGED = re.compile(r".*(?:летн|месячн)\w+")  # `75-летний`
PARTICLES = frozenset(
    {
        "аль",
        "бен",
        "бин",
        "бинт",
        "ван",
        "да",
        "де",
        "дель",
        "дер",
        "ди",
        "дос",
        "ду",
        "ибн",
        "ла",
        "ле",
        "фон",
        "эль",
    }
)
FATHERS = frozenset({"кызы", "оглу", "оглы", "углы", "уулу"})  # `Гейдар оглы`
ARABIC = re.compile(r"(?:аль|эль|ас|аш|ад|ар|ат|аз|ан)-[А-ЯЁ]\w+")  # `аль-Салех`
NAMING = frozenset({"Name", "Surn", "Patr"})


class Found(NamedTuple):
    """A name at the words `first` to `last`, exclusive."""

    first: int
    last: int
    kind: NameKind


Rule = Callable[[Sequence[Token], Sequence[Found]], list[Found]]


def mend(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """The names after all rules, in text order."""
    for rule in RULES:
        names = rule(words, names)
    return list(names)


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
    """`Иван Грач, Пётр Дрозд` are two persons."""
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
    while first < last and not _has_letter(words[first]) and not _quotes(words, first, last):
        first += 1
    while first < last and not _has_letter(words[last - 1]) and not _quotes(words, first, last):
        last -= 1
    return Found(first, last, kind)


def _has_letter(word: Token) -> bool:
    return any(letter.isalnum() for letter in word.text)


def _quotes(words: Sequence[Token], first: int, last: int) -> bool:
    texts = [word.text for word in words[first:last]]
    dot_of_initial = texts[-1] == "." and last - first > 1 and INITIAL.fullmatch(texts[-2])
    return bool(dot_of_initial) or (texts[-1] in '»”"' and any(mark in texts[:-1] for mark in '«„"'))


def join_initials(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Дж.Коллинз`, `К. Орлов`, `Орлов К.`: initials belong to the name."""
    return _absorbing([_with_initials(words, name) for name in names])


def _with_initials(words: Sequence[Token], name: Found) -> Found:
    first, last, kind = name
    if kind is NameKind.PERSON:
        while first > 1 and words[first - 1].text == "." and INITIAL.fullmatch(words[first - 2].text):
            first -= 2
        while last < len(words) and words[last].text == "." and INITIAL.fullmatch(words[last - 1].text):
            last += 1 + (last + 1 < len(words) and bool(INITIAL.fullmatch(words[last + 1].text)))
    return Found(first, min(last, len(words)), kind)


def join_particles(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Омар бин Зайд аль-Амри`: what stands behind a particle belongs to the name."""
    return _absorbing([_with_particles(words, name) for name in names])


def _with_particles(words: Sequence[Token], name: Found) -> Found:
    last = name.last
    while name.kind is NameKind.PERSON and last < len(words):
        if ARABIC.fullmatch(words[last].text):
            last += 1
        elif words[last].text in PARTICLES and last + 1 < len(words) and _capital(words[last + 1]):
            last += 2
        elif words[last].text in FATHERS:
            last += 1
        else:
            break
    return Found(name.first, last, name.kind)


def join_parts(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """Given name and surname side by side are one person, also if one was not recognised."""
    joined: list[Found] = []
    taken = {at for name in names for at in range(name.first, name.last)}
    for name in names:
        before = joined[-1] if joined else None
        if before and before.last == name.first and _one_person(words, before, name):
            joined[-1] = Found(before.first, name.last, name.kind)
        else:
            joined.append(_grown(words, name, taken))
    return _absorbing(joined)


def _one_person(words: Sequence[Token], before: Found, name: Found) -> bool:
    return before.kind is name.kind is NameKind.PERSON and _belongs(words, before.last - 1, name.first)


def _grown(words: Sequence[Token], name: Found, taken: set[int]) -> Found:
    first, last, kind = name
    if kind is not NameKind.PERSON:
        return name
    while last < len(words) and last not in taken and _belongs(words, last - 1, last):
        last += 1
    while first > 0 and first - 1 not in taken and _belongs(words, first - 1, first):
        first -= 1
    return Found(first, last, kind)


def _belongs(words: Sequence[Token], left: int, right: int) -> bool:
    one, other = words[left], words[right]
    if not (_capital(one) and _capital(other)) or one.span.stop == other.span.start:
        return False
    linked = other.rel == "flat:name" and one.pos == other.pos == "PROPN"
    return linked and one.feats.get("Case") == other.feats.get("Case") and not is_common(one.text)


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
    if AGED.fullmatch(word.text.lower()) or not _has_letter(word):
        return True
    if not _capital(following) or not is_common(word.text):
        return False
    return is_animate(word.text) or (following.rel == "nmod" and following.feats.get("Case") == "Gen")


def is_common(text: str) -> bool:
    """True of a word of the dictionary that is no name of a person."""
    found = parses(text.lower().rpartition("-")[2])
    return found[0].is_known and all(NAMING.isdisjoint(parse.tag.grammemes) for parse in found)


def is_animate(text: str) -> bool:
    """True of a word that may mean a living being."""
    return any("anim" in parse.tag.grammemes for parse in parses(text.lower().rpartition("-")[2]))


def drop_common(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Вятичи ждут`, `Испанец уехал`: an ordinary word that only opens its sentence is no person."""
    return [name for name in names if not _is_opening(words, name)]


def _is_opening(words: Sequence[Token], name: Found) -> bool:
    if (
        name.kind is not NameKind.PERSON
        or name.last - name.first > 1
        or not is_common(words[name.first].text)
    ):
        return False
    before = words[name.first - 1].text if name.first else "."
    return before in {".", "!", "?", "…", ":", "«", "-", "–", "—"} or is_demonym(words[name.first])


def is_demonym(word: Token) -> bool:
    """True of inhabitants in the plural: `нижегородцев`, `туляки`."""
    return any(
        parse.is_known and parse.tag.number == "plur" and "anim" in parse.tag.grammemes
        for parse in parses(word.text.lower())
    )


def retype_people(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Семёна Толстого` is a person, even if it looks like a place."""
    return [name._replace(kind=NameKind.PERSON) if _is_person(words, name) else name for name in names]


def _is_person(words: Sequence[Token], name: Found) -> bool:
    if (
        name.kind is not NameKind.LOCATION
        or name.last - name.first != 2
        or not _capital(words[name.last - 1])
    ):
        return False
    given, surname = words[name.first], words[name.first + 1]
    named = any("Name" in parse.tag.grammemes and parse.is_known for parse in parses(given.text.lower()))
    return named and not is_common(surname.text) and surname.rel == "flat:name" and given.pos == "PROPN"


def join_country(words: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """`Союз сельских кооперативов | России` is one organization."""
    joined: list[Found] = []
    for name in names:
        before = joined[-1] if joined else None
        if before and before.last == name.first and _completes(words, before, name):
            joined[-1] = Found(before.first, name.last, before.kind)
        else:
            joined.append(name)
    return joined


def _completes(words: Sequence[Token], before: Found, name: Found) -> bool:
    pair = before.kind is NameKind.ORGANIZATION and name.kind is NameKind.LOCATION
    place, last = words[name.first], words[before.last - 1]
    return (
        pair and before.last - before.first > 1 and last.text.islower() and place.feats.get("Case") == "Gen"
    )


def _capital(word: Token) -> bool:
    return word.text[:1].isupper()


def _absorbing(names: Sequence[Found]) -> list[Found]:
    """Names that have grown over their neighbours take them in."""
    merged: list[Found] = []
    for name in names:
        if merged and name.first < merged[-1].last:
            merged[-1] = Found(merged[-1].first, max(merged[-1].last, name.last), merged[-1].kind)
        else:
            merged.append(name)
    return merged


RULES: tuple[Rule, ...] = (
    split_brackets,
    split_lists,
    trim,
    join_initials,
    join_particles,
    retype_people,
    join_parts,
    strip_titles,
    drop_common,
    join_country,
    trim,
)


def span_of(words: Sequence[Token], name: Found) -> Span:
    """Where the name stands in the text."""
    return Span(words[name.first].span.start, words[name.last - 1].span.stop)

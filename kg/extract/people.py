"""Persons of an article: full names first, then initials, surnames and given names with patronymics that
mean them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.lexicon import words
from kg.extract.reading import Reading, Ref, case, fold, tokens_in
from kg.gazetteer import FormKind, gazetteer
from kg.model import Kind, Name, NameKind, Sentence

PATRONYMIC_ENDINGS = ("ович", "евич", "ич", "овна", "евна", "ична", "инична")
NAMESAKES = words("однофамилец однофамилица тёзка тезка")
SHARED = 4  # letters that two cases of one name share at least
BEGINNING = 3  # letters that two parts which fit share at least: cases, or `Ким` and `Кима` (`_same_stem`)


@dataclass(frozen=True, slots=True)
class _Mention:
    sentence: int
    start: int
    stop: int
    head: int
    name: Name
    parts: tuple[str, ...]
    nominative: bool  # the text itself has the name in the nominative
    namesake: bool = False  # the sentence says that somebody else has this name

    @property
    def at(self) -> int:
        """The code point where it begins."""
        return self.name.span.start


@dataclass(slots=True)
class _Person:
    """Somebody, whose first mention here is the fullest."""

    mentions: list[_Mention] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # of the mentions, in text order

    @property
    def fullest(self) -> tuple[str, ...]:
        return self.mentions[0].parts

    def add(self, mention: _Mention) -> None:
        self.mentions.append(mention)
        insort(self.starts, mention.at)

    def last_before(self, offset: int) -> int:
        """Where the nearest mention before an offset begins; -1 if there is none."""
        place = bisect_left(self.starts, offset)
        return self.starts[place - 1] if place else -1


class _People:
    """The persons so far, found by the beginnings of the parts of their fullest names."""

    def __init__(self) -> None:
        self.all: list[_Person] = []
        self.places: dict[str, list[int]] = defaultdict(list)

    def add(self, mention: _Mention) -> None:
        for beginning in {each for part in mention.parts for each in _beginnings(part)}:
            self.places[beginning].append(len(self.all))
        person = _Person()
        person.add(mention)
        self.all.append(person)

    def near(self, parts: Sequence[str]) -> list[_Person]:
        """Those, in the order of coming, that may have all parts: one part decides."""
        if not parts:
            return self.all
        return [self.all[place] for place in min((self._with(part) for part in parts), key=len)]

    def _with(self, part: str) -> list[int]:
        """Who has a part that begins like this one, or whose initial it may be, or it theirs."""
        word = fold(part)
        if _is_initial(part):
            return self.places.get(word[:1], [])
        return sorted({*self.places.get(word[:BEGINNING], ()), *self.places.get(f"{word[:1]}.", ())})


def _beginnings(part: str) -> tuple[str, str]:
    """What a part is found by: its letter and more of it, or its letter as an initial."""
    word = fold(part)
    return word[:1], f"{word[:1]}." if _is_initial(part) else word[:BEGINNING]


def find_people(reading: Reading) -> None:
    """Add every person and the references to them."""
    mentions = [m for i, s in enumerate(reading.sentences) for m in _mentions(reading, i, s)]
    people = _People()
    for mention in sorted(mentions, key=lambda m: _fullness(m.parts), reverse=True):
        person = _same_person(mention, people.near(_without_father(mention.parts))) or _addressed(
            mention, people
        )
        if person is None or mention.namesake:
            people.add(mention)
        else:
            person.add(mention)
    for person in sorted(people.all, key=lambda p: p.starts[0]):
        _add(reading, person)


def _mentions(reading: Reading, index: int, sentence: Sentence) -> Iterator[_Mention]:
    told = next((i for i, token in enumerate(sentence.tokens) if token.lemma in NAMESAKES), None)
    for name in reading.names(sentence, NameKind.PERSON):
        inside = tokens_in(sentence, name.span)
        while inside and not sentence.tokens[inside.start].text[0].isalpha():
            inside = inside[1:]
        if inside and not _is_demonym(name):
            cases = [(i, found) for i in inside if (found := case(sentence.tokens[i]))]
            head = cases[0][0] if cases else inside.start
            nominative = {found for _, found in cases} <= {"Nom"}
            namesake = told is not None and told < inside.start
            yield _Mention(index, inside.start, inside.stop, head, name, _parts(name), nominative, namesake)


def _parts(name: Name) -> tuple[str, ...]:
    return tuple(name.normal.lstrip("•·–—- ").replace(".", ". ").split())


def _is_demonym(name: Name) -> bool:
    """People of a place, or a country or region, that the recogniser takes for somebody."""
    forms = gazetteer().lookup((fold(name.text),))
    large = [f for f in forms if f.kind is FormKind.DEMONYM or gazetteer()[f.place].kind is not Kind.CITY]
    return bool(forms) and len(large) == len(forms)


def _is_initial(part: str) -> bool:
    return len(part) <= 2 and part.endswith(".")


def _fullness(parts: Sequence[str]) -> tuple[int, int]:
    words = [p for p in parts if not _is_initial(p)]
    if _is_address(parts):
        return 1, len(parts)
    return (min(len(words), 3), len(parts)) if len(words) > 1 else (len(words), len(parts))


def _same_person(mention: _Mention, people: Sequence[_Person]) -> _Person | None:
    fitting = [p for p in people if _could_be(mention.parts, p.fullest)]
    return max(fitting, key=lambda p: p.last_before(mention.at), default=None)


def _is_address(parts: Sequence[str]) -> bool:
    """A given name with a patronymic, without surname."""
    return len(parts) == 2 and fold(parts[1]).endswith(PATRONYMIC_ENDINGS)


def _addressed(mention: _Mention, people: _People) -> _Person | None:
    """`Виктор Андреевич` is the only Виктор whose name is told without patronymic."""
    if not _is_address(mention.parts):
        return None
    given = mention.parts[0]
    fitting = [
        person
        for person in people.near(mention.parts[:1])
        if len(person.fullest) == 2 and alike(given, person.fullest[0]) and not _is_address(person.fullest)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _could_be(parts: Sequence[str], full: Sequence[str]) -> bool:
    """True if every part stands in the fuller name; an initial stands for a part that begins with it.

    The father's initial fits a name that is told without patronymic: «О. И. Лужин» after «Олег Лужин».
    """
    rest = list(full)
    if len(full) == 2 and not _is_address(full):
        parts = _without_father(parts)
    several = len(parts) > 1 and fold(parts[0]) == fold(full[0])
    for part in sorted(parts, key=_is_initial):
        match = next((r for r in rest if _part_fits(part, r) or (several and _same_stem(part, r))), None)
        if match is None:
            return False
        rest.remove(match)
    return True


def _without_father(parts: Sequence[str]) -> Sequence[str]:
    """Initials and surname without the second initial: `И. Ветров` of `И. О. Ветров`."""
    return (parts[0], parts[2]) if len(parts) == 3 and all(map(_is_initial, parts[:2])) else parts


def _part_fits(part: str, full: str) -> bool:
    if _is_initial(part) or _is_initial(full):
        return fold(part)[0] == fold(full)[0]
    return alike(part, full)


def _same_stem(part: str, full: str) -> bool:
    """`Тодор Станева` and `Тодор Станев`: under one given name an ending more is a case, not another
    gender."""
    a, b = fold(part), fold(full)
    return len(a) > 3 and (a == b + "а" or b == a + "а")


def alike(a: str, b: str) -> bool:
    """Equal, or one name in two cases: the same up to an ending of two letters; the gender ending -а counts
    as other."""
    a, b = fold(a), fold(b)
    if a == b or a[:SHARED] != b[:SHARED]:
        return a == b
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return (
        shared >= SHARED
        and max(len(a), len(b)) - shared <= 2
        and not {a, b} <= {a[:shared], a[:shared] + "а"}
    )


def _add(reading: Reading, person: _Person) -> None:
    best = max(person.mentions, key=lambda m: (_fullness(m.parts), m.nominative, -m.at))
    key = reading.add_thing(Kind.PERSON, _names(best, person), person.starts[0])
    for m in sorted(person.mentions, key=lambda m: m.at):
        reading.add_ref(Ref(m.sentence, m.start, m.stop, m.head, key, Kind.PERSON))


def _names(best: _Mention, person: _Person) -> list[str]:
    full = [p for p in best.parts if not _is_initial(p)]
    names = [best.name.normal.lstrip("•·–—- ")]
    if len(full) == 3 and fold(full[1]).endswith(PATRONYMIC_ENDINGS):
        names.insert(0, f"{full[0]} {full[2]}")
    address = next((m.parts for m in person.mentions if _is_address(m.parts)), None)
    if address and len(full) == 2 and not _is_address(full):
        names.append(f"{full[0]} {address[1]} {full[1]}")
    names += [m.name.normal.lstrip("•·–—- ") for m in person.mentions if len(m.parts) > 1 or m.nominative]
    return names + full[-1:]

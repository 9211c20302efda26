"""Persons of an article: full names first, then initials, surnames and given names with patronymics that
mean them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.reading import Reading, Ref, case, fold
from kg.gazetteer import FormKind, gazetteer
from kg.model import Kind, Name, NameKind, Sentence

PATRONYMIC_ENDINGS = ("ович", "евич", "ич", "овна", "евна", "ична", "инична")


@dataclass(frozen=True, slots=True)
class _Mention:
    sentence: int
    start: int
    stop: int
    head: int
    name: Name
    nominative: bool  # the text itself has the name in the nominative

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.name.normal.lstrip("•·–—- ").replace(".", ". ").split())


@dataclass(slots=True)
class _Person:
    key: str
    mentions: list[_Mention] = field(default_factory=list)

    @property
    def fullest(self) -> tuple[str, ...]:
        return max((m.parts for m in self.mentions), key=_fullness)


def find_people(reading: Reading) -> None:
    """Add every person and the references to them."""
    mentions = [m for i, s in enumerate(reading.sentences) for m in _mentions(reading, i, s)]
    people: list[_Person] = []
    for mention in sorted(mentions, key=lambda m: _fullness(m.parts), reverse=True):
        person = _same_person(mention, people)
        if person is None:
            person = _Person("")
            people.append(person)
        person.mentions.append(mention)
    for person in sorted(people, key=lambda p: min(m.name.span.start for m in p.mentions)):
        _add(reading, person)


def _mentions(reading: Reading, index: int, sentence: Sentence) -> list[_Mention]:
    found = []
    for name in reading.document.names:
        if name.kind is not NameKind.PERSON or not sentence.span.covers(name.span):
            continue
        inside = [i for i, t in enumerate(sentence.tokens) if name.span.covers(t.span)]
        while inside and not sentence.tokens[inside[0]].text[0].isalpha():
            inside.pop(0)
        if inside and not _is_demonym(name):
            start, stop = inside[0], inside[-1] + 1
            head = next((i for i in inside if case(sentence.tokens[i])), start)
            cases = {case(sentence.tokens[i]) for i in inside if case(sentence.tokens[i])}
            found.append(_Mention(index, start, stop, head, name, cases <= {"Nom"}))
    return found


def _is_demonym(name: Name) -> bool:
    """People of a place, or a country or region, that the recogniser takes for somebody."""
    forms = gazetteer().lookup((fold(name.text),))
    large = [f for f in forms if f.kind is FormKind.DEMONYM or gazetteer()[f.place].kind is not Kind.CITY]
    return bool(forms) and len(large) == len(forms)


def _is_initial(part: str) -> bool:
    return len(part) <= 2 and part.endswith(".")


def _fullness(parts: Sequence[str]) -> tuple[int, int]:
    words = [p for p in parts if not _is_initial(p)]
    return (min(len(words), 3), len(parts)) if len(words) > 1 else (len(words), len(parts))


def _same_person(mention: _Mention, people: Sequence[_Person]) -> _Person | None:
    fitting = [p for p in people if _could_be(mention.parts, p.fullest)]
    before = [p for p in fitting if any(m.name.span.start < mention.name.span.start for m in p.mentions)]
    pool = before or fitting
    return max(pool, key=lambda p: _nearest(mention, p)) if pool else None


def _nearest(mention: _Mention, person: _Person) -> int:
    return max(
        (m.name.span.start for m in person.mentions if m.name.span.start < mention.name.span.start),
        default=-1,
    )


def _could_be(parts: Sequence[str], full: Sequence[str]) -> bool:
    """True if every part stands in the fuller name; an initial stands for a part that begins with it."""
    rest = list(full)
    several = len(parts) > 1 and fold(parts[0]) == fold(full[0])
    for part in sorted(parts, key=_is_initial):
        match = next((r for r in rest if _part_fits(part, r) or (several and _same_stem(part, r))), None)
        if match is None:
            return False
        rest.remove(match)
    return True


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
    if a == b:
        return True
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= 4 and max(len(a), len(b)) - shared <= 2 and not {a, b} <= {a[:shared], a[:shared] + "а"}


def _add(reading: Reading, person: _Person) -> None:
    best = max(person.mentions, key=lambda m: (_fullness(m.parts), m.nominative, -m.name.span.start))
    first = min(m.name.span.start for m in person.mentions)
    key = reading.add_thing(Kind.PERSON, _names(best, person), first)
    for m in sorted(person.mentions, key=lambda m: m.name.span.start):
        reading.add_ref(Ref(m.sentence, m.start, m.stop, m.head, key, Kind.PERSON))


def _names(best: _Mention, person: _Person) -> list[str]:
    full = [p for p in best.parts if not _is_initial(p)]
    names = [best.name.normal.lstrip("•·–—- ")]
    if len(full) == 3 and fold(full[1]).endswith(PATRONYMIC_ENDINGS):
        names.insert(0, f"{full[0]} {full[2]}")
    names += [m.name.normal.lstrip("•·–—- ") for m in person.mentions if len(m.parts) > 1 or m.nominative]
    return names + full[-1:]

"""Places that no table of forms lists: those that the text's own words classify, and small towns."""

from __future__ import annotations

from kg.extract.choosing import small_town
from kg.extract.lexicon import (
    CITY_WORDS,
    MACRO_AREAS,
    NOT_PLACES,
    ORGANIZATION_HEADS,
    POST_HEADS,
    REGION_WORDS,
)
from kg.extract.people import alike
from kg.extract.reading import Form, Reading, Ref, case, fold, tokens_in
from kg.gazetteer import gazetteer
from kg.model import Kind, Name, NameKind, Sentence


def add_unlisted(reading: Reading) -> None:
    """Add the places that the recogniser sees and nothing else has taken, with references to them."""
    for index, sentence in enumerate(reading.sentences):
        for name in reading.names(sentence, NameKind.LOCATION):
            if name.span not in reading.namesakes:
                _add_location(reading, index, sentence, name)


def _add_location(reading: Reading, index: int, sentence: Sentence, name: Name) -> None:
    inside = tokens_in(sentence, name.span)
    start, stop = inside.start, inside.stop
    if not inside or not reading.free(index, start, stop):
        return
    kind = _kind(sentence, start, stop)
    if kind is None or _is_surname(reading, name.normal):
        return
    normal = name.normal
    known = next((t.key for t in reading.things.values() if t.kind is kind and normal in t.names), None)
    key = known or reading.add_thing(kind, _unlisted_names(sentence, start, kind, normal), name.span.start)
    if known is None and kind is Kind.CITY:
        look_up(reading, key)
    reading.add_ref(Ref(index, start, stop, head_of(sentence, start, stop), key, kind))
    _place_within(reading, index, start, key)


def look_up(reading: Reading, key: str) -> None:
    """Tell which small town a city that no form names is, if one of its names is that of a town."""
    thing = reading.things[key]
    found = small_town(gazetteer(), reading.surroundings, thing.names)
    if found:
        place, thing.reason = found
        thing.known = place.id
        thing.names = list(dict.fromkeys((place.name, *thing.names)))


def _is_surname(reading: Reading, name: str) -> bool:
    """A person of the article whom the recogniser takes for a place in some case."""
    people = [t for t in reading.things.values() if t.kind is Kind.PERSON]
    return any(alike(name, part) for person in people for part in person.names[-1:])


def _place_within(reading: Reading, index: int, start: int, key: str) -> None:
    """`сербский город Х`: the adjective before says where it lies."""
    for ref in reading.refs[index]:
        known = reading.things[ref.thing].known if ref.thing in reading.things else None
        if known and ref.form is Form.ADJECTIVE and start - 3 <= ref.start < start:
            reading.within[key] = known


def _unlisted_names(sentence: Sentence, start: int, kind: Kind, normal: str) -> tuple[str, ...]:
    word = sentence.tokens[start - 1].lemma if start else ""
    return (f"{word} {normal}", normal) if kind is Kind.REGION and word in REGION_WORDS else (normal,)


def _kind(sentence: Sentence, start: int, stop: int) -> Kind | None:
    tokens = sentence.tokens
    words = {fold(t.lemma) for t in tokens[start:stop]}
    before = tokens[start - 1].lemma if start else ""
    if (
        words & POST_HEADS
        or words & MACRO_AREAS
        or words & NOT_PLACES
        or words & ORGANIZATION_HEADS
        or before in NOT_PLACES
        or tokens[start].text.isupper()
        or (stop - start == 1 and tokens[start].pos == "ADJ")
    ):
        return None
    if words & REGION_WORDS or before in REGION_WORDS:
        return Kind.REGION
    if before in CITY_WORDS or stop - start <= 2:
        return Kind.CITY
    return None


def head_of(sentence: Sentence, start: int, stop: int) -> int:
    """The token that the others of `[start, stop)` hang on."""
    inside = [i for i in range(start, stop) if not start <= sentence.tokens[i].head < stop]
    nominal = [i for i in inside if case(sentence.tokens[i])]
    return (nominal or inside or [start])[0]

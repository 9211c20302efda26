"""Zones that a text makes up of places: `зона объединяет девять городов: …`, `в агломерацию входят …`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from kg.extract.reading import Form, Reading, Ref, case, fold
from kg.extract.syntax import is_negated, is_verb, subject, tense
from kg.extract.zones.lists import Listing, bracket, joined_by_dashes, list_after, list_before
from kg.extract.zones.members import common_area, members_of
from kg.extract.zones.phrases import (
    THAT,
    Phrase,
    antecedent,
    cover,
    inner_places,
    names_of_zone,
    words_of_zone,
    zone_phrases,
)
from kg.extract.zones.words import COMPRISE, ENTER, MAKE, PUT
from kg.gazetteer import gazetteer
from kg.model import Kind, Sentence, ZoneKind

SOLE = 1  # places that make a zone where they are said to enter it; else two are needed
STANDING = frozenset({"неё", "нее", "ней", "него", "нему", "её", "ее", "его"})
SAYING = COMPRISE | ENTER | MAKE | PUT
RELATIVE = frozenset({"который", "куда"})


@dataclass(frozen=True, slots=True)
class Containment:
    """A place in a zone, or a zone in a country or region (things' keys)."""

    place: str
    around: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that says what a zone is made of."""

    zone: Phrase
    sentence: int
    listing: Listing


def find_zones(reading: Reading) -> list[Containment]:
    """Add the zones whose places the text lists, and the references to them. Places must have been found,
    bodies not yet."""
    rows = [zone_phrases(reading, index) for index in range(len(reading.sentences))]
    found: dict[tuple[str, str], Containment] = {}
    for said in [said for index in range(len(rows)) for said in _statements(reading, rows, index)]:
        for each in _entered(reading, said):
            found.setdefault((each.place, each.around), each)
    _mention(reading, rows)
    return list(found.values())


# ---------------------------------------------------------------- what a sentence says


def _statements(reading: Reading, rows: list[list[Phrase]], index: int) -> Iterator[Said]:
    sentence = reading.sentences[index]
    named_near = rows[index] or (index and rows[index - 1])
    if not named_near or sentence.zone not in {ZoneKind.BODY, ZoneKind.QUOTE}:
        return
    for i, token in enumerate(sentence.tokens):
        if token.lemma in SAYING and is_verb(token) and _holds_now(sentence, i):
            said = _of_verb(reading, rows, index, i)
            yield from (said,) if said is not None else ()
    yield from _appositions(reading, rows[index], index)


def _of_verb(reading: Reading, rows: list[list[Phrase]], index: int, verb: int) -> Said | None:
    """What a verb says of a zone that has a name: two places at least, or one that enters it."""
    least = SOLE if reading.sentences[index].tokens[verb].lemma in ENTER else SOLE + 1
    for zone, listing in _sides(reading, rows, index, verb):
        named = _named(reading, rows, zone)
        if named is not None and len(listing.items) >= least:
            return Said(named, index, listing)
    return None


def _holds_now(sentence: Sentence, verb: int) -> bool:
    """Neither denied nor still to come."""
    return not is_negated(sentence, verb) and tense(sentence, verb) != "future"


def _named(reading: Reading, rows: list[list[Phrase]], zone: Phrase) -> Phrase | None:
    """The zone with its name: `зона` is the one called so before."""
    if not zone.bare:
        return zone
    lemma = reading.sentences[zone.sentence].tokens[zone.head].lemma
    before = [p for row in rows[: zone.sentence + 1] for p in row if not p.bare and _order(p) < _order(zone)]
    return next((p for p in reversed(before) if _lemma(reading, p) == lemma), None)


def _order(phrase: Phrase) -> tuple[int, int]:
    return phrase.sentence, phrase.start


def _lemma(reading: Reading, phrase: Phrase) -> str:
    return reading.sentences[phrase.sentence].tokens[phrase.head].lemma


def _sides(
    reading: Reading, rows: list[list[Phrase]], index: int, verb: int
) -> Iterator[tuple[Phrase, Listing]]:
    token = reading.sentences[index].tokens[verb]
    if token.lemma in ENTER or (token.lemma in PUT and token.feats.get("Variant") == "Short"):
        yield from _entering(reading, rows, index, verb)
    elif token.lemma in COMPRISE:
        zone = _comprising(reading, rows, index, verb)
        listing = list_after(reading, index, verb + 1) if zone is not None else None
        if zone is not None and listing is not None:
            yield zone, listing
    elif token.lemma in MAKE:
        yield from _making(reading, rows[index], index, verb)


def _comprising(reading: Reading, rows: list[list[Phrase]], index: int, verb: int) -> Phrase | None:
    """The zone that is the subject of `объединяет`, or the noun of `объединяющая`, `которая объединяет`."""
    sentence, here = reading.sentences[index], rows[index]
    tokens, before = sentence.tokens, verb - 1
    if before > 0 and tokens[before].lemma == "который":
        before -= 1
    if before >= 0 and tokens[before].text == "," and (before < verb - 1 or case(tokens[verb])):
        return next((p for p in here if bracket(tokens, p.stop) == before), None)
    top = subject(sentence, verb)
    if top is not None and top < verb and tokens[top].lemma in THAT:
        return antecedent(reading, rows, index, top)
    if top is not None and (own := next((p for p in here if p.start <= top < p.stop), None)) is not None:
        return own if own.head <= top else None
    near = next((p for p in here if p.stop == verb), None)
    return near if near is not None and case(tokens[near.head]) in {"Nom", None} else None


def _entering(
    reading: Reading, rows: list[list[Phrase]], index: int, verb: int
) -> Iterator[tuple[Phrase, Listing]]:
    """`в зону входят А и Б`, `А и Б входят в состав зоны`, `в неё входят`, `в которую входят`."""
    behind, ahead = list_after(reading, index, verb + 1), list_before(reading, index, verb)
    for zone in _entered_before(reading, rows, index, verb):
        if behind is not None:
            yield zone, behind
    for zone in rows[index]:
        if zone.start > verb and _into(reading, index, zone.start, verb + 1):
            if ahead is not None:
                yield zone, ahead
            elif (after := list_after(reading, index, zone.stop)) is not None:
                yield zone, after


def _entered_before(reading: Reading, rows: list[list[Phrase]], index: int, verb: int) -> Iterator[Phrase]:
    tokens, here = reading.sentences[index].tokens, rows[index]
    yield from (
        p for p in here if p.stop <= verb and _into(reading, index, p.start, 0) and verb - p.stop <= 3
    )
    for i in range(max(0, verb - 4), verb):
        relative = tokens[i].lemma in RELATIVE
        if relative:
            comma = next((k for k in range(i, -1, -1) if tokens[k].text == ","), None)
            yield from (p for p in here if comma is not None and bracket(tokens, p.stop) == comma)
        elif tokens[i].text.lower() in STANDING and i:
            found = antecedent(reading, rows, index, i)
            yield from (found,) if found is not None else ()


def _into(reading: Reading, index: int, start: int, least: int) -> bool:
    """`в | зону`, `в состав | зоны`."""
    tokens = reading.sentences[index].tokens
    words = [token.text.lower() for token in tokens[max(least, start - 3) : start]]
    if words[-1:] and words[-1] in {"состав", "составе", "число", "границы"}:
        words = words[:-1]
    return bool(words) and words[-1] in {"в", "во", "к"}


def _making(reading: Reading, here: list[Phrase], index: int, verb: int) -> Iterator[tuple[Phrase, Listing]]:
    """`А, Б и В образуют зону`, `зону образуют А, Б и В`."""
    tokens = reading.sentences[index].tokens
    after = next((p for p in here if p.start == verb + 1), None)
    listing = list_before(reading, index, verb) if after is not None else None
    if after is not None and listing is not None:
        yield after, listing
    before = next((p for p in here if p.stop == verb and case(tokens[p.head]) == "Acc"), None)
    listing = list_after(reading, index, verb + 1) if before is not None else None
    if before is not None and listing is not None:
        yield before, listing


def _appositions(reading: Reading, here: list[Phrase], index: int) -> Iterator[Said]:
    """`зона (города А и Б)`, `зона – это А и Б`, `зона в составе А и Б`, `агломерация А – Б – В`."""
    tokens = reading.sentences[index].tokens
    for zone in here:
        words = [token.text.lower() for token in tokens[zone.stop : zone.stop + 2]]
        opened = words[:1] == ["("] and bracket(tokens, zone.stop) > zone.stop
        one, two = opened or words[:1] == [":"], words in (["–", "это"], ["—", "это"], ["в", "составе"])
        listing = list_after(reading, index, zone.stop + one + 2 * two) if one or two else None
        joined = joined_by_dashes(reading, zone) if listing is None else ()
        if joined:
            yield Said(zone, index, Listing(joined, None, zone.stop))
        elif listing is not None and len(listing.items) > 1 and not zone.bare:
            yield Said(zone, index, listing)


# ---------------------------------------------------------------- what is entered


def _entered(reading: Reading, said: Said) -> list[Containment]:
    """The containments of one statement; the zone is a thing from now on."""
    around = list(inner_places(reading, said.zone))
    lands = [ref.thing for ref in around if ref.kind is Kind.COUNTRY]
    land = reading.things[lands[0]].known if lands else None
    members = members_of(reading, said.sentence, said.listing, land)
    key = _zone(reading, said.zone)
    area = common_area(reading, members) or land
    if area is not None:
        reading.within.setdefault(key, area)
    outer = [ref.thing for ref in around if _holds(reading, ref.thing, members)]
    return [
        *(Containment(member, key, said.sentence) for member in members if member != key),
        *(Containment(key, thing, said.zone.sentence) for thing in outer),
    ]


def _holds(reading: Reading, outer: str, members: list[str]) -> bool:
    """True for a country or region that all the known places of the zone lie in."""
    id, table = reading.things[outer].known, gazetteer()
    known = [found for key in members if (found := reading.things[key].known) is not None]
    return id is not None and all(
        id != own and id in {place.id for place in table.containing(own)} for own in known
    )


def _zone(reading: Reading, phrase: Phrase) -> str:
    """The thing of a zone, made where it is first told of."""
    names = names_of_zone(reading, phrase)
    known = next((key for key in reading.zones if _is_called(reading, key, names)), None)
    if known is None:
        start = reading.span(phrase.sentence, phrase.start, phrase.stop).start
        known = reading.add_thing(Kind.REGION, names, start)
        reading.zones[known] = words_of_zone(reading, phrase)
    return known


def _is_called(reading: Reading, key: str, names: list[str]) -> bool:
    return bool({fold(name) for name in reading.things[key].names} & {fold(name) for name in names})


# ---------------------------------------------------------------- where zones are mentioned


def _mention(reading: Reading, rows: list[list[Phrase]]) -> None:
    """Every phrase that calls a zone by its name, or by a part of it that fits no other; then bare nouns."""
    for phrase in chain.from_iterable(rows):
        key = _meant(reading, phrase) if reading.zones else None
        if key is not None:
            form = Form.ANAPHOR if phrase.bare else Form.NAME
            ref = Ref(phrase.sentence, phrase.start, phrase.stop, phrase.head, key, Kind.REGION, form)
            cover(reading, phrase, ref)


def _meant(reading: Reading, phrase: Phrase) -> str | None:
    names, said = names_of_zone(reading, phrase), words_of_zone(reading, phrase)
    called = [key for key in reading.zones if _is_called(reading, key, names)]
    fitting = called or [key for key, words in reading.zones.items() if said <= words]
    return fitting[0] if len(fitting) == 1 else None

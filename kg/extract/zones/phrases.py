"""Phrases that name a zone of several places: `экономический пояс «Северная дуга»`, `Окская агломерация`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.lexicon import NOT_PLACES, ORGANIZATION_HEADS
from kg.extract.phrases import OPENING, expand, left_edge
from kg.extract.reading import Reading, Ref, case, fold, is_capital
from kg.extract.zones.words import AIMS, BAYS, OTHER, SORTS, SPANNING, VAGUE, WATERS, WIDE
from kg.model import Kind, Token

DASHES = frozenset({"–", "—", "-"})
PLACES = (Kind.CITY, Kind.REGION)
HEADS = SPANNING | WIDE | BAYS
THAT = frozenset({"он", "она", "оно", "последний", "тот", "этот"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `[start, stop)` of a sentence around the noun `head`; `bare` is a noun without a name."""

    sentence: int
    start: int
    head: int
    stop: int
    bare: bool


def zone_phrases(reading: Reading, index: int) -> list[Phrase]:
    """The phrases of a sentence that a zone may be called by, in text order."""
    tokens = reading.sentences[index].tokens
    found = (_phrase(reading, index, i) for i, token in enumerate(tokens) if token.lemma in HEADS)
    return _outermost([phrase for phrase in found if phrase is not None])


def _outermost(found: list[Phrase]) -> list[Phrase]:
    """`район | Большого залива` is one phrase."""
    kept: list[Phrase] = []
    for phrase in found:
        if not kept or phrase.head >= kept[-1].stop:
            kept.append(phrase)
    return kept


def _phrase(reading: Reading, index: int, head: int) -> Phrase | None:
    tokens = reading.sentences[index].tokens
    if tokens[head].pos not in {"NOUN", "PROPN"} or _is_listed(reading, index, head):
        return None
    start, stop = left_edge(tokens, head), _joined_by_dashes(reading, index, _expanded(reading, index, head))
    while start < head and tokens[start].lemma in VAGUE and (not start or not is_capital(tokens[start])):
        start += 1
    if stop == head + 1 and head == start:
        return Phrase(index, start, head, stop, True)
    return Phrase(index, start, head, stop, False) if _is_zone(tokens, start, head, stop) else None


def _expanded(reading: Reading, index: int, head: int) -> int:
    """Genitives and quoted names taken along, and the name of a river: `пояс | реки Янцзы`."""
    tokens, stop = reading.sentences[index].tokens, expand(reading, index, head)
    named = tokens[stop - 1].lemma in NOT_PLACES and stop < len(tokens) and is_capital(tokens[stop])
    return stop + 1 if named and stop - 1 > head else stop


def _is_listed(reading: Reading, index: int, head: int) -> bool:
    """True for the noun of a place that the gazetteer knows: `Тверская область`."""
    ref = reading.covering(index, head)
    return ref is not None and (reading.things[ref.thing].known is not None or ref.kind is Kind.PERSON)


def _joined_by_dashes(reading: Reading, index: int, stop: int) -> int:
    """`агломерация | Пекин – Тяньцзинь – Хэбэй`: names of places behind the noun."""
    tokens = reading.sentences[index].tokens
    first = reading.at(index, stop, *PLACES) if stop < len(tokens) else None
    end = first.stop if first is not None else stop
    while end + 1 < len(tokens) and tokens[end].text in DASHES:
        ref = reading.at(index, end + 1, *PLACES)
        if ref is None or reading.covering(index, end - 1) is None:
            break
        stop = end = ref.stop
    return stop


def _is_zone(tokens: tuple[Token, ...], start: int, head: int, stop: int) -> bool:
    lemmas = {fold(token.lemma) for token in tokens[start:stop]}
    if lemmas & OTHER_FOLDED:
        return False
    if tokens[head].lemma in SPANNING | BAYS:
        return True
    rest = [i for i in range(start, stop) if i != head]
    proper = any(i and is_capital(tokens[i]) and tokens[i].pos in {"ADJ", "PROPN"} for i in rest)
    return bool(lemmas & (AIMS | WATERS)) or proper or any(tokens[i].text in OPENING for i in rest)


OTHER_FOLDED = frozenset(map(fold, OTHER))


def names_of_zone(reading: Reading, phrase: Phrase) -> list[str]:
    """The full nominative name, and the one in quotes alone."""
    tokens = reading.sentences[phrase.sentence].tokens
    full = _nominative(reading, phrase)
    first = tokens[phrase.start]
    if phrase.start == 0 and (first.lemma in AIMS | SORTS or phrase.head == 0) and not first.text.isupper():
        full = full[:1].lower() + full[1:]
    opening = next((i for i in range(phrase.head, phrase.stop) if tokens[i].text in OPENING), None)
    if opening is None or phrase.stop - opening < 3:
        return [full]
    return [full, reading.text(phrase.sentence, opening + 1, phrase.stop - 1)]


def _nominative(reading: Reading, phrase: Phrase) -> str:
    """The phrase in the nominative; compound adjectives that no dictionary has are feminine as their noun."""
    tokens = reading.sentences[phrase.sentence].tokens
    full = reading.nominative(phrase.sentence, phrase.start, phrase.head, phrase.stop)
    for token in tokens[phrase.start : phrase.head]:
        unknown = token.nominative == token.text and tokens[phrase.head].feats.get("Gender") == "Fem"
        if unknown and token.text.endswith(("ой", "ую")) and case(tokens[phrase.head]) != "Nom":
            full = full.replace(token.text, token.text[:-2] + "ая", 1)
    return full


def words_of_zone(reading: Reading, phrase: Phrase) -> frozenset[str]:
    """The dictionary forms of the words."""
    tokens = reading.sentences[phrase.sentence].tokens[phrase.start : phrase.stop]
    return frozenset(fold(token.lemma) for token in tokens if token.text[0].isalnum())


def antecedent(reading: Reading, rows: list[list[Phrase]], index: int, token: int) -> Phrase | None:
    """What `она`, `последняя`, `в неё` stand for: the last zone named before, of the same gender.

    A body of the same gender in between may be meant as well: then nothing is.
    """
    said = reading.sentences[index].tokens[token]
    for row in (index, index - 1):
        before = [p for p in rows[row] if row < index or p.stop <= token] if row >= 0 else []
        fitting = [p for p in before if not p.bare and _agree(reading, p, said)]
        if fitting:
            return None if _is_rivalled(reading, fitting[-1], said) else fitting[-1]
    return None


def _agree(reading: Reading, phrase: Phrase, said: Token) -> bool:
    gender = reading.sentences[phrase.sentence].tokens[phrase.head].feats.get("Gender")
    wanted = said.feats.get("Gender") or PRONOUNS.get(said.text.lower())
    return wanted is None or gender is None or wanted == gender


PRONOUNS = {"ней": "Fem", "неё": "Fem", "нее": "Fem", "её": "Fem", "ее": "Fem"}


def _is_rivalled(reading: Reading, phrase: Phrase, said: Token) -> bool:
    latter = said.lemma == "последний"
    for i, token in enumerate(reading.sentences[phrase.sentence].tokens):
        rival = token.lemma in ORGANIZATION_HEADS and not phrase.start <= i < phrase.stop
        same = token.feats.get("Gender") == said.feats.get("Gender")
        if rival and same and (i >= phrase.stop or (not latter and case(token) == "Nom")):
            return True
    return False


def cover(reading: Reading, phrase: Phrase, ref: Ref) -> None:
    """Put the zone's reference over those inside it; what no table lists there was a part of its name."""
    row: list[Ref] = []
    for each in reading.refs[phrase.sentence]:
        inside = phrase.start <= each.start and each.stop <= phrase.stop
        if not inside:
            row.append(each)
        elif reading.things[each.thing].known and each.kind is not Kind.PERSON:
            row.append(
                Ref(each.sentence, each.start, each.stop, each.head, each.thing, each.kind, each.form, True)
            )
    reading.put(phrase.sentence, row)
    reading.add_ref(ref)


def inner_places(reading: Reading, phrase: Phrase) -> Iterator[Ref]:
    """The countries and regions in a zone's name, and the one right behind it: `… зона | в Китае`."""
    tokens = reading.sentences[phrase.sentence].tokens
    after = phrase.stop + (
        phrase.stop < len(tokens) and tokens[phrase.stop].text.lower() in {"в", "во", "на"}
    )
    for ref in reading.refs[phrase.sentence]:
        inside = phrase.start <= ref.start and ref.stop <= phrase.stop
        behind = ref.start == after > phrase.stop
        if ref.kind in {Kind.COUNTRY, Kind.REGION} and (inside or behind):
            yield ref

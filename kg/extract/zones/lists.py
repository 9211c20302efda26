"""Lists of places in running text: `девять городов дельты реки: А (район Б), В и Г`, `провинции А, Б и В`."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.lexicon import REGION_WORDS
from kg.extract.reading import Form, Reading, Ref, case, fold, is_capital
from kg.extract.zones.phrases import DASHES, PLACES, Phrase
from kg.extract.zones.words import INTRODUCING, PLACE_NOUNS, SPANNING, TOWNS
from kg.gazetteer import FormKind, gazetteer
from kg.model import Kind, Token

BETWEEN = frozenset({",", ";", "и", "а", "также", "плюс", "или"})
CALLED = PLACE_NOUNS | {"г", "г.", "город"}
LISTED = "listed"  # in place of the noun, where other places stand before
SPANNED = 40  # tokens of an aside in brackets at most


@dataclass(frozen=True, slots=True)
class Item:
    """Tokens `[start, stop)` that name a place; `ref` is the reference that has been found there."""

    start: int
    stop: int
    ref: Ref | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The items, the noun that says what they are (its lemma), and the token behind the last."""

    items: tuple[Item, ...]
    noun: str | None
    stop: int


def list_after(reading: Reading, index: int, start: int) -> Listing | None:
    """The list that begins at a token, words that introduce it left out; None if something else comes.

    Between the start and the first place only numbers, adjectives and what places are called may stand:
    `предприятия Уфы и Салавата` is no list of places.
    """
    tokens = reading.sentences[index].tokens
    noun: str | None = None
    for i in range(start, len(tokens)):
        if tokens[i].text == ":":
            return _read(reading, index, i + 1, noun)
        if noun is not None and (stop := _colon(tokens, i)) is not None:
            return _read(reading, index, stop + 1, noun)
        if _item(reading, index, i, noun) is not None:
            own = tokens[i].lemma if tokens[i].lemma in PLACE_NOUNS else None  # `города Ош` is one name
            return _read(reading, index, i, noun or own)
        if tokens[i].lemma in PLACE_NOUNS and tokens[i].pos in {"NOUN", "PROPN"}:
            noun = noun or tokens[i].lemma
        elif not _introduces(tokens[i]):
            return None
    return None


def _colon(tokens: tuple[Token, ...], start: int) -> int | None:
    """The colon that a list begins with: `городов | дельты реки Янцзы:`, no comma or verb before it."""
    for i in range(start, len(tokens)):
        if tokens[i].text == ":":
            return i
        if tokens[i].pos in {"PUNCT", "CCONJ"} and tokens[i].text not in {"«", "»", "-", "–"}:
            return None
    return None


def _introduces(token: Token) -> bool:
    return token.pos in {"NUM", "ADJ", "ADV", "PART", "DET"} or token.lemma in INTRODUCING


def list_before(reading: Reading, index: int, stop: int) -> Listing | None:
    """The longest list that ends right before a token: `А, Б и В | входят`."""
    tokens = reading.sentences[index].tokens
    while stop and (tokens[stop - 1].pos in {"ADV", "PART"} or tokens[stop - 1].text == ","):
        stop -= 1
    for ref in reading.outer(index, *PLACES):
        if ref.stop <= stop and _begins(tokens, ref.start):
            noun = tokens[ref.start - 1].lemma if ref.start else ""
            found = _read(reading, index, ref.start, noun if noun in PLACE_NOUNS else None)
            if found is not None and found.stop == stop:
                return found
    return None


def _begins(tokens: tuple[Token, ...], start: int) -> bool:
    """No preposition stands before the first item."""
    return start == 0 or tokens[start - 1].pos != "ADP"


def _read(reading: Reading, index: int, start: int, noun: str | None) -> Listing | None:
    tokens, items, i, stop = reading.sentences[index].tokens, list[Item](), start, start
    while i < len(tokens):
        begin = i if _item(reading, index, i, noun) else _skip_called(tokens, i)
        item = _item(reading, index, begin, noun or (items and LISTED) or None)
        if item is None:
            break
        items.append(item)
        i = stop = _behind(reading, index, item)
        if i >= len(tokens) or tokens[i].text not in BETWEEN:
            break
        while i < len(tokens) and tokens[i].text in BETWEEN:
            i += 1
    if not items or _is_of_region(reading, index, items, noun):
        return None
    return Listing(tuple(items), noun, stop)


def _skip_called(tokens: tuple[Token, ...], i: int) -> int:
    """`города | Канаш`, `а также г. | Шумерля`."""
    while i < len(tokens) and (tokens[i].lemma in CALLED or tokens[i].pos == "NUM" or tokens[i].text == "."):
        i += 1
    return i


def _item(reading: Reading, index: int, i: int, noun: str | None) -> Item | None:
    """A place at a token; a name that nobody took for one counts where the list says what it is of."""
    tokens = reading.sentences[index].tokens
    ref = reading.covering(index, i) if i < len(tokens) else None
    if i >= len(tokens) or (ref is not None and ref.start != i):
        return None
    if ref is not None and ref.kind in PLACES:
        if ref.form is Form.NAME:
            return Item(i, ref.stop, ref)
        return Item(i, i + 1, ref) if noun in TOWNS and _is_place(tokens[i]) else None
    if noun is None or not (is_capital(tokens[i]) and tokens[i].text[-1:].isalpha()):
        return None
    if ref is not None or noun == LISTED:
        return _misread(reading, ref, tokens[i], i, noun)
    stop = i + 1
    while stop < len(tokens) and is_capital(tokens[stop]) and reading.free(index, stop, stop + 1):
        stop += 1
    return Item(i, stop, None)


def _misread(reading: Reading, ref: Ref | None, token: Token, i: int, noun: str) -> Item | None:
    """A town that was taken for a person, or for nothing; without a noun the gazetteer must know it."""
    if ref is not None and (ref.kind is not Kind.PERSON or ref.stop > i + 1):
        return None
    return Item(i, i + 1, ref) if noun != LISTED or _is_place(token) else None


def _is_place(token: Token) -> bool:
    return any(form.kind is FormKind.NAME for form in gazetteer().lookup((fold(token.text),)))


def _behind(reading: Reading, index: int, item: Item) -> int:
    """The token behind an item and what tells more of it: `(район Б)`, `Псковской области`."""
    tokens, stop = reading.sentences[index].tokens, item.stop
    around = reading.at(index, stop, Kind.REGION, Kind.COUNTRY) if stop < len(tokens) else None
    if around is not None and case(tokens[around.head]) == "Gen":
        stop = around.stop
    if stop < len(tokens) and tokens[stop].lemma in REGION_WORDS and tokens[stop - 1].pos == "ADJ":
        stop += 1
    return bracket(tokens, stop)


def bracket(tokens: tuple[Token, ...], start: int) -> int:
    """The token behind the brackets that open at `start`; `start` if none do."""
    if start < len(tokens) and tokens[start].text == "(":
        for i in range(start + 1, min(len(tokens), start + SPANNED)):
            if tokens[i].text == ")":
                return i + 1
    return start


def joined_by_dashes(reading: Reading, zone: Phrase) -> tuple[Item, ...]:
    """The places that an urban area is called by: `агломерация | Пекин – Тяньцзинь – Хэбэй`."""
    tokens = reading.sentences[zone.sentence].tokens
    if tokens[zone.head].lemma not in SPANNING or not any(
        token.text in DASHES for token in tokens[zone.head : zone.stop]
    ):
        return ()
    refs = [r for r in reading.outer(zone.sentence, *PLACES) if zone.head < r.start and r.stop <= zone.stop]
    return tuple(Item(ref.start, ref.stop, ref) for ref in refs) if len(refs) > 1 else ()


def _is_of_region(reading: Reading, index: int, items: list[Item], noun: str | None) -> bool:
    """`города Сычуани и Юньнани` are towns of provinces, which are not named."""
    regions = [item.ref for item in items if item.ref is not None and item.ref.kind is Kind.REGION]
    names = {fold(name) for ref in regions for name in reading.things[ref.thing].names}
    declined = any(fold(reading.text(index, ref.start, ref.stop)) not in names for ref in regions)
    return noun in TOWNS and len(regions) == len(items) and declined

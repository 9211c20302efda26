"""Cues of things → things of the reading: those that rules have found, else new ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from kg.extract.reading import Reading, Ref, fold, is_capital
from kg.extract.unlisted import look_up
from kg.model import Cue, Kind, Mention

KINDS = {
    "person": Kind.PERSON,
    "organization": Kind.ORGANIZATION,
    "country": Kind.COUNTRY,
    "region": Kind.REGION,
    "city": Kind.CITY,
    "event": Kind.PROGRAMME_EVENT,
    "facility": Kind.FACILITY,
}
PLACES = frozenset({Kind.COUNTRY, Kind.REGION, Kind.CITY})
LOCAL = frozenset({"region", "city"})
LONG = frozenset({Kind.ORGANIZATION, Kind.PROGRAMME_EVENT, Kind.FACILITY})
SURE = 0.5  # probability from which a cue that no rule supports makes a thing
OVERLAP = 0.5  # share of the words of both that a cue and a reference have in common, to mean one thing


def enter_cues(reading: Reading) -> None:
    """Note in the reading which thing each cue mentions; things that no rule has found are added."""
    named = _Names(reading)
    for number, cue in enumerate(reading.document.cues):
        if cue.label not in KINDS or not (place := words_of(reading, cue)):
            continue
        if cue.label in LOCAL and cue.span in reading.namesakes:
            reading.further += _bearers(reading, cue, *place)
        else:
            key = _known(reading, cue, *place)
            if key is not None:
                _call(reading, key, cue, *place)
            key = key or named.find(cue) or _added(named, cue, *place)
            if key is not None:
                reading.cued[number] = key


def _bearers(reading: Reading, cue: Cue, index: int, start: int, stop: int) -> Iterator[Mention]:
    """The person or body at the words that the model takes for a place."""
    for ref in reading.refs[index]:
        if (ref.start, ref.stop) == (start, stop) and ref.kind not in PLACES:
            yield Mention(ref.thing, cue.span)


class _Names:
    """The things of a reading by kind and folded name."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.keys: dict[tuple[Kind, str], str] = {}
        for thing in reading.things.values():
            self.add(thing.kind, thing.names, thing.key)

    def add(self, kind: Kind, names: Iterable[str], key: str) -> None:
        """Know a thing; the first of a name keeps it."""
        for name in names:
            self.keys.setdefault((kind, fold(name)), key)

    def find(self, cue: Cue) -> str | None:
        """A thing of the cue's kind that has its words for a name."""
        words = self.reading.document.article.text[cue.span.start : cue.span.stop]
        return self.keys.get((KINDS[cue.label], fold(words)))

    def one_of(self, kind: Kind, names: Iterable[str]) -> str | None:
        """A thing of a kind that has one of the names."""
        return next((key for name in names if (key := self.keys.get((kind, fold(name))))), None)


def words_of(reading: Reading, cue: Cue) -> tuple[int, int, int] | None:
    """The sentence and the tokens `[start, stop)` that a cue covers; None if it covers none."""
    index = bisect_right(reading.sentences, cue.span.start, key=lambda each: each.span.start) - 1
    if index < 0:
        return None
    inside = [i for i, token in enumerate(reading.sentences[index].tokens) if token.span.overlaps(cue.span)]
    return (index, inside[0], inside[-1] + 1) if inside else None


def _known(reading: Reading, cue: Cue, index: int, start: int, stop: int) -> str | None:
    """The thing of the reference that covers the same words best."""
    kind = KINDS[cue.label]
    fitting = [
        (common, ref)
        for ref in reading.refs[index]
        if (_fits(kind, ref.kind) or ref.thing in reading.zones)
        and not _is_named_after(kind, start, ref)
        and (common := _common(ref, start, stop)) >= OVERLAP
    ]
    return max(fitting, key=lambda each: each[0])[1].thing if fitting else None


def _call(reading: Reading, key: str, cue: Cue, index: int, start: int, stop: int) -> None:
    """Know a body or site by the words of its cue too: the model sees better where a long name ends."""
    thing = reading.things[key]
    if thing.kind is KINDS[cue.label] and thing.kind in LONG and cue.score >= SURE:
        thing.names += [name for name in _names(reading, index, start, stop) if name not in thing.names]


def _fits(kind: Kind, other: Kind) -> bool:
    return (
        kind is other or (kind in PLACES and other in PLACES) or (kind not in PLACES and other not in PLACES)
    )


def _is_named_after(kind: Kind, start: int, ref: Ref) -> bool:
    """True for a body whose name ends with a person's: «команда Ивана Зябликова»."""
    return kind is Kind.ORGANIZATION and ref.kind is Kind.PERSON and ref.start > start


def _common(ref: Ref, start: int, stop: int) -> float:
    both = min(ref.stop, stop) - max(ref.start, start)
    return max(0, both) / (max(ref.stop, stop) - min(ref.start, start))


def _added(named: _Names, cue: Cue, index: int, start: int, stop: int) -> str | None:
    kind, reading = KINDS[cue.label], named.reading
    if cue.score < SURE or kind is Kind.PERSON or kind is Kind.COUNTRY:
        return None  # people come with their cases from the recogniser, countries from the gazetteer
    names = list(_names(reading, index, start, stop))
    key = named.one_of(kind, names)
    if key is None:
        key = reading.add_thing(kind, names, cue.span.start)
        if kind is Kind.CITY:
            look_up(reading, key)
    named.add(kind, names, key)
    if reading.free(index, start, stop):
        reading.add_ref(Ref(index, start, stop, _head(reading, index, start, stop), key, kind))
    return key


def _names(reading: Reading, index: int, start: int, stop: int) -> Iterator[str]:
    """The words in the nominative, and as they stand; a quoted name inside them alone too."""
    tokens = reading.sentences[index].tokens
    yield reading.nominative(index, start, _head(reading, index, start, stop), stop)
    yield reading.text(index, start, stop)
    opening = next((i for i in range(start, stop) if tokens[i].text in {"«", "„", "“", '"'}), None)
    if opening is not None and opening + 2 < stop and is_capital(tokens[opening + 1]):
        yield reading.text(index, opening + 1, stop - 1)


def _head(reading: Reading, index: int, start: int, stop: int) -> int:
    """The first word of the phrase that hangs on a word outside it, a noun if there is one."""
    tokens = reading.sentences[index].tokens
    outward = [
        i for i in range(start, stop) if not start <= tokens[i].head < stop and tokens[i].text[0].isalnum()
    ]
    nouns = [i for i in outward if tokens[i].pos in {"NOUN", "PROPN"}]
    return (nouns or outward or [start])[0]

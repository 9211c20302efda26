"""Where the article's places lie: the country, or the region of Russia, that counts as one destination."""

from __future__ import annotations

from kg.extract.lexicon import ADMINISTRATION, GOVERNMENT, words
from kg.extract.reading import Reading, fold
from kg.gazetteer import gazetteer
from kg.model import Kind

HOME_COUNTRY = "RU"
PLACES = (Kind.COUNTRY, Kind.REGION, Kind.CITY)
PUBLIC_BODIES = (
    GOVERNMENT
    | ADMINISTRATION
    | words(
        """
    собрание дума совет парламент хурал курултай маслихат комитет министерство департамент комиссия
    скупщина посольство консульство генконсульство
    """
    )
)


def country(reading: Reading, key: str) -> str | None:
    """The ISO code of the country that a place is or lies in; None if unknown."""
    chain = _chain(reading, key)
    return chain[-1].split("-")[0] if chain else None


def area(reading: Reading, key: str) -> str | None:
    """What one visit has as its area: a foreign country, or a region of Russia (`RU-TVE`); None if
    unknown."""
    chain = _chain(reading, key)
    if not chain:
        return None
    if chain[-1] != HOME_COUNTRY:
        return chain[-1]
    return next((c for c in chain if c.startswith("RU-")), HOME_COUNTRY)


def _chain(reading: Reading, key: str) -> list[str]:
    """The gazetteer's ids from the place itself to its country."""
    thing = reading.things.get(key)
    known = (thing.known if thing else None) or reading.within.get(key)
    if known is None or known not in gazetteer():
        return []
    chain = [p.id for p in gazetteer().containing(known)]
    code = next((c for c in chain if len(c) == 2), None)
    if code is None:
        code = next((c.split("-")[0] for c in chain if "-" in c), None)
        chain += [code] if code else []
    return chain


def lies_in(reading: Reading, key: str, around: str) -> bool:
    """True if the place lies in (and is not) the area of this id."""
    chain = _chain(reading, key)
    return around in chain[1:] if chain else False


def is_domestic(reading: Reading, key: str) -> bool:
    """True for places in Russia."""
    return country(reading, key) == HOME_COUNTRY


def named_place(reading: Reading, known: str) -> str | None:
    """The key of the thing that is this place of the gazetteer, if the article names it in any form."""
    return next((t.key for t in reading.things.values() if t.known == known), None)


def post_place(reading: Reading, key: str) -> str | None:
    """The place that a body stands for: itself, or the one in its name (администрация Уфы → Уфа)."""
    thing = reading.things.get(key)
    if thing is None:
        return None
    if thing.kind in {Kind.COUNTRY, Kind.REGION, Kind.CITY}:
        return key
    own = _named_within(reading, key)
    fuller = _fuller(reading, key) if own is None else None
    return own if fuller is None else _named_within(reading, fuller)


def _named_within(reading: Reading, key: str) -> str | None:
    """The last place in a name of a body."""
    for row in reading.refs:
        for ref in row:
            if ref.thing == key:
                inner = [r for r in row if r.nested and ref.start <= r.start and r.stop <= ref.stop]
                places = [r.thing for r in inner if r.kind in {Kind.COUNTRY, Kind.REGION, Kind.CITY}]
                if places:
                    return places[-1]
    return None


def _fuller(reading: Reading, key: str) -> str | None:
    """The body whose name goes on where this one ends: Законодательное Собрание | Тверской области."""
    short = fold(reading.things[key].names[0]) + " "
    if PUBLIC_BODIES.isdisjoint(short.split()):
        return None
    bodies = (t for t in reading.things.values() if t.kind is Kind.ORGANIZATION and t.key != key)
    found = [t.key for t in bodies if any(fold(name).startswith(short) for name in t.names)]
    return found[0] if len(found) == 1 else None


def public_place(reading: Reading, key: str) -> str | None:
    """The place that a place or public body stands for; None for firms, universities and people."""
    thing = reading.things[key]
    if thing.kind in PLACES:
        return key
    words = set(fold(thing.names[0]).split())
    return post_place(reading, key) if thing.kind is Kind.ORGANIZATION and words & PUBLIC_BODIES else None

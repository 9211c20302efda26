"""The two sides of a visit where the text speaks of both at once: `стороны`, `главы двух регионов`."""

from __future__ import annotations

from kg.extract.areas import area, public_place
from kg.extract.groups import PLACES
from kg.extract.lexicon import words
from kg.extract.reading import Form, Reading, is_plural
from kg.extract.visit import Visit
from kg.model import Kind

BOTH = words(
    """
    сторона регион глава руководитель город губернатор область партнёр партнер субъект территория
    """
)


def speaks_of_both(reading: Reading, index: int) -> bool:
    """True if the sentence names its parties by one plural: `главы двух регионов подписали`."""
    return any(t.lemma in BOTH and is_plural(t) for t in reading.sentences[index].tokens)


def visit_at(visits: list[Visit], index: int) -> Visit | None:
    """The visit that a sentence is most likely about: the last main one begun before it."""
    begun = [v for v in visits if v.first <= index and not v.background]
    return max(begun, key=lambda v: v.first, default=None)


def places_of_sides(reading: Reading, visits: list[Visit], index: int) -> tuple[str, str] | None:
    """The sending place and its counterpart (the finest place last named over there), or None."""
    visit = visit_at(visits, index)
    home = next((p for s in visit.senders if (p := public_place(reading, s))), None) if visit else None
    away = _counterpart(reading, visit, index) if visit else None
    return (home, away) if home and away and home != away else None


def _counterpart(reading: Reading, visit: Visit, index: int) -> str | None:
    for kind in (Kind.REGION, Kind.CITY):
        for row in range(index, -1, -1):
            forms = {Form.NAME, Form.ADJECTIVE} if kind is Kind.REGION else {Form.NAME}
            refs = [r for r in reading.refs[row] if r.kind is kind and r.form in forms]
            there = [r.thing for r in refs if area(reading, r.thing) in visit.areas]
            if there:
                return there[-1]
    return next(iter(visit.destinations), None)


def people_of_sides(
    reading: Reading, visits: list[Visit], index: int, places: dict[str, str]
) -> tuple[str, ...]:
    """The delegation's head (or its only member) and the host, or the official of the counterpart."""
    visit = visit_at(visits, index)
    if visit is None:
        return ()
    guests = list(visit.head) or (list(visit.members) if len(visit.members) == 1 else [])
    hosts = [h for h in visit.hosts if reading.things[h].kind is Kind.PERSON] or [
        p
        for p, place in places.items()
        if area(reading, place) in visit.areas and reading.things[place].kind in PLACES
    ]
    return (guests[0], hosts[0]) if guests and hosts and guests[0] != hosts[0] else ()

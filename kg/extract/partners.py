"""Whom a delegation represents, and which places the visits, meetings and agreements make partners."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from kg.extract.agreements import Agreement
from kg.extract.areas import PLACES, PUBLIC_BODIES, area, country, is_domestic, post_place, public_place
from kg.extract.holding import Holding
from kg.extract.meetings import Meeting
from kg.extract.reading import Reading, fold
from kg.extract.sides import visit_at
from kg.extract.spokesmen import spoken_for
from kg.extract.visit import Visit
from kg.model import Kind

# Posts that speak for their region, city or country; a rector or a director speaks for nobody else.
SPEAKING = (
    "губернатор",
    "вице-губернатор",
    "генерал-губернатор",
    "министр",
    "замминистра",
    "премьер",
    "председатель правительства",
    "заместитель",
    "первый заместитель",
    "глава",
    "мэр",
    "вице-мэр",
    "аким",
    "хоким",
    "президент",
    "посол",
    "вице-премьер",
    "король",
    "канцлер",
    "полпред",
    "казначей",
    "главный министр",
    "градоначальник",
    "советник",
    "торговый",
)


@dataclass(frozen=True, slots=True)
class Partnership:
    """Two places (things' keys) that a sentence ties together."""

    a: str
    b: str
    sentence: int


def places_of_people(reading: Reading, posts: list[Holding]) -> dict[str, str]:
    """The place each official speaks for, by the post: region, city or country."""
    found: dict[str, str] = {}
    for post in posts:
        place = _speaks_for(reading, post)
        if place is not None and not post.former:
            found.setdefault(post.person, place)
    return found


def _speaks_for(reading: Reading, post: Holding) -> str | None:
    if post.body is None or not fold(post.role).startswith(
        (*SPEAKING, "председатель", "спикер", "руководитель", "начальник", "директор", "депутат")
    ):
        return None
    thing = reading.things[post.body]
    if thing.kind in PLACES:
        return post.body
    first = set(fold(thing.names[0]).split())
    return post_place(reading, post.body) if first & PUBLIC_BODIES else None


def add_senders(reading: Reading, visit: Visit, posts: list[Holding], places: dict[str, str]) -> None:
    """Regions that member officials represent in somebody else's delegation; a lone official's own side."""
    for person, said in [*visit.head.items(), *visit.members.items()]:
        side = _own_side(reading, person, posts, places)
        if side is None or _is_covered(reading, visit, side):
            continue
        if area(reading, side) is not None and area(reading, side) in visit.areas:
            continue
        if not visit.senders or not _any_place(reading, visit):
            visit.senders.setdefault(side, said)


def _any_place(reading: Reading, visit: Visit) -> bool:
    return any(reading.things[s].kind in PLACES for s in visit.senders)


def _is_covered(reading: Reading, visit: Visit, side: str) -> bool:
    ours = area(reading, side)
    return any(
        s == side
        or (ours is not None and (area(reading, s) or area(reading, post_place(reading, s) or s)) == ours)
        for s in visit.senders
    )


def _own_side(reading: Reading, person: str, posts: list[Holding], places: dict[str, str]) -> str | None:
    holding = next((p for p in posts if p.person == person and not p.former and p.body), None)
    if holding is None or holding.body is None:
        return None
    body = reading.things[holding.body]
    words = set(fold(body.names[0]).split())
    if body.kind is Kind.ORGANIZATION and words & {
        "собрание",
        "дума",
        "совет",
        "парламент",
        "сенат",
        "палата",
    }:
        return holding.body
    return places.get(person)


def find_partnerships(
    reading: Reading,
    visits: list[Visit],
    meetings: list[Meeting],
    agreements: list[Agreement],
    places: dict[str, str],
) -> list[Partnership]:
    """Pairs of a home and a foreign place (or two regions of one country), each once, most specific first."""
    pairs: dict[frozenset[str], Partnership] = {}

    def tie(a: str, b: str, sentence: int) -> None:
        if a != b and _is_pair(reading, a, b):
            pairs.setdefault(frozenset((a, b)), Partnership(a, b, sentence))

    for agreement in agreements:
        for a, b in _sides(reading, [p for k in agreement.parties if (p := public_place(reading, k))]):
            tie(a, b, agreement.sentence)
    for meeting in meetings:
        met = [p for k in meeting.participants if (p := places.get(k) or public_place(reading, k))]
        for a, b in _sides(reading, met):
            tie(a, b, meeting.sentence)
    for place, sentence in spoken_for(reading):
        for home in _visitors(reading, visits, place, sentence):
            tie(home, place, sentence)
    for visit in visits:
        _tie_visit(reading, visit, pairs, tie)
    return list(pairs.values())


def _sides(reading: Reading, places: list[str]) -> list[tuple[str, str]]:
    """The pairs of places that face each other: home and foreign ones, if there are both."""
    pairs = list(combinations(dict.fromkeys(places), 2))
    across = [(a, b) for a, b in pairs if is_domestic(reading, a) != is_domestic(reading, b)]
    return across or pairs


def _tie_visit(reading: Reading, visit: Visit, pairs: dict[frozenset[str], Partnership], tie: object) -> None:
    homes = _homes(reading, visit)
    for destination, said in visit.destinations.items():
        around = area(reading, destination)
        tied = any(_touches(reading, pair, homes, around) for pair in pairs)
        if tied or not callable(tie):
            continue
        for home in homes:
            tie(home, destination, said)


def _visitors(reading: Reading, visits: list[Visit], place: str, sentence: int) -> list[str]:
    """Whom the delegation represents that a sentence speaks of, if it visits where the place lies."""
    visit = visit_at(visits, sentence)
    return _homes(reading, visit) if visit is not None and area(reading, place) in visit.areas else []


def _homes(reading: Reading, visit: Visit) -> list[str]:
    return [p for s in visit.senders if (p := public_place(reading, s))]


def _touches(reading: Reading, pair: frozenset[str], homes: list[str], around: str | None) -> bool:
    areas = {area(reading, k) for k in pair}
    return around in areas and bool(areas & {area(reading, h) for h in homes})


def _is_pair(reading: Reading, a: str, b: str) -> bool:
    """Two sides: of different countries, or two regions (cities) of one."""
    if not (_is_place(reading, a) and _is_place(reading, b)):
        return False
    ours, theirs = country(reading, a), country(reading, b)
    kinds = {reading.things[a].kind, reading.things[b].kind}
    if ours != theirs:
        return True
    return Kind.COUNTRY not in kinds and area(reading, a) != area(reading, b)


def _is_place(reading: Reading, key: str) -> bool:
    """A town, or a region or country that the gazetteer knows: others are misread bodies."""
    kind = reading.things[key].kind
    return kind is Kind.CITY or (kind in PLACES and country(reading, key) is not None)

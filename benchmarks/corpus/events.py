"""Visits and how their news runs: planned, going on, over; called off; put off; recalled months later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.corpus.people import Body, Person
from benchmarks.corpus.places import Country, Region, Spot
from benchmarks.corpus.world import RELATIVE, World

TOPICS = (
    "поставки зерна", "заказы швейных фабрик", "обмены студентами", "проекты ремонта вагонов",
    "сыры и сливки", "перевозки автобусами", "туристические маршруты", "продажи насосов",
    "закупки хлопка", "склады у границы",
)  # fmt: skip
DEALS = (
    "соглашение|о сотрудничестве",
    "меморандум|о взаимопонимании",
    "протокол|о намерениях",
    "дорожная карта|",
)
Party = Spot | Body


@dataclass(frozen=True, slots=True)
class Deal:
    """A document between two sides, signed on a day."""

    id: str
    kind: str
    parties: tuple[Party, Party]
    day: date


@dataclass(frozen=True, slots=True)
class Visit:
    """A trip: `members` without the head, `meeting` the day on which head and host met."""

    id: str
    sender: Spot
    goal: Spot
    city: Spot
    head: Person
    members: tuple[Person, ...]
    host: Person
    start: date
    end: date
    met: date
    deal: Deal | None
    topic: str
    firms: int
    announced: tuple[date, date]  # the days planned at first
    is_cancelled: bool

    @property
    def meeting(self) -> str:
        """The id of the meeting of head and host."""
        return f"M{self.id[1:]}"

    @property
    def is_moved(self) -> bool:
        """True if it was put off."""
        return self.announced != (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Report:
    """What is told on a day: `sort` is the wordings' name, `status` the visit's on that day."""

    visit: Visit
    day: date
    sort: str
    status: str


class Diary:
    """Visits in the order of their first days; no region goes to one country twice in a month."""

    def __init__(self, seed: int, world: World) -> None:
        """The diary of a world."""
        self._world, self._chance = world, Random(f"visits {seed}")
        self._busy: dict[tuple[str, str], date] = {}
        self._count = 0

    def visit(self, day: date) -> Visit:
        """A visit that begins on about that day."""
        home, land = self._route(day)
        inbound = self._chance.random() < 0.25 and land.regions
        self._count += 1
        return self._inbound(home, land, day) if inbound else self._outbound(home, land, day)

    def _route(self, day: date) -> tuple[Region, Country]:
        """A region and a country without a visit between them about that day."""
        for _ in range(99):
            home, land = self._chance.choice(self._world.homes), self._chance.choice(self._world.lands)
            if self._busy.get((home.spot.id, land.spot.id), date.min) < day:
                break
        self._busy[home.spot.id, land.spot.id] = day + timedelta(days=40)
        return home, land

    def _outbound(self, home: Region, land: Country, day: date) -> Visit:
        """People of a region go abroad."""
        city = self._chance.choice(land.cities)
        region = self._chance.choice(land.regions) if land.regions and self._chance.random() < 0.3 else None
        head = self._world.leader(home, day)
        members = tuple({m.id: m for m in self._members(home, head, day)}.values())
        host = self._world.host(land, region, city, day)
        sides = self._sides(home.spot, region or land.spot)
        return self._made(home.spot, land.spot, city, head, members, host, day, sides)

    def _inbound(self, home: Region, land: Country, day: date) -> Visit:
        """People of a foreign region or ministry come."""
        region = self._chance.choice(land.regions)
        head = self._world.host(land, region, self._chance.choice(land.cities), day)
        host = self._world.leader(home, day)
        sender = region if head.post(day).place.id == region.id else land.spot
        return self._made(sender, home.spot, home.city, head, (), host, day, self._sides(home.spot, sender))

    def _members(self, home: Region, head: Person, day: date) -> Iterator[Person]:
        """Up to two who go along; now and then somebody with the head's surname."""
        for _ in range(self._chance.choice((0, 1, 1, 2))):
            person = self._world.member(home, day)
            if self._chance.random() < RELATIVE:
                person = self._world.relative(head, person.post(day), day)
            if person.id != head.id:
                yield person

    def _sides(self, mine: Spot, theirs: Spot) -> tuple[Party, Party]:
        """Who may sign: two places, two chambers, two companies."""
        sort = self._chance.choice((self._world.chamber, self._world.company, None))
        return (sort(mine), sort(theirs)) if sort else (mine, theirs)

    def _made(
        self,
        sender: Spot,
        goal: Spot,
        city: Spot,
        head: Person,
        members: tuple[Person, ...],
        host: Person,
        day: date,
        sides: tuple[Party, Party],
    ) -> Visit:
        chance = self._chance
        length = timedelta(days=chance.choice((1, 2, 2, 3, 4)))
        end = day + length
        shift = timedelta(days=chance.randint(5, 20)) if chance.random() < 0.08 else timedelta()
        met, signed = (
            day + timedelta(days=chance.randint(0, 1)),
            day + timedelta(days=chance.randint(1, length.days)),
        )
        kind = chance.choice(DEALS)
        deal = Deal(f"A{self._count}", kind, sides, signed) if chance.random() < 0.6 else None
        return Visit(
            f"V{self._count}", sender, goal, city, head, members, host, day, end, met, deal,
            chance.choice(TOPICS), chance.randint(5, 20), (day - shift, end - shift),
            not shift and chance.random() < 0.1,
        )  # fmt: skip


def reports(visit: Visit, chance: Random) -> Iterator[Report]:
    """How the news of a visit runs, day after day; at least one report."""
    first = visit.announced[0]
    for _ in range(chance.choice((0, 1, 1, 2))):
        yield Report(visit, first - timedelta(days=chance.randint(2, 12)), "planned", "planned")
    if visit.is_cancelled:
        for _ in range(chance.choice((1, 1, 2))):
            yield Report(visit, first - timedelta(days=1), "cancelled", "cancelled")
        return
    if visit.is_moved:
        yield Report(visit, first - timedelta(days=1), "moved", "planned")
    for _ in range(chance.choice((0, 0, 1, 1))):
        yield Report(visit, visit.met + timedelta(days=visit.met < visit.end), "ongoing", "ongoing")
    for _ in range(chance.choice((1, 1, 2))):
        yield Report(visit, visit.end + timedelta(days=chance.randint(1, 4)), "happened", "happened")
    if chance.random() < 0.12:
        yield Report(visit, visit.end + timedelta(days=chance.randint(60, 300)), "recalled", "happened")

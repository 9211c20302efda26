"""Who holds which post: officials of regions and of the countries that they visit, and who follows them.

Posts change hands now and then. Some newcomers are planted to be taken for others: the full name of an
official of another region, or the surname of the one who held the post before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from random import Random

from benchmarks.corpus.names import HOME, Deck, Name, table
from benchmarks.corpus.people import Body, Person, Post
from benchmarks.corpus.places import Country, Region, Spot

NAMESAKE, RELATIVE = 0.06, 0.05  # shares of newcomers
FULL_NAMESAKE = 0.3  # share of namesakes who have the patronymic, too
SAME_SURNAME = 0.25  # share of successors
MOVE, LEAVE = 0.02, 0.03  # at each visit
HEADS = (  # titles of those who lead delegations; `*` stands for the place in the genitive
    ("губернатор|*", "глава|*"),
    ("заместитель|губернатора *", "вице-губернатор|*"),
    ("заместитель|председателя правительства *", "вице-премьер|*", "зампред|правительства *"),
    ("министр|экономического развития *", "министр|экономики *"),
    ("министр|сельского хозяйства *", "министр|сельского хозяйства и продовольствия *"),
    ("министр|промышленности и торговли *", "министр|промышленности *"),
)
CHAMBER = ("Торгово-промышленная палата|*", "ТПП|*")
RULERS = {"KZ": ("аким|*",), "UZ": ("хоким|*",), "TJ": ("председатель|*",)}
MINISTRIES = ("экономики", "промышленности", "сельского хозяйства")
Key = tuple[str, str]  # id of the place, name of the post


class World:
    """The holders of posts as time goes on; everything hangs on the seed and the order of questions."""

    def __init__(self, seed: int, homes: Sequence[Region], lands: Sequence[Country]) -> None:
        """A world in which nobody was asked for yet."""
        self.homes, self.lands = homes, lands
        self.chance, self._deck = Random(f"world {seed}"), Deck(seed)
        self._held: dict[Key, Person] = {}
        self._bodies: dict[Key, Body] = {}
        self._companies = self.chance.sample(companies(), len(companies()))
        self._people = 0

    def leader(self, home: Region, day: date) -> Person:
        """An official of a region who may lead a delegation."""
        at = self.chance.choices(range(len(HEADS)), (1, 2, 3, 4, 3, 4))[0]
        return self._holder((home.spot.id, f"head {at}"), Post(HEADS[at], home.spot), day)

    def member(self, home: Region, day: date) -> Person:
        """Somebody from a body of the region."""
        body, titles = self.chance.choice(
            (
                (self.chamber(home.spot), ("президент", "глава")),
                (self.company(home.spot), ("генеральный директор", "гендиректор")),
                (self.agency(home.spot), ("директор", "руководитель")),
            )
        )
        return self._holder((home.spot.id, body.id), Post(titles, home.spot, body), day)

    def host(self, land: Country, region: Spot | None, city: Spot, day: date) -> Person:
        """An official of a country, of its region, or of a city."""
        own = land.spot
        sort = self.chance.choice(("region", "ministry", "city") if region else ("ministry", "city"))
        if sort == "region" and region:
            post = Post(RULERS.get(own.id, ("губернатор|*",)), region)
            return self._holder((region.id, "ruler"), post, day, own.id)
        if sort == "city":
            return self._holder((city.id, "mayor"), Post(("мэр|*", "глава|*"), city), day, own.id)
        of = self.chance.choice(MINISTRIES)
        titles = (f"заместитель|министра {of} *", f"вице-министр|{of} *")
        return self._holder((own.id, of), Post(titles, own), day, own.id)

    def chamber(self, place: Spot) -> Body:
        """The chamber of commerce of a region or country."""
        own = [name.replace("*", place.form("gen")) for name in CHAMBER]
        if place.adjective and place.name.endswith(("область", "край")):
            own.append(f"{place.adjective.capitalize()} торгово-промышленная палата")
        return self._body((place.id, "chamber"), tuple(own))

    def agency(self, place: Spot) -> Body:
        """The region's agency for its growth."""
        of = place.form("gen")
        return self._body((place.id, "agency"), (f"Корпорация|развития {of}", f"корпорация|развития {of}"))

    def company(self, place: Spot) -> Body:
        """One of four companies of a place; no two places have one of the same name."""
        key = (place.id, f"company {self.chance.randrange(4)}")
        if key not in self._bodies:
            name = f"«{self._companies.pop()}»"
            return self._body(key, (f"компания|{name}", f"предприятие|{name}"))
        return self._bodies[key]

    def _body(self, key: Key, names: tuple[str, ...]) -> Body:
        found = self._bodies.get(key)
        if found is None:
            found = self._bodies[key] = Body(f"O{len(self._bodies) + 1}", names)
        return found

    def _holder(self, key: Key, post: Post, day: date, country: str = HOME) -> Person:
        """Who holds the post; after a while somebody else, or the holder with a better post."""
        now = self._held.get(key)
        if now is None:
            self._held[key] = self._newcomer(post, day, country)
        elif self.chance.random() < LEAVE:
            self._held[key] = self._follower(now, post, day, country)
        elif country == HOME and post.body is None and self.chance.random() < MOVE:
            self._promote(now, post.place, day)
            del self._held[key]
            self._held[key] = self._newcomer(post, day, country)
        return self._held[key]

    def _promote(self, person: Person, place: Spot, day: date) -> None:
        """The person takes the place of the deputy chairman."""
        better = Post(HEADS[2], place)
        if person.post(day).titles != better.titles:
            person.posts.append((day, better))
            self._held[place.id, "head 2"] = person

    def _follower(self, before: Person, post: Post, day: date, country: str) -> Person:
        """A successor, one in four with the surname of the one before."""
        if country != HOME or self.chance.random() > SAME_SURNAME:
            return self._newcomer(post, day, country)
        return self.relative(before, post, day)

    def relative(self, of: Person, post: Post, day: date) -> Person:
        """Another person with the same surname, and another given name."""
        return self._person(self._deck.relative(of.name), post, day, of.id)

    def _newcomer(self, post: Post, day: date, country: str) -> Person:
        if country == HOME and self.chance.random() < NAMESAKE and (model := self._model(post.place)):
            other = self._deck.patronymic(model.name.gender)
            father = model.name.father if self.chance.random() < FULL_NAMESAKE else other
            return self._person(replace(model.name, father=father), post, day, model.id)
        return self._person(self._deck.deal(country), post, day)

    def _model(self, place: Spot) -> Person | None:
        """Somebody of another region, to be a namesake of."""
        others = [
            each for each in self._held.values() if each.name.father and each.posts[0][1].place.id != place.id
        ]
        return self.chance.choice(others) if others else None

    def _person(self, name: Name, post: Post, day: date, namesake_of: str | None = None) -> Person:
        self._people += 1
        return Person(f"P{self._people}", name, [(day, post)], namesake_of)


def companies() -> list[str]:
    """Names of companies that are none."""
    parts = (table()["companies"][part].split() for part in ("begin", "middle", "end"))
    return ["".join(words) for words in product(*parts)]

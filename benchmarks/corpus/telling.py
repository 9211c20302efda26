"""One article in the making: whom it named so far, how it names them, and what each paragraph tells of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from benchmarks.corpus import dates
from benchmarks.corpus.events import Party, Report
from benchmarks.corpus.grammar import WOMAN, best, phrase, word
from benchmarks.corpus.names import Name
from benchmarks.corpus.people import Body, Person, Way, latin, respelled, slipped, written
from benchmarks.corpus.places import Spot
from benchmarks.corpus.styles import Outlet
from benchmarks.corpus.wordings import choices, fill, roots
from kg.model import Kind

DAY = timedelta(days=1)
TITLE_ALONE, REGION_KNOWN, SHORT_NAME, LATIN = 0.2, 0.5, 0.25, 0.02


class Mark(NamedTuple):
    """What a paragraph names or tells: the form in the nominative, and whether nothing is wrong in it."""

    kind: str
    id: str
    form: str
    is_right: bool = True


@dataclass(slots=True)
class Paragraph:
    """A piece of text that stands or falls as a whole."""

    text: str
    marks: list[Mark] = field(default_factory=list)


class Telling:
    """The article of a report in an outlet; `chance` decides on all its wordings."""

    def __init__(self, report: Report, outlet: Outlet, chance: Random) -> None:
        """Nothing is said yet. An outlet's slip in a date shifts the visit's days in the whole article.

        What is put off later is still told for the days announced.
        """
        self.report, self.outlet, self.chance = report, outlet, chance
        visit = report.visit
        self._people: dict[str, Person] = {"head": visit.head, "host": visit.host}
        self._people |= dict(zip(("member", "other"), visit.members, strict=False))
        self._places = {"region": visit.sender, "goal": visit.goal, "city": visit.city}
        self._sides: dict[str, Party] = dict(
            zip(("one", "two"), visit.deal.parties, strict=True) if visit.deal else ()
        )
        self._names: dict[str, Name] = {}
        self._is_spelled: dict[str, bool] = {}
        self._named, self._marks = set[str](), list[Mark]()
        self._late = visit.start - visit.announced[0] if report.sort == "planned" else timedelta()
        slip = chance.random() < outlet.slips
        self._start = visit.start - self._late - slip * DAY
        self._end = visit.end - self._late + slip * chance.choice((0, 1)) * DAY

    def has(self, root: str) -> bool:
        """True if a slot can be filled."""
        place, _, how = root.partition(".")
        if how == "adj":
            return self._places[place].adjective is not None
        known = {*self._people, *self._places, *self._sides, *DAYS, "topic", "firms", "deal", "signed"}
        return root in known and (root not in {"deal", "signed"} or self.report.visit.deal is not None)

    def knows(self, who: str) -> bool:
        """True if somebody was named already."""
        return who in self._people and self._people[who].id in self._named

    def choose(self, *path: str) -> str:
        """One of the outlet's sentences whose slots can be filled."""
        fitting = [each for each in choices(self.outlet.register, *path) if all(map(self.has, roots(each)))]
        return self.chance.choice(fitting)

    def say(self, *path: str) -> str:
        """A sentence of that kind, filled."""
        sentence = fill(self.choose(*path), self._said, self._gender)
        return sentence[:1].upper() + sentence[1:]

    def paragraph(self, sentences: list[str], *marks: Mark) -> Paragraph:
        """The sentences with all that was named since the last paragraph, and these marks."""
        named, self._marks = self._marks, []
        return Paragraph(" ".join(sentences), [*dict.fromkeys([*named, *marks])])

    def _said(self, who: str, how: str, case: str) -> str:
        if who in self._people:
            return self._person(self._people[who], how, case)
        if who in self._places:
            return self._place(self._places[who], how, case)
        if who in self._sides:
            return self._side(self._sides[who], case)
        return self._plain(who, case)

    def _plain(self, who: str, case: str) -> str:
        visit = self.report.visit
        if who in DAYS or who == "signed":
            return self._days(who)
        if who == "deal" and visit.deal:
            return phrase(visit.deal.kind, case)
        return {"topic": visit.topic, "firms": str(visit.firms)}[who]

    def _days(self, who: str) -> str:
        visit, published = self.report.visit, self.report.day
        if who in {"days", "olddays"}:
            first, last = (self._start, self._end) if who == "days" else visit.announced
            return dates.span(first, last, published, self.chance, self.outlet.year)
        if who == "ago":
            return dates.long_ago(visit.start, published)
        return dates.told(self._day(who), published, self.chance, self._relative(who))

    def _relative(self, who: str) -> float:
        return self.outlet.relative if who not in {"end", "oldstart"} else 0.0

    def _day(self, who: str) -> date:
        visit = self.report.visit
        signed = visit.deal.day if visit.deal else visit.end
        met, signed = visit.met - self._late, signed - self._late
        days = {"start": self._start, "end": self._end, "met": met, "signed": signed}
        return days.get(who, visit.announced[0])

    def _gender(self, who: str) -> int:
        if who in self._people:
            return 2 * (self._people[who].name.gender == WOMAN)
        deal = self.report.visit.deal
        gender = best(deal.kind.partition("|")[0].split()[-1]).tag.gender if deal else "masc"
        return {"masc": 0, "neut": 1, "femn": 2}[gender]

    def _place(self, place: Spot, how: str, case: str) -> str:
        self._named.add(place.id)
        if how == "adj":
            return word(place.adjective or "", case, best("делегация"))
        return place.form(case)

    def _side(self, side: Party, case: str) -> str:
        return self._body(side, case) if isinstance(side, Body) else self._place(side, "", case)

    def _body(self, body: Body, case: str) -> str:
        """The full name at first, then any."""
        names = body.names if body.id in self._named else body.names[:1] + body.names[2:]
        name = self.chance.choice(names)
        self._named.add(body.id)
        self._marks.append(Mark("organizations", body.id, phrase(name, "nom")))
        return phrase(name, case)

    def _person(self, person: Person, how: str, case: str) -> str:
        """Post and name when first named, then less."""
        if person.id not in self._named:
            return f"{self._post(person, case)} {self._name(person, self._first_way(person), case)}"
        if how != "later" and self.chance.random() < TITLE_ALONE:
            return self._title(person, case)
        return self._name(person, self._later_way(person), case)

    def _first_way(self, person: Person) -> Way:
        way = self.chance.choice(self.outlet.first)
        if way is Way.SURNAME and self._is_shared(person):
            way = Way.INITIAL
        self._is_spelled[person.id] = way in (Way.FULL, Way.GIVEN)
        return Way.GIVEN if person.name.eastern and way in (Way.INITIAL, Way.INITIALS) else way

    def _later_way(self, person: Person) -> Way:
        """Nobody is «Иван Петрович» before his given name was told, and eastern names have no initials."""
        way = self.chance.choice(self.outlet.later)
        if self._is_shared(person):
            return Way.GIVEN
        if way is Way.FATHER:
            return way if person.name.father and self._is_spelled[person.id] else Way.SURNAME
        return Way.SURNAME if person.name.eastern and way in (Way.INITIAL, Way.INITIALS) else way

    def _is_shared(self, person: Person) -> bool:
        """True if somebody else in the story has the surname."""
        stems = [each.name.family[:-1] for each in self._people.values() if each.id != person.id]
        return person.name.family[:-1] in stems or person.name.family in stems

    def _name(self, person: Person, way: Way, case: str) -> str:
        """The name as this article has it, and a mark of it."""
        self._named.add(person.id)
        name = self._names.get(person.id) or self._spelled(person, way)
        self._names[person.id] = name
        right = name == person.name
        if name.father is None and not name.eastern and self.chance.random() < LATIN and way is Way.GIVEN:
            form = latin(written(name, way))
            self._marks.append(Mark("persons", person.id, form, False))
            return form
        self._marks.append(Mark("persons", person.id, written(name, way), right))
        return written(name, way, case)

    def _spelled(self, person: Person, way: Way) -> Name:
        """The name, in another transcription or with a slip."""
        if self.outlet.transcribes and person.name.also:
            return respelled(person.name)
        is_slip = self.chance.random() < self.outlet.slips
        return slipped(person.name, way, self.chance) if is_slip else person.name

    def _title(self, person: Person, case: str) -> str:
        """The post without its place or body."""
        declined, _, rest = person.post(self.report.day).titles[0].partition("|")
        return phrase(f"{declined}|{rest.replace('*', '').strip()}", case)

    def _post(self, person: Person, case: str) -> str:
        """The post with its place or body; a region that was named may be just «региона»."""
        post = person.post(self.report.day)
        title = self.chance.choice(post.titles)
        if post.body:
            return f"{phrase(title, case)} {self._body(post.body, 'gen')}"
        return phrase(title.replace("*", self._owner(post.place)), case)

    def _owner(self, place: Spot) -> str:
        is_home = place.kind is Kind.REGION and place.id == self.report.visit.sender.id
        if is_home and place.id in self._named and self.chance.random() < REGION_KNOWN:
            return "региона"
        if place.aliases and self.chance.random() < SHORT_NAME:
            return phrase(place.aliases[0], "gen")
        return place.form("gen")


DAYS = ("days", "start", "end", "met", "olddays", "oldstart", "ago")

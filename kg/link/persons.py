"""People: by full name unless posts put them in different regions; by less only where nobody else fits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from kg.link.areas import Area, Relation, regions, relation
from kg.link.clustering import Clustering
from kg.link.comparing import Comparing, Question, here
from kg.link.constraints import Constraints
from kg.link.context import area_of, bodies_of, senders
from kg.link.fame import everywhere
from kg.link.found import Found
from kg.link.groups import Groups, Ref
from kg.link.index import Index
from kg.link.roles import roles
from kg.link.ties import Compare, Keys, Reason, blocks_by, pairs_in_blocks
from kg.model import Kind, Predicate
from kg.text import names
from kg.text.likeness import Likeness, could_be_same_person
from kg.text.names import PersonName

Held = tuple[str, Ref | None]  # normalised role, first ref of the body
Company = frozenset[tuple[str, int]]  # companion and span of time
Features = tuple[str, frozenset[Held], Area, str]
Casts = Mapping[str, Company]
CROWD = 100  # people; a longer list says nothing of who keeps whose company
NEWS = 30  # days that a story stays in the news
SLIPPED = frozenset({Likeness.MISSPELT, Likeness.INFLECTED})
NAMESAKES = frozenset({Likeness.SAME, Likeness.WITHOUT_PATRONYMIC, Likeness.REVERSED, Likeness.TRANSCRIBED})


@dataclass(frozen=True, slots=True)
class Person:
    """Nodes of people with one name and the same posts; `area` is where these are, else who sends them.

    `employers` are the organizations of the posts, `company` the names told beside them, each with its time;
    those told everywhere are left out.
    """

    refs: tuple[Ref, ...]
    articles: frozenset[str]
    text: str
    posts: frozenset[Held]
    employers: frozenset[Ref]
    area: Area
    company: Company

    @property
    def name(self) -> PersonName:
        """The parts of the name."""
        return names.parse_name(self.text)


def persons(index: Index, groups: Groups, bounds: Constraints, comparing: Comparing = here) -> Found:
    """The merges of all people, the surest first: each tier stands on the one before.

    In one article alone whoever has not the same full name is somebody else.
    """
    clustering = Clustering(person_units(index, groups), are_apart, bounds, "the same name and posts")
    units = clustering.units
    strangers = units if index.size > 1 else []
    asked = [question(units, full_name, same_name_and_region, same_name_only, namesakes)]
    asked += [question(strangers, slip, misspelt), question(strangers, word_and_post, surname)]
    asked += [question(strangers, surname_and_region, initials_and_role, initials, part_of_name)]
    named, alike, apart, slipped, called, *near, partly = comparing(units, asked)
    clustering.tie([*named, *slipped])
    clustering.tie_where_clear(alike)
    clustering.doubt(apart, "posts in different regions", against_rules=True)
    for found in (*near, called):
        clustering.tie_where_clear(found)
    clustering.doubt(partly, "the name is not told in full")
    return clustering.found()


def person_units(index: Index, groups: Groups) -> list[Person]:
    """Nodes with the same features as one unit, earliest first."""
    found, casts = defaultdict[Features, list[Ref]](list), telling_casts(index)
    for ref in index.of_kind(Kind.PERSON):
        found[features_of(index, groups, ref)].append(ref)
    return [person(refs, features, casts, index, groups) for features, refs in found.items()]


def features_of(index: Index, groups: Groups, ref: Ref) -> Features:
    """Name, posts, area; the article where it tells a part of a name without area: others mean others."""
    text = fullest(index, ref)
    area = area_of(index, groups, bodies_of(index, ref)) or area_of(index, groups, senders(index, ref))
    alone = "" if names.parse_name(text).is_full or area else ref[0]
    return text, held(index, groups, ref), area, alone


def person(refs: Sequence[Ref], features: Features, casts: Casts, index: Index, groups: Groups) -> Person:
    """The unit of these nodes."""
    text, posts, area, _ = features
    articles = frozenset(article for article, _ in refs)
    company = frozenset[tuple[str, int]]().union(*(casts[article] for article in articles))
    others = frozenset(beside for beside in company if beside[0] != companion(text))
    bodies = (body for ref in refs for body in bodies_of(index, ref))
    employers = frozenset(groups.of(body) for body in bodies if index.nodes[body].kind is Kind.ORGANIZATION)
    return Person(tuple(refs), articles, text, posts, employers, area, others)


def fullest(index: Index, ref: Ref) -> str:
    """The name or that variant of it which spells out more: «Пётр Ильич Зимин» beside «Пётр Зимин»."""
    node = index.nodes[ref]
    variants = [names.canonicalize(name) for name in (node.name, *node.aliases) if name]
    main = names.parse_name(variants[0] if variants else "")
    fuller = [name for name in variants if is_fuller(names.parse_name(name), main)]
    return min(fuller, default=variants[0] if variants else "")


def is_fuller(name: PersonName, main: PersonName) -> bool:
    """True for the same full name with a patronymic."""
    same = (name.given, name.family) == (main.given, main.family)
    return name.is_full and name.patronymic is not None and main.patronymic is None and same


@lru_cache(maxsize=1 << 16)
def companion(text: str) -> str:
    """What a full name and its initials share: the surname's sound and the first initial; empty for less."""
    name = names.parse_name(text)
    letter = (name.initials or (name.given or "",))[0][:1]
    return f"{names.sound(letter)} {names.sound(name.family)}" if letter and name.family else ""


def print_of(text: str) -> str:
    """The fingerprint of given name and surname, empty unless both are told."""
    name = names.parse_name(text)
    return names.fingerprint(f"{name.given} {name.family}") if name.is_full else ""


def telling_casts(index: Index) -> Casts:
    """For each article the people whose presence says something: no crowd, and few articles name them."""
    told = dict.fromkeys(article for article, _ in index.of_kind(Kind.PERSON))
    casts = {article: companions(index, article) for article in told}
    fame = index.fame or Counter(name for cast in casts.values() for name in cast).__getitem__
    telling = {name for name in set[str]().union(*casts.values()) if fame(name) <= everywhere(index.size)}
    return {
        article: frozenset((name, span) for name in cast & telling for span in spans(index, article))
        for article, cast in casts.items()
    }


def companions(index: Index, article: str) -> frozenset[str]:
    """The people of an article as companions of each other; nobody if there is a crowd."""
    cast = frozenset(filter(None, (companion(fullest(index, ref)) for ref in index.cast(article))))
    return cast if len(cast) <= CROWD else frozenset()


def spans(index: Index, article: str) -> tuple[int, ...]:
    """Two spans of time, of which articles up to a month apart share one."""
    published = index.articles[article].published
    return () if published is None else (published.toordinal() // NEWS, published.toordinal() // NEWS + 1)


def keep_company(one: Person, other: Person) -> bool:
    """True if both are told beside the same third person at about the same time."""
    return not one.company.isdisjoint(other.company)


def held(index: Index, groups: Groups, ref: Ref) -> frozenset[Held]:
    """The posts, each as its role and body."""
    found = set[Held]()
    for post in index.objects(ref, Predicate.HOLDS_POST, Predicate.FORMER_POST):
        bodies: list[Ref | None] = [groups.of(body) for body in index.objects(post, Predicate.POST_IN)]
        found |= {(role, body) for role in roles(index, post) for body in bodies or [None]}
    return frozenset(found)


def question(units: Sequence[Person], keys: Keys[Person], *rules: Compare[Person]) -> Question[Person]:
    """For each rule, which of the units that share a key it ties."""
    return Question(list(pairs_in_blocks(blocks_by(units, keys))), tuple((rule,) for rule in rules))


def full_name(unit: Person) -> Iterator[Hashable]:
    """The fingerprint of given name and surname."""
    if unit.name.is_full:
        yield print_of(unit.text)


def slip(unit: Person) -> Iterator[Hashable]:
    """A post or companion with what a slip in the surname or in the given name leaves alone."""
    if unit.name.given and unit.name.family:
        for word in (unit.name.given, unit.name.family):
            yield from ((names.sound(word), beside) for beside in (*unit.posts, *unit.company))


def surname_and_region(unit: Person) -> Iterator[Hashable]:
    """The surname's sound with each region, employer, companion; the given name's letter with each post."""
    if unit.name.family:
        places = (*regions(unit.area), *unit.employers, *unit.company)
        yield from ((names.sound(unit.name.family), beside) for beside in places)
        letter = (unit.name.initials or (unit.name.given or "",))[0][:1]
        yield from ((letter, beside) for beside in (*unit.employers, *unit.posts) if letter)


def word_and_post(unit: Person) -> Iterator[Hashable]:
    """Each word of the name with each post."""
    for word in (unit.name.given, unit.name.patronymic, unit.name.family):
        if word:
            yield from ((names.sound(word), post) for post in unit.posts)


def likeness(one: Person, other: Person) -> Likeness:
    """How the names agree."""
    return could_be_same_person(one.name, other.name)


def are_apart(one: Person, other: Person) -> bool:
    """True for different names, two people of one article, and namesakes with posts in different regions."""
    alike = likeness(one, other)
    if alike is Likeness.DIFFERENT:
        return True
    if relation(one.area, other.area) is Relation.CONFLICT and not keep_company(one, other):
        return True
    told_apart = alike is Likeness.SAME or alike not in NAMESAKES
    return told_apart and bool(one.articles & other.articles)


def same_name_and_region(one: Person, other: Person) -> Reason | None:
    """Full names alike, posts in one region or the same company."""
    alike = likeness(one, other)
    if alike not in NAMESAKES or not (are_in_one_region(one, other) or keep_company(one, other)):
        return None
    return Reason(alike.score, f"{alike}, in one region or beside the same people")


def are_in_one_region(one: Person, other: Person) -> bool:
    """True if posts are in one region."""
    return relation(one.area, other.area) is Relation.AGREE


def misspelt(one: Person, other: Person) -> Reason | None:
    """A slip in a full name whose bearer holds the same post or keeps the same company."""
    alike = likeness(one, other)
    if alike not in SLIPPED or not (one.name.is_full and other.name.is_full):
        return None
    if one.posts & other.posts or hold_one_post(one, other) or keep_company(one, other):
        return Reason(alike.score, f"{alike}, the same post or beside the same people")
    return None


def hold_one_post(one: Person, other: Person) -> bool:
    """True for the same role in the same place, or for any in the same organization."""
    same = (body for _, body in one.posts & other.posts)
    return not one.employers.isdisjoint(other.employers) or any(body is not None for body in same)


def same_name_only(one: Person, other: Person) -> Reason | None:
    """Full names alike, and nothing said of where one of them works."""
    alike = likeness(one, other)
    return Reason(alike.score - 0.1, alike.value) if alike in NAMESAKES else None


def initials_and_role(one: Person, other: Person) -> Reason | None:
    """Initials that fit, like posts in one region."""
    if likeness(one, other) is not Likeness.INITIALS or not are_in_one_region(one, other):
        return None
    alike = any(fuzz.token_set_ratio(mine, yours) > 90 for mine, _ in one.posts for yours, _ in other.posts)
    return Reason(0.65, f"{Likeness.INITIALS}, like posts in one region") if alike else None


def initials(one: Person, other: Person) -> Reason | None:
    """Initials that fit, one region or company; for another form of the surname, one post."""
    alike = likeness(one, other)
    if alike not in (Likeness.INITIALS, Likeness.INFLECTED):
        return None
    near = are_in_one_region(one, other) or keep_company(one, other)
    if hold_one_post(one, other) or (near and alike is Likeness.INITIALS):
        return Reason(alike.score, alike.value)
    return None


def surname(one: Person, other: Person) -> Reason | None:
    """A part of the name, the same post in the same body."""
    shared = {post for post in one.posts & other.posts if post[1] is not None}
    if likeness(one, other) is not Likeness.PART or not shared:
        return None
    return Reason(Likeness.PART.score, f"{Likeness.PART}, the same post")


def namesakes(one: Person, other: Person) -> Reason | None:
    """Full names alike, posts in different regions: two people, or one who moved."""
    alike = likeness(one, other)
    elsewhere = relation(one.area, other.area) is Relation.CONFLICT and not one.articles & other.articles
    if alike not in NAMESAKES or not elsewhere:
        return None
    return Reason(alike.score - (0.3 if one.name.patronymic and other.name.patronymic else 0.5), alike.value)


def part_of_name(one: Person, other: Person) -> Reason | None:
    """A part of the name, with a post in one region or beside the same people."""
    return Reason(0.3, Likeness.PART.value) if likeness(one, other) is Likeness.PART else None

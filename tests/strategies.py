"""Hypothesis strategies for the model's types; a new type of the model joins here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from hypothesis import strategies as st

from kg.model import Article, Evidence, Extraction, Fact, Kind, Mention, Node, Predicate, Span, Status
from tests.factory import KNOWN, Tale

DATES = st.dates(date(2000, 1, 1), date(2035, 12, 31))
WORDS = st.text("абвгдеёжзийклмнопрстуфхцчшщыэюя- «»", min_size=1, max_size=12)
IDS = st.text("abcdef0123456789-", min_size=1, max_size=8)


@st.composite
def spans(draw: st.DrawFn, length: int = 1000) -> Span:
    """A span inside a text of that many code points, one at least."""
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article with or without a date and title."""
    return Article(
        id=draw(IDS),
        text=draw(st.text(min_size=1, max_size=40)),
        title=draw(st.none() | WORDS),
        published=draw(st.none() | DATES),
    )


@st.composite
def nodes(draw: st.DrawFn) -> Node:
    """A node of any kind; places may be known."""
    kind = draw(st.sampled_from(Kind))
    ids: list[str | None] = [id for of, id in KNOWN.values() if of is kind]
    known = draw(st.sampled_from([None, *ids]))
    names = tuple(filter(None, draw(st.lists(st.none() | WORDS, max_size=3))))
    key = f"{kind.value.lower()}-{draw(st.integers(0, 500))}"
    return Node(key, kind, names[0] if names else None, names[1:], known)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Any nodes with mentions and links between them; the facts need not make sense."""
    article = draw(articles())
    found = draw(st.lists(nodes(), min_size=1, max_size=4, unique_by=lambda node: node.key))
    keys = st.sampled_from([node.key for node in found])
    places = spans(len(article.text))
    mentions = draw(st.lists(st.builds(Mention, keys, places), max_size=4))
    links = st.sampled_from(
        [Predicate.MEMBER_OF, Predicate.MAKES, Predicate.DESTINATION, Predicate.PARTICIPANT]
    )
    evidence = places.map(lambda span: Evidence(span, article.text[span.start : span.stop]))
    facts = st.builds(Fact, keys, links, keys, evidence, st.floats(0, 1), st.just("any"))
    return Extraction(article, tuple(found), tuple(mentions), tuple(draw(st.lists(facts, max_size=5))))


PEOPLE = ("Пётр Зимин", "П. Зимин", "Зимин", "Петр Олегович Зимин", "Павел Зимин", "Цзян Хун", "Хун Дзян")
BODIES = ("Союз портов реки", "СПР", "Министерство торговли", "Корпорация развития Томской области")
ROLES = (None, "министр торговли", "директор")
TRIPS = (None, "2024-05-20", "2024-06-10", "2024-06-12", "2024-06-14", "2024-07-01")


ZONES = ("экономический пояс «Луч»", "зона роста Китая", "китайская зона роста")


def tale(id: str, chance: Random) -> Extraction:
    """What a news article might say of a small world where names and trips come again."""
    told = Tale(id, chance.choice(TRIPS))
    places = [told.place(name) for name in some(sorted(KNOWN), chance)]
    bodies = [told.organization(name) for name in some(BODIES, chance)]
    homes = [None, *places, *bodies]
    people = [told.person(name, chance.choice(ROLES), chance.choice(homes)) for name in some(PEOPLE, chance)]
    for _ in range(chance.randint(0, 2)):
        told.visit(
            some(places, chance),
            senders=some([*places, *bodies], chance),
            members=some(people, chance),
            days=(chance.choice(TRIPS), None),
            status=chance.choice([None, *Status]),
        )
    told.meeting(*people, day=chance.choice(TRIPS))
    told.agreement(*bodies, day=chance.choice(TRIPS))
    members = some(places, chance)
    if members:
        around = chance.choice([None, *(told.place(name) for name in ("Китай", "Россия"))])
        zone = told.zone(chance.choice(ZONES), *members, around=around)
        told.visit([zone], senders=some(places, chance), members=some(people, chance))
    return told.done()


def some(values: Sequence[str], chance: Random) -> list[str]:
    """Up to three of the values."""
    return chance.sample(values, min(len(values), chance.randint(0, 3)))


def world(seed: int) -> tuple[Extraction, ...]:
    """One to eight articles of one world."""
    chance = Random(seed)
    return tuple(tale(f"a{n}", chance) for n in range(chance.randint(1, 8)))


SEEDS = st.integers(0, 1 << 32)  # of worlds: drawing their every choice is too slow

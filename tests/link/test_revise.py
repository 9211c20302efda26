"""Resolving after a few articles changed gives what resolving all of them gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import Judgement, Verdict, anchor
from kg.link import Ref, Resolution, article_keys, cast, resolve, revise
from kg.link.blocking import digest
from kg.link.fame import everywhere
from kg.model import Extraction, Kind
from tests.factory import Tale
from tests.strategies import SEEDS, tale


class Memory:
    """A `Known` of a resolution that is at hand."""

    def __init__(self, said: Iterable[Extraction], resolution: Resolution) -> None:
        self.said = {each.article.id: each for each in said}
        self.entity_of = resolution.entity_of
        self.rows = {id: article_keys(each, self.entity_of) for id, each in self.said.items()}
        self.casts = {id: cast(each) for id, each in self.said.items()}
        self.looked_at = set[str]()

    @property
    def size(self) -> int:
        return len(self.said)

    def extraction(self, article: str) -> Extraction:
        self.looked_at.add(article)
        return self.said[article]

    def ids(self, article: str) -> Mapping[str, str]:
        return {key: id for (of, key), id in self.entity_of.items() if of == article}

    def former(self, article: str) -> Mapping[str, tuple[str, ...]]:
        return {}

    def formerly(self, id: str) -> Iterable[Ref]:
        return ()

    def before(self, article: str) -> Extraction | None:
        return self.said.get(article)

    def sharing(self, key: str) -> Iterable[Ref]:
        return [
            (article, node) for article, rows in self.rows.items() for found, node in rows if found == key
        ]

    def cast(self, article: str) -> Collection[str]:
        return self.casts.get(article, frozenset())

    def fame(self, companion: str) -> int:
        return len(self.naming(companion))

    def naming(self, companion: str) -> Collection[str]:
        return {article for article, names in self.casts.items() if companion in names}

    def reports(self, entity: str) -> Collection[str]:
        return {article for (article, _), id in self.entity_of.items() if id == entity}


def articles(seed: int, number: int) -> dict[str, Extraction]:
    chance = Random(seed)
    return {f"a{n}": tale(f"a{n}", chance) for n in range(number)}


@given(SEEDS, st.integers(11, 24), st.data())
def test_a_revision_is_a_part_of_the_whole_resolution(seed: int, number: int, data: st.DataObject) -> None:
    before = articles(seed, number)
    known = Memory(before.values(), resolve(before.values()))
    changed = data.draw(st.sets(st.sampled_from([*before, "b1", "b2"]), min_size=1, max_size=3))
    chance = Random(seed + 1)
    news = {
        id: None if id in before and chance.random() < 0.3 else tale(id, chance) for id in sorted(changed)
    }
    after = {id: said for id, said in {**before, **news}.items() if said}
    judgements = judged(after, chance)
    known = Memory(before.values(), resolve(before.values(), judgements=judgements))
    revision = revise(news, known, len(after), judgements=judgements)
    assert revision is not None
    whole = resolve(after.values(), known.entity_of, judgements=judgements)
    ids = {ref: id for ref, id in known.entity_of.items() if ref[0] not in news} | dict(revision.entity_of)
    assert partition(ids) == partition(whole.entity_of)
    resolved = {ref for entity in revision.entities for ref in entity.members}
    assert set(revision.identity.merges) == {m for m in whole.merges if m.one in resolved}
    assert set(revision.identity.unsure) == {u for u in whole.identity.unsure if u.one in resolved}
    stale = {ref[0] for ref, id in known.entity_of.items() if ref[0] not in news and ids[ref] != id}
    assert stale <= revision.changed.keys()


def judged(said: Mapping[str, Extraction], chance: Random) -> dict[int, Judgement]:
    """Up to two verdicts on pairs of people."""
    people = [(each, node.key) for each in said.values() for node in each.nodes if node.kind is Kind.PERSON]
    found = {}
    for line in range(1, chance.randint(0, 2) + 1):
        if len(people) > 1:
            one, other = chance.sample(people, 2)
            verdict = chance.choice([Verdict.SAME, Verdict.DIFFERENT])
            found[line] = Judgement(verdict, Kind.PERSON, anchor(*one), anchor(*other))
    return found


def partition(entity_of: Mapping[Ref, str]) -> set[frozenset[Ref]]:
    found: dict[str, set[Ref]] = {}
    for ref, id in entity_of.items():
        found.setdefault(id, set()).add(ref)
    return set(map(frozenset, found.values()))


def test_articles_that_share_nothing_with_the_changed_one_are_not_looked_at() -> None:
    told = [Tale(f"a{n}", "2024-05-20") for n in range(20)]
    for at, each in enumerate(told):
        each.person(
            f"Пётр {'Зимин' if at < 3 else f'Рябов{at}ский'}", "директор", each.organization(f"Союз «{at}»")
        )
    said = [each.done() for each in told]
    known = Memory(said[1:], resolve(said[1:]))
    assert revise({"a0": said[0]}, known, len(said))
    assert known.looked_at == {"a1", "a2"}


def test_that_two_names_may_be_shortened_alike_makes_no_neighbours() -> None:
    names = ("Союз портов рек", "Совет парков республики", "Союз портов рек", "Сбор поваров реки")
    told = [Tale(f"a{n}", "2024-05-20") for n in range(len(names))]
    for each, name in zip(told, names, strict=True):
        each.organization(name)
    said = [each.done() for each in told]
    known = Memory(said[1:], resolve(said[1:]))
    assert revise({"a0": said[0]}, known, len(said))
    assert known.looked_at == {"a2"}


@pytest.mark.parametrize("later", ["2024-05-20", None])
def test_only_what_was_bound_to_something_lost_is_resolved_anew(later: str | None) -> None:
    told = [Tale(f"a{n}", "2024-05-20") for n in range(4)]
    for each, name in zip(
        told, ("Пётр Зимин", "Пётр Зимин", "Пётр Рябовский", "Пётр Рябовский"), strict=True
    ):
        each.person(name, "директор", each.organization("Союз «Заря»"))
    said = [each.done() for each in told]
    known = Memory(said, resolve(said))
    changed = Tale("a0", later)
    changed.person("Анна Щукина")
    revision = revise({"a0": changed.done() if later else None}, known, len(said))
    assert revision
    people = {each.name for each in revision.entities if each.kind is Kind.PERSON}
    assert people == {"Пётр Зимин"} | ({"Анна Щукина"} if later else set())


@pytest.mark.parametrize(("before", "after"), [(1, 2), (2, 1), (1023, 1024)])
def test_where_others_become_famous_all_is_resolved(before: int, after: int) -> None:
    said = tuple(articles(1, 2).values())
    known = Memory(said, resolve(said))
    known.__class__ = type("Sized", (Memory,), {"size": property(lambda self: before)})
    assert revise({}, known, after) is None


def test_who_is_told_in_one_of_fifty_articles_is_famous_in_steps() -> None:
    assert [everywhere(size) for size in (0, 1, 500, 1023, 1024, 2047, 2048)] == [10, 10, 10, 10, 20, 20, 40]


def test_keys_print_alike_in_every_run() -> None:
    assert digest(("Person", ("зимин", ("", "place/RU-SAM")))) == "ac58f60c7d3ecfa0"

"""What people judge wins over scores, can be taken back, and does not hang on the order of anything."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import JUDGED, Judgement, Ref, Unsure, Verdict, anchor
from kg.link import Resolution, resolve
from kg.model import Extraction, Kind
from tests.factory import Tale
from tests.strategies import SEEDS, world

SAMARA, TOMSK = "Самарская область", "Томская область"
SAME, DIFFERENT, UNSURE, NONE = Verdict
Drawn = tuple[Verdict, int, int]
DRAWN = st.lists(
    st.tuples(st.sampled_from(Verdict), st.integers(0, 2), st.integers(0, 99)), min_size=1, max_size=9
)


def judge(told: Sequence[Extraction], verdict: Verdict, one: Ref, other: Ref) -> Judgement:
    """A judgement on two nodes."""
    by_id = {extraction.article.id: extraction for extraction in told}
    kind = next(node.kind for node in by_id[one[0]].nodes if node.key == one[1])
    return Judgement(verdict, kind, anchor(by_id[one[0]], one[1]), anchor(by_id[other[0]], other[1]))


def numbered(*judgements: Judgement) -> dict[int, Judgement]:
    return dict(enumerate(judgements, start=1))


def draw(told: Sequence[Extraction], drawn: Sequence[Drawn]) -> dict[int, Judgement]:
    """Judgements on pairs of nodes of one kind: what rules joined, what they did not, anything else."""
    kinds = {(e.article.id, node.key): node.kind for e in told for node in e.nodes if node.kind in JUDGED}
    identity = resolve(told).identity
    pools = [
        [(pair.one, pair.other) for pair in identity.merges if pair.one in kinds],
        [(pair.one, pair.other) for pair in identity.unsure],
        [pair for pair in combinations(kinds, 2) if kinds[pair[0]] is kinds[pair[1]]],
    ]
    usable = [pool for pool in pools if pool]
    chosen = [(verdict, usable[pool % len(usable)], at) for verdict, pool, at in drawn if usable]
    return numbered(*(judge(told, verdict, *pool[at % len(pool)]) for verdict, pool, at in chosen))


def partition(resolution: Resolution) -> set[frozenset[Ref]]:
    return {frozenset(entity.members) for entity in resolution.entities}


def minister(letter: str, name: str, place: str | None = SAMARA) -> Extraction:
    """An article, named by a letter, that tells of a minister."""
    tale = Tale(letter, "2024-06-12")
    tale.person(name, "министр торговли", tale.place(place) if place else None)
    return tale.done()


def person(extraction: Extraction) -> Ref:
    """The first person that the article tells of."""
    return extraction.article.id, next(n.key for n in extraction.nodes if n.kind is Kind.PERSON)


def people(resolution: Resolution) -> list[str]:
    """The articles of each person: `["ab", "c"]`."""
    found = [entity for entity in resolution.entities if entity.kind is Kind.PERSON]
    return sorted("".join(sorted(article for article, _ in entity.members)) for entity in found)


def judged(told: Sequence[Extraction], *said: tuple[Verdict, str]) -> list[str]:
    """Who is who after judgements on pairs of articles: `(SAME, "ab")`."""
    refs = {extraction.article.id: person(extraction) for extraction in told}
    found = [judge(told, verdict, refs[pair[0]], refs[pair[1]]) for verdict, pair in said]
    return people(resolve(told, judgements=numbered(*found)))


MOVED = [
    minister("a", "Пётр Зимин"),
    minister("b", "Пётр Зимин", TOMSK),
    minister("c", "П. Зимин"),
    minister("d", "П. Зимин", TOMSK),
]
ALIKE = [minister(letter, "Пётр Зимин") for letter in "abcd"]


@pytest.mark.parametrize(
    ("told", "said", "expected"),
    [
        (MOVED, [], ["ac", "bd"]),
        (MOVED, [(SAME, "ab")], ["abcd"]),
        (MOVED, [(SAME, "ab"), (DIFFERENT, "cd")], ["abc", "d"]),
        (MOVED, [(DIFFERENT, "ac")], ["a", "bd", "c"]),
        (MOVED, [(SAME, "ab"), (NONE, "ba")], ["ac", "bd"]),
        (MOVED, [(UNSURE, "ac"), (UNSURE, "ab")], ["ac", "bd"]),
        (ALIKE, [], ["abcd"]),
        (ALIKE, [(DIFFERENT, "ac")], ["abd", "c"]),
        (ALIKE, [(DIFFERENT, "ac"), (SAME, "cd")], ["ab", "cd"]),
        (ALIKE, [(DIFFERENT, "ac"), (DIFFERENT, "cb"), (DIFFERENT, "ab")], ["ad", "b", "c"]),
        (ALIKE, [(DIFFERENT, "ab"), (SAME, "bc"), (DIFFERENT, "cd"), (SAME, "ad")], ["ad", "bc"]),
        (ALIKE, [(SAME, "ab"), (SAME, "bc"), (DIFFERENT, "ac")], ["ad", "bc"]),
    ],
)
def test_judgements_on_people(
    told: list[Extraction], said: list[tuple[Verdict, str]], expected: list[str]
) -> None:
    assert judged(told, *said) == expected


def test_judgement_on_a_person_tells_visits_together() -> None:
    told = []
    for letter, name in (("a", "Пётр Зимин"), ("b", "Цой Ён")):
        tale = Tale(letter, "2024-06-15")
        tale.visit([tale.place("Китай")], head=tale.person(name), days=("2024-06-10", "2024-06-14"))
        told.append(tale.done())
    same = judge(told, SAME, person(told[0]), person(told[1]))
    for judgements, number in (({}, 2), ({1: same}, 1)):
        resolution = resolve(told, judgements=judgements)
        assert sum(entity.kind is Kind.VISIT for entity in resolution.entities) == number


def test_what_resolves_a_rivalry_lets_the_third_join() -> None:
    told = [
        minister("a", "Пётр Зимин"),
        minister("b", "Павел Зимин"),
        minister("c", "П. Зимин"),
    ]
    assert judged(told) == ["a", "b", "c"]
    assert judged(told, (SAME, "ab")) == ["abc"]
    assert judged(told, (DIFFERENT, "ac")) == ["a", "bc"]


def pairs(resolution: Resolution) -> list[tuple[str, str, str | None]]:
    """The articles of unsure pairs and of their rivals."""
    return [(p.one[0], p.other[0], p.rival and p.rival[0]) for p in resolution.identity.unsure]


def test_what_several_fit_is_unsure_and_names_the_rival() -> None:
    told = [minister("a", "Пётр Зимин"), minister("b", "Павел Зимин"), minister("c", "П. Зимин")]
    resolution = resolve(told)
    assert pairs(resolution) == [("a", "c", "b"), ("b", "c", "a")]
    assert {pair.obstacle for pair in resolution.identity.unsure} == {"another fits as well"}
    assert {pair.score for pair in resolution.identity.unsure} == {0.65}


def test_namesakes_of_two_regions_are_unsure_and_strangers_are_not() -> None:
    assert pairs(resolve([minister("a", "Пётр Зимин"), minister("b", "Пётр Зимин", TOMSK)])) == [
        ("a", "b", None)
    ]
    assert pairs(resolve([minister("a", "Пётр Зимин"), minister("b", "Олег Рябов")])) == []


def test_what_is_judged_is_not_unsure_any_more() -> None:
    told = [minister("a", "Пётр Зимин"), minister("b", "Павел Зимин"), minister("c", "П. Зимин")]
    for verdict in (DIFFERENT, UNSURE):
        said = judge(told, verdict, person(told[0]), person(told[2]))
        assert ("a", "c") not in {pair[:2] for pair in pairs(resolve(told, judgements={1: said}))}


def test_the_same_document_under_two_names_is_unsure() -> None:
    told = []
    for letter, sort in (("a", "соглашение"), ("b", "меморандум")):
        tale = Tale(letter, "2024-06-15")
        tale.agreement(tale.place(SAMARA), tale.place("Китай"), sort=sort, day="2024-06-12")
        told.append(tale.done())
    assert pairs(resolve(told)) == [("a", "b", None)]


def test_unsure_pairs_do_not_grow_with_the_square_of_namesakes() -> None:
    regions = (
        "RU-SAM",
        "RU-TOM",
        "RU-TVE",
        "RU-NIZ",
        "RU-KLU",
        "RU-VLG",
        "RU-PSK",
        "RU-LIP",
        "RU-ORL",
        "RU-KGN",
    )
    told = []
    for letter, region in zip("abcdefghij", regions, strict=True):
        tale = Tale(letter, "2024-06-12")
        tale.person("Пётр Зимин", "министр", tale.node(Kind.REGION, region, known=region))
        told.append(tale.done())
    assert people(resolve(told)) == list("abcdefghij")
    assert 10 <= len(resolve(told).identity.unsure) <= 10 * 5 / 2


def test_merge_by_judgement_is_told_with_its_judge() -> None:
    said = judge(MOVED, SAME, person(MOVED[0]), person(MOVED[1]))
    said = Judgement(SAME, said.kind, said.one, said.other, "Вера", "2026-11-20T10:00:00", "переехал")
    (merge,) = [merge for merge in resolve(MOVED, judgements={1: said}).merges if merge.judged]
    assert (merge.score, merge.reason) == (1.0, "judged the same by Вера on 2026-11-20: переехал")


def test_what_is_set_aside_is_told() -> None:
    heard: list[str] = []
    refs = [person(extraction) for extraction in ALIKE]
    said = [
        judge(ALIKE, SAME, refs[0], refs[1]),
        judge(ALIKE, SAME, refs[1], refs[2]),
        judge(ALIKE, DIFFERENT, refs[0], refs[2]),
    ]
    resolve(ALIKE, judgements=numbered(*said), told=heard.append)
    assert heard == [
        "line 1 is set aside: that «Пётр Зимин» and «Пётр Зимин» are same contradicts lines further down"
    ]


@given(SEEDS, DRAWN)
def test_judgements_always_hold(seed: int, drawn: list[Drawn]) -> None:
    told = world(seed)
    resolution = resolve(told, judgements=draw(told, drawn))
    for said in resolution.identity.judged:
        is_one = resolution.entity_of[said.one] == resolution.entity_of[said.other]
        assert {SAME: is_one, DIFFERENT: not is_one, UNSURE: True}[said.judgement.verdict]


@given(SEEDS, DRAWN, SEEDS)
def test_any_way_of_rebuilding_leads_to_the_same_partition(seed: int, drawn: list[Drawn], order: int) -> None:
    told, chance = world(seed), random.Random(order)
    judgements, mixed = draw(told, drawn), random.Random(order).sample(told, len(told))
    ids: Mapping[Ref, str] = {}
    for _ in range(3):  # some articles and some judgements first
        some = {n: said for n, said in judgements.items() if chance.random() < 0.5}
        ids = resolve(mixed[: chance.randint(0, len(mixed))], ids, judgements=some).entity_of
    assert partition(resolve(mixed, ids, judgements=judgements)) == partition(
        resolve(told, judgements=judgements)
    )


@given(SEEDS, DRAWN)
def test_taking_everything_back_restores_the_partition(seed: int, drawn: list[Drawn]) -> None:
    told = world(seed)
    judgements = list(draw(told, drawn).values())
    back = [Judgement(NONE, said.kind, said.other, said.one) for said in judgements]
    assert resolve(told, judgements=numbered(*judgements, *back)) == resolve(told)


@given(SEEDS, DRAWN)
def test_merges_explain_judged_partitions_exactly(seed: int, drawn: list[Drawn]) -> None:
    told = world(seed)
    resolution = resolve(told, judgements=draw(told, drawn))
    assert all(resolution.entity_of[m.one] == resolution.entity_of[m.other] for m in resolution.merges)
    assert len(resolution.merges) == sum(len(entity.members) - 1 for entity in resolution.entities)


@given(SEEDS, DRAWN)
def test_unsure_pairs_are_two_things_of_one_kind_once_each(seed: int, drawn: list[Drawn]) -> None:
    told = world(seed)
    resolution = resolve(told, judgements=draw(told, drawn))
    found: list[Unsure] = list(resolution.identity.unsure)
    entities = [frozenset((resolution.entity_of[p.one], resolution.entity_of[p.other])) for p in found]
    assert all(len(pair) == 2 for pair in entities) and len(set(entities)) == len(entities)
    assert all(0 < p.score <= 1 and p.reason and p.obstacle for p in found)


def test_a_split_gives_back_the_ids_from_before_the_merge() -> None:
    apart = resolve(MOVED)
    said = judge(MOVED, SAME, person(MOVED[0]), person(MOVED[1]))
    merged = resolve(MOVED, apart.entity_of, judgements={1: said})
    one, other = apart.entity_of[person(MOVED[0])], apart.entity_of[person(MOVED[1])]
    assert merged.entity_of[person(MOVED[1])] == one
    assert merged.identity.aliases == {other: one}
    former = {ref: (id,) for ref, id in apart.entity_of.items() if merged.entity_of[ref] != id}
    again = resolve(MOVED, merged.entity_of, former)
    assert again.entity_of == apart.entity_of
    assert again.identity.aliases == {}


def test_an_id_that_was_merged_away_stays_an_alias() -> None:
    refs = [person(extraction) for extraction in ALIKE]
    resolution = resolve(ALIKE, {refs[0]: "person/new"}, {refs[1]: ("person/old",)})
    assert resolution.identity.aliases == {"person/old": "person/new"}


def test_an_id_that_is_merged_away_now_is_an_alias_at_once() -> None:
    one, other = (person(extraction) for extraction in ALIKE[:2])
    resolution = resolve(ALIKE[:2], {one: "person/one", other: "person/other"})
    assert resolution.identity.aliases == {"person/other": "person/one"}

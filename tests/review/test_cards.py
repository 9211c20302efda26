"""What is shown of a pair, and in which order pairs come."""

from __future__ import annotations

from hypothesis import given

from kg.identity import Judgement, Ref, Verdict
from kg.link import resolve
from kg.model import Extraction, Kind, Predicate
from kg.review import Card, Queue, cards
from kg.review.cards import SHOWN, about, sentence, side
from kg.review.session import shown
from tests.factory import TEXT, Tale
from tests.strategies import SEEDS, extractions, world

SAMARA = "Самарская область"


def minister(letter: str, name: str, role: str = "министр торговли") -> Extraction:
    tale = Tale(letter, "2024-06-12")
    tale.person(name, role, tale.place(SAMARA))
    return tale.done()


TOLD = [
    minister("a", "Пётр Зимин"),
    minister("b", "Павел Зимин"),
    minister("c", "П. Зимин"),
    minister("d", "Пётр Зимин"),
    minister("e", "Пётр Зимин", "врач"),
]


def listed(told: list[Extraction], queue: Queue = Queue.UNSURE, *said: Judgement) -> list[Card]:
    return cards(told, {}, dict(enumerate(said, start=1)), queue)


def pairs(found: list[Card]) -> list[str]:
    """The articles of each card: `ab`."""
    return [card.one.anchor.article + card.other.anchor.article for card in found]


def judged(card: Card, verdict: Verdict) -> Judgement:
    return Judgement(verdict, card.kind, card.one.anchor, card.other.anchor, "Вера", "2026-11-20")


def test_a_card_shows_names_posts_articles_and_sentences() -> None:
    card = listed(TOLD)[0]
    lines = shown(card).splitlines()
    assert lines[:3] == [
        "Person · score 0.65",
        "  for: initials that fit and the same surname, like posts in one region",
        "  against: another fits as well: Павел Зимин (b)",
    ]
    assert lines[3:6] == [
        "  A  Пётр Зимин — министр торговли (Самарская область)",
        "     2024-06-12 · a (of 3 articles)",
        f"     «{TEXT.strip()}»",
    ]
    assert lines[6:8] == ["  B  П. Зимин — министр торговли (Самарская область)", "     2024-06-12 · c"]


def test_what_brings_more_articles_together_comes_first() -> None:
    assert pairs(listed(TOLD)) == ["ac", "bc"]


def test_what_is_judged_is_not_asked_again_but_may_be_looked_up() -> None:
    first, second = listed(TOLD)
    said = judged(first, Verdict.DIFFERENT)
    assert pairs(listed(TOLD, Queue.UNSURE, said)) == []  # the rival is gone: the rest is clear
    assert pairs(listed(TOLD, Queue.UNSURE, judged(first, Verdict.UNSURE))) == ["bc"]
    (card,) = listed(TOLD, Queue.JUDGED, said)
    assert (card.judgement, card.reason) == (said, "judged different")
    assert pairs(listed(TOLD, Queue.JUDGED, said, judged(second, Verdict.SAME))) == ["bc", "ac"]


def test_merges_come_weakest_first() -> None:
    told = [*TOLD[:1], *TOLD[2:]]
    found = listed(told, Queue.MERGED)
    scores = [card.score for card in found]
    assert scores == sorted(scores) and scores[0] < 1
    assert {card.kind for card in found} == {Kind.PERSON}


def test_a_merge_that_is_judged_is_no_rule_any_more() -> None:
    merge = listed(TOLD, Queue.MERGED)[-1]
    assert pairs([merge])[0] not in pairs(listed(TOLD, Queue.MERGED, judged(merge, Verdict.DIFFERENT)))


def test_visits_are_told_by_route_days_and_who_goes() -> None:
    tale = Tale("a", "2024-06-12")
    head = tale.person("Пётр Зимин")
    key = tale.visit(
        [tale.place("Китай")],
        senders=[tale.place(SAMARA)],
        head=head,
        days=("2024-06-10", None),
        status="planned",
    )
    assert about(tale.done(), key) == (
        "глава: Пётр Зимин; от кого: Самарская область; куда: Китай; с: 2024-06-10; статус: planned"
    )


def test_former_posts_are_told_as_such() -> None:
    tale = Tale("a")
    person, post = tale.person("Пётр Зимин"), tale.node(Kind.POST)
    tale.say(person, Predicate.FORMER_POST, post)
    tale.say(post, Predicate.ROLE, "мэр")
    assert about(tale.done(), person) == "бывший мэр"


@given(extractions())
def test_any_node_can_be_shown(extraction: Extraction) -> None:
    for node in extraction.nodes:
        found = side(extraction, node.key, 1)
        assert len(sentence(extraction, node.key, found.anchor)) <= SHOWN + 1


@given(SEEDS)
def test_cards_name_the_nodes_that_resolving_is_unsure_of(seed: int) -> None:
    told = list(world(seed))
    refs: set[Ref] = {ref for pair in resolve(told).identity.unsure for ref in (pair.one, pair.other)}
    assert {card.one.anchor.article for card in listed(told)} <= {article for article, _ in refs}
    assert len(listed(told)) == len(resolve(told).identity.unsure)

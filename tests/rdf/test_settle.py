"""What holds when articles disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import permutations

import pytest

from kg.model import Article, Evidence, Extraction, Fact, Predicate, Span
from kg.rdf.settle import NO_COPIES, Settled, settle

P = Predicate
Said = tuple[str, str, Predicate, str]  # day of publication or "", subject, predicate, object


class Same(dict[tuple[str, str], str]):
    """Every node is linked to the entity with its own key."""

    def __missing__(self, member: tuple[str, str]) -> str:
        return member[1]


def article(number: int, said: Iterable[Said], confidence: float = 0.9) -> Extraction:
    rows = list(said)
    published = date.fromisoformat(rows[0][0]) if rows[0][0] else None
    evidence = Evidence(Span(0, 1), "x")
    facts = tuple(Fact(s, p, o, evidence, confidence, "rule") for _, s, p, o in rows)
    return Extraction(Article(f"a{number}", "x", published=published), (), (), facts)


def settled(*articles: list[Said], texts: Mapping[str, str] = NO_COPIES) -> Settled:
    return settle([article(i, said) for i, said in enumerate(articles)], Same(), texts)


def status(day: str, value: str) -> list[Said]:
    return [(day, "v", P.STATUS, value)]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([("2024-05-01", "planned"), ("2024-05-09", "happened")], "happened"),
        ([("2024-05-09", "planned"), ("2024-05-01", "cancelled")], "planned"),
        ([("2024-05-01", "planned"), ("2024-05-01", "cancelled")], "cancelled"),
        ([("2024-05-01", "planned"), ("2024-05-01", "signed")], "signed"),
        ([("2024-05-01", "planned"), ("2024-05-01", "ongoing")], "ongoing"),
        ([("", "happened"), ("2024-05-01", "planned")], "planned"),
        ([("", "planned"), ("", "happened")], "happened"),
        ([("2024-05-01", "planned"), ("2024-05-02", "planned"), ("2024-05-03", "cancelled")], "cancelled"),
    ],
)
def test_status(reports: list[tuple[str, str]], expected: str) -> None:
    for order in permutations(reports):
        assert settled(*(status(day, value) for day, value in order)).of("v", P.STATUS) == (expected,)


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        (
            [("2024-05-01", "2024-05-13"), ("2024-05-02", "2024-05-13"), ("2024-05-03", "2024-05-14")],
            "2024-05-13",
        ),
        ([("2024-05-01", "2024-05-13"), ("2024-05-03", "2024-05-14")], "2024-05-14"),
        ([("", "2024-05-13"), ("2024-05-03", "2024-05-14")], "2024-05-14"),
    ],
)
def test_dates(reports: list[tuple[str, str]], expected: str) -> None:
    for order in permutations(reports):
        for predicate in (P.START_DATE, P.END_DATE, P.DATE):
            found = settled(*([(day, "v", predicate, value)] for day, value in order))
            assert found.of("v", predicate) == (expected,)


def test_one_article_that_repeats_itself_is_one_vote() -> None:
    twice: list[Said] = [("2024-05-01", "v", P.DATE, "2024-05-13"), ("2024-05-01", "v", P.DATE, "2024-05-13")]
    assert settled(twice, [("2024-05-02", "v", P.DATE, "2024-05-14")]).of("v", P.DATE) == ("2024-05-14",)


def test_a_reprint_is_no_second_vote() -> None:
    days = [("2024-05-01", "2024-05-13"), ("2024-05-03", "2024-05-13"), ("2024-05-02", "2024-05-14")]
    articles: list[list[Said]] = [[(day, "v", P.DATE, value)] for day, value in days]
    assert settled(*articles).of("v", P.DATE) == ("2024-05-13",)
    assert settled(*articles, texts={"a1": "a0"}).of("v", P.DATE) == ("2024-05-14",)


def test_a_plan_that_is_reprinted_late_overtakes_nothing() -> None:
    plan, report, reprint = status("2024-05-01", "planned"), status("2024-05-09", "happened"), "2024-05-12"
    articles = plan, report, status(reprint, "planned")
    assert settled(*articles).of("v", P.STATUS) == ("planned",)
    assert settled(*articles, texts={"a2": "a0"}).of("v", P.STATUS) == ("happened",)


def test_what_only_the_reprint_says_counts() -> None:
    articles = status("2024-05-01", "planned"), status("2024-05-09", "cancelled")
    assert settled(*articles, texts={"a1": "a0"}).of("v", P.STATUS) == ("cancelled",)


def test_in_one_article_the_surer_date_holds() -> None:
    evidence = Evidence(Span(0, 1), "x")
    facts = tuple(
        Fact("v", P.DATE, day, evidence, sure, "rule")
        for day, sure in (("2024-05-13", 0.9), ("2024-05-14", 0.4))
    )
    assert settle([Extraction(Article("a", "x"), (), (), facts)], Same()).of("v", P.DATE) == ("2024-05-13",)


def test_an_end_before_the_start_gives_way() -> None:
    old: list[Said] = [
        ("2024-05-01", "v", P.START_DATE, "2024-05-02"),
        ("2024-05-01", "v", P.END_DATE, "2024-05-04"),
    ]
    again: list[Said] = [("2024-05-02", "v", P.END_DATE, "2024-05-04")]
    moved: list[Said] = [
        ("2024-05-03", "v", P.START_DATE, "2024-05-20"),
        ("2024-05-03", "v", P.END_DATE, "2024-05-22"),
    ]
    both = settled(old, again, moved)
    assert both.of("v", P.START_DATE, P.END_DATE) == ("2024-05-20", "2024-05-22")
    alone = settled(again, moved[:1])
    assert alone.of("v", P.START_DATE, P.END_DATE) == ("2024-05-20",)


def test_links_of_all_articles_hold() -> None:
    found = settled([("", "v", P.STOP, "b")], [("", "v", P.STOP, "a")])
    assert found.of("v", P.STOP) == ("a", "b")
    assert found.to("a", P.STOP) == ("v",)


def test_a_post_that_was_left_is_not_held() -> None:
    held: list[Said] = [("2024-01-01", "p", P.HOLDS_POST, "post"), ("2024-01-01", "p", P.HOLDS_POST, "other")]
    left: list[Said] = [("2024-06-01", "p", P.FORMER_POST, "post")]
    found = settled(left, held)
    assert found.of("p", P.HOLDS_POST) == ("other",)
    assert found.of("p", P.FORMER_POST) == ("post",)


def test_a_post_taken_again_is_held() -> None:
    left: list[Said] = [("2024-01-01", "p", P.FORMER_POST, "post"), ("2024-01-01", "p", P.FORMER_POST, "old")]
    held: list[Said] = [("2024-06-01", "p", P.HOLDS_POST, "post")]
    found = settled(held, left)
    assert found.of("p", P.HOLDS_POST) == ("post",)
    assert found.of("p", P.FORMER_POST) == ("old",)


def test_the_head_is_a_member_and_partners_are_mutual() -> None:
    found = settled([("", "d", P.LED_BY, "p"), ("", "a", P.PARTNER_OF, "b")])
    assert found.of("p", P.MEMBER_OF) == ("d",)
    assert found.to("d", P.MEMBER_OF) == ("p",)
    assert found.of("b", P.PARTNER_OF) == ("a",)


def test_nothing_is_related_to_itself_and_a_destination_is_no_stop() -> None:
    found = settled([("", "a", P.PARTNER_OF, "a"), ("", "v", P.STOP, "c"), ("", "v", P.DESTINATION, "c")])
    assert found.of("a", P.PARTNER_OF) == ()
    assert found.of("v", P.STOP) == ()
    assert found.of("v", P.DESTINATION) == ("c",)


def test_a_node_without_an_entity_is_an_error() -> None:
    with pytest.raises(KeyError):
        settle([article(1, [("", "v", P.STOP, "c")])], {("a1", "v"): "visit/1"})


def test_an_unknown_status_is_an_error() -> None:
    with pytest.raises(ValueError, match="postponed"):
        settled(status("", "postponed"))

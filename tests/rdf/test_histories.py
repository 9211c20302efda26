"""What reports tell over time: states, days in dispute, tenures."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from typing import Any

import msgspec
import pytest

from kg.link import resolve
from kg.model import Extraction
from kg.rdf.history import NOTHING, History, history
from kg.rdf.iris import entity_iri
from kg.rdf.parts import PARTS, parts
from kg.rdf.portraits import portrait_quads, portraits
from kg.rdf.settle import NO_COPIES, by_text, collect, settled
from tests.factory import Tale
from tests.rdf.test_settle import P, Said, Same, article


def told(*articles: list[Said], of: str = "v", texts: Mapping[str, str] = NO_COPIES) -> History:
    """The history of one thing by these articles, a0, a1 and so on."""
    extractions = [article(number, said) for number, said in enumerate(articles)]
    reported = by_text(collect(extractions, Same(), texts))
    return history(of, reported, settled(reported))


def states(found: History) -> list[tuple[str, str]]:
    return [(report.published, report.value) for report in found.states]


def days(found: History) -> list[tuple[str, str, int, str | None]]:
    return [(day.predicate.value, day.value, len(day.reports), day.because) for day in found.days]


def start(published: str, value: str) -> list[Said]:
    return [(published, "v", P.START_DATE, value)]


def post(published: str, *said: tuple[str, str]) -> list[Said]:
    """That somebody holds a post, or held it, in a body."""
    predicates = {"held": P.HOLDS_POST, "left": P.FORMER_POST}
    rows: list[Said] = [(published, who, predicates[how], "post") for who, how in said]
    return [*rows, (published, "post", P.POST_IN, "r")]


STORY: list[list[Said]] = [
    [("2024-05-10", "v", P.STATUS, "happened")],
    [("2024-05-01", "v", P.STATUS, "planned")],
    [("2024-05-04", "v", P.STATUS, "ongoing")],
    [("2024-05-02", "v", P.STATUS, "planned")],
]


def test_states_come_in_the_order_of_their_reports_and_a_reprint_is_none() -> None:
    expected = [("2024-05-01", "planned"), ("2024-05-04", "ongoing"), ("2024-05-10", "happened")]
    assert states(told(*STORY, texts={"a3": "a1"})) == expected
    assert len(told(*STORY).states) == 4


def test_a_reprint_that_says_something_else_is_a_report_of_its_own() -> None:
    found = told(*STORY[:2], texts={"a0": "a1"})
    assert states(found) == [("2024-05-01", "planned"), ("2024-05-10", "happened")]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        (
            [
                start("2024-05-01", "2024-06-03"),
                start("2024-05-02", "2024-06-03"),
                start("2024-05-09", "2024-06-04"),
            ],
            [("2024-06-03", 2, "больше текстов: 2 против 1"), ("2024-06-04", 1, None)],
        ),
        (
            [start("2024-05-01", "2024-06-04"), start("2024-05-09", "2024-06-03")],
            [
                ("2024-06-03", 1, "текстов поровну (1), последний из них новее: 2024-05-09"),
                ("2024-06-04", 1, None),
            ],
        ),
        (
            [start("2024-05-01", "2024-06-03"), start("2024-05-01", "2024-06-04")],
            [
                ("2024-06-03", 1, None),
                ("2024-06-04", 1, "подтверждены одинаково (текстов: 1), взята более поздняя дата"),
            ],
        ),
    ],
)
def test_days_in_dispute_stand_side_by_side(reports: list[list[Said]], expected: list[Any]) -> None:
    for order in permutations(reports):
        assert days(told(*order)) == [("startDate", *row) for row in expected]


def test_the_surer_of_two_days_of_one_article() -> None:
    reported = by_text(
        collect(
            [
                article(0, start("2024-05-01", "2024-06-04"), 0.6),
                article(1, start("2024-05-01", "2024-06-03"), 0.9),
            ],
            Same(),
        )
    )
    (chosen, _) = history("v", reported, settled(reported)).days
    assert chosen.because == "текстов поровну (1), день публикации один, прочитано увереннее: 0.90"


def test_reprints_are_one_text_in_a_dispute() -> None:
    articles = (
        start("2024-05-01", "2024-06-03"),
        start("2024-05-02", "2024-06-03"),
        start("2024-05-03", "2024-06-04"),
    )
    assert [row[2] for row in days(told(*articles, texts={"a1": "a0"}))] == [1, 1]


def test_an_end_before_the_start_loses_and_the_reason_says_so() -> None:
    old: list[Said] = [("2024-05-01", "v", P.END_DATE, "2024-06-02")]
    new: list[Said] = [*start("2024-05-03", "2024-06-20"), ("2024-05-03", "v", P.END_DATE, "2024-06-22")]
    again: list[Said] = [("2024-05-02", "v", P.END_DATE, "2024-06-02")]
    assert [row[3] for row in days(told(old, again, new))] == [
        None,
        "дата, подтверждённая лучше, раньше начала",
    ]


def test_one_day_is_no_dispute() -> None:
    assert told(start("2024-05-01", "2024-06-03"), start("2024-05-02", "2024-06-03")) == NOTHING


def tenure(*articles: list[Said], of: str = "p") -> list[tuple[str, str, str]]:
    return [(each.first, each.last, each.left) for each in told(*articles, of=of).tenures]


def test_two_holders_are_two_tenures_of_one_post() -> None:
    articles = (
        post("2004-03-01", ("p", "held")),
        post("2006-03-01", ("p", "held")),
        post("2024-01-09", ("q", "held")),
    )
    assert tenure(*articles) == [("2004-03-01", "2006-03-01", "")]
    assert tenure(*articles, of="q") == [("2024-01-09", "2024-01-09", "")]


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (
            [
                post("2004-03-01", ("p", "held")),
                post("2010-01-01", ("p", "left")),
                post("2012-01-01", ("p", "left")),
            ],
            ("2004-03-01", "2004-03-01", "2010-01-01"),
        ),
        ([post("2010-01-01", ("p", "left"))], ("", "", "2010-01-01")),
        (
            [post("2004-03-01", ("p", "left")), post("2010-01-01", ("p", "held"))],
            ("2010-01-01", "2010-01-01", ""),
        ),
        ([post("", ("p", "held")), post("2010-01-01", ("p", "held"))], ("2010-01-01", "2010-01-01", "")),
    ],
)
def test_a_tenure_lasts_from_the_first_report_to_the_last_and_may_end(
    articles: list[list[Said]], expected: tuple[str, str, str]
) -> None:
    for order in permutations(articles):
        assert tenure(*order) == [expected]


def test_no_tenure_without_a_body_or_a_day() -> None:
    assert tenure(post("2004-03-01", ("p", "held"))[:1]) == []
    assert tenure(post("", ("p", "held"))) == []


def small_world() -> list[Extraction]:
    """A plan and a report of one visit that disagree on its start."""
    plan, report = Tale("a1", "2024-05-01"), Tale("a2", "2024-05-10")
    for tale, day, status in ((plan, "2024-05-08", "planned"), (report, "2024-05-07", "happened")):
        china, samara = tale.place("Китай"), tale.place("Самарская область")
        head = tale.person("Пётр Зимин", "губернатор", samara)
        tale.visit([china], senders=[samara], head=head, days=(day, None), status=status)
    return [plan.done(), report.done()]


def test_every_part_hangs_on_its_thing_and_nothing_else_is_a_subject() -> None:
    extractions = small_world()
    resolved = resolve(extractions)
    drawn = list(portraits(resolved.entities, extractions, resolved.entity_of))
    owners: dict[object, str] = {}
    for portrait in drawn:
        quads = list(portrait_quads(portrait))
        assert {quad.subject for quad in quads} == {entity_iri(portrait.id), *parts(quads)}
        for part in parts(quads):
            assert owners.setdefault(part, portrait.id) == portrait.id
    found = {quad.predicate for portrait in drawn for quad in portrait_quads(portrait)}
    assert found >= PARTS


def test_a_history_can_be_stored() -> None:
    found = told(*STORY, start("2024-05-01", "2024-06-03"), start("2024-05-02", "2024-06-04"))
    assert msgspec.json.decode(msgspec.json.encode(found), type=History) == found

"""Findings made by hand → nodes, mentions and facts."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from kg.extract.agreements import Agreement
from kg.extract.assemble import Findings, assemble
from kg.extract.holding import Holding
from kg.extract.meetings import Meeting
from kg.extract.partners import Partnership
from kg.extract.reading import Form, Reading, Ref
from kg.extract.trips import Trip
from kg.extract.visit import Visit
from kg.model import Extraction, Kind, Predicate, Span, Status
from kg.pipeline.soundness import check
from tests.extract.by_hand import name, reading, sentence
from tests.extract.case import render


def findings(**found: list[Any]) -> Findings:
    """These findings and no others."""
    return Findings(**{field.name: found.get(field.name, []) for field in fields(Findings)})


JOURNEY = sentence(
    "Томск Томск PROPN 2 nsubj Case=Nom",
    "послал послать VERB 0 root VerbForm=Fin",
    "Зимина Зимин PROPN 2 obj Case=Acc",
    "в в ADP 5 case",
    "Китай Китай PROPN 2 obl Case=Acc",
)
TALK = sentence(
    "Зимин Зимин PROPN 2 nsubj Case=Nom",
    "встретил встретить VERB 0 root VerbForm=Fin",
    "Цзяна Цзян PROPN 2 obj Case=Acc",
)

CLAUSE = Trip(
    sentence=0,
    trigger=1,
    actors=(),
    others=False,
    senders=(),
    destinations=(),
    origins=(),
    dates=(),
    tense="past",
    negated=False,
    cancelled=False,
    returning=False,
    lemma="послать",
    words=frozenset(),
)


def told() -> tuple[Reading, str, str, str, str]:
    """A reading with Томск, Китай, Зимин and Цзян, and their keys."""
    view = reading(JOURNEY, TALK)
    tomsk = name(view, Kind.CITY, "Томск", 0, 0, "geonames:1489425")
    china = name(view, Kind.COUNTRY, "Китай", 0, 4, "CN")
    zimin = name(view, Kind.PERSON, "Зимин", 1, 0)
    jiang = name(view, Kind.PERSON, "Цзян", 1, 2)
    return view, tomsk, china, zimin, jiang


def journey(tomsk: str, china: str, zimin: str, *, days: tuple[date, date]) -> Visit:
    visit = Visit([CLAUSE], status=Status.HAPPENED, areas={"CN"})
    visit.senders, visit.head, visit.destinations = {tomsk: 0}, {zimin: 0}, {china: 0}
    visit.start, visit.end = (days[0], 0), (days[1], 0)
    return visit


def everything(day: date) -> Extraction:
    view, tomsk, china, zimin, jiang = told()
    visit = journey(tomsk, china, zimin, days=(date(2024, 6, 10), date(2024, 6, 12)))
    post = Holding(zimin, "мэр", tomsk, False, 1, 0, 1, 0.9)
    meeting = Meeting(1, (zimin, jiang), None, day, Status.HAPPENED, 0.8)
    signed = Agreement(1, (tomsk, china), "протокол", Status.SIGNED, day, 0.8)
    pair = Partnership(tomsk, china, 0)
    found = findings(
        posts=[post], visits=[visit], meetings=[meeting], agreements=[signed], partnerships=[pair]
    )
    return assemble(view, found)


def objects(extraction: Extraction, predicate: Predicate) -> list[str]:
    return [fact.object for fact in extraction.facts if fact.predicate is predicate]


def test_all_kinds_of_finding() -> None:
    extraction = check(everything(date(2024, 6, 11)))
    assert render(extraction, ("post", "visit", "meeting", "agreement", "partners")) == [
        "agreement: Китай, Томск | протокол | signed | date: 2024-06-11",
        "meeting: Зимин, Цзян | happened | date: 2024-06-11",
        "partners: Китай, Томск",
        "post: Зимин | мэр | Томск",
        "visit: Китай | happened | end: 2024-06-12 | head: Зимин | senders: Томск | start: 2024-06-10",
    ]
    assert [n.name for n in extraction.nodes if n.known == "CN"] == ["Китай"]


def test_the_head_is_a_member_too() -> None:
    extraction = everything(date(2024, 6, 11))
    members = [fact.subject for fact in extraction.facts if fact.predicate is Predicate.MEMBER_OF]
    assert objects(extraction, Predicate.LED_BY) == members == ["person-28"]


def test_the_partner_region_is_the_visited_side() -> None:
    (partner,) = objects(everything(date(2024, 6, 11)), Predicate.PARTNER_REGION)
    assert partner.startswith("country-")


def test_an_event_falls_into_a_visit_by_its_day() -> None:
    inside, outside = everything(date(2024, 6, 11)), everything(date(2024, 7, 1))
    assert len(objects(inside, Predicate.DURING_VISIT)) == 1
    assert len(objects(inside, Predicate.SIGNED_DURING)) == 1
    assert not objects(outside, Predicate.DURING_VISIT)
    assert not objects(outside, Predicate.SIGNED_DURING)


def test_the_evidence_is_the_sentence_that_says_it() -> None:
    extraction = everything(date(2024, 6, 11))
    quotes = {f.predicate: f.evidence.quote for f in extraction.facts}
    assert quotes[Predicate.DESTINATION] == "Томск послал Зимина в Китай"
    assert quotes[Predicate.PARTICIPANT] == "Зимин встретил Цзяна"


def test_a_post_of_two_people_is_one_node() -> None:
    view, tomsk, _, zimin, jiang = told()
    posts = [Holding(person, "депутат", tomsk, False, 1, 0, 1, 0.9) for person in (zimin, jiang)]
    extraction = assemble(view, findings(posts=posts))
    assert len([n for n in extraction.nodes if n.kind is Kind.POST]) == 1
    assert len(objects(extraction, Predicate.HOLDS_POST)) == 2


def test_a_former_post_is_not_held() -> None:
    view, tomsk, _, zimin, _ = told()
    extraction = assemble(view, findings(posts=[Holding(zimin, "мэр", tomsk, True, 1, 0, 1, 0.9)]))
    assert render(extraction, ("post", "former")) == ["former: Зимин | мэр | Томск"]


def test_a_site_that_nothing_uses_is_left_out() -> None:
    view = reading(sentence("Порт порт NOUN 0 root Case=Nom", "Тиверск Тиверск PROPN 1 nmod"))
    name(view, Kind.FACILITY, "Порт", 0, 0)
    name(view, Kind.CITY, "Тиверск", 0, 1)
    extraction = assemble(view, findings())
    assert [(n.kind, n.name) for n in extraction.nodes] == [(Kind.CITY, "Тиверск")]


def test_anaphors_are_no_mentions() -> None:
    view, _, _, zimin, _ = told()
    view.add_ref(Ref(0, 2, 3, 2, zimin, Kind.PERSON, Form.ANAPHOR))
    spans = [m.span for m in assemble(view, findings()).mentions if m.node == zimin]
    assert spans == [Span(28, 33)]

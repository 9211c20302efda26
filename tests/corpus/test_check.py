"""Checks: an article in order passes, each fault is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.corpus import AnnotatedArticle, check, hints

Broken = Callable[[str, str], AnnotatedArticle]


def test_in_order(annotated: AnnotatedArticle) -> None:
    assert check(annotated) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("О погоде и урожае редакция расскажет отдельно. " * 12, "", "code points, not 500 to 3500"),
        ("manner: local", "manner: gossip", "manner «gossip» is none of"),
        ("styles: rubric", "styles: rubrik", "style «rubrik» is none of"),
        ("r2 region KZ-AKT", "t1 city", "t1 is declared 2 times"),
        ("t1 city: Актобе", "t1 region: Актобе", "t1: ids of a Region begin with r"),
        ("s2 post:", "m2 post:", "m2: ids of a row «post» begin with s"),
        ("t1 city: Актобе; Актюбинск", "t1 city: ;", "t1 has no names"),
        ("[v1|вернулась]", "вернулась", "v1 is declared and nowhere marked"),
        ("[d1|2 июня]", "[o7|2 июня]", "o7 is marked and not declared"),
        ("[d1|2 июня]", "[d1|2 июня ]", "«2 июня » has a blank or a comma at its edge"),
        ("[d1|2 июня]", "[d1|2\nиюня]", "goes over the end of a line"),
        ("[d1|2 июня]", "[d1|[d1|2 июня]]", "is marked 2 times"),
        ("| head=p1", "| leader=p1", "v1: no slot «leader» in a visit"),
        ("| destinations=r2", "", "v1: «destinations» is missing"),
        ("| head=p1", "| head=p9", "v1: «head» names p9, which is not declared"),
        ("| head=p1", "| head=r2", "v1: «head» is filled with r2; it takes ids in p"),
        ("of=r1", "of=r1, r2", "s1: «of» takes one filler, not r1, r2"),
        ("parties=r1, r2", "parties=r1, r1", "a1: «parties» names something twice"),
        ("end=2014-06-02@d1", "end=2014-06-02@d5", "v1: d5 of «end» is nowhere marked"),
        ("status=signed", "status=happened", "a1: status «happened» is none of"),
        ("kind=меморандум", "kind=бумага", "a1: kind «бумага» is none of"),
        ("visit=v1", "topics=fishing", "a1: topics «fishing» is none of"),
        ("| stops=t1", "| stops=r2", "v1: r2 is in «destinations» and in «stops»"),
        ("| head=p1", "| head=p1 | members=p1", "v1: p1 is in «head» and in «members»"),
        ("| senders=r1 | head=p1", "", "v1: nobody travels"),
        ("end=2014-06-02", "end=2014-06-31", "v1: "),
        ("end=2014-06-02", "start=2014-06-03 | end=2014-06-02", "v1: ends before it starts"),
        ("end=2014-06-02", "end=2014-06-09", "v1: is happened, but after the day of publication"),
        ("status=happened", "status=planned", "v1: is planned, but before the day of publication"),
        ("status=happened", "status=ongoing", "v1: is ongoing, but not on the day of publication"),
        ("partners: r1 r2", "partners: r1 p2", "partners: p2 r1 are not two declared places"),
        ("partners: r1 r2", "partners: r1 r2 | r2 r1", "partners: r1 r2 stand there 2 times"),
        ("[t1|Актобе]", "[t1|степного города]", "t1: «степного города» is like none of its names"),
    ],
)
def test_faults_are_named(broken: Broken, old: str, new: str, problem: str) -> None:
    assert [line for line in check(broken(old, new)) if problem in line]


def test_unmarked_names_are_hinted_at(annotated: AnnotatedArticle, broken: Broken) -> None:
    assert list(hints(annotated)) == []
    (hint,) = hints(broken("из [t1|Актобе]", "из Актобе"))
    assert hint.startswith("«Актобе» unmarked in")

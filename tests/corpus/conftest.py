"""A small annotated article that is in order, and a way to break it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.corpus import AnnotatedArticle, parse_source

HEAD = "published: 2014-06-03\noutlet: Тобольный край\nmanner: local\nstyles: rubric, credit\n"
FILLING = "О погоде и урожае редакция расскажет отдельно. " * 12
TEXT = (
    "[g1|Делегация [r1|Курганской области]] во главе с [s1|первым заместителем губернатора] "
    "[p1|Игорем Сухоруких] [d1|2 июня] [v1|вернулась] из [t1|Актобе], где [p1~|вице-губернатор] и "
    "[s2|аким [r2|Актюбинской области]] [p2|Ерлан Абишев] [a1|подписали] [a1|меморандум]. "
    "[q1|«Это только начало», –] сказал [p2|Абишев].\n\n" + FILLING
)
FACTS = """
r1 region RU-KGN: Курганская область
r2 region KZ-AKT: Актюбинская область
t1 city: Актобе; Актюбинск
p1 person: Игорь Сухоруких; Сухоруких
p2 person: Ерлан Абишев; Абишев
s1 post: holder=p1 | role=первый заместитель губернатора | of=r1
s2 post: holder=p2 | role=аким | of=r2
v1 visit: status=happened | delegation=g1 | senders=r1 | head=p1 | destinations=r2 | stops=t1 | \
end=2014-06-02@d1
a1 agreement: status=signed | parties=r1, r2 | kind=меморандум | visit=v1
q1 quote: speaker=p2
partners: r1 r2
"""
SOURCE = f"{HEAD}===\n{TEXT}\n===\n{FACTS}"


@pytest.fixture
def source() -> str:
    return SOURCE


@pytest.fixture
def broken() -> Callable[[str, str], AnnotatedArticle]:
    """The article with one piece of its source replaced."""

    def replace(old: str, new: str) -> AnnotatedArticle:
        assert old in SOURCE
        return parse_source("one", SOURCE.replace(old, new))

    return replace


@pytest.fixture
def annotated() -> AnnotatedArticle:
    return parse_source("one", SOURCE)

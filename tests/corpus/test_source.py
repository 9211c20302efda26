"""Source files: head, marked-up text, facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.corpus import AnnotatedArticle, RowKind, parse_source, read_source
from kg.errors import ReadError
from kg.model import Kind

Broken = Callable[[str, str], AnnotatedArticle]


def test_head(annotated: AnnotatedArticle) -> None:
    assert annotated.published == date(2014, 6, 3)
    assert annotated.article.publisher == "Тобольный край"
    assert (annotated.manner, annotated.styles) == ("local", ("rubric", "credit"))


def test_entities(annotated: AnnotatedArticle) -> None:
    region, *_, person = annotated.entities
    assert (region.kind, region.code, region.names) == (Kind.REGION, "RU-KGN", ("Курганская область",))
    assert (person.kind, person.code, person.names) == (Kind.PERSON, None, ("Ерлан Абишев", "Абишев"))


def test_rows(annotated: AnnotatedArticle) -> None:
    (visit,) = annotated.rows_of(RowKind.VISIT)
    assert visit.slots["senders"] == ("r1",)
    assert visit.slots["end"] == ("2014-06-02",)
    assert visit.dates == {"end": "d1"}
    (agreement,) = annotated.rows_of(RowKind.AGREEMENT)
    assert agreement.slots["parties"] == ("r1", "r2")
    assert annotated.partners == (("r1", "r2"),)


def test_a_role_keeps_its_commas(broken: Broken) -> None:
    annotated = broken("role=аким", "role=министр торговли, туризма и спорта")
    assert annotated.rows_of(RowKind.POST)[1].slots["role"] == ("министр торговли, туризма и спорта",)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("===\n[g1", "[g1", "2 parts instead of head, text and facts"),
        ("t1 city: Актобе", "t1 city Актобе", "a line without a colon"),
        ("t1 city:", "город Актобе:", "neither «ID KIND» nor «ID KIND CODE»"),
        ("s2 post:", "s2 pots:", "«pots» is none of person"),
        ("partners: r1 r2", "partners: r1", "partners are pairs"),
        ("senders=r1", "senders r1", "slots are written NAME=FILLERS"),
        ("status=signed", "kind=протокол", "slots are written NAME=FILLERS, each once"),
    ],
)
def test_what_breaks_the_form(broken: Broken, old: str, new: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        broken(old, new)


def test_files_are_named_in_errors(tmp_path: Path, source: str) -> None:
    path = tmp_path / "broken.txt"
    path.write_text(source.replace("2014-06-03", "3 июня"), encoding="utf-8")
    with pytest.raises(ReadError, match=r"broken\.txt: not an annotated article"):
        read_source(path)
    with pytest.raises(ReadError, match=r"missing\.txt"):
        read_source(tmp_path / "missing.txt")


def test_the_article_is_named_after_its_file(tmp_path: Path, source: str) -> None:
    path = tmp_path / "kurgan-aktobe.txt"
    path.write_text(source, encoding="utf-8")
    assert read_source(path).article.id == "kurgan-aktobe"


def test_a_head_without_a_day(source: str) -> None:
    with pytest.raises(ReadError, match="published"):
        parse_source("one", source.replace("published: 2014-06-03\n", ""))

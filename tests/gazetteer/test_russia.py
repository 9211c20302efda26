"""The 89 subjects of the federation by official, short and everyday names, adjectives and inhabitants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from razdel import tokenize

from kg.gazetteer import FormKind, gazetteer

ROWS = [
    [[form.strip() for form in cell.split(",") if form.strip()] for cell in line.split("|")]
    for line in (Path(__file__).parent / "russia.txt").read_text(encoding="utf-8").splitlines()
]
KINDS = (FormKind.NAME, FormKind.ADJECTIVE, FormKind.DEMONYM)
PREPOSITION = re.compile(r"^(?:в|на) ")


def cases() -> Iterator[tuple[str, FormKind, str]]:
    """Each form with its kind and the id of its region."""
    for [id], *cells in ROWS:
        for kind, forms in zip(KINDS, cells, strict=True):
            yield from ((form, kind, id) for form in forms)


@pytest.mark.parametrize(("form", "kind", "id"), list(cases()))
def test_form_means_the_region_first(form: str, kind: FormKind, id: str) -> None:
    words = [each.text for each in tokenize(PREPOSITION.sub("", form).casefold().replace("ё", "е"))]
    found = [each for each in gazetteer().lookup(tuple(words)) if each.kind is kind]
    assert found and found[0].place == id


def test_every_subject_is_tried() -> None:
    ids = [id for [id], *_ in ROWS]
    assert len(ids) == len(set(ids)) == 89
    assert {id for id in gazetteer() if id.startswith("RU-")} <= set(ids)

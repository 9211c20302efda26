"""How many places that annotators marked in news the gazetteer knows, and knows rightly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from razdel import tokenize

from kg.gazetteer import FormKind, gazetteer

NEREL = Path(__file__).parents[3] / "shared" / "corpora" / "nerel" / "dev"
PLACE = re.compile(r"(T\d+)\t(COUNTRY|STATE_OR_PROVINCE|CITY) [\d ;]+\t(.+)")
LINK = re.compile(r"N\d+\tReference (T\d+) Wikidata:(Q\d+)")
FOUND, LINKED = 0.91, 0.84  # shares that the tables reached when they were made, less a point or two


def mentions() -> Iterator[tuple[str, str | None]]:
    """Surface forms of places in the development set with the Wikidata id that annotators gave."""
    for path in sorted(NEREL.glob("*.ann")):
        lines = path.read_text(encoding="utf-8").splitlines()
        links = {found[1]: found[2] for line in lines if (found := LINK.match(line))}
        yield from ((found[3], links.get(found[1])) for line in lines if (found := PLACE.fullmatch(line)))


def places(form: str) -> list[str]:
    """Ids of the places that a form names or describes, likeliest first."""
    words = tuple(token.text for token in tokenize(form.casefold().replace("ё", "е")))
    readings = gazetteer().lookup(words)
    return [reading.place for reading in readings if reading.kind is not FormKind.DEMONYM]


@pytest.mark.skipif(not NEREL.exists(), reason="needs ../shared/corpora beside the checkout")
def test_places_of_annotated_news_are_known() -> None:
    found = [(places(form), wikidata) for form, wikidata in mentions()]
    linked = [(ids, wikidata) for ids, wikidata in found if wikidata]
    right = [ids for ids, wikidata in linked if ids and gazetteer()[ids[0]].wikidata == wikidata]
    assert sum(bool(ids) for ids, _ in found) >= FOUND * len(found)
    assert len(right) >= LINKED * len(linked)

"""Names of places that mean something else here: a club by its city, a person by the name of a town."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from kg.gazetteer import Form, FormKind, Gazetteer
from kg.model import Cue, Kind, Span

OTHERS = frozenset({"organization", "person"})
PLACES = frozenset({"country", "region", "city"})
SURE = 0.5  # probability from which the model's word counts

Named = tuple[Span, Sequence[Form]]  # words of a text and what the gazetteer takes them for


def namesakes(table: Gazetteer, names: Iterable[Named], cues: Iterable[Cue]) -> frozenset[Span]:
    """The words that are no place's, though a city or region has the name.

    The model sees a body or a person in them; or it sees nothing, but sees one in the same name elsewhere in
    the text, and a place nowhere. A body by the name of a country is its government, which stays a place.
    """
    seen = {cue.span: cue.label for cue in cues if cue.score >= SURE or cue.label in PLACES}
    local = [(span, _ids(forms)) for span, forms in names if not _may_be_country(table, forms)]
    others, places = (_called(local, seen, labels) for labels in (OTHERS, PLACES))
    unseen = {span for span, ids in local if span not in seen and ids & others and not ids & places}
    return frozenset(unseen | {span for span, label in seen.items() if label in OTHERS})


def _ids(forms: Iterable[Form]) -> frozenset[str]:
    return frozenset(form.place for form in forms)


def _may_be_country(table: Gazetteer, forms: Iterable[Form]) -> bool:
    return any(form.kind is not FormKind.NAME or table[form.place].kind is Kind.COUNTRY for form in forms)


def _called(
    names: Iterable[tuple[Span, frozenset[str]]], seen: dict[Span, str], labels: frozenset[str]
) -> set[str]:
    """The ids whose names are seen as one of the labels somewhere."""
    return set(chain.from_iterable(ids for span, ids in names if seen.get(span) in labels))

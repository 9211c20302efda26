"""Names of places that mean something else here: a club by its city, a person by the name of a town."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from kg.extract.people import alike
from kg.extract.phrases import CLOSING, OPENING
from kg.extract.reading import Reading
from kg.gazetteer import Form, FormKind, Gazetteer
from kg.model import Cue, Document, Kind, NameKind, Span

OTHERS = frozenset({"organization", "person"})
PLACES = frozenset({"country", "region", "city"})
SURE = 0.5  # probability from which the model's word counts

Named = tuple[Span, Sequence[Form]]  # words of a text and what the gazetteer takes them for


def find_namesakes(reading: Reading, table: Gazetteer, names: Sequence[Named]) -> None:
    """Note in the reading which words are no city's or region's, though one has the name.

    `names` are the words that the gazetteer knows. Persons must have been found before.
    """
    document = reading.document
    reading.namesakes = (
        seen_otherwise(table, names, document.cues)
        | set(quoted_bodies(document))
        | set(surnames(reading, (span for span, _ in names)))
    )


def seen_otherwise(table: Gazetteer, names: Iterable[Named], cues: Iterable[Cue]) -> frozenset[Span]:
    """The words in which the model sees a body or a person; or nothing, but one in the same name elsewhere in
    the text, and a place nowhere.

    A body by the name of a country is its government, which stays a place.
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


def quoted_bodies(document: Document) -> Iterator[Span]:
    """What the recogniser takes for a body and stands in quotes alone: places do not, clubs do."""
    text = document.article.text
    for name in document.names:
        start, stop = name.span.start, name.span.stop
        if name.kind is NameKind.ORGANIZATION and text[:start][-1:] in OPENING and text[stop:][:1] in CLOSING:
            yield name.span


def surnames(reading: Reading, spans: Iterable[Span]) -> Iterator[Span]:
    """The surnames of people whom the article names in full, unless the recogniser sees a place: those among
    the spans, and the references to the people."""
    full = {key: name for key, thing in reading.things.items() if (name := _surname(thing.names))}
    for ref in reading.all_refs():
        if ref.thing in full and ref.stop - ref.start == 1:
            yield reading.span(ref.sentence, ref.start, ref.stop)
    text, bearers = reading.document.article.text, set(full.values())
    places = {name.span for name in reading.document.names if name.kind is NameKind.LOCATION}
    for span in spans if bearers else ():
        word = text[span.start : span.stop]
        if span not in places and any(alike(word, each) for each in bearers):
            yield span


def _surname(names: Sequence[str]) -> str | None:
    """The last word of a name of several words."""
    return next((name.split()[-1] for name in names if len(name.split()) > 1), None)

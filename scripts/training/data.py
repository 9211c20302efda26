"""Annotated texts for the mention model: NEREL's files and the project's own corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.annotate.neural.words import LONGEST, Word, windows
from kg.corpus import AnnotatedArticle, read_corpus

LABELS = (
    *("none", "person", "organization", "country", "region", "city", "event", "facility", "post", "date"),
    *("delegation", "visit", "meeting", "agreement", "owns"),
    *("happening", "district", "location", "nationality"),  # NEREL's alone
)
OF_LETTER = {
    "p": "person",
    "o": "organization",
    "r": "region",
    "c": "country",
    "t": "city",
    "e": "event",
    "f": "facility",
    "s": "post",
    "d": "date",
    "g": "delegation",
    "v": "visit",
    "m": "meeting",
    "a": "agreement",
    "w": "owns",
}
OF_NEREL = {
    "PERSON": "person",
    "ORGANIZATION": "organization",
    "COUNTRY": "country",
    "STATE_OR_PROVINCE": "region",
    "CITY": "city",
    "FACILITY": "facility",
    "PROFESSION": "post",
    "DATE": "date",
    "EVENT": "happening",
    "DISTRICT": "district",
    "LOCATION": "location",
    "NATIONALITY": "nationality",
}
EVERY = "every"  # the source of texts that all labels are looked for in
SPEAKS_OF = {
    "nerel": frozenset(OF_NEREL.values()),
    "own": frozenset(OF_LETTER.values()),
    EVERY: frozenset(LABELS[1:]),
}


Run = tuple[int, int, str]  # first and last word, `last` included, and label


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its labelled spans `(start, stop, label)`, and which labels its annotators use."""

    name: str
    text: str
    spans: frozenset[tuple[int, int, str]]
    source: str


@dataclass(frozen=True, slots=True)
class Window:
    """Words and their labelled runs."""

    words: tuple[Word, ...]
    runs: frozenset[Run]
    source: str


def own_texts(path: Path) -> Iterator[Text]:
    """The texts of a corpus file."""
    return map(own_text, read_corpus(path))


def own_text(annotated: AnnotatedArticle) -> Text:
    """An annotated article: names, and the words that evoke posts, delegations and events."""
    spans = {
        (m.span.start, m.span.stop, OF_LETTER[m.id[0]])
        for m in annotated.markings
        if m.id[0] in OF_LETTER and (m.named or m.id[0] not in "porctef")
    }
    return Text(annotated.article.id, annotated.article.text, frozenset(spans), "own")


def nerel_texts(folder: Path) -> Iterator[Text]:
    """The texts of a folder in brat's format; discontinuous entities are left out."""
    for path in sorted(folder.glob("*.txt")):
        lines = path.with_suffix(".ann").read_text(encoding="utf-8").splitlines()
        yield Text(path.stem, path.read_text(encoding="utf-8"), frozenset(nerel_spans(lines)), "nerel")


def nerel_spans(lines: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Entities of the types that have a label."""
    for line in lines:
        if line.startswith("T") and ";" not in line.split("\t")[1]:
            kind, start, stop = line.split("\t")[1].split()
            if kind in OF_NEREL:
                yield int(start), int(stop), OF_NEREL[kind]


def text_windows(text: Text) -> Iterator[Window]:
    """The windows of a text with the spans that fit whole words."""
    for words in windows(text.text):
        starts = {word.start: index for index, word in enumerate(words)}
        stops = {word.stop: index for index, word in enumerate(words)}
        runs = {
            (starts[start], stops[stop], label)
            for start, stop, label in text.spans
            if start in starts and stop in stops and 0 <= stops[stop] - starts[start] < LONGEST
        }
        yield Window(tuple(words), frozenset(runs), text.source)

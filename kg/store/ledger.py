"""The ledger: what was read from each article, so that resolving and mapping again never runs a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import LIKELY, Extraction
from kg.rdf.corrections import Correction, CorrectionKind, merged
from kg.rdf.iris import BASE
from kg.store.changes import apply, writing
from kg.store.ids import OUTDATED, Ids, outdated
from kg.store.kept import Kept
from kg.store.rows import GRAPH, TERMS, article_node, as_node, as_text, json_literal, row

FORMAT = "1"
HEADER = ox.NamedNode(TERMS + "ledger")
FORMAT_OF = ox.NamedNode(TERMS + "format")
BASE_OF = ox.NamedNode(TERMS + "base")
MINIMUM_OF = ox.NamedNode(TERMS + "minimum")
SETTLEMENT = ox.NamedNode(TERMS + "settlement")
LAST = ox.NamedNode(TERMS + "last")  # the settlement, kept when it does not hold any more
IDENTIFIER = ox.NamedNode(TERMS + "identifier")
CONTENT = ox.NamedNode(TERMS + "content")
SEQUENCE = ox.NamedNode(TERMS + "sequence")
GIVEN = ox.NamedNode(TERMS + "given")  # the last sequence number
EXTRACTION = ox.NamedNode(TERMS + "extraction")
BEFORE = ox.NamedNode(TERMS + "before")  # the extraction as last settled, of an article that changed or went
PENDING = ox.NamedNode(TERMS + "pending")
TRACE = ox.NamedNode(TERMS + "trace")
RECORD = (CONTENT, EXTRACTION)
UNSETTLED = (OUTDATED, PENDING, BEFORE)
WHOLE = (*RECORD, IDENTIFIER, SEQUENCE, OUTDATED)


@dataclass(frozen=True, slots=True)
class Record:
    """What one article said. `content` is a digest of the article and of the code that read it."""

    extraction: Extraction
    content: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """The published graphs say what the ledger says, as code of this `version` sees it.

    `facts` are those of the consolidated graph.
    """

    version: str
    articles: int
    entities: int
    facts: int


class Ledger:
    """Records by article id, in the order of their first reading, in one Oxigraph graph.

    Every method that writes is one transaction, and everything that makes the published graphs out of date
    takes the settlement away in the same transaction.
    """

    def __init__(self, database: ox.Store) -> None:
        self._database = database
        self.ids, self.kept = Ids(database), Kept(database)
        self._sequence: int | None = None  # the last one given: one process writes, so it is looked up once

    @classmethod
    def start(cls, database: ox.Store) -> Ledger:
        """The ledger of a database; an empty database gets a header.

        Raises StoreError if the database holds something else, or a ledger of another format.
        """
        ledger = cls(database)
        if next(database.quads_for_pattern(None, None, None), None) is None:  # `len` would count them all
            apply(database, (), (row(HEADER, FORMAT_OF, FORMAT), row(HEADER, BASE_OF, BASE)))
        ledger.check()
        return ledger

    def check(self) -> None:
        """Raise StoreError if this is no ledger, or one of another format."""
        found = self._value(HEADER, FORMAT_OF)
        if found is None:
            raise StoreError("not one of kg's stores: give another --store")
        if found != FORMAT:
            raise StoreError(f"the store has format {found}, kg reads {FORMAT}: build a new one elsewhere")

    @property
    def base(self) -> str:
        """What the IRIs of things begin with."""
        return self._value(HEADER, BASE_OF) or BASE

    def set_base(self, base: str) -> None:
        """Name things below another base from now on."""
        if base != self.base:
            self._replace([row(HEADER, BASE_OF, base)], [(HEADER, BASE_OF), (HEADER, SETTLEMENT)])

    @property
    def minimum(self) -> float:
        """The confidence from which facts are published; those below it are kept here."""
        return float(self._value(HEADER, MINIMUM_OF) or LIKELY)

    def set_minimum(self, minimum: float) -> None:
        """Publish facts from another confidence on."""
        if minimum != self.minimum:
            added = [row(HEADER, MINIMUM_OF, repr(minimum))]
            self._replace(added, [(HEADER, MINIMUM_OF), (HEADER, SETTLEMENT)])

    def content(self, article_id: str) -> str | None:
        """The digest under which the article was read last, None if it never was."""
        return self._value(article_node(article_id), CONTENT)

    def extraction(self, article_id: str) -> Extraction | None:
        """What the article says, None if it is not there."""
        found = self.said(article_id)
        return msgspec.json.decode(found, type=Extraction) if found else None

    def said(self, article_id: str) -> str | None:
        """The same as JSON."""
        return self._value(article_node(article_id), EXTRACTION)

    def before(self, article_id: str) -> Extraction | None:
        """What an unsettled article said when last settled, None if it was not there."""
        found = self._value(article_node(article_id), BEFORE)
        return msgspec.json.decode(found, type=Extraction) if found else None

    def is_retracted(self, article_id: str) -> bool:
        """True if the article was retracted, whether or not it has been read again since."""
        pending = self._all(PENDING, article_node(article_id))
        corrections = [*map(_correction, pending), *self.corrections(article_id)]
        return any(correction.kind is CorrectionKind.RETRACTION for correction in corrections)

    def articles(self) -> list[str]:
        """The ids of all articles, in no order."""
        return [as_text(quad.object) for quad in self._all(IDENTIFIER)]

    def commit(self, records: Iterable[Record], corrections: Iterable[Correction] = ()) -> None:
        """Write what articles say in place of what they said before: all of `records` or none.

        `corrections` note which of the articles another version was there of.
        """
        records = tuple(records)
        if not records:
            return
        added = [quad for record in records for quad in self._quads(record)]
        outdated = [
            (article_node(record.extraction.article.id), term) for record in records for term in RECORD
        ]
        given = row(HEADER, GIVEN, str(self._last_sequence()))
        done = [*outdated, (HEADER, SETTLEMENT), (HEADER, GIVEN)]
        before = self._before(record.extraction.article.id for record in records)
        self._replace([*added, *before, given, *map(_pending, corrections)], done)

    def retract(self, corrections: Iterable[Correction]) -> None:
        """Take the records of articles away, all or none, and keep the corrections in their place.

        What they said and what their nodes stood for is known until all is settled.
        """
        corrections = tuple(corrections)
        slots = [(article_node(correction.article), term) for correction in corrections for term in WHOLE]
        if corrections:
            before = self._before(correction.article for correction in corrections)
            self._replace([*before, *map(_pending, corrections)], [*slots, (HEADER, SETTLEMENT)])

    def extractions(self) -> Iterator[Extraction]:
        """What every article says, in the order of first reading."""
        decoder = msgspec.json.Decoder(Extraction)
        for quad in sorted(self._all(SEQUENCE), key=lambda quad: int(as_text(quad.object))):
            subject = as_node(quad.subject)
            yield decoder.decode(self._value(subject, EXTRACTION) or "")

    def outdated(self) -> set[str]:
        """The articles whose published graphs lag behind, if those of the others do not."""
        return {self._value(as_node(quad.subject), IDENTIFIER) or "" for quad in self._all(OUTDATED)}

    def unsettled(self) -> set[str]:
        """The articles that say something else, or of other things, than when last settled, or are gone."""
        return self.outdated() | {correction.article for correction in self.pending()}

    def pending(self) -> list[Correction]:
        """The corrections that the published graphs do not show yet, by time; their losses are not known."""
        return sorted(
            map(_correction, self._all(PENDING)), key=lambda correction: (correction.at, correction.article)
        )

    def trace(self, corrections: Iterable[Correction]) -> None:
        """Keep what corrections took away, beside what earlier ones of the articles did."""
        news: dict[str, list[Correction]] = {}
        for correction in corrections:
            news.setdefault(correction.article, []).append(correction)
        histories = [
            (article_node(id), merged(self._history(article_node(id)), new)) for id, new in news.items()
        ]
        added = [ox.Quad(subject, TRACE, json_literal(history), GRAPH) for subject, history in histories]
        self._replace(added, [(subject, TRACE) for subject, _ in histories])

    def corrections(self, article_id: str | None = None) -> list[Correction]:
        """What corrections took away, of one article or of all, by time."""
        found = self._history(None if article_id is None else article_node(article_id))
        return sorted(found, key=lambda correction: (correction.at, correction.article))

    @property
    def settlement(self) -> Settlement | None:
        """None while the published graphs lag behind the records."""
        found = self._value(HEADER, SETTLEMENT)
        return msgspec.json.decode(found, type=Settlement) if found else None

    def settle(self, settlement: Settlement) -> None:
        """Note that the published graphs say what the records say."""
        value = msgspec.json.encode(settlement).decode()
        added = [row(HEADER, SETTLEMENT, value), row(HEADER, LAST, value)]
        done = [(HEADER, SETTLEMENT), (HEADER, LAST), *((None, term) for term in UNSETTLED)]
        self._replace(added, done)

    @property
    def last(self) -> Settlement | None:
        """The last settlement, whatever was read since."""
        found = self._value(HEADER, LAST)
        return msgspec.json.decode(found, type=Settlement) if found else None

    def rows(self) -> Iterator[ox.Quad]:
        """Everything that is kept."""
        return self._database.quads_for_pattern(None, None, None, None)

    def flush(self) -> None:
        """Return when all is on disk."""
        with writing():
            self._database.flush()

    def _history(self, subject: ox.NamedNode | None) -> Iterator[Correction]:
        for quad in self._all(TRACE, subject):
            yield from msgspec.json.decode(as_text(quad.object), type=list[Correction])

    def _quads(self, record: Record) -> Iterator[ox.Quad]:
        article_id = record.extraction.article.id
        subject = article_node(article_id)
        yield row(subject, CONTENT, record.content)
        yield outdated(subject)
        yield ox.Quad(subject, EXTRACTION, json_literal(record.extraction), GRAPH)
        if self._value(subject, SEQUENCE) is None:
            yield row(subject, IDENTIFIER, article_id)
            yield ox.Quad(subject, SEQUENCE, ox.Literal(self._next_sequence()), GRAPH)

    def _before(self, articles: Iterable[str]) -> Iterator[ox.Quad]:
        """What settled articles say, to be kept as what they said."""
        for subject in map(article_node, articles):
            if not any(self._all(OUTDATED, subject)):
                for quad in self._all(EXTRACTION, subject):
                    yield ox.Quad(subject, BEFORE, quad.object, GRAPH)

    def _replace(
        self, added: list[ox.Quad], slots: Sequence[tuple[ox.NamedNode | None, ox.NamedNode]]
    ) -> None:
        find = self._database.quads_for_pattern
        present = {quad for subject, term in slots for quad in find(subject, term, None, GRAPH)}
        apply(self._database, present.difference(added), set(added) - present)

    def _next_sequence(self) -> int:
        self._sequence = self._last_sequence() + 1
        return self._sequence

    def _last_sequence(self) -> int:
        if self._sequence is None:
            given = self._value(HEADER, GIVEN)
            numbers = [given] if given else [as_text(quad.object) for quad in self._all(SEQUENCE)]
            self._sequence = max(map(int, numbers), default=0)
        return self._sequence

    def _all(self, term: ox.NamedNode, subject: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        return self._database.quads_for_pattern(subject, term, None, GRAPH)

    def _value(self, subject: ox.NamedNode, term: ox.NamedNode) -> str | None:
        found = next(iter(self._database.quads_for_pattern(subject, term, None, GRAPH)), None)
        return as_text(found.object) if found else None


def _pending(correction: Correction) -> ox.Quad:
    return ox.Quad(article_node(correction.article), PENDING, json_literal(correction), GRAPH)


def _correction(quad: ox.Quad) -> Correction:
    return msgspec.json.decode(as_text(quad.object), type=Correction)

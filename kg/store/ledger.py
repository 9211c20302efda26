"""The ledger: what was read from each article, so that resolving and mapping again never runs a model."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import LIKELY, Extraction
from kg.rdf.corrections import Correction, CorrectionKind, merged
from kg.rdf.iris import BASE
from kg.store.changes import apply
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
EXTRACTION = ox.NamedNode(TERMS + "extraction")
ASSIGNMENT = ox.NamedNode(TERMS + "assignment")
FORMER = ox.NamedNode(TERMS + "former")
OUTDATED = ox.NamedNode(TERMS + "outdated")  # of an article whose published graph lags behind
PENDING = ox.NamedNode(TERMS + "pending")
TRACE = ox.NamedNode(TERMS + "trace")
RECORD = (CONTENT, EXTRACTION)
Ref = tuple[str, str]  # (article id, node key)
T = TypeVar("T")
WHOLE = (*RECORD, IDENTIFIER, SEQUENCE, ASSIGNMENT, FORMER, OUTDATED)


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
        self.kept = Kept(database)
        self._sequence: int | None = None  # the last one given: one process writes, so it is looked up once

    @classmethod
    def start(cls, database: ox.Store) -> Ledger:
        """The ledger of a database; an empty database gets a header.

        Raises StoreError if the database holds something else, or a ledger of another format.
        """
        ledger = cls(database)
        if len(database) == 0:
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
        found = self._value(article_node(article_id), EXTRACTION)
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
        self._replace([*added, *map(_pending, corrections)], [*outdated, (HEADER, SETTLEMENT)])

    def retract(self, corrections: Iterable[Correction]) -> None:
        """Take the records of articles away, all or none, and keep the corrections in their place."""
        corrections = tuple(corrections)
        slots = [(article_node(correction.article), term) for correction in corrections for term in WHOLE]
        if corrections:
            self._replace(list(map(_pending, corrections)), [*slots, (HEADER, SETTLEMENT)])

    def extractions(self) -> Iterator[Extraction]:
        """What every article says, in the order of first reading."""
        decoder = msgspec.json.Decoder(Extraction)
        for quad in sorted(self._all(SEQUENCE), key=lambda quad: int(as_text(quad.object))):
            subject = as_node(quad.subject)
            yield decoder.decode(self._value(subject, EXTRACTION) or "")

    def assignments(self) -> dict[Ref, str]:
        """(article id, node key) → entity id, as last settled."""
        found = {}
        for quad in self._all(ASSIGNMENT):
            article_id = self._value(as_node(quad.subject), IDENTIFIER) or ""
            entries = msgspec.json.decode(as_text(quad.object), type=dict[str, str])
            found.update({(article_id, key): entity for key, entity in entries.items()})
        return found

    def assignment(self, article_id: str) -> dict[str, str]:
        """Node key → entity id, as last settled."""
        found = self._value(article_node(article_id), ASSIGNMENT)
        return msgspec.json.decode(found, type=dict[str, str]) if found else {}

    def assign(self, entity_of: Mapping[Ref, str], articles: Collection[str] | None = None) -> None:
        """Keep which entity each node of these articles (else of all) stands for: the next ids are the same.

        The graphs of articles whose nodes stand for other things than before are outdated with it.
        """
        wanted = {
            ox.Quad(article_node(id), ASSIGNMENT, json_literal(keys), GRAPH)
            for id, keys in by_article(entity_of, articles).items()
        }
        present = set(self._of(ASSIGNMENT, articles))
        changed = {_outdated(as_node(quad.subject)) for quad in wanted - present}
        apply(self._database, present - wanted, (wanted - present) | changed)

    def outdated(self) -> set[str]:
        """The articles whose published graphs lag behind, if those of the others do not."""
        return {self._value(as_node(quad.subject), IDENTIFIER) or "" for quad in self._all(OUTDATED)}

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

    def former(self) -> dict[Ref, tuple[str, ...]]:
        """(article id, node key) → the entity ids before the one assigned, the latest first."""
        found = {}
        for quad in self._all(FORMER):
            article_id = self._value(as_node(quad.subject), IDENTIFIER)
            entries = msgspec.json.decode(as_text(quad.object), type=dict[str, tuple[str, ...]])
            if article_id is not None:
                found.update({(article_id, key): ids for key, ids in entries.items()})
        return found

    def former_of(self, article_id: str) -> dict[str, tuple[str, ...]]:
        """Node key → the entity ids before the one assigned, the latest first."""
        found = self._value(article_node(article_id), FORMER)
        return msgspec.json.decode(found, type=dict[str, tuple[str, ...]]) if found else {}

    def retire(self, former: Mapping[Ref, tuple[str, ...]], articles: Collection[str] | None = None) -> None:
        """Keep which ids nodes of these articles (else of all) had before: a split gives them back."""
        wanted = {
            ox.Quad(article_node(id), FORMER, json_literal(ids), GRAPH)
            for id, ids in by_article(former, articles).items()
        }
        present = set(self._of(FORMER, articles))
        apply(self._database, present - wanted, wanted - present)

    @property
    def settlement(self) -> Settlement | None:
        """None while the published graphs lag behind the records."""
        found = self._value(HEADER, SETTLEMENT)
        return msgspec.json.decode(found, type=Settlement) if found else None

    def settle(self, settlement: Settlement) -> None:
        """Note that the published graphs say what the records say."""
        value = msgspec.json.encode(settlement).decode()
        added = [row(HEADER, SETTLEMENT, value), row(HEADER, LAST, value)]
        done = [(HEADER, SETTLEMENT), (HEADER, LAST), (None, OUTDATED), (None, PENDING)]
        self._replace(added, done)

    @property
    def last(self) -> Settlement | None:
        """The last settlement, whatever was read since."""
        found = self._value(HEADER, LAST)
        return msgspec.json.decode(found, type=Settlement) if found else None

    def flush(self) -> None:
        """Return when all is on disk."""
        self._database.flush()

    def _history(self, subject: ox.NamedNode | None) -> Iterator[Correction]:
        for quad in self._all(TRACE, subject):
            yield from msgspec.json.decode(as_text(quad.object), type=list[Correction])

    def _quads(self, record: Record) -> Iterator[ox.Quad]:
        article_id = record.extraction.article.id
        subject = article_node(article_id)
        yield row(subject, CONTENT, record.content)
        yield _outdated(subject)
        yield ox.Quad(subject, EXTRACTION, json_literal(record.extraction), GRAPH)
        if self._value(subject, SEQUENCE) is None:
            yield row(subject, IDENTIFIER, article_id)
            yield ox.Quad(subject, SEQUENCE, ox.Literal(self._next_sequence()), GRAPH)

    def _replace(self, added: list[ox.Quad], slots: list[tuple[ox.NamedNode | None, ox.NamedNode]]) -> None:
        find = self._database.quads_for_pattern
        present = {quad for subject, term in slots for quad in find(subject, term, None, GRAPH)}
        apply(self._database, present.difference(added), set(added) - present)

    def _next_sequence(self) -> int:
        if self._sequence is None:
            self._sequence = max((int(as_text(quad.object)) for quad in self._all(SEQUENCE)), default=0)
        self._sequence += 1
        return self._sequence

    def _all(self, term: ox.NamedNode, subject: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        return self._database.quads_for_pattern(subject, term, None, GRAPH)

    def _of(self, term: ox.NamedNode, articles: Collection[str] | None) -> Iterator[ox.Quad]:
        subjects = [None] if articles is None else map(article_node, articles)
        return (quad for subject in subjects for quad in self._all(term, subject))

    def _value(self, subject: ox.NamedNode, term: ox.NamedNode) -> str | None:
        found = next(iter(self._database.quads_for_pattern(subject, term, None, GRAPH)), None)
        return as_text(found.object) if found else None


def _outdated(subject: ox.NamedNode) -> ox.Quad:
    return row(subject, OUTDATED, "")


def _pending(correction: Correction) -> ox.Quad:
    return ox.Quad(article_node(correction.article), PENDING, json_literal(correction), GRAPH)


def _correction(quad: ox.Quad) -> Correction:
    return msgspec.json.decode(as_text(quad.object), type=Correction)


def by_article(values: Mapping[Ref, T], articles: Collection[str] | None = None) -> dict[str, dict[str, T]]:
    """Values of nodes, for each article (of those given) by node key in order."""
    found: dict[str, dict[str, T]] = {}
    for (article, key), value in sorted(values.items()):
        if articles is None or article in articles:
            found.setdefault(article, {})[key] = value
    return found

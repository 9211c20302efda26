"""The ledger: what was read from each article, so that resolving and mapping again never runs a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import msgspec
import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import LIKELY, Extraction
from kg.rdf.iris import BASE, ledger_graph
from kg.store.changes import apply

FORMAT = "1"
DAMAGED = "the ledger is damaged: build a new store elsewhere"
GRAPH = ledger_graph()
TERMS = "https://w3id.org/entity-kg/ledger#"
HEADER = ox.NamedNode(TERMS + "ledger")
FORMAT_OF = ox.NamedNode(TERMS + "format")
BASE_OF = ox.NamedNode(TERMS + "base")
MINIMUM_OF = ox.NamedNode(TERMS + "minimum")
SETTLEMENT = ox.NamedNode(TERMS + "settlement")
IDENTIFIER = ox.NamedNode(TERMS + "identifier")
CONTENT = ox.NamedNode(TERMS + "content")
SEQUENCE = ox.NamedNode(TERMS + "sequence")
EXTRACTION = ox.NamedNode(TERMS + "extraction")
ASSIGNMENT = ox.NamedNode(TERMS + "assignment")
FORMER = ox.NamedNode(TERMS + "former")
RECORD = (CONTENT, EXTRACTION)
JSON = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON")


@dataclass(frozen=True, slots=True)
class Record:
    """What one article said. `content` is a digest of the article and of the code that read it."""

    extraction: Extraction
    content: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """The published graphs say what the ledger says, as code of this `version` sees it."""

    version: str
    entities: int
    facts: int


class Ledger:
    """Records by article id, in the order of their first reading, in one Oxigraph graph.

    Every method that writes is one transaction, and everything that makes the published graphs out of date
    takes the settlement away in the same transaction.
    """

    def __init__(self, database: ox.Store) -> None:
        self._database = database
        self._sequence: int | None = None  # the last one given: one process writes, so it is looked up once

    @classmethod
    def start(cls, database: ox.Store) -> Ledger:
        """The ledger of a database; an empty database gets a header.

        Raises StoreError if the database holds something else, or a ledger of another format.
        """
        ledger = cls(database)
        if len(database) == 0:
            apply(database, (), (_quad(HEADER, FORMAT_OF, FORMAT), _quad(HEADER, BASE_OF, BASE)))
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
            self._replace([_quad(HEADER, BASE_OF, base)], [(HEADER, BASE_OF), (HEADER, SETTLEMENT)])

    @property
    def minimum(self) -> float:
        """The confidence from which facts are published; those below it are kept here."""
        return float(self._value(HEADER, MINIMUM_OF) or LIKELY)

    def set_minimum(self, minimum: float) -> None:
        """Publish facts from another confidence on."""
        if minimum != self.minimum:
            added = [_quad(HEADER, MINIMUM_OF, repr(minimum))]
            self._replace(added, [(HEADER, MINIMUM_OF), (HEADER, SETTLEMENT)])

    def content(self, article_id: str) -> str | None:
        """The digest under which the article was read last, None if it never was."""
        return self._value(_subject(article_id), CONTENT)

    def commit(self, records: Iterable[Record]) -> None:
        """Write what articles say in place of what they said before: all of `records` or none."""
        records = tuple(records)
        if not records:
            return
        added = [quad for record in records for quad in self._quads(record)]
        outdated = [(_subject(record.extraction.article.id), term) for record in records for term in RECORD]
        self._replace(added, [*outdated, (HEADER, SETTLEMENT)])

    def extractions(self) -> Iterator[Extraction]:
        """What every article says, in the order of first reading."""
        decoder = msgspec.json.Decoder(Extraction)
        for subject in self._subjects():
            yield decoder.decode(self._value(subject, EXTRACTION) or "")

    def assignments(self) -> dict[tuple[str, str], str]:
        """(article id, node key) → entity id, as last settled."""
        found = {}
        for quad in self._database.quads_for_pattern(None, ASSIGNMENT, None, GRAPH):
            article_id = self._value(_node(quad.subject), IDENTIFIER) or ""
            entries = msgspec.json.decode(_text(quad.object), type=dict[str, str])
            found.update({(article_id, key): entity for key, entity in entries.items()})
        return found

    def assign(self, entity_of: Mapping[tuple[str, str], str]) -> None:
        """Keep which entity each node stands for, so that the next settling gives the same ids."""
        entries: dict[str, dict[str, str]] = {}
        for (article_id, key), entity in entity_of.items():
            entries.setdefault(article_id, {})[key] = entity
        wanted = {_assignment(article_id, keys) for article_id, keys in entries.items()}
        present = set(self._database.quads_for_pattern(None, ASSIGNMENT, None, GRAPH))
        apply(self._database, present - wanted, wanted - present)

    def former(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """(article id, node key) → the entity ids before the one assigned, the latest first."""
        found = {}
        for quad in self._database.quads_for_pattern(None, FORMER, None, GRAPH):
            article_id = self._value(_node(quad.subject), IDENTIFIER)
            entries = msgspec.json.decode(_text(quad.object), type=dict[str, tuple[str, ...]])
            if article_id is not None:
                found.update({(article_id, key): ids for key, ids in entries.items()})
        return found

    def retire(self, former: Mapping[tuple[str, str], tuple[str, ...]]) -> None:
        """Keep which entity ids nodes had before, so that a split gives them back, and old names lead on."""
        entries: dict[str, dict[str, tuple[str, ...]]] = {}
        for (article_id, key), ids in sorted(former.items()):
            entries.setdefault(article_id, {})[key] = ids
        wanted = {ox.Quad(_subject(id), FORMER, _json(ids), GRAPH) for id, ids in entries.items()}
        present = set(self._database.quads_for_pattern(None, FORMER, None, GRAPH))
        apply(self._database, present - wanted, wanted - present)

    @property
    def settlement(self) -> Settlement | None:
        """None while the published graphs lag behind the records."""
        found = self._value(HEADER, SETTLEMENT)
        return msgspec.json.decode(found, type=Settlement) if found else None

    def settle(self, settlement: Settlement) -> None:
        """Note that the published graphs say what the records say."""
        value = msgspec.json.encode(settlement).decode()
        self._replace([_quad(HEADER, SETTLEMENT, value)], [(HEADER, SETTLEMENT)])

    def _quads(self, record: Record) -> Iterator[ox.Quad]:
        article_id = record.extraction.article.id
        subject = _subject(article_id)
        yield _quad(subject, CONTENT, record.content)
        yield ox.Quad(subject, EXTRACTION, _json(record.extraction), GRAPH)
        if self._value(subject, SEQUENCE) is None:
            yield _quad(subject, IDENTIFIER, article_id)
            yield ox.Quad(subject, SEQUENCE, ox.Literal(self._next_sequence()), GRAPH)

    def _replace(self, added: list[ox.Quad], slots: list[tuple[ox.NamedNode, ox.NamedNode]]) -> None:
        find = self._database.quads_for_pattern
        present = {quad for subject, term in slots for quad in find(subject, term, None, GRAPH)}
        apply(self._database, present.difference(added), set(added) - present)

    def _subjects(self) -> list[ox.NamedNode]:
        numbered = self._database.quads_for_pattern(None, SEQUENCE, None, GRAPH)
        return [_node(quad.subject) for quad in sorted(numbered, key=lambda quad: int(_text(quad.object)))]

    def _next_sequence(self) -> int:
        if self._sequence is None:
            numbered = self._database.quads_for_pattern(None, SEQUENCE, None, GRAPH)
            self._sequence = max((int(_text(quad.object)) for quad in numbered), default=0)
        self._sequence += 1
        return self._sequence

    def _value(self, subject: ox.NamedNode, term: ox.NamedNode) -> str | None:
        found = next(iter(self._database.quads_for_pattern(subject, term, None, GRAPH)), None)
        return _text(found.object) if found else None


def _subject(article_id: str) -> ox.NamedNode:
    return ox.NamedNode(TERMS + "article/" + quote(article_id, safe="", errors="surrogatepass"))


def _quad(subject: ox.NamedNode, term: ox.NamedNode, value: str) -> ox.Quad:
    return ox.Quad(subject, term, ox.Literal(value), GRAPH)


def _assignment(article_id: str, keys: dict[str, str]) -> ox.Quad:
    return ox.Quad(_subject(article_id), ASSIGNMENT, _json(dict(sorted(keys.items()))), GRAPH)


def _json(value: object) -> ox.Literal:
    return ox.Literal(msgspec.json.encode(value).decode(), datatype=JSON)


def _node(term: object) -> ox.NamedNode:
    if not isinstance(term, ox.NamedNode):
        raise StoreError(DAMAGED)
    return term


def _text(term: object) -> str:
    if not isinstance(term, ox.Literal):
        raise StoreError(DAMAGED)
    return term.value

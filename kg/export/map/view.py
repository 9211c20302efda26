"""Graph → `MapView`: all that the page shows, as plain frozen data in a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.export.map import words
from kg.export.map.facts import Fact, collect_facts
from kg.export.map.names import Links, Names, name_nodes, post_title
from kg.export.map.source import Report, Rows, Source, read_rows
from kg.model import Kind, Predicate, Status

ORDER = tuple(words.KINDS)  # kinds in the order of the legend
UNDRAWN = frozenset({Kind.POST, Kind.QUOTATION})  # told with their people
EVENTS = frozenset({Kind.VISIT, Kind.MEETING, Kind.AGREEMENT})
UNREAL = frozenset({Status.PLANNED.value, Status.CANCELLED.value})


@dataclass(frozen=True, slots=True)
class MapNode:
    """A thing on the map. `key` is its IRI below the base, or the whole IRI.

    `notes` are lines below the name (posts; dates and state); `degree` counts neighbours in the whole graph,
    also those left out of the map; `articles` index `MapView.articles`; dates are whole ISO ones (`notes`
    keep whatever else the graph has).
    """

    key: str
    kind: Kind
    name: str
    names: tuple[str, ...]
    notes: tuple[str, ...]
    status: str | None
    start: str | None
    stop: str | None
    degree: int
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MapEvidence:
    """Where a fact is said: indexes into `MapView.quotes` and `.articles`; confidence 0–1."""

    quote: int | None
    article: int | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class MapFact:
    """`source phrase target`, as it is read aloud; a fact without `target` says `text`, a post has both."""

    source: str
    phrase: str
    target: str | None
    text: str
    asserted: bool
    evidence: tuple[MapEvidence, ...]


@dataclass(frozen=True, slots=True)
class MapEdge:
    """All relations between two nodes as one line; `facts` index `MapView.facts`, the weightiest first.

    `doubtful`: it is not so now (a former post) or not yet or never was (a planned or cancelled event).
    """

    key: str
    source: str
    target: str
    label: str
    arrow: bool
    doubtful: bool
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """The page's data; equal graphs give equal views. `omitted` counts, by kind, what the limit left out."""

    title: str
    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    facts: tuple[MapFact, ...]
    quotes: tuple[str, ...]
    articles: tuple[Report, ...]
    omitted: Mapping[str, int]
    unlinked: int


def view_map(source: Source, title: str, limit: int) -> MapView:
    """Read the graph and choose at most `limit` nodes, the most connected first.

    Nodes without any relation are not drawn; those that an article tells of are counted in `unlinked`.
    Raises ValueError if `limit` is below 1.
    """
    if limit < 1:
        raise ValueError(f"a map of {limit} nodes: give a limit of 1 or more")
    rows = read_rows(source)
    links = Links(rows)
    names = name_nodes(rows, links)
    facts = collect_facts(rows, links, names)
    degrees = _degrees(facts)
    ranked = sorted(
        degrees, key=lambda node: (-degrees[node], ORDER.index(rows.kinds[node]), names.full[node], node)
    )
    return _Builder(rows, links, names, degrees, ranked[:limit]).view(title, facts, ranked[limit:])


def _degrees(facts: Iterable[Fact]) -> dict[str, int]:
    pairs = {frozenset((fact.source, fact.target)) for fact in facts if fact.target and fact.asserted}
    return dict(Counter(node for pair in pairs if len(pair) == 2 for node in pair))


class _Builder:
    """Gives keys and indexes to what is shown."""

    def __init__(
        self, rows: Rows, links: Links, names: Names, degrees: Mapping[str, int], chosen: Iterable[str]
    ) -> None:
        self._rows, self._links, self._names, self._degrees = rows, links, names, degrees
        self._keys = _short_keys(chosen)
        self._quotes: dict[str, int] = {}
        self._articles: dict[str, int] = {}

    def view(self, title: str, facts: Iterable[Fact], omitted: Iterable[str]) -> MapView:
        shown = [fact for fact in facts if self._is_shown(fact)]
        told = tuple(self._fact(fact) for fact in shown)
        nodes = tuple(self._node(iri) for iri in self._keys)
        return MapView(
            title=title,
            nodes=nodes,
            edges=tuple(_edges(shown, told, {node.key for node in nodes if node.status in UNREAL})),
            facts=told,
            quotes=tuple(self._quotes),
            articles=tuple(self._rows.reports.get(iri) or Report(iri, iri) for iri in self._articles),
            omitted=_count_kinds(self._rows.kinds[iri] for iri in omitted),
            unlinked=self._unlinked(),
        )

    def _is_shown(self, fact: Fact) -> bool:
        return fact.source in self._keys and (fact.target is None or fact.target in self._keys)

    def _unlinked(self) -> int:
        return sum(
            iri in self._rows.reported and iri not in self._degrees
            for iri, kind in self._rows.kinds.items()
            if kind not in UNDRAWN
        )

    def _node(self, iri: str) -> MapNode:
        kind = self._rows.kinds[iri]
        status = _status(self._links.objects(iri, Predicate.STATUS))
        start = self._links.first(iri, Predicate.START_DATE, Predicate.DATE)
        stop = self._links.first(iri, Predicate.END_DATE, Predicate.DATE)
        return MapNode(
            key=self._keys[iri],
            kind=kind,
            name=self._names.full[iri],
            names=self._names.forms[iri],
            notes=tuple(self._notes(iri, kind, status, start, stop)),
            status=status,
            start=start if words.is_day(start) else None,
            stop=stop if words.is_day(stop) else None,
            degree=self._degrees[iri],
            articles=tuple(self._article(article) for article in self._rows.reported.get(iri, ())),
        )

    def _notes(
        self, iri: str, kind: Kind, status: str | None, start: str | None, stop: str | None
    ) -> Iterator[str]:
        if kind in EVENTS:
            yield from filter(None, (words.interval(start, stop), status and words.status_word(kind, status)))
        for post in self._links.objects(iri, Predicate.HOLDS_POST):
            yield post_title(post, self._links, self._names.full)
        for post in self._links.objects(iri, Predicate.FORMER_POST):
            yield f"прежде: {post_title(post, self._links, self._names.full)}"
        yield from self._links.objects(iri, Predicate.OCCUPATION)

    def _fact(self, fact: Fact) -> MapFact:
        evidence = (
            MapEvidence(
                None if claim.quote is None else self._quote(claim.quote),
                None if claim.article is None else self._article(claim.article),
                claim.confidence,
            )
            for claim in fact.claims
        )
        target = None if fact.target is None else self._keys[fact.target]
        source = self._keys[fact.source]
        return MapFact(source, fact.phrase, target, fact.text, fact.asserted, tuple(dict.fromkeys(evidence)))

    def _quote(self, quote: str) -> int:
        return self._quotes.setdefault(quote, len(self._quotes))

    def _article(self, iri: str) -> int:
        return self._articles.setdefault(iri, len(self._articles))


def _short_keys(iris: Iterable[str]) -> dict[str, str]:
    """IRI → the part below `/id/` where that stays unique, else the IRI itself."""
    chosen = list(iris)
    tails = {iri: iri.partition("/id/")[2] or iri for iri in chosen}
    uses = Counter(tails.values())
    return {iri: tails[iri] if uses[tails[iri]] == 1 else iri for iri in chosen}


def _status(found: list[str]) -> str | None:
    """One state: the latest in the life of a visit, unknown words last."""
    life = [status.value for status in (Status.CANCELLED, Status.HAPPENED, Status.SIGNED, Status.ONGOING)]
    known = [status for status in (*life, Status.PLANNED.value) if status in found]
    return next(iter([*known, *found]), None)


def _count_kinds(kinds: Iterable[Kind]) -> dict[str, int]:
    counted = Counter(kinds)
    return {kind.value: counted[kind] for kind in ORDER if counted[kind]}


def _edges(facts: Iterable[Fact], told: Iterable[MapFact], unreal: Container[str]) -> Iterator[MapEdge]:
    pairs: dict[tuple[str, ...], list[tuple[int, Fact, MapFact]]] = {}
    for index, (fact, shown) in enumerate(zip(facts, told, strict=True)):
        if shown.target and shown.target != shown.source and shown.asserted:
            pairs.setdefault(tuple(sorted((shown.source, shown.target))), []).append((index, fact, shown))
    for pair in sorted(pairs):
        entries = sorted(pairs[pair], key=lambda entry: (entry[1].weight, entry[0]))
        yield _edge(entries, any(end in unreal for end in pair))


def _edge(entries: list[tuple[int, Fact, MapFact]], unreal: bool) -> MapEdge:
    _, fact, first = entries[0]
    assert first.target is not None  # the caller keeps relations only
    phrases = dict.fromkeys(shown.phrase for _, _, shown in entries)
    if words.RELATIONS[Predicate.LED_BY].text in phrases:  # a head is a member: not said twice on the line
        phrases.pop(words.RELATIONS[Predicate.MEMBER_OF].text, None)
    return MapEdge(
        key=f"{first.source} {first.target}",
        source=first.source,
        target=first.target,
        label=", ".join(phrases),
        arrow=fact.arrow,
        doubtful=unreal or first.phrase == words.RELATIONS[Predicate.FORMER_POST].text,
        facts=tuple(index for index, _, _ in entries),
    )

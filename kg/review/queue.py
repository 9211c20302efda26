"""Which pairs a person is asked about, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from kg.identity import JUDGED, Judgement, Merge, Ref, Standing, Unsure
from kg.link import Resolution, resolve
from kg.model import Extraction, Kind
from kg.review.cards import Card, name_of, side

Pair = Merge | Unsure | Standing


class Queue(StrEnum):
    """UNSURE: what neither rules nor people decided; MERGED: what rules joined; JUDGED: what people said."""

    UNSURE = "unsure"
    MERGED = "merged"
    JUDGED = "judged"


def cards(
    extractions: Sequence[Extraction],
    previous: Mapping[Ref, str],
    judgements: Mapping[int, Judgement],
    queue: Queue = Queue.UNSURE,
    kinds: Iterable[Kind] = JUDGED,
) -> list[Card]:
    """The pairs of a queue. `previous` are the entity ids of the store, `judgements` those by line.

    Unsure pairs come by their score times the number of articles that a merge would bring together, merged
    ones by their score, the weakest first, judged ones the latest first.
    """
    resolution = resolve(extractions, previous, judgements=judgements)
    by_article = {extraction.article.id: extraction for extraction in extractions}
    reports = articles_of(resolution)
    wanted = frozenset(kinds)
    pairs = [pair for pair in ranked(resolution, queue, reports) if kind_of(by_article, pair.one) in wanted]
    return [card(pair, by_article, reports) for pair in pairs]


def articles_of(resolution: Resolution) -> dict[Ref, int]:
    """The number of articles that tell of the thing of each node."""
    counts = {entity: len({article for article, _ in entity.members}) for entity in resolution.entities}
    return {ref: count for entity, count in counts.items() for ref in entity.members}


def ranked(resolution: Resolution, queue: Queue, reports: Mapping[Ref, int]) -> Iterator[Pair]:
    """The pairs of a queue in order."""
    identity = resolution.identity
    if queue is Queue.JUDGED:
        yield from reversed(identity.judged)
    elif queue is Queue.MERGED:
        merges = (merge for merge in identity.merges if not merge.judged)
        yield from sorted(merges, key=lambda merge: (merge.score, merge.one, merge.other))
    else:
        yield from sorted(
            identity.unsure,
            key=lambda pair: (-pair.score * (reports[pair.one] + reports[pair.other]), pair.one, pair.other),
        )


def kind_of(by_article: Mapping[str, Extraction], ref: Ref) -> Kind | None:
    """The kind of a node."""
    return next((node.kind for node in by_article[ref[0]].nodes if node.key == ref[1]), None)


def card(pair: Pair, by_article: Mapping[str, Extraction], reports: Mapping[Ref, int]) -> Card:
    """What is shown of a pair."""
    one, other = (side(by_article[ref[0]], ref[1], reports[ref]) for ref in (pair.one, pair.other))
    if isinstance(pair, Standing):
        said = pair.judgement
        return Card(said.kind, one, other, 1.0, f"judged {said.verdict}", judgement=said)
    kind = kind_of(by_article, pair.one)
    if kind is None:
        raise KeyError(pair.one)
    return Card(kind, one, other, pair.score, pair.reason, against(pair, by_article))


def against(pair: Merge | Unsure, by_article: Mapping[str, Extraction]) -> str:
    """What kept the two apart, with the name of the third that is in the way."""
    if isinstance(pair, Merge):
        return ""
    rival = pair.rival
    named = f": {name_of(by_article[rival[0]], rival[1])} ({rival[0]})" if rival else ""
    return pair.obstacle + named

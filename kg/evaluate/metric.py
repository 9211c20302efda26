"""Precision, recall and F1 over slot fillers, micro-averaged over a set of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import ReadError
from kg.evaluate.align import Matched, align
from kg.evaluate.facts import (
    EXTRA_KINDS,
    KINDS,
    TOPIC,
    FactsByKind,
    GoldEntity,
    Labels,
    Slots,
    matches,
    no_facts,
    show,
)
from kg.evaluate.found import read_graph
from kg.evaluate.gold import Gold, gold_files, read_gold

STATUS_SHARE = "status of matched visits"
LABEL_SHARE = "preferred label right"


class Verdict(StrEnum):
    """What became of a slot filler: found, false alarm or missed."""

    HIT = "tp"
    FALSE = "fp"
    MISS = "fn"


@dataclass(frozen=True, slots=True)
class Error:
    """A filler of an article that was missed or is a false alarm; `slot` as in `visits.stops`."""

    article: str
    verdict: Verdict
    slot: str
    text: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall, F1 (0–1) and the counts behind them."""

    p: float
    r: float
    f1: float
    tp: int
    fp: int
    fn: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share (0–1) of so many cases."""

    share: float
    of: int


@dataclass(frozen=True, slots=True)
class Report:
    """Figures by slot (`visits.stops`), kind and over all (`all`); shares; errors; unreadable graphs."""

    figures: dict[str, Figures]
    shares: dict[str, Share]
    errors: tuple[Error, ...]
    unreadable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One filler judged, in the article's order."""

    verdict: Verdict
    kind: str
    slot: str
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What the articles read so far add up to."""

    counts: dict[str, Counter[Verdict]]
    shares: dict[str, list[bool]]
    errors: list[Error]
    unreadable: list[str]


def score(gold_dir: Path, graph_dir: Path) -> Report:
    """Compare each gold file `NAME.json` with `NAME.ttl`, the graph of that article alone.

    A graph that is missing or cannot be read states nothing; the report lists the unreadable ones. Raises
    ReadError for a broken gold file or a folder without any.
    """
    tally = Tally({}, {STATUS_SHARE: [], LABEL_SHARE: []}, [], [])
    for path in gold_files(gold_dir):
        gold = read_gold(path)
        found = graph_of(path.stem, graph_dir, tally)
        add(tally, path.stem, gold.facts, found)
        add_extra(tally, path.stem, gold, found)
    return summary(tally)


def graph_of(article: str, graph_dir: Path, tally: Tally) -> FactsByKind:
    """The facts of an article's graph; none of an unreadable one, which is noted."""
    try:
        return read_graph(graph_dir / f"{article}.ttl")
    except ReadError as error:
        tally.unreadable.append(str(error))
        return no_facts()


def add(tally: Tally, article: str, gold: FactsByKind, found: FactsByKind) -> None:
    """Count one article."""
    for kind in KINDS:
        aligned = align(gold[kind], found[kind])
        for judged in judge(kind, gold[kind], found[kind], aligned):
            slot = f"{kind}.{judged.slot}"
            tally.counts.setdefault(slot, Counter())[judged.verdict] += 1
            if judged.verdict is not Verdict.HIT:
                tally.errors.append(Error(article, judged.verdict, slot, judged.text))
        if kind == "visits":
            tally.shares[STATUS_SHARE] += statuses(gold[kind], aligned)
        tally.shares[LABEL_SHARE] += labels(gold[kind], found[kind], aligned)


def add_extra(tally: Tally, article: str, gold: Gold, found: FactsByKind) -> None:
    """Count one article's quotations and topics, where it is annotated with them."""
    for kind in gold.extra:
        aligned = align(gold.facts[kind], found[kind])
        for judged in judge(kind, gold.facts[kind], found[kind], aligned):
            if kind == "topics" and not judged.slot.startswith(TOPIC):
                continue  # the event's own slots, which only say which event it is
            slot = f"{kind}.{judged.slot.removeprefix(TOPIC)}"
            tally.counts.setdefault(slot, Counter())[judged.verdict] += 1
            if judged.verdict is not Verdict.HIT:
                tally.errors.append(Error(article, judged.verdict, slot, judged.text))


Aligned = dict[int, tuple[int, Matched]]


def judge(kind: str, gold: Sequence[Slots], found: Sequence[Slots], aligned: Aligned) -> Iterator[Judged]:
    """The verdict on every filler: gold facts first, each with the fact that answers it."""
    for i, fact in enumerate(gold):
        j, matched = aligned.get(i, (None, []))
        yield from verdicts(kind, fact, {a for a, _ in matched}, Verdict.HIT, Verdict.MISS)
        if j is not None:
            yield from verdicts(kind, found[j], {b for _, b in matched}, None, Verdict.FALSE)
    used = {j for j, _ in aligned.values()}
    for j, fact in enumerate(found):
        if j not in used:
            yield from verdicts(kind, fact, set(), None, Verdict.FALSE)


def verdicts(kind: str, fact: Slots, hits: set[int], good: Verdict | None, bad: Verdict) -> Iterator[Judged]:
    """The fillers of one fact: `good` for those hit (None: counted elsewhere), `bad` for the others."""
    for index, (slot, filler) in enumerate(fact):
        verdict = good if index in hits else bad
        if verdict:
            yield Judged(verdict, kind, slot, show(filler))


def statuses(gold: Sequence[Slots], aligned: Aligned) -> Iterator[bool]:
    """Of each visit found, whether its status is right."""
    for i, (_, matched) in sorted(aligned.items()):
        yield any(gold[i][a][0] == "status" for a, _ in matched)


def labels(gold: Sequence[Slots], found: Sequence[Slots], aligned: Aligned) -> Iterator[bool]:
    """Of each entity found, whether a preferred label is among its right names."""
    for i, (j, matched) in sorted(aligned.items()):
        for a, b in matched:
            entity, node = gold[i][a][1], found[j][b][1]
            if isinstance(entity, GoldEntity) and isinstance(node, Labels):
                yield any(matches(entity, frozenset({name})) for name in node.preferred)


def summary(tally: Tally) -> Report:
    """The figures of all counts, each kind's slots before the kind; of quotations and topics last."""
    figures: dict[str, Figures] = {}
    total: Counter[Verdict] = Counter()
    for kind in KINDS:
        total += add_figures(figures, tally, kind)
    figures["all"] = figure(total)
    for kind in EXTRA_KINDS:
        if any(slot.startswith(f"{kind}.") for slot in tally.counts):
            add_figures(figures, tally, kind)
    shares = {name: share(hits) for name, hits in tally.shares.items()}
    return Report(figures, shares, tuple(tally.errors), tuple(tally.unreadable))


def add_figures(figures: dict[str, Figures], tally: Tally, kind: str) -> Counter[Verdict]:
    """Put in the figures of a kind's slots and of the kind; its counts."""
    slots = sorted(slot for slot in tally.counts if slot.startswith(f"{kind}."))
    figures |= {slot: figure(tally.counts[slot]) for slot in slots}
    total = sum((tally.counts[slot] for slot in slots), Counter[Verdict]())
    figures[kind] = figure(total)
    return total


def figure(counts: Counter[Verdict]) -> Figures:
    """Precision, recall and F1 of counts, 0 where they are undefined, to four digits."""
    tp, fp, fn = counts[Verdict.HIT], counts[Verdict.FALSE], counts[Verdict.MISS]
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return Figures(round(p, 4), round(r, 4), round(f1, 4), tp, fp, fn)


def share(hits: Iterable[bool]) -> Share:
    """The share of hits, 0 of none."""
    cases = list(hits)
    return Share(round(sum(cases) / len(cases), 4) if cases else 0.0, len(cases))

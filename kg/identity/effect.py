"""Judgements → what holds of nodes: the last word on a pair counts, and no two that exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.identity.anchors import locate
from kg.identity.decisions import Ref, Standing
from kg.identity.judgement import Anchor, Judgement, Verdict
from kg.model import Extraction, Kind


@dataclass(frozen=True, slots=True)
class Effect:
    """The judgements that hold, in the order of their lines, and what is to be said of the others."""

    standing: tuple[Standing, ...] = ()
    messages: tuple[str, ...] = ()

    def of(self, verdict: Verdict) -> tuple[Standing, ...]:
        """Those with that verdict."""
        return tuple(found for found in self.standing if found.judgement.verdict is verdict)


def effective(judgements: Mapping[int, Judgement], extractions: Iterable[Extraction]) -> Effect:
    """What the judgements (by line) say of the nodes of the extractions.

    Of two on one pair the one further down holds. One that contradicts others further down, also over
    several steps, does not hold and is named. Those on articles that are not there wait silently.
    """
    by_article = {extraction.article.id: extraction for extraction in extractions} if judgements else {}
    messages: list[str] = []
    last: dict[frozenset[Ref], Standing] = {}
    for found in located(judgements, by_article, messages):
        last[frozenset((found.one, found.other))] = found
    given = [found for found in last.values() if found.judgement.verdict is not Verdict.NONE]
    standing = consistent(sorted(given, key=lambda found: -found.line), messages)
    return Effect(tuple(sorted(standing, key=lambda found: found.line)), tuple(messages))


def located(
    judgements: Mapping[int, Judgement], by_article: Mapping[str, Extraction], messages: list[str]
) -> Iterator[Standing]:
    """The judgements whose both nodes are there, as they come."""
    for line, judgement in sorted(judgements.items()):
        anchors = judgement.one, judgement.other
        if any(anchor.article not in by_article for anchor in anchors):
            continue
        one, other = (place(by_article[anchor.article], judgement.kind, anchor) for anchor in anchors)
        if one is None or other is None:
            missing = anchors[0] if one is None else anchors[1]
            messages.append(f"line {line} waits: {told(missing)} is not found in article {missing.article}")
        elif one == other:
            messages.append(f"line {line} says nothing: both sides are {told(anchors[0])}")
        else:
            yield Standing(line, judgement, one, other)


def place(extraction: Extraction, kind: Kind, anchor: Anchor) -> Ref | None:
    """The node at the anchor."""
    key = locate(extraction, kind, anchor)
    return None if key is None else (extraction.article.id, key)


def told(anchor: Anchor) -> str:
    """The thing as its judge saw it."""
    return f"«{anchor.name or anchor.words}»"


def consistent(newest_first: Iterable[Standing], messages: list[str]) -> Iterator[Standing]:
    """Those that agree with all newer ones: no thing is said to differ from what it is said to be."""
    things, different = Things(), list[tuple[Ref, Ref]]()
    for found in newest_first:
        verdict = found.judgement.verdict
        one, other = things.of(found.one), things.of(found.other)
        clash = (
            any({one, other} == {things.of(a), things.of(b)} for a, b in different)
            if verdict is Verdict.SAME
            else verdict is Verdict.DIFFERENT and one == other
        )
        if clash:
            messages.append(f"line {found.line} is set aside: {contradiction(found)}")
            continue
        if verdict is Verdict.SAME:
            things.join(one, other)
        elif verdict is Verdict.DIFFERENT:
            different.append((found.one, found.other))
        yield found


def contradiction(found: Standing) -> str:
    """What to say of a judgement that newer ones exclude."""
    judgement = found.judgement
    pair = f"{told(judgement.one)} and {told(judgement.other)}"
    return f"that {pair} are {judgement.verdict} contradicts lines further down"


class Things:
    """Nodes joined to things; the smallest node stands for its thing."""

    def __init__(self) -> None:
        self._above = dict[Ref, Ref]()

    def of(self, ref: Ref) -> Ref:
        """The node that stands for the thing of this one."""
        while ref in self._above:
            ref = self._above[ref]
        return ref

    def join(self, one: Ref, other: Ref) -> None:
        """One thing of two; `one` and `other` stand for theirs."""
        if one != other:
            self._above[max(one, other)] = min(one, other)

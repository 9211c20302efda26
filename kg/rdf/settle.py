"""What holds of consolidated things when articles disagree.

Claims keep what each article said; here one value is chosen where only one can hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import CONCEPTS, DATES, TEXTS, Extraction, Fact, Predicate, Status

EntityOf = Mapping[tuple[str, str], str]
Slot = tuple[str, Predicate]

MAJORITY = DATES | {Predicate.ROLE, Predicate.KIND, Predicate.DEAL_TYPE, Predicate.SPEECH}
# Of reports of one day the later state wins: a plan is overtaken by its signing, event or cancellation.
STATUS_ORDER = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class Report:
    """One article's statement of a value. `published` is an ISO date, "" if unknown."""

    published: str
    article: str
    confidence: float
    value: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What is asserted: `out[subject, predicate]` are objects in order, `into[object, predicate]` subjects.

    Subjects are ids of entities; objects too, or an ISO date, a text or a topic, as in `Fact`.
    """

    out: Mapping[Slot, tuple[str, ...]]
    into: Mapping[Slot, tuple[str, ...]]

    def of(self, subject: str, *predicates: Predicate) -> tuple[str, ...]:
        """The objects of a subject under the predicates, in the order of these."""
        return tuple(value for predicate in predicates for value in self.out.get((subject, predicate), ()))

    def to(self, target: str, predicate: Predicate) -> tuple[str, ...]:
        """The subjects that point to `target` with the predicate."""
        return self.into.get((target, predicate), ())


def is_link(predicate: Predicate) -> bool:
    """True if the predicate's objects are things, not literals or concepts."""
    return predicate not in DATES and predicate not in TEXTS and predicate not in CONCEPTS


def object_of(extraction: Extraction, fact: Fact, entity_of: EntityOf) -> str:
    """The id of the entity that a fact points to, or its literal value. KeyError for an unlinked node."""
    return entity_of[extraction.article.id, fact.object] if is_link(fact.predicate) else fact.object


def settle(extractions: Iterable[Extraction], entity_of: EntityOf) -> Settled:
    """Everything that is asserted of the entities, whichever order the articles come in.

    - status: the latest published article that states one; of one day, `cancelled` over `planned`;
    - dates, roles, kinds: what most articles say, then the latest published, then the most confident;
    - an end before the start gives way to the best supported one that is not, if any;
    - a post held and left: what the latest article says;
    - a delegation's head is a member of it, partners are partners both ways, nothing is related to itself,
      a destination is not a stop as well.
    """
    slots = drop_left_posts(collect(extractions, entity_of))
    asserted = {slot: chosen(slot[1], reports) for slot, reports in slots.items()}
    return index(complete(asserted | dict(later_ends(asserted, slots))))


def collect(extractions: Iterable[Extraction], entity_of: EntityOf) -> dict[Slot, list[Report]]:
    """All reports of each slot. An article that repeats itself is one report, its most confident."""
    found: dict[Slot, dict[tuple[str, str], Report]] = defaultdict(dict)
    for extraction in extractions:
        article = extraction.article
        published = article.published.isoformat() if article.published else ""
        for fact in extraction.facts:
            subject, value = entity_of[article.id, fact.subject], object_of(extraction, fact, entity_of)
            reports = found[subject, fact.predicate]
            report = Report(published, article.id, fact.confidence, value)
            reports[article.id, value] = max(report, reports.get((article.id, value), report), key=confidence)
    return {slot: list(reports.values()) for slot, reports in found.items()}


def confidence(report: Report) -> float:
    """How sure the article's extraction is."""
    return report.confidence


def chosen(predicate: Predicate, reports: Collection[Report]) -> set[str]:
    """The values that hold: one where only one can, else all."""
    if predicate is Predicate.STATUS:
        return {max(reports, key=recency).value}
    if predicate in MAJORITY:
        return {best_supported(reports)}
    return {report.value for report in reports}


def later_ends(
    asserted: Mapping[Slot, set[str]], slots: Mapping[Slot, Collection[Report]]
) -> Iterator[tuple[Slot, set[str]]]:
    """New ends for the visits whose chosen end lies before their chosen start."""
    for slot, ends in asserted.items():
        start = max(asserted.get((slot[0], Predicate.START_DATE), ()), default="")
        if slot[1] is Predicate.END_DATE and max(ends) < start:
            possible = [report for report in slots[slot] if report.value >= start]
            yield slot, {best_supported(possible)} if possible else set()


def recency(report: Report) -> tuple[str, int, float, str]:
    """Sort key of a status: day of publication, then the state, then confidence."""
    return report.published, STATUS_ORDER[Status(report.value)], report.confidence, report.value


def best_supported(reports: Iterable[Report]) -> str:
    """The value that most articles give; of equals the latest published, then the most confident one."""
    by_value: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_value[report.value].append(report)
    return max(by_value, key=lambda value: support(by_value[value], value))


def support(reports: Collection[Report], value: str) -> tuple[int, str, float, str]:
    """Sort key of a value: number of articles, latest publication, highest confidence."""
    return len(reports), max(r.published for r in reports), max(map(confidence, reports)), value


def drop_left_posts(slots: dict[Slot, list[Report]]) -> dict[Slot, list[Report]]:
    """Of a post held by one article and left by another, keep what the later article says."""
    kept = dict(slots)
    for (person, predicate), held in slots.items():
        left = slots.get((person, Predicate.FORMER_POST)) if predicate is Predicate.HOLDS_POST else None
        if left:
            over = {post for post in values(held) & values(left) if last(left, post) > last(held, post)}
            kept[person, Predicate.HOLDS_POST] = [r for r in held if r.value not in over]
            kept[person, Predicate.FORMER_POST] = [
                r for r in left if r.value in over or r.value not in values(held)
            ]
    return kept


def values(reports: Iterable[Report]) -> set[str]:
    """The values reported."""
    return {report.value for report in reports}


def last(reports: Iterable[Report], value: str) -> str:
    """The latest day on which the value is reported."""
    return max(report.published for report in reports if report.value == value)


def complete(asserted: dict[Slot, set[str]]) -> dict[Slot, set[str]]:
    """With the links that follow from others, without links of a thing to itself."""
    full: dict[Slot, set[str]] = defaultdict(set)
    for (subject, predicate), objects in asserted.items():
        for value in objects - excluded(subject, predicate, asserted):
            full[subject, predicate].add(value)
            for slot, derived in following(subject, predicate, value):
                full[slot].add(derived)
    return full


def excluded(subject: str, predicate: Predicate, asserted: Mapping[Slot, set[str]]) -> set[str]:
    """What a link of the subject cannot lead to: itself, and stops cannot be where the visit goes anyway."""
    destinations = (
        asserted.get((subject, Predicate.DESTINATION), set()) if predicate is Predicate.STOP else set()
    )
    return destinations | {subject}


def following(subject: str, predicate: Predicate, value: str) -> Iterator[tuple[Slot, str]]:
    """What a link entails: its head is a member of a delegation, partnership is mutual."""
    if predicate is Predicate.LED_BY:
        yield (value, Predicate.MEMBER_OF), subject
    if predicate is Predicate.PARTNER_OF:
        yield (value, Predicate.PARTNER_OF), subject


def index(asserted: Mapping[Slot, set[str]]) -> Settled:
    """The same both ways, in sorted order."""
    into: dict[Slot, set[str]] = defaultdict(set)
    for (subject, predicate), objects in asserted.items():
        if is_link(predicate):
            for value in objects:
                into[value, predicate].add(subject)
    return Settled(
        {slot: tuple(sorted(asserted[slot])) for slot in sorted(asserted)},
        {slot: tuple(sorted(subjects)) for slot, subjects in into.items()},
    )

"""What holds of consolidated things when articles disagree.

Claims keep what each article said; here one value is chosen where only one can hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.model import CONCEPTS, DATES, TEXTS, Extraction, Fact, Predicate, Span, Status

EntityOf = Mapping[tuple[str, str], str]
Texts = Mapping[str, str]  # the article that each copy was first printed as
Slot = tuple[str, Predicate]

MAJORITY = DATES | {Predicate.ROLE, Predicate.KIND, Predicate.DEAL_TYPE, Predicate.SPEECH}
# Of reports of one day the later state wins: a plan is overtaken by its signing, event or cancellation.
STATUS_ORDER = {status: rank for rank, status in enumerate(Status)}


NO_COPIES: Texts = MappingProxyType({})
LATEST = "9999-12-31"  # where a day of publication is not known


@dataclass(frozen=True, slots=True)
class Report:
    """One article's statement of a value, an entity's id or a literal.

    `published` is an ISO date, "" if unknown; `text` is the article that prints the text first; `subject`,
    `predicate`, `object` and `span` are those of the fact; `bodied` tells that a post said here has a body.
    """

    published: str
    article: str
    text: str
    confidence: float
    value: str
    subject: str
    predicate: Predicate
    object: str
    span: Span
    bodied: bool

    @property
    def claim(self) -> tuple[str | int, ...]:
        """The raw coordinates of the article's claim: no two reports have the same."""
        span = self.span
        return self.article, span.start, span.stop, self.subject, self.predicate.value, self.object


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


def settle(extractions: Iterable[Extraction], entity_of: EntityOf, texts: Texts = NO_COPIES) -> Settled:
    """Everything that is asserted of the entities, whichever order the articles come in."""
    return settled(by_text(collect(extractions, entity_of, texts)))


def settled(reported: Mapping[Slot, Collection[Report]]) -> Settled:
    """What holds when each text counts once.

    - status: the latest published text that states one; of one day, `cancelled` over `planned`;
    - dates, roles, kinds: what most texts say, then the latest published, then the most confident;
    - an end before the start gives way to the best supported one that is not, if any;
    - a post held and left: what the latest article says;
    - a delegation's head is a member of it, partners are partners both ways, nothing is related to itself,
      a destination is not a stop as well.
    """
    slots = drop_left_posts(reported)
    asserted = {slot: chosen(slot[1], reports) for slot, reports in slots.items()}
    return index(complete(asserted | dict(later_ends(asserted, slots))))


def collect(
    extractions: Iterable[Extraction], entity_of: EntityOf, texts: Texts = NO_COPIES
) -> dict[Slot, list[Report]]:
    """All reports of each slot. An article that repeats itself is one report, its most confident."""
    found: dict[Slot, dict[tuple[str, str], Report]] = defaultdict(dict)
    for extraction in extractions:
        for subject, report in reports_of(extraction, entity_of, texts):
            told, key = found[subject, report.predicate], (report.article, report.value)
            told[key] = max(told.get(key, report), report, key=confidence)
    return {slot: list(told.values()) for slot, told in found.items()}


def reports_of(extraction: Extraction, entity_of: EntityOf, texts: Texts) -> Iterator[tuple[str, Report]]:
    """What an article states, by the entities that it is stated of."""
    article, facts = extraction.article, extraction.facts
    published = article.published.isoformat() if article.published else ""
    bodied = {fact.subject for fact in facts if fact.predicate is Predicate.POST_IN}
    for fact in facts:
        yield (
            entity_of[article.id, fact.subject],
            Report(
                published=published,
                article=article.id,
                text=texts.get(article.id, article.id),
                confidence=fact.confidence,
                value=object_of(extraction, fact, entity_of),
                subject=fact.subject,
                predicate=fact.predicate,
                object=fact.object,
                span=fact.evidence.span,
                bodied=fact.object in bodied,
            ),
        )


def by_text(slots: Mapping[Slot, Collection[Report]]) -> dict[Slot, list[Report]]:
    """The same with one report of each value for each text, that of the article that printed it first."""
    return {slot: first_printed(told) if len(told) > 1 else list(told) for slot, told in slots.items()}


def first_printed(told: Iterable[Report]) -> list[Report]:
    """Of the reports of one value in copies of one text, the earliest."""
    found = dict[tuple[str, str], Report]()
    for report in told:
        key = report.text, report.value
        found[key] = min(found.get(key, report), report, key=printing)
    return list(found.values())


def printing(report: Report) -> tuple[str, str]:
    """Order of publication; without a day last."""
    return report.published or LATEST, report.article


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
    """The value that most texts give; of equals the latest published, then the most confident one."""
    by_value: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_value[report.value].append(report)
    return max(by_value, key=lambda value: support(by_value[value], value))


def support(reports: Collection[Report], value: str) -> tuple[int, str, float, str]:
    """Sort key of a value: number of texts, latest publication, highest confidence."""
    return len(reports), max(r.published for r in reports), max(map(confidence, reports)), value


def drop_left_posts(slots: Mapping[Slot, Collection[Report]]) -> dict[Slot, Collection[Report]]:
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

"""Who tells a fact: the rules, the models, or both. Two that agree are surer than one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from kg.model import DATES, Fact, Predicate

Slot = tuple[
    Predicate, str
]  # what is filled, and with what; the filler is "" where the event itself is meant
Events = Mapping[str, frozenset[Slot]]  # by the event's key; what hangs on no event has the key ""
POSTS = frozenset({Predicate.HOLDS_POST, Predicate.FORMER_POST})
OF_DELEGATION = frozenset({Predicate.SENT_BY, Predicate.LED_BY})
LOOSE = frozenset({Predicate.OCCUPATION, Predicate.PARTNER_OF, Predicate.OWNS, Predicate.CONTAINED_IN_PLACE})
BARE = frozenset({Predicate.MAKES, Predicate.DURING_VISIT, Predicate.SIGNED_DURING})
WEAK = DATES | BARE | {Predicate.STATUS, Predicate.KIND}  # alone they make no two events one


class By(StrEnum):
    """Who tells a fact, and whether the other one knows its event at all."""

    BOTH = "both"
    RULES = "rules"
    MODELS = "models"
    RULES_OF_KNOWN = "rules, the event by both"
    MODELS_OF_KNOWN = "models, the event by both"
    NEITHER = "neither"  # it follows from what both tell together
    RULES_ALONE = "rules, models not asked"
    MODELS_ALONE = "models, rules not asked"


def tellers(facts: Sequence[Fact], rules: Sequence[Fact] | None, models: Sequence[Fact] | None) -> list[By]:
    """Who tells each of the facts; `rules` and `models` are what each tells by itself, None if not asked."""
    if rules is None or models is None:
        return [By.RULES_ALONE if models is None else By.MODELS_ALONE] * len(facts)
    own, by_rules, by_models = events_of(facts), events_of(rules), events_of(models)
    twins = {event: (twin(event, own, by_rules), twin(event, own, by_models)) for event in own}
    return [_by(slot, *twins[event]) for event, slot in places(facts)]


def _by(slot: Slot, rules: frozenset[Slot], models: frozenset[Slot]) -> By:
    if slot in rules and slot in models:
        return By.BOTH
    known = bool(rules and models) and slot[0] not in LOOSE | {Predicate.PARTNER_REGION}
    if slot in rules:
        return By.RULES_OF_KNOWN if known else By.RULES
    if slot in models:
        return By.MODELS_OF_KNOWN if known else By.MODELS
    return By.NEITHER


def events_of(facts: Sequence[Fact]) -> dict[str, frozenset[Slot]]:
    """The slots of each event."""
    found: dict[str, set[Slot]] = defaultdict(set)
    for event, slot in places(facts):
        found[event].add(slot)
    return {event: frozenset(slots) for event, slots in found.items()}


def places(facts: Iterable[Fact]) -> list[tuple[str, Slot]]:
    """For each fact the event that it tells of (a node's key), and the slot that it fills."""
    facts = list(facts)
    visits = {fact.subject: fact.object for fact in facts if fact.predicate is Predicate.MAKES}
    return [_place(fact, visits) for fact in facts]


def _place(fact: Fact, visits: Mapping[str, str]) -> tuple[str, Slot]:
    predicate = fact.predicate
    if predicate in LOOSE:
        return "", (predicate, " ".join(sorted((fact.subject, fact.object))))
    if predicate is Predicate.PARTNER_REGION:  # it restates a pair of partners, and is as sure as that
        return "", (predicate, fact.object)
    if predicate in POSTS:
        return fact.object, (predicate, fact.subject)
    if predicate is Predicate.MEMBER_OF:
        return visits.get(fact.object, ""), (predicate, fact.subject)
    if predicate in OF_DELEGATION:
        return visits.get(fact.subject, ""), (predicate, fact.object)
    event = fact.object if predicate is Predicate.MAKES else fact.subject
    return event, (predicate, "" if predicate in BARE else fact.object)


def twin(event: str, own: Events, others: Events) -> frozenset[Slot]:
    """The other side's event of the same kind that has most in common; empty if none has anything."""
    telling = {slot for slot in own[event] if slot[0] not in WEAK}
    alike = [slots for key, slots in others.items() if _kind(key) == _kind(event) and telling & slots]
    return max(alike, key=lambda slots: len(telling & slots), default=frozenset())


def _kind(event: str) -> str:
    return event.partition("-")[0]

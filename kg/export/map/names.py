"""What each node is called on the map: its own name, or one made of what it links (`Визит: Вьетнам`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.export.map import words
from kg.export.map.source import Label, Rows
from kg.model import Kind, Predicate

SHOWN = 3  # names listed before `и ещё N`


class Links:
    """The triples by subject and predicate, and by object and predicate."""

    def __init__(self, rows: Rows) -> None:
        self._objects: dict[tuple[str, Predicate], list[str]] = {}
        self._subjects: dict[tuple[str, Predicate], list[str]] = {}
        for triple in rows.triples:
            self._objects.setdefault((triple.subject, triple.predicate), []).append(triple.object)
            self._subjects.setdefault((triple.object, triple.predicate), []).append(triple.subject)

    def objects(self, subject: str, *predicates: Predicate) -> list[str]:
        """Objects in sorted order, the first predicate's first."""
        found = (each for name in predicates for each in self._objects.get((subject, name), ()))
        return list(dict.fromkeys(found))

    def subjects(self, thing: str, predicate: Predicate) -> list[str]:
        """Subjects in sorted order."""
        return self._subjects.get((thing, predicate), [])

    def first(self, subject: str, *predicates: Predicate) -> str | None:
        """The first object, if there is one."""
        return next(iter(self.objects(subject, *predicates)), None)


@dataclass(frozen=True, slots=True)
class Names:
    """`full` is the title of a node, `forms` all that search may find it by (the title among them)."""

    full: Mapping[str, str]
    forms: Mapping[str, tuple[str, ...]]


def name_nodes(rows: Rows, links: Links) -> Names:
    """Titles and name forms of all nodes but posts."""
    given = {
        node: labels[0].text
        for node, labels in rows.labels.items()
        if rows.kinds[node] in _BARE or (rows.kinds[node] in _MADE and labels[0].preferred)
    }
    full = dict(given)
    for kind in (*_BARE, *_MADE):  # delegations are named after bodies and persons, visits after places
        for node in (each for each, its in rows.kinds.items() if its is kind and each not in given):
            full[node] = _title(node, kind, links, full)
    return Names(full, {node: _forms(title, rows.labels.get(node, ())) for node, title in full.items()})


def post_title(post: str, links: Links, full: Mapping[str, str]) -> str:
    """`заместитель губернатора, Вымышленская область`."""
    bodies = [full[body] for body in links.objects(post, Predicate.POST_IN) if body in full]
    return ", ".join([*links.objects(post, Predicate.ROLE), *bodies])


def listed(names: Iterable[str], separator: str = ", ") -> str:
    """`А, Б, В и ещё 2`."""
    items = list(names)
    rest = f" и ещё {len(items) - SHOWN}" if len(items) > SHOWN else ""
    return separator.join(items[:SHOWN]) + rest


def _forms(title: str, labels: tuple[Label, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([title, *(label.text for label in labels)]))


_BARE = (
    Kind.PERSON,
    Kind.ORGANIZATION,
    Kind.COUNTRY,
    Kind.REGION,
    Kind.CITY,
    Kind.FACILITY,
    Kind.PROGRAMME_EVENT,
)
_MADE: dict[Kind, tuple[tuple[Predicate, ...], ...]] = {  # the first group that gives names is used
    Kind.DELEGATION: ((Predicate.SENT_BY,), (Predicate.LED_BY,)),
    Kind.VISIT: ((Predicate.DESTINATION,), (Predicate.PARTNER_REGION,), (Predicate.STOP,)),
    Kind.MEETING: ((Predicate.PARTICIPANT,), (Predicate.PLACE,)),
    Kind.AGREEMENT: ((Predicate.PARTY,),),
}


def _title(node: str, kind: Kind, links: Links, full: Mapping[str, str]) -> str:
    head = words.KINDS[kind][0].capitalize()
    if kind is Kind.AGREEMENT:
        head = (links.first(node, Predicate.KIND) or head).capitalize()
    if kind not in _MADE:
        return f"{head} без имени"
    parts = _parts(node, kind, links, full)
    return f"{head}: {listed(parts, ' — ' if kind is Kind.AGREEMENT else ', ')}" if parts else head


def _parts(node: str, kind: Kind, links: Links, full: Mapping[str, str]) -> list[str]:
    groups = [links.objects(node, *group) for group in _MADE[kind]]
    if kind is Kind.DELEGATION:
        groups.append(links.subjects(node, Predicate.MEMBER_OF))
    named = ([full[each] for each in group if each in full] for group in groups)
    return next((names for names in named if names), [])

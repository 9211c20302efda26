"""Groups of nodes → entities with a name and its variants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.link.groups import Ref
from kg.link.ids import Cluster, known_of
from kg.model import Entity, Kind, Node
from kg.text.names import parse_name


def entity(id: str, cluster: Cluster, nodes: Mapping[Ref, Node]) -> Entity:
    """The consolidated thing of a cluster."""
    members = [nodes[ref] for ref in cluster]
    kind = members[0].kind
    name = best_name(kind, [node.name for node in members if node.name])
    variants = {form for node in members for form in (node.name, *node.aliases) if form}
    return Entity(id, kind, name, tuple(sorted(variants - {name})), known_of(cluster, nodes), cluster)


def best_name(kind: Kind, names: Sequence[str]) -> str | None:
    """The fullest name of a person, the commonest of anything else; equals by length, then by alphabet."""
    counts = Counter(names)
    parts = {name: fullness(name) if kind is Kind.PERSON else is_spelled(name) for name in counts}
    return min(counts, key=lambda name: (-parts[name], -counts[name], -len(name), name), default=None)


def fullness(name: str) -> int:
    """How many parts a person's name spells out."""
    parsed = parse_name(name)
    return sum(part is not None for part in (parsed.given, parsed.patronymic, parsed.family)) * 2 - bool(
        parsed.initials
    )


def is_spelled(name: str) -> int:
    """0 for an abbreviation, 1 for words."""
    return int(not name.replace("-", "").isupper())


def ordered(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities by id."""
    return tuple(sorted(entities, key=lambda found: found.id))

"""Which statements of the consolidated graph are reference data: what the gazetteer says, not an article."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.describe import known_id, shipped_around, shipped_places
from kg.rdf.iris import BASE, id_below

FACTS = frozenset(v.PROPERTIES.values())


def is_fact(quad: Quad, base: str = BASE) -> bool:
    """True for what articles say of a thing: a place lies in its region by the gazetteer alone."""
    return quad.predicate in FACTS and not lies_by_reference(quad, base)


def lies_by_reference(quad: Quad, base: str = BASE) -> bool:
    """True if the gazetteer says that the one place lies in the other."""
    if quad.predicate != v.CONTAINED_IN_PLACE or not isinstance(quad.subject, NamedNode):
        return False
    inner, outer = (known_id(id_below(node, base)) for node in (quad.subject, quad.object))
    place = shipped_places(inner) if inner else None
    return place is not None and outer is not None and outer in shipped_around(place)
